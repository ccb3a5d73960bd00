"""What becomes of recovery and evaluation after an incident when somebody is erased: the dates stay, the tie goes."""

from portal.privacy.rules.fate import Fate

OF_RECOVERY: dict[str, Fate] = {
    "recovery_case.pupil_id": Fate.UNTIED,
    "recovery_case.household_id": Fate.UNTIED,
    "recovery_card.person_id": Fate.GOES,
    **dict.fromkeys((
        "recovery_case.owner_id", "recovery_case.opened_by_id", "recovery_case.first_word_by_id",
        "recovery_case.closed_by_id", "recovery_consent.person_id", "recovery_talk.planned_by_id",
        "recovery_attending.person_id", "recovery_agreement.written_by_id", "recovery_agreement.answered_by_id",
        "evaluation.owner_id", "evaluation.closed_by_id", "evaluation_task.owner_id",
        "evaluation_task.decided_by_id", "evaluation_task.done_by_id",
    ), Fate.STAYS),
}  # fmt: skip
