"""The words of an evaluation: its questions, how they are answered, and its themes."""

from portal.evaluations.rules import Question, Theme, Verdict
from portal.i18n import later as _

QUESTIONS = {
    Question.HELPED: _("What helped?"),
    Question.HINDERED: _("What did not help, or made it worse?"),
    Question.CHAIN: _("What would have brought help sooner?"),
    Question.NORM: _("What did the norm do, and what was not clear in it?"),
    Question.AFTERCARE: _("What did those who were there say of the care afterwards?"),
    Question.CHANGE: _("What do we change?"),
}
VERDICTS = {
    Verdict.GOOD: _("Good"),
    Verdict.COULD_BE_BETTER: _("Could be better"),
    Verdict.BAD: _("Not good"),
}
THEMES = {
    Theme.DESK: _("The front desk"),
    Theme.CHAIN: _("Calling for help"),
    Theme.NORM: _("How we treat each other here"),
    Theme.AFTERCARE: _("Aftercare"),
    Theme.PARENTS: _("Contact with parents"),
    Theme.BUILDING: _("The building"),
    Theme.PRACTICE: _("Practising and learning"),
    Theme.OTHER: _("Something else"),
}
