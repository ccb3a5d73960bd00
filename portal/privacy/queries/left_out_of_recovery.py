"""What of aftercare, recovery and evaluation is in no copy of a family, each with the reason."""

LEFT_OUT_OF_RECOVERY: dict[str, str] = {
    "aftercare": "care for staff; it stands on the colleague's own page",
    "aftercare_step": "care for staff; it stands on the colleague's own page",
    "aftercare_refusal": "care for staff",
    "aftercare_added_step": "what the school adds to care for staff",
    "aftercare_caregiver": "care for staff",
    **dict.fromkeys(
        ("recovery_case", "recovery_talk", "recovery_card", "recovery_agreement"),
        "as the incident; the family reads what was planned and agreed on its own page of the conversation",
    ),
    "recovery_consent": "staff who said whether they want a talk; as the incident",
    "recovery_attending": "staff who sit at a talk",
    "evaluation": "what the school learns from an incident; as the incident",
    "evaluation_task": "the work of a member of staff",
    "contact_next": "when the teachers mean to be in touch again",
}
