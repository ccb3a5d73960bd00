"""The class page, what is new for whom, who opened and said what, questions, drafts, and whom a post reached."""

from portal.news.queries.digests import (
    ClassNews,
    gathered_in,
)
from portal.news.queries.exported import (
    exported_of,
)
from portal.news.queries.hanging import (
    File,
    Seen,
    Shown,
    children_on,
    pictures_exported,
    pictures_of,
    pictures_to_decide,
    state_of,
)
from portal.news.queries.hints import (
    hints_about,
)
from portal.news.queries.letters import (
    PAGE,
    Letter,
    Letters,
    Mine,
    letters_of,
    mine_of,
    withdrawn_post,
)
from portal.news.queries.not_understood import (
    asked_by,
    count_not_understood,
    explained_in,
    in_class,
    not_understood_in,
)
from portal.news.queries.own import (
    InHand,
    draft_of_change,
    draft_with,
    drafts_of,
    earlier_of,
    in_hand_of,
)
from portal.news.queries.phrased import (
    draft_for,
    phrased,
    phrases_of,
    titles_of,
)
from portal.news.queries.preview import (
    as_read_in,
)
from portal.news.queries.questions import (
    hours_of,
    messages_with,
    new_answers_for,
    question_about,
    questions_exported,
    questions_of,
    waiting_in,
    words_in,
    words_of,
)
from portal.news.queries.reach import (
    Reach,
    Reacted,
    reach_of,
    reactions_of,
    said_to,
)
from portal.news.queries.reached import (
    NOT_REACHED,
    Family,
    Member,
    Reached,
    classes_reached,
    families_reached,
)
from portal.news.queries.reminders import (
    MOST_REMINDERS,
    ToRemind,
    classes_of_post,
    posts_to_remind_of,
    reminded_at,
    reminding_of,
    to_remind,
)
from portal.news.queries.standing import (
    NOTICE,
)
from portal.news.queries.unread import (
    MOST_UNREAD,
    Unread,
    unread_for,
)
from portal.news.queries.versions import (
    NOTHING,
    InLanguage,
    Said,
    in_all_languages,
    is_shown,
    languages_of_families,
    version_in,
    versions_for,
)

__all__ = [
    "words_in",
    "MOST_REMINDERS",
    "MOST_UNREAD",
    "NOTHING",
    "NOTICE",
    "NOT_REACHED",
    "PAGE",
    "ClassNews",
    "Family",
    "File",
    "InHand",
    "InLanguage",
    "Letter",
    "Letters",
    "Member",
    "Mine",
    "Reach",
    "Reached",
    "Reacted",
    "Said",
    "Seen",
    "Shown",
    "ToRemind",
    "Unread",
    "as_read_in",
    "asked_by",
    "children_on",
    "classes_of_post",
    "classes_reached",
    "count_not_understood",
    "draft_for",
    "draft_of_change",
    "draft_with",
    "drafts_of",
    "earlier_of",
    "explained_in",
    "exported_of",
    "families_reached",
    "gathered_in",
    "hints_about",
    "hours_of",
    "in_all_languages",
    "in_class",
    "in_hand_of",
    "is_shown",
    "languages_of_families",
    "letters_of",
    "messages_with",
    "mine_of",
    "new_answers_for",
    "not_understood_in",
    "phrased",
    "phrases_of",
    "pictures_exported",
    "pictures_of",
    "pictures_to_decide",
    "posts_to_remind_of",
    "question_about",
    "questions_exported",
    "questions_of",
    "reach_of",
    "reactions_of",
    "reminded_at",
    "reminding_of",
    "said_to",
    "state_of",
    "titles_of",
    "to_remind",
    "unread_for",
    "version_in",
    "versions_for",
    "waiting_in",
    "withdrawn_post",
    "words_of",
]
