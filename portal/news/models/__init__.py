"""Posts and where they stand, what hangs on them, drafts and versions, and what families did and asked."""

from portal.news.models.drafts import (
    Draft,
    DraftFile,
    Sort,
)
from portal.news.models.earlier import (
    Earlier,
)
from portal.news.models.opened import (
    Opened,
)
from portal.news.models.phrased import (
    PhraseDraft,
    PostPhrases,
)
from portal.news.models.pictures import (
    Attachment,
    Picture,
    PictureChild,
)
from portal.news.models.posts import (
    Post,
    PostClass,
    PostKind,
)
from portal.news.models.questions import (
    AnswerHours,
    Question,
    QuestionWords,
    WordsVersion,
)
from portal.news.models.reminders import (
    PostReminder,
    PostReminding,
)
from portal.news.models.versions import (
    NEVER_BY_MACHINE_ALONE,
    Made,
    NotUnderstood,
    Version,
    VersionAsked,
    Words,
    alternatives_of,
    words_of,
)

__all__ = [
    "WordsVersion",
    "NEVER_BY_MACHINE_ALONE",
    "AnswerHours",
    "Attachment",
    "Draft",
    "DraftFile",
    "Earlier",
    "Made",
    "NotUnderstood",
    "Opened",
    "PhraseDraft",
    "Picture",
    "PictureChild",
    "Post",
    "PostClass",
    "PostKind",
    "PostPhrases",
    "PostReminder",
    "PostReminding",
    "Question",
    "QuestionWords",
    "Sort",
    "Version",
    "VersionAsked",
    "Words",
    "alternatives_of",
    "words_of",
]
