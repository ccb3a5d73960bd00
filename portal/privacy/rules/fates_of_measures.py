"""What becomes of measures after an incident when somebody is erased: who decided stays, whom it is about is untied."""

from portal.privacy.rules.fate import Fate

OF_MEASURES: dict[str, Fate] = {
    # The name itself is sealed with the incident's key and goes with it.
    "measure.against_id": Fate.UNTIED,
    "measure.contact_id": Fate.STAYS,
    "measure.made_by_id": Fate.STAYS,
    "measure.proposed_by_id": Fate.STAYS,
    "measure.decided_by_id": Fate.STAYS,
    "measure.closed_by_id": Fate.STAYS,
    "measure.delivered_by_id": Fate.STAYS,
}
