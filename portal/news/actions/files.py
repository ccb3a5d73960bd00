"""The pictures and documents of a draft: added, described, put in order, taken away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal import documents, pictures
from portal.db import Refusal, let_go
from portal.news.models import Attachment, Draft, DraftFile, Picture, Post, Sort

MOST_PICTURES, MOST_DOCUMENTS = 12, 5


class TooManyFiles(Refusal):
    """More pictures than MOST_PICTURES, or more documents than MOST_DOCUMENTS; `sort` says which."""

    def __init__(self, sort: Sort):
        super().__init__()
        self.sort = sort


@dataclass(frozen=True)
class Folders:
    """Where pictures and documents lie, and how large a document may be, in bytes."""

    pictures: Path
    documents: Path
    most: int


@dataclass(frozen=True)
class Arranged:
    """What a form says of the files that are there: what is on each, by its mark; which goes, which moves up."""

    alternatives: dict[str, str]
    removed: str = ""
    moved_up: str = ""


NO_CHANGE = Arranged({})


def store(
    photos: Sequence[bytes], papers: Sequence[tuple[str, bytes]], alternative: str, into: Folders
) -> list[DraftFile]:
    """Re-encode pictures and look into documents (name, bytes), before anything else is changed.

    Raises TooManyFiles, and what `pictures.keep` and `documents.kind_of` raise; then nothing is kept.
    """
    if len(photos) > MOST_PICTURES:
        raise TooManyFiles(Sort.PICTURE)
    if len(papers) > MOST_DOCUMENTS:
        raise TooManyFiles(Sort.DOCUMENT)
    if not photos and not papers:
        return []
    # Decoding a photo takes longer than others should wait to write.
    let_go()
    return [
        *(_stored_picture(data, alternative, into) for data in photos),
        *(_stored_document(name, data, into) for name, data in papers),
    ]


def _stored_picture(data: bytes, alternative: str, into: Folders) -> DraftFile:
    kept = pictures.keep(data, into.pictures)
    return DraftFile(
        sort=Sort.PICTURE, key=kept.key, alternative=alternative, width=kept.width, height=kept.height, is_own=True,
        number=0, name="", kind="", size=0,
    )  # fmt: skip


def _stored_document(name: str, data: bytes, into: Folders) -> DraftFile:
    kind = documents.kind_of(data, most=into.most)
    return DraftFile(
        sort=Sort.DOCUMENT, key=documents.keep(data, into.documents), name=documents.name_of(name, kind), kind=kind,
        size=len(data), is_own=True, number=0, alternative="", width=0, height=0,
    )  # fmt: skip


def arrange(draft: Draft, stored: Iterable[DraftFile], arranged: Arranged, into: Folders) -> None:
    """Add what was stored, and do with the files of a draft what its form says. Raises TooManyFiles."""
    for file in draft.files:
        file.alternative = arranged.alternatives.get(file.mark, file.alternative)
    files = [file for file in draft.files if file.mark != arranged.removed]
    for gone in (file for file in draft.files if file.mark == arranged.removed and file.is_own):
        forget(gone, into)
    places = {file.mark: place for place, file in enumerate(files)}
    if place := places.get(arranged.moved_up, 0):
        files[place - 1], files[place] = files[place], files[place - 1]
    draft.files = _in_order([*files, *stored])


def _in_order(files: list[DraftFile]) -> list[DraftFile]:
    for sort, most in ((Sort.PICTURE, MOST_PICTURES), (Sort.DOCUMENT, MOST_DOCUMENTS)):
        if sum(file.sort is sort for file in files) > most:
            raise TooManyFiles(sort)
    for number, file in enumerate(files, start=1):
        file.number = number
    return files


def forget(file: DraftFile, into: Folders) -> None:
    """Remove a draft's own file from the disk, when this is kept."""
    if file.sort is Sort.PICTURE:
        pictures.forget(file.key, into.pictures)
    else:
        documents.forget(file.key, into.documents)


def files_of(post: Post) -> list[DraftFile]:
    """The files of a published post, as a draft of a change begins with them."""
    shown = [
        DraftFile(
            sort=Sort.PICTURE, key=each.key, alternative=each.alternative, width=each.width, height=each.height,
            is_own=False, number=each.number, name="", kind="", size=0,
        )
        for each in post.pictures
    ]  # fmt: skip
    papers = [
        DraftFile(
            sort=Sort.DOCUMENT, key=each.key, name=each.name, kind=each.kind, size=each.size, is_own=False,
            number=len(shown) + place, alternative="", width=0, height=0,
        )
        for place, each in enumerate(post.attachments, start=1)
    ]  # fmt: skip
    return [*shown, *papers]


def hand_over(draft: Draft, post: Post, into: Folders) -> None:
    """The files of a draft become those of the post; what the post had and the draft has no more is forgotten."""
    wanted = {file.key: file for file in draft.files}
    for picture in post.pictures:
        if picture.key not in wanted:
            pictures.forget(picture.key, into.pictures)
    for paper in post.attachments:
        if paper.key not in wanted:
            documents.forget(paper.key, into.documents)
    had: dict[str, Picture] = {picture.key: picture for picture in post.pictures}
    papers: dict[str, Attachment] = {paper.key: paper for paper in post.attachments}
    post.pictures = [_as_picture(file, had.get(file.key)) for file in draft.pictures]
    post.attachments = [
        papers.get(file.key) or Attachment(key=file.key, name=file.name, kind=file.kind, size=file.size)
        for file in draft.documents
    ]


def _as_picture(file: DraftFile, had: Picture | None) -> Picture:
    picture = had or Picture(key=file.key, width=file.width, height=file.height)
    picture.number, picture.alternative = file.number, file.alternative
    return picture
