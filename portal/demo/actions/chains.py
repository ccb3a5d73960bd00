"""The demo's roster: who has first aid when, and a chain for a classroom that asks for whoever has it."""

from datetime import datetime, time, timedelta

from portal import i18n
from portal.chains.models import (
    Chain,
    ChainResponder,
    ChainStep,
    Duty,
    DutyShift,
    HelpGroup,
    HelpGroupMember,
    SchoolHoliday,
)
from portal.chains.rules import Part, Weeks
from portal.db import db
from portal.demo.actions.people import Cast

MORNING, AFTERNOON = (time(8), time(12, 30)), (time(12, 30), time(17))
# Weekday, hours, who, in which weeks.
FIRST_AID = (
    *((weekday, MORNING, "ravi", Weeks.EVERY) for weekday in range(5)),
    *((weekday, AFTERNOON, "elif", Weeks.EVERY) for weekday in range(4)),
    (4, AFTERNOON, "vos", Weeks.ODD), (4, AFTERNOON, "celik", Weeks.EVEN),
)  # fmt: skip


def fill(cast: Cast, *, now: datetime) -> None:
    """First aid by turns, the leaders as a group, and a holiday that is to come."""
    people = cast.people
    duty, group = Duty(name="BHV"), HelpGroup(name="Directie en zorg")
    for weekday, (starts, ends), who, weeks in FIRST_AID:
        duty.shifts.append(
            DutyShift(person_id=people[who].id, weekday=weekday, starts=starts, ends=ends, weeks=weeks)
        )  # fmt: skip
    group.members = [HelpGroupMember(person_id=people[who].id) for who in ("head", "sam")]
    today = i18n.local_date(now)
    holiday = SchoolHoliday(name="Studiedag", starts_on=today + timedelta(days=40), ends_on=today + timedelta(days=40))
    db.session.add_all([duty, group, holiday])
    db.session.flush()
    db.session.add(Chain(place_id=cast.places["room 12"].id, in_use_since=now, steps=[
        _step(1, 45, ChainResponder(duty_id=duty.id, part=Part.TAKE_CHILDREN_AWAY)),
        _step(2, 60, ChainResponder(group_id=group.id, part=Part.LEAD)),
    ]))  # fmt: skip
    db.session.flush()


def _step(position: int, wait_seconds: int, *responders: ChainResponder) -> ChainStep:
    return ChainStep(position=position, wait_seconds=wait_seconds, needed=1, responders=list(responders))
