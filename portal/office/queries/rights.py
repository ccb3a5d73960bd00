"""Who may do what, read from the table of `access.py`: nothing here decides anything."""

from dataclasses import dataclass

from portal.access import RULES, Kiosk, Rule, To
from portal.i18n import later as _
from portal.school.models import Guardian, Person, Role, StaffRole
from portal.school.words import ROLES
from portal.whose import (
    asked_for_it,
    has_child_in_class,
    is_called,
    is_draft,
    is_involved,
    is_no_mere_colleague,
    is_of_school,
    is_own_absence,
    own_child,
    own_child_or_pupil,
    own_household,
    own_household_or_class,
    reads_class,
    runs_round,
    teaches_class,
    tends_class,
)

# Each right in words; a test says when one is missing.
WORDS = {
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
    To.CHANGE_NEWS: _("change or withdraw news"),
    To.SEE_PICTURE: _("see a picture with the news"),
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
    To.WRITE_HOME_CONTEXT: _("write what the family wants the school to know"),
    To.SEE_HOME_CONTEXT: _("read what a family shares about home"),
    To.CHANGE_HOME_ITEM: _("take back something shared about home"),
    To.ANSWER_HELP_CALL: _("answer a call for help"),
    To.SEE_HELP_CALLS: _("see the calls for help"),
    To.SET_CHAINS: _("decide who is called when help is needed, and who is on duty"),
    To.CHANGE_DRAFT: _("change a draft of a chain, and put it in use"),
    To.GO_OFF_DUTY: _("see when one is called, and be away for a day"),
    To.SEE_INCIDENTS: _("see incidents"),
    To.READ_INCIDENT: _("read an incident"),
    To.CHANGE_INCIDENT: _("complete an incident"),
    To.LOG_INCIDENT: _("log an incident at the own desk"),
    To.SEE_FIGURES: _("see the yearly figures"),
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
LIMITS = {
    reads_class: _("Parents: the classes of their children. Teachers: their own classes. The school leader: all."),
    runs_round: _("Only rounds of the own class."),
    is_of_school: _("Only rounds of the whole school."),
    teaches_class: _("Only for the own classes."),
    tends_class: _("Teachers: their own classes. The school leader and the office: all."),
    has_child_in_class: _("Only in the classes of the own children."),
    own_household: _("Only what is of the own household."),
    own_household_or_class: _("Only what is of the own household, or of the own classes."),
    own_child: _("Only about the own children."),
    own_child_or_pupil: _("Parents: about their children. Teachers: about the pupils of their classes."),
    is_called: _("Only calls they were called to; school leader and safety coordinator: all."),
    is_draft: _("Only drafts: what is in use is changed in a draft."),
    is_own_absence: _("Only over what is one's own."),
    asked_for_it: _("Only copies that one asked for."),
    is_no_mere_colleague: _("Only for guardians: a colleague without a child here gets no letter."),
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
