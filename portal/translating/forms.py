"""What is filled in for a word of the school: in which language it is written, and what it is in the others."""

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from portal import i18n
from portal.i18n import later as _
from portal.pages import Form, choice
from portal.translating.models import GlossaryTerm

LONGEST = 80
_LIMIT = Length(max=LONGEST, message=_("This is too long. Use at most %(max)d characters."))


class TermForm(Form):
    """A word, and the school's own word for it in other languages; where there is none it stays as it is."""

    term = StringField(_("The word"), validators=[InputRequired(_("Write the word.")), _LIMIT])
    language = SelectField(
        _("It is a word in"), choices=[choice(each.code, each.name) for each in i18n.languages()],
        validators=[InputRequired(_("Choose one."))],
    )  # fmt: skip

    def __init__(self, *args, row: GlossaryTerm | None = None, **kwargs):
        kept = {f"words_{code}": words for code, words in row.words.items()} if row else {}
        own = {"term": row.term, "language": row.language} if row else {"language": i18n.school_language()}
        super().__init__(*args, data=kept | own, **kwargs)

    def texts(self) -> list:
        """The field of each language, in the order of the languages."""
        return [self[f"words_{each.code}"] for each in i18n.languages()]

    def validate(self, *args, **kwargs) -> bool:
        """A word of two letters at least: a single one is in every other word."""
        is_valid = super().validate(*args, **kwargs)
        if is_valid and len(self.word()) < 2:
            self.term.errors = [str(_("Write the word."))]
            return False
        return is_valid

    def word(self) -> str:
        """The word without stray spaces."""
        return " ".join((self.term.data or "").split())

    def words(self) -> dict[str, str]:
        """What it is in other languages, where that was filled in."""
        written = {each.code: " ".join((self[f"words_{each.code}"].data or "").split()) for each in i18n.languages()}
        return {code: words for code, words in written.items() if words and code != self.language.data}


for _each in i18n.languages():
    setattr(
        TermForm, f"words_{_each.code}",
        StringField(_each.name, validators=[_LIMIT], render_kw={"lang": _each.code, "dir": _each.dir}),
    )  # fmt: skip
