"""How long what is kept about people who left, and what becomes of each tie to them."""

from datetime import timedelta
from enum import StrEnum

# Most of a pupil's file goes two years after leaving (rijksoverheid.nl; aanpakibp.kennisnet.nl/bewaartermijnen).
PUPIL_KEPT = timedelta(days=730)
GUARDIAN_KEPT = timedelta(days=365)
STAFF_KEPT = timedelta(days=730)
LOG_KEPT = timedelta(days=730)
RECORDS_KEPT = timedelta(days=730)
# How long an erasure that somebody asked for can be taken back.
THINKING_TIME = timedelta(days=7)
LONGEST_REASON = 1000
LONGEST_HOLD = timedelta(days=366)


class Fate(StrEnum):
    """What becomes of a row when the person it points at is erased."""

    GOES = "goes"
    UNTIED = "untied"
    STAYS = "stays"


# Every column that points at a pupil, a household, a guardian or a person. What stays points at a person without a
# name. The members of a household are not its belongings: `guardian` goes by itself.
FATES: dict[str, Fate] = {
    "enrolment.pupil_id": Fate.GOES,
    "guardianship.pupil_id": Fate.GOES,
    "home_item.pupil_id": Fate.GOES,
    "booking.pupil_id": Fate.GOES,
    "child_in_round.pupil_id": Fate.GOES,
    "proposal.pupil_id": Fate.GOES,
    "data_export.pupil_id": Fate.GOES,
    "hold.pupil_id": Fate.GOES,
    "leaver.pupil_id": Fate.GOES,
    "past_enrolment.pupil_id": Fate.GOES,
    "left_question.pupil_id": Fate.GOES,
    "erasure.pupil_id": Fate.UNTIED,
    "home_item.household_id": Fate.GOES,
    "booking.household_id": Fate.GOES,
    "proposal.household_id": Fate.GOES,
    "wish_set.household_id": Fate.GOES,
    "attending.person_id": Fate.GOES,
    "data_export.household_id": Fate.GOES,
    "hold.household_id": Fate.GOES,
    "guardian.household_id": Fate.STAYS,
    "guardianship.guardian_id": Fate.GOES,
    "guardian.person_id": Fate.STAYS,
    "message.person_id": Fate.GOES,
    "opened.person_id": Fate.GOES,
    "secret.person_id": Fate.GOES,
    "sign_in_link.person_id": Fate.GOES,
    "user_session.person_id": Fate.GOES,
    "task.person_id": Fate.GOES,
    "data_export.for_id": Fate.GOES,
    "hold.person_id": Fate.GOES,
    "address_proof.person_id": Fate.GOES,
    "code_app.person_id": Fate.GOES,
    "half_way.person_id": Fate.GOES,
    "known_device.person_id": Fate.GOES,
    "message_choice.person_id": Fate.GOES,
    "passkey.person_id": Fate.GOES,
    "passkey_challenge.person_id": Fate.GOES,
    "passkey_offer.person_id": Fate.GOES,
    "password_link.person_id": Fate.GOES,
    "recovery_code.person_id": Fate.GOES,
    "push_device.person_id": Fate.GOES,
    "undelivered.person_id": Fate.GOES,
    "invitation.person_id": Fate.GOES,
    "recovery.person_id": Fate.GOES,
    "left_question.person_id": Fate.GOES,
    "duty_exception.person_id": Fate.GOES,
    "substitute.person_id": Fate.GOES,
    "substitute.by_id": Fate.GOES,
    "erasure.person_id": Fate.UNTIED,
    "audit.person_id": Fate.STAYS,
    "booking.booked_by_id": Fate.STAYS,
    "wish_set.given_by_id": Fate.STAYS,
    "home_item.written_by_id": Fate.STAYS,
    "data_export.asked_by_id": Fate.STAYS,
    "erasure.asked_by_id": Fate.STAYS,
    "hold.placed_by_id": Fate.STAYS,
    "hold.lifted_by_id": Fate.STAYS,
    "recovery_approval.person_id": Fate.STAYS,
    "recovery.asked_by_id": Fate.STAYS,
    "invitation.made_by_id": Fate.STAYS,
    "roster_import.person_id": Fate.STAYS,
    "left_question.answered_by_id": Fate.STAYS,
    # Only staff stand in these; a guardian who is staff too keeps the name until they left as staff.
    "call_event.person_id": Fate.STAYS,
    "called_responder.person_id": Fate.STAYS,
    "chain_responder.person_id": Fate.STAYS,
    "duty_shift.person_id": Fate.STAYS,
    "help_group_member.person_id": Fate.STAYS,
    "help_call.closed_by_id": Fate.STAYS,
    "incident.reporter_id": Fate.STAYS,
    "incident_addition.person_id": Fate.STAYS,
    "pairing_code.made_by_id": Fate.STAYS,
    "post.author_id": Fate.STAYS,
    "round.opened_by_id": Fate.STAYS,
    "staff_role.person_id": Fate.STAYS,
    "teaching.person_id": Fate.STAYS,
}
