"""The words of recovery: what comes next, how it ended, and the questions of the cards."""

from portal.i18n import later as _
from portal.recovery.rules import Answer, CardSide, Outcome, Step

STEPS = {
    Step.FIRST_WORD: _("A first word with the family"),
    Step.PLAN: _("Plan the talk"),
    Step.HOLD: _("Hold the talk, and write down that it was held"),
    Step.CHECK: _("Ask how it goes now"),
    Step.CLOSE: _("Close it together"),
}
ANSWERS = {
    Answer.YES: _("wants to sit at the talk"),
    Answer.NO: _("does not want to sit at the talk"),
    None: _("has not answered yet"),
}
OUTCOMES = {
    Outcome.RECOVERED: _("We can go on together"),
    Outcome.PARTLY: _("Partly; we know what is still hard"),
    Outcome.NOT_RECOVERED: _("Not; the family and the school see it differently"),
    Outcome.NOT_WANTED: _("The family wanted no talk"),
}
# What a leader can say; not a script.
FIRST_WORDS = (
    _("Phone, or speak in person. Do not mail: a voice says that you want to go on together."),
    _("Say what happened in one sentence, without blame, and what it did to your colleague."),
    _("Ask how it was for the parent, and listen. Most anger is worry about a child."),
    _("Offer a talk. It is voluntary, with whom the parent wants to bring, and with an interpreter when that helps."),
    _("Say that the child has nothing to do with it, and is as welcome as before."),
)

QUESTIONS = {
    CardSide.FAMILY: {
        "happened": _("How was it for you?"),
        "worry": _("What were you worried about?"),
        "needs": _("What do you need from the school to go on together?"),
        "self": _("What can you do yourself?"),
        "child": _("What is good for your child now?"),
    },
    CardSide.COLLEAGUE: {
        "happened": _("What did it do to you?"),
        "say": _("What do you want to say, and what not?"),
        "needs": _("What do you need to go on together?"),
        "with": _("Who should sit beside you?"),
    },
    CardSide.SCHOOL: {
        "facts": _("What do we know for sure, and what not?"),
        "school": _("What could the school have done better?"),
        "aim": _("What should be different after this talk?"),
        "child": _("What does the child need from us now?"),
    },
}
LINES = {
    "happened": _("What happened, in words that both of us can live with"),
    "family": _("What the family does"),
    "school": _("What the school does"),
    "agreed": _("What we agree"),
    "if_again": _("What we do when it gets tense again"),
}
