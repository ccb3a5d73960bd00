"""What a parent fills in: who comes, what they say, and whether their name may be read."""

import secrets

from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from portal.i18n import languages
from portal.i18n import later as _
from portal.pages import Form, choice
from portal.taking_part.actions import Wishes
from portal.taking_part.models import Occasion, SignUp
from portal.taking_part.rules import LONGEST, MOST_CHILDREN, MOST_PEOPLE

BETWEEN = _("Fill in a number from %(min)d to %(max)d.")
TOO_LONG = _("This is too long. Use at most %(max)d characters.")
LONGEST_AGES, LONGEST_REMARK = 60, 300
# What the form's own key may be: as it was made, and nothing longer.
LONGEST_KEY = 64


class SignUpForm(Form):
    """How many come, and what they wish for; nothing that is not offered."""

    people = IntegerField(
        _("How many adults come?"), default=1,
        validators=[InputRequired(_("Fill in a number.")), NumberRange(1, MOST_PEOPLE, message=BETWEEN)],
        render_kw={"inputmode": "numeric", "min": 1, "max": MOST_PEOPLE},
    )  # fmt: skip
    children = IntegerField(
        _("How many children come to childcare?"), default=0,
        validators=[Optional(), NumberRange(0, MOST_CHILDREN, message=BETWEEN)],
        render_kw={"inputmode": "numeric", "min": 0, "max": MOST_CHILDREN},
    )  # fmt: skip
    ages = StringField(
        _("How old are they?"), validators=[Length(max=LONGEST_AGES, message=TOO_LONG)],
        render_kw={"maxlength": LONGEST_AGES},
    )  # fmt: skip
    # A language that the portal does not have is none.
    interpreter = SelectField(_("Would you like an interpreter?"), choices=[], validate_choice=False)
    remark = StringField(
        _("Something we should know?"), validators=[Length(max=LONGEST_REMARK, message=TOO_LONG)],
        render_kw={"maxlength": LONGEST_REMARK, "dir": "auto"},
    )  # fmt: skip

    def __init__(self, *args, occasion: Occasion, found: SignUp | None, language: str, **kwargs):
        stands = found is not None and found.cancelled_at is None
        data = {name: getattr(found, name) for name in vars(Wishes())} if stands else {}
        super().__init__(*args, data=data, **kwargs)
        # The own language stands first: that is the one that most people ask for.
        tongues = sorted(languages(), key=lambda each: each.code != language)
        self.interpreter.choices = [choice("", _("No, thank you")), *(choice(each.code, each.name) for each in tongues)]
        if not occasion.has_childcare:
            del self.children, self.ages
        if not occasion.has_interpreters:
            del self.interpreter

    def wishes(self) -> Wishes:
        """What was filled in, once it is valid."""

        def text(name: str) -> str:
            return (self[name].data or "").strip() if name in self else ""

        children = self.children.data or 0 if "children" in self else 0
        return Wishes(self.people.data or 1, children, text("ages"), text("interpreter"), text("remark"))


class SayForm(Form):
    """Something that a parent says, in any language, with or without a name."""

    key = HiddenField(validators=[InputRequired(), Length(max=LONGEST_KEY)])
    words = TextAreaField(
        _("What would you like to say?"),
        validators=[DataRequired(_("Write something first.")), Length(max=LONGEST, message=TOO_LONG)],
        render_kw={"rows": 5, "maxlength": LONGEST, "dir": "auto"},
    )
    language = SelectField(_("Language you write in"), choices=[])
    name = RadioField(
        _("With your name?"),
        choices=[
            choice("with", _("With my name: school can come back to me about it")),
            choice("without", _("Without my name: we keep nothing that says who wrote it")),
        ],
        default="with",
    )

    def __init__(self, *args, language: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.language.choices = [choice(each.code, each.name) for each in languages()]
        self.language.data = self.language.data or language
        # Each form that is shown is sent once.
        self.key.data = self.key.data or secrets.token_urlsafe(12)


class GroupForm(Form):
    """Whether other parents may read the name."""

    shows_name = BooleanField(_("Other parents may read my name here"))
