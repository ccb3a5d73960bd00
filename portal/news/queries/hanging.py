"""What hangs on the letters of a class page: their pictures and their files."""

from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import bindparam, case, literal, select, union_all

from portal import pictures
from portal.asking import columns
from portal.db import db
from portal.news.models import Attachment, Picture, PictureChild, Post, PostClass
from portal.photos import queries as photos
from portal.photos.rules import Purpose


class Seen(StrEnum):
    """Whether families see a picture: always, until a teacher decides, or never again."""

    SHOWN = "shown"
    WAITS = "waits for the teacher"
    HIDDEN = "hidden for good"


class Shown(NamedTuple):
    """A picture as the class page shows it."""

    id: int
    key: str
    alternative: str
    width: int
    height: int
    state: Seen

    @property
    def sources(self) -> list[tuple[int, int]]:
        """The sizes in which the picture can be asked for, each with its real width."""
        return pictures.widths(self.width, self.height)


class File(NamedTuple):
    """A file as the class page offers it; `size` in bytes."""

    id: int
    name: str
    kind: str
    size: int


# A child on it whose guardians do not allow it hides a picture, from the moment that they say so.
_NOT_ALLOWED = (
    select(PictureChild.picture_id)
    .where(PictureChild.picture_id == Picture.id, ~photos.is_allowed(Purpose.CLASS_PAGE, PictureChild.pupil_id))
    .exists()
)
_STATE = case(
    (Picture.hidden_at.is_not(None), Seen.HIDDEN.value), (_NOT_ALLOWED, Seen.WAITS.value), else_=Seen.SHOWN.value
)
PICTURE, FILE = range(2)
_OF_THESE = bindparam("posts", expanding=True)
_PICTURES = select(
    literal(PICTURE).label("what"), Picture.post_id, Picture.number, Picture.id, Picture.key, Picture.alternative,
    Picture.width, Picture.height, _STATE.label("state"),
).where(Picture.post_id.in_(_OF_THESE))  # fmt: skip
_FILES = select(
    literal(FILE), Attachment.post_id, literal(0), Attachment.id, Attachment.name, Attachment.kind, Attachment.size,
    literal(0), literal(""),
).where(Attachment.post_id.in_(_OF_THESE))  # fmt: skip
# In one question: it is asked with every class page.
_HANGING = union_all(_PICTURES, _FILES).order_by("post_id", "what", "number", "id")


class Hanging(NamedTuple):
    """The pictures and the files of each post, in their order."""

    pictures: dict[int, tuple[Shown, ...]]
    files: dict[int, tuple[File, ...]]


def hanging_on(posts: list[int], *, with_hidden: bool = False) -> Hanging:
    """What hangs on these posts: the pictures that families see (or, for the team, all), and the files."""
    found = Hanging({}, {})
    for what, post_id, _number, *values, state in columns(_HANGING, {"posts": posts}) if posts else ():
        if what == FILE:
            found.files[post_id] = (*found.files.get(post_id, ()), File._make(values[:4]))
        elif with_hidden or state == Seen.SHOWN:
            found.pictures[post_id] = (*found.pictures.get(post_id, ()), Shown._make((*values, Seen(state))))
    return found


def pictures_of(posts: list[int], *, with_hidden: bool = False) -> dict[int, tuple[Shown, ...]]:
    """The pictures of each of these posts that families see, in their order; or, for the team, all of them."""
    return hanging_on(posts, with_hidden=with_hidden).pictures


def pictures_to_decide(class_id: int) -> list[int]:
    """The pictures on the page of a class that are hidden until its team decides, newest first."""
    query = (
        select(Picture.id)
        .join(Post, Post.id == Picture.post_id)
        .join(PostClass, (PostClass.post_id == Post.id) & (PostClass.class_id == class_id))
        .where(Picture.hidden_at.is_(None), Post.withdrawn_at.is_(None), _NOT_ALLOWED)
        .order_by(Picture.id.desc())
    )
    return list(db.session.scalars(query))


def children_on(picture: Picture) -> list[int]:
    """Who is on a picture, as a teacher said."""
    return list(db.session.scalars(select(PictureChild.pupil_id).where(PictureChild.picture_id == picture.id)))


def state_of(picture: Picture) -> Seen:
    """Whether families see a picture."""
    return Seen(db.session.scalar(select(_STATE).where(Picture.id == picture.id)))


def pictures_exported(pupil_id: int, _household_id: int) -> list[dict]:
    """For a copy that a family may keep: the news with a picture on which the child is, the same for each home."""
    query = (
        select(Post.title, Post.published_at)
        .join(Picture, Picture.post_id == Post.id)
        .join(PictureChild, PictureChild.picture_id == Picture.id)
        .where(PictureChild.pupil_id == pupil_id)
        .order_by(Post.published_at, Picture.id)
    )
    return [{"on_picture_of": title, "published_at": at} for title, at in db.session.execute(query)]
