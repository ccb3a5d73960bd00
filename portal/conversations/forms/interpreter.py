"""What a family says about an interpreter: with when it can come, and with a booking."""

from wtforms import RadioField, StringField
from wtforms.validators import Length, ValidationError

from portal import i18n
from portal.conversations.rules import Interpreter
from portal.i18n import later as _
from portal.pages import Form, choice
from portal.school.models import Person

INTERPRETERS = {
    Interpreter.NONE: _("No, we do not need one"),
    Interpreter.BRINGS: _("We bring an adult who interprets"),
    Interpreter.SCHOOL: _("The school asks an interpreter to come"),
    Interpreter.PHONE: _("The school asks an interpreter on the phone"),
}


LONGEST_LANGUAGE = 40


def own_language(person: Person) -> str:
    """What a guardian's language is called on the page, when it is another than the school's; else ""."""
    return "" if person.language == i18n.school_language() else i18n.name_of(person.language)


class InterpreterForm(Form):
    """Whether somebody interprets, and from which language; a pupil is never the one."""

    interpreter = RadioField(
        _("Do you want an interpreter?"),
        choices=[choice(kind.value, text) for kind, text in INTERPRETERS.items()],
        default=Interpreter.NONE.value,
    )
    language = StringField(
        _("Which language?"), validators=[Length(max=LONGEST_LANGUAGE)], render_kw={"maxlength": LONGEST_LANGUAGE}
    )

    def only(self, asked: Interpreter) -> None:
        """It is too late to ask for another one than was asked for."""
        kinds = dict.fromkeys((Interpreter.NONE, asked))
        self.interpreter.choices = [choice(kind.value, INTERPRETERS[kind]) for kind in kinds]
        if self.interpreter.data not in kinds:
            self.interpreter.data = asked.value

    def validate_language(self, field) -> None:
        if self.interpreter.data not in (None, Interpreter.NONE.value) and not (field.data or "").strip():
            raise ValidationError(_("Write which language you speak best."))

    def asked(self) -> tuple[Interpreter, str]:
        """What was chosen, and the language it was chosen for."""
        kind = Interpreter(self.interpreter.data)
        return kind, "" if kind is Interpreter.NONE else (self.language.data or "").strip()
