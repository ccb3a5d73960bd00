"""What stands above the letters of a class page: pinned ones, and that a letter somebody had read was withdrawn."""

from datetime import timedelta

from sqlalchemy import bindparam, exists, select, union_all

from portal.news.models import Opened, Post, PostClass

# Families who had read a letter see for so long that it was withdrawn; its team can bring it back meanwhile.
NOTICE = timedelta(days=7)

_PINNED = select(PostClass.post_id).where(
    PostClass.class_id == bindparam("class_id"), PostClass.is_pinned, PostClass.published_at <= bindparam("now")
)
_WITHDRAWN = select(Post.id).where(
    Post.withdrawn_at > bindparam("since"),
    exists().where(PostClass.post_id == Post.id, PostClass.class_id == bindparam("class_id")),
    exists().where(Opened.post_id == Post.id, Opened.person_id == bindparam("reader_id")),
)
# These few posts by their numbers: with + 0 no database goes through all posts of the class to find them.
IS_APART = Post.id.in_(union_all(_PINNED, _WITHDRAWN)) & (PostClass.class_id + 0 == bindparam("class_id"))
