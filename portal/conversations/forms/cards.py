"""The questions of the cards before a conversation, all of them optional; the child answers with pictograms."""

from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.validators import Length, Optional

from portal.conversations.rules import LONGEST_ANSWER, Side
from portal.i18n import later as _
from portal.pages import Form, choice

PARENT = {
    "proud": _("What makes you proud of your child?"),
    "tells": _("What does your child tell you about school?"),
    "hard": _("What is hard for your child, and what helps then?"),
    "expects": _("What do you hope for from the teachers this year?"),
    "asks": _("What do you want to ask or talk about?"),
}
TEAM = {
    "enjoys": _("What do we see the child enjoy?"),
    "well": _("What goes well?"),
    "attention": _("What do we want to watch together?"),
    "family": _("What do we want to ask the family?"),
}
# Each question of the child, with its answers: a pictogram of static/icons.svg and a word beside it.
CHILD = {
    "feels": (_("How is it at school?"), {"smile": _("Nice"), "meh": _("So-so"), "frown": _("Not nice")}),
    "likes": (
        _("What do you like best?"),
        {"book": _("Reading"), "pencil": _("Drawing and writing"), "run": _("Moving"), "people": _("Playing together")},
    ),
    "plays": (
        _("With whom do you play?"),
        {"people": _("With many children"), "heart": _("With one friend"), "user": _("Mostly alone")},
    ),
    "helps": (
        _("Who helps you when something is hard?"),
        {"cap": _("The teacher"), "people": _("Another child"), "home": _("Somebody at home"), "user": _("Myself")},
    ),
}
IN_CONVERSATION = _("Rather in the conversation")
EVERY_CHILD = {"talk": IN_CONVERSATION, "": _("No answer")}
QUESTIONS = {
    Side.PARENT: PARENT,
    Side.TEAM: TEAM,
    Side.CHILD: {name: question for name, (question, _pictures) in CHILD.items()},
}


class TextCard(Form):
    """A text for each question, or: rather in the conversation."""

    def rows(self):
        """Each question's text field and its box, in order."""
        return [(field, self[f"{field.name}_in_conversation"]) for field in self if field.type == "TextAreaField"]

    def answers(self) -> dict:
        """What was filled in; an empty question is none."""
        found = {text.name: ((text.data or "").strip(), box.data) for text, box in self.rows()}
        return {
            name: {"text": words, "in_conversation": later} for name, (words, later) in found.items() if words or later
        }


class ParentCard(TextCard):
    """The family's card."""


class TeamCard(TextCard):
    """The team's card."""


class ChildCard(Form):
    """One pictogram for each question."""

    def answers(self) -> dict:
        """The picture of each answered question."""
        return {name: self[name].data for name in CHILD if self[name].data}


FORMS: dict[Side, type[ParentCard] | type[TeamCard] | type[ChildCard]] = {
    Side.PARENT: ParentCard, Side.TEAM: TeamCard, Side.CHILD: ChildCard,
}  # fmt: skip

for _side in (Side.PARENT, Side.TEAM):
    for _name, _label in QUESTIONS[_side].items():
        _limit = Length(max=LONGEST_ANSWER, message=_("This is too long. Use at most %(max)d characters."))
        _area = TextAreaField(_label, validators=[_limit], render_kw={"rows": 3, "autocomplete": "off"})
        setattr(FORMS[_side], _name, _area)
        setattr(FORMS[_side], f"{_name}_in_conversation", BooleanField(IN_CONVERSATION))
for _name, (_label, _pictures) in CHILD.items():
    _choices = [choice(picture, word) for picture, word in (_pictures | EVERY_CHILD).items()]
    setattr(
        ChildCard,
        _name,
        RadioField(_label, choices=_choices, default="", validators=[Optional(strip_whitespace=False)]),
    )


def filled_in(side: Side, answers: dict) -> dict:
    """A card's answers as the data of its form."""
    if side is Side.CHILD:
        return answers
    texts = {name: answer["text"] for name, answer in answers.items()}
    return texts | {f"{name}_in_conversation": answer["in_conversation"] for name, answer in answers.items()}
