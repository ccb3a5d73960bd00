"""What the demo's school did about its incident: a conversation that was held, and a warning that was handed over."""

from datetime import datetime, timedelta

from sqlalchemy import select

from portal import i18n
from portal.db import db
from portal.demo.actions.people import Cast
from portal.incidents.models import Incident
from portal.measures import actions
from portal.measures.actions import Typed
from portal.measures.rules import Delivered, Kind
from portal.norms import queries as norms

WHOM = "De heer Verhoeven"


def fill(cast: Cast, *, now: datetime) -> None:
    """Both by the school leader, in the days after it happened."""
    head, sam = cast.people["head"], cast.people["sam"]
    incident = db.session.scalars(select(Incident).order_by(Incident.id).limit(1)).unique().one()
    talked_at, warned_at = (min(now, incident.happened_at + timedelta(days=days)) for days in (2, 4))
    talk = Typed(
        {"against": WHOM, "reasons": "Wat er aan de balie gebeurde, en hoe we met elkaar willen omgaan."},
        {"starts_on": i18n.local_date(talked_at), "contact_id": sam.id},
    )
    held = actions.begin(incident, Kind.CONVERSATION, talk, head, now=talked_at - timedelta(days=1))
    actions.activate(held, head, now=talked_at - timedelta(days=1))
    actions.finish(held, head, now=talked_at)
    words = {
        "against": WHOM, "reasons": "Je schreeuwde tegen een collega aan de balie en sloeg met de hand op de balie.",
        "reasons_read": "You shouted at a colleague at the front desk and hit the desk with your hand.",
    }  # fmt: skip
    norm = norms.in_force()
    crossed = norm.standing_lines[-1].id if norm else None
    facts = {
        "language": "en", "norm_line_id": crossed, "starts_on": i18n.local_date(warned_at), "contact_id": sam.id,
    }  # fmt: skip
    warning = actions.begin(incident, Kind.WARNING, Typed(words, facts), head, now=warned_at)
    actions.activate(warning, head, now=warned_at)
    actions.deliver(warning, Delivered.BY_HAND, i18n.local_date(warned_at), head, now=warned_at)
