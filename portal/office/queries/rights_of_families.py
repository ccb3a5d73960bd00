"""The rights about contact between home and school, and about taking part, in words."""

from portal.i18n import later as _
from portal.rights import To
from portal.whose import own_contact, teaches_child
from portal.whose_among_families import is_asked_along, sees_occasion

OF_FAMILIES = {
    To.SEE_CONTACT: _("see when home and school were in touch"),
    To.TEND_CONTACT: _("see the board of a class's families, and plan contact"),
    To.LOG_CONTACT: _("log contact with a family, and take a step towards it"),
    To.CHANGE_CONTACT: _("add to contact that was logged, or take it back"),
    To.TAKE_STEP_BACK: _("take back a step towards a family"),
    To.SEE_OWN_CONTACT: _("see the contact between the own family and school"),
    To.CORRECT_CONTACT: _("correct what was logged about the own family"),
    To.SEE_CONTACT_SHARES: _("see how many families the school is in touch with"),
    To.SEE_TAKING_PART: _("read what parents are invited to, and what came of it"),
    To.TAKE_PART: _("sign up, say something, and sit in the working group"),
    To.TAKE_BACK_WORDS: _("take back what one said with the own name"),
    To.INVITE_TO_TAKE_PART: _("invite parents to take part, read what they say, and answer it"),
}
LIMITS_OF_FAMILIES = {
    own_contact: _("Only what is of the own household."),
    teaches_child: _("Only about the pupils of the own classes."),
    is_asked_along: _("Only what is for all families, or for the class of an own child."),
    sees_occasion: _("Parents: what they are invited to. Staff: what is open. Who organises it: drafts too."),
}
