"""Who of a home comes to a conversation, and how: each guardian for themselves."""

from collections.abc import Iterable

from wtforms import RadioField

from portal.conversations.forms import WAYS
from portal.conversations.rules import Meet
from portal.i18n import later as _
from portal.pages import Form, choice
from portal.school.models import Person

NOT_COMING = _("Does not come")


def coming_form(said: Iterable[tuple[Person, Meet | None]], meet: Meet) -> Form:
    """A field `how_<person>` for each guardian; as long as nobody said anything, all come as it was booked."""
    known = list(said)
    nobody_said = not any(how for _person, how in known)

    class ComingForm(Form):
        pass

    for person, how in known:
        shown = meet if nobody_said else how
        choices = [*(choice(way.value, word) for way, word in WAYS.items()), choice("", NOT_COMING)]
        field = RadioField(person.full_name, choices=choices, default=shown.value if shown else "")
        setattr(ComingForm, f"how_{person.id}", field)
    return ComingForm()


def as_said(form: Form, said: Iterable[tuple[Person, Meet | None]]) -> dict[int, Meet]:
    """How each comes, by person; who does not come is not in it."""
    chosen = {person.id: form[f"how_{person.id}"].data for person, _how in said}
    return {number: Meet(way) for number, way in chosen.items() if way}
