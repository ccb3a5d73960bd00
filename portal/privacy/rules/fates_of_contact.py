"""What becomes of contact between homes and school when somebody is erased."""

from portal.privacy.rules.fate import Fate

OF_CONTACT: dict[str, Fate] = {
    "contact_moment.pupil_id": Fate.GOES,
    "contact_moment.household_id": Fate.GOES,
    "contact_moment.by_id": Fate.STAYS,
    "contact_correction.person_id": Fate.GOES,
    "contact_plan.set_by_id": Fate.STAYS,
    "contact_reminder.person_id": Fate.GOES,
    "contact_next.pupil_id": Fate.GOES,
    "contact_next.household_id": Fate.GOES,
    "contact_next.set_by_id": Fate.STAYS,
    "outreach_step.pupil_id": Fate.GOES,
    "outreach_step.household_id": Fate.GOES,
    "outreach_step.by_id": Fate.STAYS,
}
