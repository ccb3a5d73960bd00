"""Tables of the register, and of the care after an incident, that are in no copy for a family, with the reason."""

LEFT_OUT_OF_REGISTER: dict[str, str] = {
    "incident": "the safety register has rules of its own: what it says about somebody stays until its own term is "
    "over, also when they are erased here; the school leader gives a copy of it in which others are masked",
    "register_entry": "as the incident",
    "evidence": "as the incident",
    "measure": "as the incident; whoever it is about has its letter",
    "reporting_rule": "who set it: the school's own rule",
    "incident_colleague": "staff who were there when something happened; as the incident",
    "aftercare": "care for staff; it stands on the colleague's own page",
    "aftercare_step": "care for staff; it stands on the colleague's own page",
    "aftercare_refusal": "care for staff",
    "aftercare_added_step": "what the school adds to care for staff",
    "aftercare_caregiver": "care for staff",
    "register_term": "how long names of incidents are kept; names who decided it",
    "incident_hold": "as the incident; names who placed it",
    "access_request": "a request about the register; the copy is given apart from this one",
    "masked_text": "what a colleague masked in a copy of the register",
}
