"""What is filled in for a phrase of the school's own: its group, and its text in each language."""

import re

from wtforms import Field, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal import i18n
from portal.i18n import later as _
from portal.pages import Form, choice
from portal.phrases.actions import Texts
from portal.phrases.models import OwnPhrase
from portal.phrases.queries import title_of
from portal.phrases.rules import GROUPS, KINDS

LONGEST = 400
BRACES = re.compile(r"\{([^{}]*)\}|[{}]")


class OwnPhraseForm(Form):
    """A text in one language at least, with the same places in each; without some languages it is incomplete."""

    group = SelectField(_("Group"), validators=[InputRequired()])

    def __init__(self, *args, row: OwnPhrase | None = None, **kwargs):
        kept = {f"text_{code}": text for code, text in row.by_language.items()} if row else {}
        super().__init__(*args, data=kept | {"group": row.group if row else "practical"}, **kwargs)
        code = i18n.current_language().code
        self.group.choices = [choice(group.key, title_of(group, code)) for group in GROUPS.values()]

    def texts(self) -> list[tuple[i18n.Language, Field]]:
        """The text in each language, in the order of the languages."""
        return [(each, self[f"text_{each.code}"]) for each in i18n.languages()]

    def validate(self, *args, **kwargs) -> bool:
        """Also a text in any language, places that exist, and the same ones in every language."""
        is_valid = super().validate(*args, **kwargs)
        written = self.words_in()
        if not written:
            self[f"text_{i18n.current_language().code}"].errors = [str(_("Write the phrase in one language at least."))]
            return False
        first = _places(next(iter(written.values())))
        for code, text in written.items():
            if unknown := [name for name in _places(text) if name not in KINDS]:
                reason = _("Nothing called {%(name)s} can be filled in. Choose from the list above.", name=unknown[0])
                is_valid = _refuse(self[f"text_{code}"], reason)
            elif set(_places(text)) != set(first):
                is_valid = _refuse(
                    self[f"text_{code}"], _("The same things to fill in must stand in the text of every language.")
                )
        return is_valid

    def words_in(self) -> dict[str, str]:
        """What was written, by language."""
        written = {each.code: " ".join((field.data or "").split()) for each, field in self.texts()}
        return {code: text for code, text in written.items() if text}

    def phrase(self) -> Texts:
        """What was filled in, once it is valid."""
        return Texts(self.group.data, self.words_in())


def _places(text: str) -> list[str]:
    """What stands between braces; a brace alone is a place without a name."""
    return [found[1] or "" for found in BRACES.finditer(text)]


def _refuse(field: Field, reason: str) -> bool:
    field.errors = [str(reason)]
    return False


for _each in i18n.languages():
    _limit = Length(max=LONGEST, message=_("This is too long. Use at most %(max)d characters."))
    setattr(
        OwnPhraseForm, f"text_{_each.code}",
        TextAreaField(_each.name, validators=[_limit],
                      render_kw={"rows": 2, "maxlength": LONGEST, "lang": _each.code, "dir": _each.dir}),
    )  # fmt: skip
