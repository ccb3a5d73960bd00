"""The week grid of a team in a round, one time more, and calling a day off."""

from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.conversations import actions, queries
from portal.conversations.actions import NoTimes, RoundOver, TeacherElsewhere, TimesOverlap
from portal.conversations.forms.times import WORDS, CallOffDayForm, TimeForm
from portal.conversations.models import RoundClass, Slot
from portal.conversations.queries.new_times import waiting_times
from portal.conversations.views.blueprint import routes
from portal.conversations.views.times import with_another_class
from portal.pages import go, refused, show, tell


@routes.get("/rounds/<int:row>/times")
@allow(To.TEND_ROUND, row=RoundClass)
def week(row: RoundClass):
    """Days next to each other; each time leads to its own page."""
    return show("conversations/week.html", **_context(row))


@routes.post("/rounds/<int:row>/times")
@allow(To.TEND_ROUND, row=RoundClass)
def add_time(row: RoundClass):
    form = TimeForm()
    if not form.validate():
        return refused("conversations/week.html", **_context(row, form))
    try:
        slot = actions.add_time(
            row, actor(), form.starts_at(), minutes=form.minutes.data or row.round.minutes,
            where=form.where.data or "", now=clock.now(),
        )  # fmt: skip
    except NoTimes:
        return refused("conversations/week.html", **_context(row, form, _("This moment has passed.")))
    except RoundOver:
        return refused("conversations/week.html", **_context(row, form, _("This round is a draft, or it is over.")))
    except TimesOverlap:
        reason = _("You have a time then already. Choose another moment, or fewer minutes.")
        return refused("conversations/week.html", **_context(row, form, reason))
    except TeacherElsewhere as refusal:
        return refused("conversations/week.html", **_context(row, form, with_another_class(refusal)))
    tell(_("The time is there: %(moment)s. Who waits is asked first.", moment=i18n.moment(slot.starts_at)))
    return go(".week", row=row.id)


@routes.route("/slots/<int:slot>/call-off-day", methods=["GET", "POST"])
@allow(To.TEND_ROUND, slot=Slot)
def call_off_day(slot: Slot):
    """A teacher is ill: one plain question that names who is told."""
    form = CallOffDayForm()
    day = queries.rest_of_day(slot, now=clock.now())
    row = queries.row_of(slot)
    held = [booking for _slot, booking in day if booking]
    shown = {"form": form, "slot": slot, "row": row, "times": day, "held": held, "names": queries.names_of_household}
    if not form.is_submitted():
        return show("conversations/call_off_day.html", **shown)
    if not form.validate():
        return refused("conversations/call_off_day.html", **shown)
    number = actions.call_off_day(slot, actor(), reason=form.reason.data or "", now=clock.now())
    tell(_("The day is called off. Families who are told now: %(num)d. They choose before others.", num=number))
    return go(".week", row=row.id)


def _context(row: RoundClass, form: TimeForm | None = None, reason: str = "") -> dict:
    now = clock.now()
    times = queries.times_of_team(row, now=now)
    coming = {i18n.local_date(each.starts_at): each.slot for each in reversed(times) if each.starts_at > now}
    return {
        "row": row, "weeks": queries.weeks_of(times), "words": WORDS, "reason": reason, "today": i18n.local_date(now),
        "form": form or TimeForm(data={"minutes": row.round.minutes}), "stage": row.round.stage(now),
        "waiting": waiting_times(row) is not None, "days": sorted(coming.items()),
        "called_off": queries.days_called_off(row),
    }  # fmt: skip
