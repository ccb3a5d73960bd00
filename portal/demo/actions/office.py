"""What the office wrote down at the demo school: a restriction with its document, to be looked at again today."""

from datetime import datetime, timedelta

from portal import i18n
from portal.demo.actions.people import Cast
from portal.school import actions
from portal.school.actions import Terms
from portal.school.models import Custody


def fill(cast: Cast, *, now: datetime) -> None:
    """The father of a classmate may be spoken to by phone only; his pages stay open."""
    today, father, child = i18n.local_date(now), cast.people["parent21"], cast.pupils["parent21"]
    (row,) = [each for each in child.guardianships if each.guardian is father.guardian]
    terms = Terms(
        relation="father", custody=Custody.YES, restriction="Gesprekken alleen telefonisch.",
        document_reference="C/16/123456", restricted_from=today - timedelta(days=180), restricted_until=today,
    )  # fmt: skip
    actions.change_tie(row, terms, cast.people["office"], today=today, now=now - timedelta(days=180))
