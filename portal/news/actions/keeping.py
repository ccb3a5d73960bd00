"""How long posts and drafts are kept."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, select

from portal import i18n
from portal.db import Base
from portal.news.models import (
    Attachment,
    Draft,
    DraftFile,
    Earlier,
    NotUnderstood,
    Opened,
    PhraseDraft,
    Picture,
    PictureChild,
    Post,
    PostClass,
    PostPhrases,
    PostReminder,
    PostReminding,
    Question,
    QuestionWords,
    Version,
    VersionAsked,
    WordsVersion,
)
from portal.school import queries as school

KEPT_AFTER_YEAR = timedelta(days=365)
WITHDRAWN_KEPT = timedelta(days=30)
# Longer than a long holiday; what was thrown away can be brought back for a week.
DRAFT_KEPT = timedelta(days=90)
THROWN_KEPT = timedelta(days=7)


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Letters of a year that ended long ago, or taken off the page, with all that hangs on them."""
    ended = school.classes_ended_before(i18n.local_date(now - KEPT_AFTER_YEAR))
    old = select(PostClass.post_id).where(PostClass.class_id.in_(ended))
    still_read = select(PostClass.post_id).where(PostClass.class_id.not_in(ended))
    over = (Post.id.in_(old) & Post.id.not_in(still_read)) | (Post.withdrawn_at < now - WITHDRAWN_KEPT)
    gone = select(Post.id).where(over)
    hanging = (
        Question, Opened, PostReminder, PostReminding, Picture, Attachment, Version, VersionAsked, NotUnderstood,
        Earlier, PostPhrases, PhraseDraft, PostClass,
    )  # fmt: skip
    on_no_page = Post.id.not_in(select(PostClass.post_id))
    return [
        *_what_hangs_deeper(gone), *_drafts(gone, now),
        *((each, each.post_id.in_(gone)) for each in hanging), (Post, on_no_page),
    ]  # fmt: skip


def _what_hangs_deeper(gone: Select) -> list[tuple[type[Base], ColumnElement[bool]]]:
    asked = select(Question.id).where(Question.post_id.in_(gone))
    shown = select(Picture.id).where(Picture.post_id.in_(gone))
    return [
        (PictureChild, PictureChild.picture_id.in_(shown)),
        (WordsVersion, WordsVersion.words_id.in_(select(QuestionWords.id).where(QuestionWords.question_id.in_(asked)))),
        (QuestionWords, QuestionWords.question_id.in_(asked)),
    ]


def _drafts(gone: Select, now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    dropped = (Draft.kept_at < now - DRAFT_KEPT) | (Draft.thrown_at < now - THROWN_KEPT) | Draft.post_id.in_(gone)
    return [
        (DraftFile, DraftFile.draft_id.in_(select(Draft.id).where(dropped))), (Draft, dropped),
        (PhraseDraft, PhraseDraft.changed_at < now - DRAFT_KEPT),
    ]  # fmt: skip
