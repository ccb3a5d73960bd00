"""Writing, publishing and withdrawing posts; telling families; and what they do with them: open, react, ask."""

from portal.news.actions.asking import (
    HoursTheWrongWayRound,
    answer,
    ask,
    let_wait_again,
    note_answer_read,
    set_hours,
    settle,
)
from portal.news.actions.digesting import (
    tell_digest_one,
)
from portal.news.actions.drafts import (
    About,
    AlreadyPublished,
    Typed,
    bring_draft_back,
    keep,
    throw_away,
)
from portal.news.actions.engine import (
    translate_one,
)
from portal.news.actions.files import (
    MOST_DOCUMENTS,
    MOST_PICTURES,
    Arranged,
    Folders,
    TooManyFiles,
    files_of,
    store,
)
from portal.news.actions.keeping import (
    DRAFT_KEPT,
    KEPT_AFTER_YEAR,
    WITHDRAWN_KEPT,
    run_out,
)
from portal.news.actions.not_understood import (
    say_done,
    say_not_understood,
    say_undone,
    take_back,
)
from portal.news.actions.opening import (
    note_opened,
)
from portal.news.actions.question_words import ask_words_in, translate_words_one
from portal.news.actions.reacting import (
    react,
    take_reaction_back,
)
from portal.news.actions.reminding import (
    NobodyToRemind,
    NotOnThePage,
    RemindedLately,
    remind,
    remind_later,
    remind_of_post_one,
)
from portal.news.actions.scheduling import (
    publish_one,
)
from portal.news.actions.showing import (
    hide,
    name_children,
    show_again,
)
from portal.news.actions.versions import (
    NoEngine,
    SameLanguage,
    ask_engine,
    ask_when_published,
    remove_version,
    write_version,
)
from portal.news.actions.writing import (
    MOST_PINNED,
    TooManyPinned,
    Written,
    bring_back,
    change,
    publish,
    withdraw,
    write,
)
from portal.news.rules import (
    html_of,
)

__all__ = [
    "ask_words_in",
    "translate_words_one",
    "DRAFT_KEPT",
    "KEPT_AFTER_YEAR",
    "MOST_DOCUMENTS",
    "MOST_PICTURES",
    "MOST_PINNED",
    "WITHDRAWN_KEPT",
    "About",
    "AlreadyPublished",
    "Arranged",
    "Folders",
    "HoursTheWrongWayRound",
    "NoEngine",
    "NobodyToRemind",
    "NotOnThePage",
    "RemindedLately",
    "SameLanguage",
    "TooManyFiles",
    "TooManyPinned",
    "Typed",
    "Written",
    "answer",
    "ask",
    "ask_engine",
    "ask_when_published",
    "bring_back",
    "bring_draft_back",
    "change",
    "files_of",
    "hide",
    "html_of",
    "keep",
    "let_wait_again",
    "name_children",
    "note_answer_read",
    "note_opened",
    "publish",
    "publish_one",
    "react",
    "remind",
    "remind_later",
    "remind_of_post_one",
    "remove_version",
    "run_out",
    "say_done",
    "say_not_understood",
    "say_undone",
    "set_hours",
    "settle",
    "show_again",
    "store",
    "take_back",
    "take_reaction_back",
    "tell_digest_one",
    "throw_away",
    "translate_one",
    "withdraw",
    "write",
    "write_version",
]
