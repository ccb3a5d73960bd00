"""When a team receives families from now on, instead of at the times it has still to come."""

from collections.abc import Sequence
from datetime import datetime

from wtforms import FieldList, FormField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from portal import i18n
from portal.conversations.forms import A_NUMBER, BETWEEN, FillInForm, WindowForm
from portal.conversations.rules import LONGEST, SHORTEST, gap_of, windows_of
from portal.i18n import later as _

# So many rows are there for windows that are new.
MORE, MOST = 2, 30


class NewTimesForm(FillInForm):
    """Every window that the team still has, to be changed or emptied, with room for more; and how long each talk is."""

    windows = FieldList(FormField(WindowForm), max_entries=MOST)
    minutes = IntegerField(
        _("Minutes for each conversation"),
        validators=[InputRequired(A_NUMBER), NumberRange(SHORTEST, LONGEST, BETWEEN)],
        render_kw={"inputmode": "numeric"},
    )


def as_it_is(times: Sequence[tuple[datetime, datetime]], minutes: int) -> NewTimesForm:
    """The form as it stands first: what these times, in order, were laid in."""
    rows: list[dict] = [_row(window.starts_at, window.ends_at) for window in windows_of(times)]
    said = {"windows": rows[: MOST - MORE] + [{}] * MORE, "gap": gap_of(times), "minutes": minutes}
    return NewTimesForm(formdata=None, data=said)


def _row(starts_at: datetime, ends_at: datetime) -> dict:
    start, end = i18n.local(starts_at), i18n.local(ends_at)
    return {"day": start.date(), "starts": start.time(), "ends": end.time()}
