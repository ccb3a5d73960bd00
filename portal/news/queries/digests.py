"""What is new for one guardian when a digest is told."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from portal.db import db
from portal.news.models import Opened, Post, PostClass
from portal.outbox import Digest, DigestPost
from portal.school.models import Enrolment, Guardian, Guardianship, Pupil, SchoolClass


class ClassNews(NamedTuple):
    """How many letters of a class somebody has not read yet."""

    class_id: int
    name: str
    number: int


def gathered_in(digest: Digest, *, now: datetime) -> list[ClassNews]:
    """By class what was gathered, still stands on the page, and was not opened; of the children of now only."""
    opened = select(Opened.post_id).where(Opened.person_id == digest.person_id)
    query = (
        select(SchoolClass.id, SchoolClass.name, func.count(Post.id.distinct()))
        .select_from(DigestPost)
        .join(Post, Post.id == DigestPost.post_id)
        .join(PostClass, PostClass.post_id == Post.id)
        .join(SchoolClass, SchoolClass.id == PostClass.class_id)
        .join(Enrolment, Enrolment.class_id == SchoolClass.id)
        .join(Pupil, Pupil.id == Enrolment.pupil_id)
        .join(Guardianship, Guardianship.pupil_id == Pupil.id)
        .join(Guardian, Guardian.id == Guardianship.guardian_id)
        .where(DigestPost.digest_id == digest.id, Guardian.person_id == digest.person_id, Guardianship.has_access)
        .where(Pupil.left_on.is_(None), Post.withdrawn_at.is_(None), Post.published_at <= now, Post.id.not_in(opened))
        .group_by(SchoolClass.id, SchoolClass.name)
        .order_by(SchoolClass.name, SchoolClass.id)
    )
    return [ClassNews(*row) for row in db.session.execute(query)]
