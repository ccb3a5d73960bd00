"""Two who do something with one post at the same moment: one after the other, and the second knows of the first."""

from typing import Any

from portal.db import db
from portal.news.models import Post

# No stronger than changing it: what hangs on a post, a draft too, holds its row while it is made. Two teachers who
# each come with a draft of the same change would wait for one another.
AS_A_CHANGE: Any = {"key_share": True}


def hold(post: Post) -> None:
    """Until this is kept nobody else holds or changes the post, and what is known of it is what stands there now."""
    db.session.refresh(post, with_for_update=AS_A_CHANGE)
