"""Who may do what, read from the table of `access.py`: nothing here decides anything."""

from dataclasses import dataclass

from portal.access import RULES, Kiosk, Rule, To
from portal.i18n import later as _
from portal.office.queries.rights_afterwards import AFTERWARDS, LIMITS_AFTERWARDS
from portal.office.queries.rights_of_families import LIMITS_OF_FAMILIES, OF_FAMILIES
from portal.office.queries.rights_of_groups import LIMITS_OF_GROUPS, OF_GROUPS
from portal.office.queries.rights_of_guidance import OF_GUIDANCE
from portal.office.queries.rights_of_home import LIMITS_OF_HOME, OF_HOME
from portal.office.queries.rights_of_register import LIMITS_OF_REGISTER, OF_REGISTER
from portal.school.models import Guardian, Person, Role, StaffRole
from portal.school.words import ROLES
from portal.whose import (
    asked_for_it,
    has_child_in_any,
    has_child_in_class,
    is_called,
    is_draft,
    is_involved,
    is_no_mere_colleague,
    is_of_school,
    is_own_absence,
    is_own_draft,
    named_them,
    own_household_or_class,
    own_household_or_class_or_joined,
    reads_class,
    runs_round,
    stands_behind,
    teaches_any_class,
    teaches_class,
    teaches_one,
    tends_class,
    tends_post,
)

