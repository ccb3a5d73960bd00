"""What is filled in for a line of the norm: whose side, and its text in each language."""

from wtforms import Field, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal import i18n
from portal.i18n import later as _
from portal.norms.models import NormLine
from portal.norms.rules import LONGEST, Side, Words
from portal.pages import Form, choice

SIDES = {
    Side.SCHOOL: _("What you may expect of us"),
    Side.FAMILIES: _("What we ask of you"),
}


class LineForm(Form):
    """A text in one language at least; the others can come later, before it is published."""

    side = RadioField(
        _("Which side is it?"), choices=[choice(side.value, words) for side, words in SIDES.items()],
        validators=[InputRequired(_("Choose one."))],
    )  # fmt: skip

    def __init__(self, *args, line: NormLine | None = None, **kwargs):
        kept = {f"text_{code}": text for code, text in line.by_language.items()} if line else {}
        super().__init__(*args, data=kept | {"side": line.side.value if line else None}, **kwargs)

    def texts(self) -> list[tuple[i18n.Language, Field]]:
        """The text in each language, in the order of the languages."""
        return [(each, self[f"text_{each.code}"]) for each in i18n.languages()]

    def validate(self, *args, **kwargs) -> bool:
        """Also a text in any language: without one it is asked for in the reader's own."""
        is_valid = super().validate(*args, **kwargs)
        if self.words_in():
            return is_valid
        self[f"text_{i18n.current_language().code}"].errors = [str(_("Write the line in one language at least."))]
        return False

    def words_in(self) -> dict[str, str]:
        """What was written, by language."""
        written = {each.code: " ".join((field.data or "").split()) for each, field in self.texts()}
        return {code: text for code, text in written.items() if text}

    def words(self) -> Words:
        """What was filled in, once it is valid."""
        return Words(Side(self.side.data), self.words_in())


for _each in i18n.languages():
    _limit = Length(max=LONGEST, message=_("This is too long. Use at most %(max)d characters."))
    setattr(
        LineForm, f"text_{_each.code}",
        TextAreaField(_each.name, validators=[_limit],
                      render_kw={"rows": 2, "maxlength": LONGEST, "lang": _each.code, "dir": _each.dir}),
    )  # fmt: skip
