"""What is filled in for the words in another language, for a theme, and for what the school answers."""

from typing import Any

from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from portal import i18n
from portal.i18n import later as _
from portal.pages import Form, choice
from portal.taking_part.actions.answering import Answered
from portal.taking_part.models import Outcome
from portal.taking_part.queries.names import DECISIONS
from portal.taking_part.rules import Decision

TOO_LONG = _("This is too long. Use at most %(max)d characters.")
LONGEST_THEME, LONGEST_SAID = 120, 2000
LABELS = {
    "title": _("Title"), "text": _("What it is about"), "where": _("Place"), "theme": _("Theme"),
    "said": _("What was said"), "done": _("What we do, or why not"), "who": _("Who does it"),
}  # fmt: skip
IN_LINES = frozenset({"text", "said", "done"})
LONGEST_WORDS = 6000


class WordsForm(Form):
    """The words of one thing in one other language: only those that the original has."""

    title, where = StringField(LABELS["title"]), StringField(LABELS["where"])
    text = TextAreaField(LABELS["text"], render_kw={"rows": 6})
    theme, who = StringField(LABELS["theme"]), StringField(LABELS["who"])
    said = TextAreaField(LABELS["said"], render_kw={"rows": 4})
    done = TextAreaField(LABELS["done"], render_kw={"rows": 4})

    def __init__(self, thing: Any, target: i18n.Language, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in LABELS:
            if not thing.words.get(name):
                delattr(self, name)
                continue
            limits = [DataRequired(_("Write this one as well.")), Length(max=LONGEST_WORDS, message=TOO_LONG)]
            self[name].validators = limits
            self[name].flags.required = True
            self[name].render_kw = (self[name].render_kw or {}) | {"lang": target.code, "dir": target.dir}

    def pairs(self, thing: Any) -> list[tuple[Any, str]]:
        """Each field with what the original says, in order."""
        return [(self[name], thing.words[name]) for name in LABELS if name in self]

    def words(self) -> dict[str, str]:
        return {name: (self[name].data or "").strip() for name in LABELS if name in self}


class ThemeForm(Form):
    """The name of a theme."""

    theme = StringField(
        _("A new theme"),
        validators=[DataRequired(_("Give the theme a name.")), Length(max=LONGEST_THEME, message=TOO_LONG)],
        render_kw={"maxlength": LONGEST_THEME, "dir": "auto"},
    )


class OutcomeForm(Form):
    """A theme, what was said and what comes of it."""

    theme = StringField(
        LABELS["theme"],
        validators=[DataRequired(_("Give the theme a name.")), Length(max=LONGEST_THEME, message=TOO_LONG)],
        render_kw={"maxlength": LONGEST_THEME, "dir": "auto"},
    )
    said = TextAreaField(
        LABELS["said"], validators=[Length(max=LONGEST_SAID, message=TOO_LONG)], render_kw={"rows": 4, "dir": "auto"}
    )
    decision = RadioField(
        _("What do you do with it?"), choices=[choice(each.value, words) for each, words in DECISIONS.items()],
        validators=[Optional(strip_whitespace=False)],
    )  # fmt: skip
    done = TextAreaField(
        LABELS["done"], validators=[Length(max=LONGEST_SAID, message=TOO_LONG)], render_kw={"rows": 4, "dir": "auto"}
    )
    who = StringField(
        LABELS["who"], validators=[Length(max=LONGEST_THEME, message=TOO_LONG)],
        render_kw={"maxlength": LONGEST_THEME, "dir": "auto"},
    )  # fmt: skip
    due_on = DateField(_("Ready by"), validators=[Optional()])
    language = SelectField(_("Language you write in"), choices=[])

    def __init__(self, outcome: Outcome, *args, **kwargs):
        decision = outcome.decision.value if outcome.decision else None
        data = {**outcome.words, "decision": decision, "due_on": outcome.due_on, "language": outcome.language}
        super().__init__(*args, data=data, **kwargs)
        self.language.choices = [choice(each.code, each.name) for each in i18n.languages()]

    def answered(self) -> Answered:
        """What was filled in, once it is valid."""
        words = {name: (self[name].data or "").strip() for name in ("theme", "said", "done", "who")}
        decision = Decision(self.decision.data) if self.decision.data else None
        return Answered(**words, decision=decision, due_on=self.due_on.data)
