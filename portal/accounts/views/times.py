"""When a person hears from the school: the pace of class news, and quiet hours."""

from flask import request
from flask_babel import gettext as _

from portal import clock, i18n, outbox
from portal.access import To, actor, allow
from portal.accounts.forms.times import TimesForm
from portal.accounts.views.blueprint import routes
from portal.outbox import Pace, Times
from portal.pages import go, refused, show, tell


@routes.route("/account/messages/times", methods=["GET", "POST"])
@allow(To.SEE_OWN_ACCOUNT)
def times():
    person = actor()
    form = TimesForm(outbox.times_of(person), tells_news=person.is_guardian)
    if request.method == "GET":
        return show("accounts/times.html", form=form)
    if not form.validate():
        return refused("accounts/times.html", form=form)
    outbox.choose_times(person, form.times(), now=clock.now())
    tell(_("From now on we write to you at these times. Urgent news comes at once."))
    return go(".messages")


def in_words(times: Times, *, tells_news: bool) -> str:
    """What was chosen, in one line."""
    parts = [_pace(times)] if tells_news else []
    if times.has_quiet_hours:
        parts.append(_("quiet from %(start)d:00 until %(end)d:00", start=times.quiet_from, end=times.quiet_until))
    return " · ".join(parts) or _("No quiet hours")


def _pace(times: Times) -> str:
    if times.pace is Pace.AT_ONCE:
        return _("class news at once")
    if times.pace is Pace.DAILY:
        return _("class news every day at %(hour)d:00", hour=times.hour)
    return _("class news on %(day)s at %(hour)d:00", day=i18n.weekday(times.weekday), hour=times.hour)
