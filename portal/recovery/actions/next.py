"""After each deed: what comes next, when it is late, and when its owner hears of it."""

from datetime import datetime, timedelta

from portal import audit
from portal.db import db
from portal.incidents import actions as incidents
from portal.incidents.rules import What
from portal.recovery import queries
from portal.recovery.models import RecoveryCase
from portal.school.models import Person

# So long before it is late the owner hears of it once more.
REMINDED_BEFORE = timedelta(days=1)


def renew(case: RecoveryCase, now: datetime, *, told: bool = True) -> None:
    """Look again at what comes next. `told`: whoever did the deed knows; the owner is reminded shortly before."""
    db.session.flush()
    due_at = queries.next_step(case, now).due_at
    if due_at != case.due_at:
        case.due_at, case.late_told_at = due_at, None
    case.tell_at = max(now, due_at - REMINDED_BEFORE) if told else now
    case.told_at = None
    db.session.flush()


def write_down(case: RecoveryCase, verb: str, what: What, by: Person | None, now: datetime, **said) -> None:
    """A deed in the log and in the register; `core` and `words` as `incidents.actions.record` takes them."""
    audit.did(by, verb, case, now=now)
    core = {"case": case.id} | said.pop("core", {})
    incidents.record(case.incident, what, by, now=now, core=core, **said)
