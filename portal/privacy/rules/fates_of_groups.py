"""What becomes of groups of parents when somebody is erased: a member goes with all that hangs on it."""

from portal.privacy.rules.fate import Fate

OF_GROUPS: dict[str, Fate] = {
    "group_member.guardian_id": Fate.GOES,
    "group_guest.person_id": Fate.GOES,
    "group_host.confirmed_by_id": Fate.STAYS,
    "group_report.settled_by_id": Fate.STAYS,
    "group_removal.by_id": Fate.STAYS,
    "group_removal.kept_by_id": Fate.STAYS,
}
