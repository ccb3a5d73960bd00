"""Every table about people that is in no copy, with the reason: nothing is left out by forgetting it."""

from portal.privacy.queries.left_out_of_groups import LEFT_OUT_OF_GROUPS
from portal.privacy.queries.left_out_of_guidance import LEFT_OUT_OF_GUIDANCE
from portal.privacy.queries.left_out_of_news import LEFT_OUT_OF_NEWS
from portal.privacy.queries.left_out_of_recovery import LEFT_OUT_OF_RECOVERY
from portal.privacy.queries.left_out_of_register import LEFT_OUT_OF_REGISTER

# Tables that point at a person, a pupil, a household or a guardian and are in no copy, each with the reason.
LEFT_OUT: dict[str, str] = LEFT_OUT_OF_NEWS | LEFT_OUT_OF_GROUPS | LEFT_OUT_OF_GUIDANCE | {
    "stand_in": "about staff: on which days a colleague stood in for a class",
    **LEFT_OUT_OF_REGISTER,
    **LEFT_OUT_OF_RECOVERY,
    "booking_change": "a message about a booking that is on its way; the booking is listed",
    "reminder": "that a reminder was sent; the message itself is listed",
    "help_call": "about staff who came to help",
    "called_responder": "about staff who came to help",
    "call_event": "about staff who came to help",
    "chain_responder": "about staff who come to help",
    "help_group_member": "about staff who come to help",
    "duty_shift": "the work of a member of staff",
    "duty_exception": "the work of a member of staff",
    "substitute": "the work of a member of staff",
    "post": "written for a whole class; the letters that somebody opened are listed",
    "post_version": "written for a whole class, in another language",
    "norm_version": "names who wrote and published it; it is there for everybody to read",
    "round": "names the teacher who opened it; conversations are listed with the household's own bookings",
    "staff_role": "the work of a member of staff",
    "teaching": "the work of a member of staff",
    "pairing_code": "names the member of the office who made it, for ten minutes",
    "task": "the making of this copy itself",
    "half_way": "half an hour between two steps of signing in",
    "passkey_challenge": "a question to a passkey, for five minutes",
    "passkey_offer": "that a passkey was offered once",
    "password_link": "opens a door; that it was asked for stands in the log",
    "address_proof": "opens a door, for a quarter of an hour",
    "recovery": "staff who lost their ways in; it stands in the log",
    "recovery_approval": "staff who let a colleague in again; it stands in the log",
    "leaver": "the school's plan for a year to come",
    "left_question": "a question of the school to itself about a list",
    "roster_import": "a list of a whole school, kept sealed for a short while",
    "hold": "why data has to stay can concern others; who holds it is asked at the school",
}  # fmt: skip
