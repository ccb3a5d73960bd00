"""What becomes of ties to a person in keeping the register: who decided, held, asked, masked or released stays."""

from portal.privacy.rules.fate import Fate

OF_REGISTER = dict.fromkeys((
    "register_term.set_by_id", "incident_hold.placed_by_id", "incident_hold.lifted_by_id",
    "access_request.checked_by_id", "access_request.logged_by_id", "access_request.prepared_by_id",
    "access_request.released_by_id", "masked_text.by_id", "incident.reporter_id", "help_call.closed_by_id",
    "call_event.person_id", "called_responder.person_id", "chain_responder.person_id",
), Fate.STAYS)  # fmt: skip