ELSEWHERE = OF_REGISTER | AFTERWARDS | OF_GUIDANCE | OF_FAMILIES | OF_GROUPS | OF_HOME
LIMITS_ELSEWHERE = LIMITS_OF_REGISTER | LIMITS_AFTERWARDS | LIMITS_OF_FAMILIES | LIMITS_OF_GROUPS | LIMITS_OF_HOME
# Each right in words; a test says when one is missing.
WORDS = ELSEWHERE | {
    To.SEE_TODAY: _("see the first page"),
    To.SEE_OWN_ACCOUNT: _("see the own account"),
    To.END_SESSION: _("sign an own device out"),
    To.CHANGE_OWN_PASSKEYS: _("change the own passkeys"),
    To.CHANGE_OWN_ADDRESS: _("change the own e-mail address or phone number"),
    To.CHANGE_OWN_STEPS: _("change the own password and second step"),
    To.HELP_COLLEAGUE_IN: _("send a colleague a link, or ask for them to come in again"),
    To.DECIDE_RECOVERY: _("decide whether a colleague comes in again"),
    To.END_NOTICES: _("end the notices on an own device"),
    To.PROVE: _("show again who one is"),
    To.CHANGE_HAT: _("go on as a parent, or as staff"),
    To.READ_NEWS: _("read a class's news"),
    To.WRITE_NEWS: _("write news for a class"),
    To.WRITE_TO_SCHOOL: _("write news for the whole school"),
    To.WRITE_DRAFT: _("go on with news that is not published yet"),
    To.CHANGE_NEWS: _("change or withdraw news"),
    To.SAY_UNCLEAR: _("say that a message is not clear"),
    To.SEE_PICTURE: _("see a picture with the news"),
    To.ANSWER_PHOTOS: _("say for what photos of an own child may be used"),
    To.SEE_CONSENTS: _("see for what photos of the children of a class may be used"),
    To.TAG_PICTURE: _("say which children are on a picture, and decide about a hidden one"),
    To.REACT: _("say with one tap that one saw the news, or thank you"),
    To.ASK_QUESTION: _("ask the teachers something about the news"),
    To.SEE_QUESTION: _("read a question about the news, and go on with it"),
    To.ANSWER_QUESTION: _("answer questions about the news"),
    To.SEE_EARLIER: _("see what news said before it was changed"),
    To.FETCH_DOCUMENT: _("fetch a document with the news"),
    To.SEE_REACHED: _("see whom news reached, and remind whom it did not"),
    To.SEE_AGENDA: _("see the dates of the own classes"),
    To.SEE_PHRASES: _("look through the ready-made phrases"),
    To.WRITE_PHRASES: _("add and change phrases of the school's own"),
    To.CHANGE_PHRASE_DRAFT: _("write a message of ready-made phrases"),
    To.SEE_CONVERSATIONS: _("see the own conversations"),
    To.BOOK_CONVERSATION: _("book a conversation"),
    To.SEE_CARDS: _("see what was prepared for a conversation"),
    To.SEE_AGREEMENT: _("see what was agreed in a conversation"),
    To.CHANGE_BOOKING: _("move or cancel a conversation"),
    To.OPEN_ROUND: _("open a round of conversations for a class"),
    To.ARRANGE_INTERPRETERS: _("see who needs an interpreter, and note who comes"),
    To.TEND_ROUND: _("look after the times and the families of a round"),
    To.SEE_JOINED: _("see the conversations that one joins"),
    To.MANAGE_ROUND: _("manage a round of conversations"),
    To.CLOSE_ROUND: _("close a round of conversations"),
    To.READ_NORM: _("read how we treat each other here"),
    To.WRITE_NORM: _("write how we treat each other here, and publish it"),
    To.PLAN_ROUNDS: _("plan rounds of conversations for the whole school"),
    To.ANSWER_HELP_CALL: _("answer a call for help"),
    To.SEE_HELP_CALLS: _("see the calls for help"),
    To.SET_CHAINS: _("decide who is called when help is needed, and who is on duty"),
    To.CHANGE_DRAFT: _("change a draft of a chain, and put it in use"),
    To.GO_OFF_DUTY: _("see when one is called, and be away for a day"),
    To.SEE_AFTERCARE: _("see the aftercare that one gives and gets"),
    To.GIVE_AFTERCARE: _("stand behind a colleague after an incident"),
    To.GIVE_OWN_AFTERCARE: _("give a step of aftercare to a colleague"),
    To.SETTLE_OWN_AFTERCARE: _("choose, decline or ask for aftercare for oneself"),
    To.ADD_AFTERCARE: _("add steps to aftercare, and say who stands behind others"),
    To.RUN_OFFICE: _("do the office's work"),
    To.SEE_READINESS: _("see whether help is ready"),
    To.PRACTISE_HELP: _("test and practise help"),
    To.SEE_PEOPLE: _("look up pupils, guardians and staff"),
    To.CHANGE_PEOPLE: _("change pupils, guardians, staff and classes"),
    To.INVITE: _("make letters with which families come in"),
    To.SEE_LETTERS: _("print letters that were made"),
    To.COME_IN: _("say whether a letter was for oneself"),
    To.SEE_CHILD_LOG: _("see who saw or changed what about an own child"),
    To.EXPORT_OWN: _("ask for a copy of the own household's data"),
    To.FETCH_COPY: _("fetch a copy that one asked for"),
    To.SEE_AUDIT: _("read who saw or changed what about whom"),
    To.EXPORT_DATA: _("make a copy of a family's data for that family"),
    To.ERASE_DATA: _("plan to erase a pupil or a guardian, and take it back"),
    To.HOLD_DATA: _("keep somebody's data longer, and lift that"),
    To.USE_KIOSK: _("use the screen at the front desk"),
}
# Over which things a right goes, for each way in which the table limits one.
LIMITS = LIMITS_ELSEWHERE | {
    reads_class: _("Parents: the classes of their children. Teachers: their own classes. The school leader: all."),
    runs_round: _("Only rounds of the own class."),
    is_of_school: _("Only rounds of the whole school."),
    teaches_class: _("Only for the own classes."),
    teaches_one: _("Only what stands on the page of an own class."),
    tends_post: _("Teachers: what is only for their own classes. The school leader: what they wrote themselves."),
    teaches_any_class: _("Teachers: the families of their own classes. The school leader: all."),
    tends_class: _("Teachers: their own classes. The school leader and the office: all."),
    has_child_in_any: _("Only in the classes of the own children."),
    has_child_in_class: _("Only in the classes of the own children."),
    own_household_or_class: _("Only what is of the own household, or of the own classes."),
    own_household_or_class_or_joined: _("Only what is of the own household or classes, or a conversation one joins."),
    is_called: _("Only calls they were called to; school leader and safety coordinator: all."),
    is_draft: _("Only drafts: what is in use is changed in a draft."),
    is_own_draft: _("Only what one is writing oneself, for the own classes."),
    is_own_absence: _("Only over what is one's own."),
    asked_for_it: _("Only copies that one asked for."),
    is_no_mere_colleague: _("Only for guardians: a colleague without a child here gets no letter."),
    named_them: _("Only whom one named; school leader and safety coordinator: everybody."),
    stands_behind: _("Only what is one's own, or of the own class; school leader and safety coordinator: all."),
    is_involved: _("Only incidents they logged; school leader and safety coordinator: all."),
}
OWN = _("Only over what is one's own.")
PARENT, KIOSK = "parent", "kiosk"
WHO = {
    PARENT: _("parents"),
    **{role.value: word for role, word in ROLES.items()},
    KIOSK: _("the screen at the front desk"),
}


@dataclass(frozen=True)
class Right:
    """One right: its words, the kinds of people who have it, and over which things; "" when over all."""

    to: To
    words: str
    who: list[str]
    limit: str


def rights(of: str = "") -> list[Right]:
    """Every right in the order of the table, or those that one kind of people has."""
    kinds = _one_of_each()
    found = []
    for to in To:
        who = [kind for kind, somebody in kinds.items() if RULES[to].role(somebody)]
        if not of or of in who:
            found.append(Right(to, WORDS[to], who, _limit(RULES[to])))
    return found


def _one_of_each() -> dict[str, Person | Kiosk]:
    """Somebody of each kind who is nothing else, to try the table on."""
    staff = {role.value: Person(first_name="", staff_roles=[StaffRole(role=role)]) for role in Role}
    return {PARENT: Person(first_name="", guardian=Guardian()), **staff, KIOSK: Kiosk()}


def _limit(rule: Rule) -> str:
    if rule.thing is Rule.__dataclass_fields__["thing"].default:
        return ""
    return LIMITS.get(rule.thing, OWN)
