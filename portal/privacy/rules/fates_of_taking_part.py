"""What becomes of what somebody took part in when they are erased."""

from portal.privacy.rules.fate import Fate

OF_TAKING_PART: dict[str, Fate] = {
    "sign_up.household_id": Fate.GOES,
    "sign_up.person_id": Fate.GOES,
    "contribution.person_id": Fate.GOES,
    "working_group_member.person_id": Fate.GOES,
    "occasion.made_by_id": Fate.STAYS,
}
