"""Who may do what: all of it, in one table."""

from enum import StrEnum

from portal import guards
from portal.guards import (
    Actor,
    Kiosk,
    Rule,
    actor,
    allow,
    ask_to_sign_in,
    may,
    open_to_all,
    prove_by,
    recognise_by,
    unmarked,
)
from portal.school.models import Person, Role
from portal.whose import (
    anybody,
    asked_for_it,
    either,
    guardian,
    has_child_in_class,
    is_called,
    is_draft,
    is_involved,
    is_no_mere_colleague,
    is_of_school,
    is_own_absence,
    kiosk,
    on_the_staff,
    own_child,
    own_child_or_pupil,
    own_household,
    own_household_or_class,
    reads_class,
    runs_round,
    staff,
    teaches_class,
    tends_class,
    two_hats,
    works_here,
)

__all__ = [
    "FRESH",
    "NEVER_ASKS",
    "RULES",
    "Actor",
    "Kiosk",
    "Person",
    "To",
    "actor",
    "allow",
    "ask_to_sign_in",
    "may",
    "open_to_all",
    "prove_by",
    "recognise_by",
    "unmarked",
]


class To(StrEnum):
    """Every deed that somebody needs a right for."""

    SEE_TODAY = "see the first page"
    SEE_OWN_ACCOUNT = "see the own account"
    END_SESSION = "sign an own device out"
    PROVE = "show again who one is"
    CHANGE_HAT = "go on as a parent, or as staff"
    CHANGE_OWN_PASSKEYS = "change the own passkeys"
    CHANGE_OWN_ADDRESS = "change the own e-mail address or phone number"
    CHANGE_OWN_STEPS = "change the own password and second step"
    END_NOTICES = "end the notices on an own device"
    READ_NEWS = "read a class's news"
    WRITE_NEWS = "write news for a class"
    CHANGE_NEWS = "change or withdraw a post"
    SEE_PICTURE = "see a picture of a post"
    SEE_CONVERSATIONS = "see the own conversations"
    BOOK_CONVERSATION = "book a conversation"
    CHANGE_BOOKING = "swap or cancel a conversation"
    SEE_CARDS = "see the cards of a conversation"
    SEE_AGREEMENT = "see what was agreed in a conversation"
    OPEN_ROUND = "open a round of conversations for a class"
    ARRANGE_INTERPRETERS = "see for which conversations an interpreter is asked, and confirm one"
    MANAGE_ROUND = "manage a round of the own class"
    TEND_ROUND = "look after the times and families of a round"
    SEE_JOINED = "see the conversations that one joins"
    CLOSE_ROUND = "close a round of the own class"
    PLAN_ROUNDS = "plan rounds of the whole school"
    WRITE_HOME_CONTEXT = "write what the family wants the school to know"
    SEE_HOME_CONTEXT = "open the page about a child's home"
    CHANGE_HOME_ITEM = "take back something shared about home"
    READ_NORM = "read how we treat each other here"
    WRITE_NORM = "write how we treat each other here"
    ANSWER_HELP_CALL = "answer a help call"
    SEE_HELP_CALLS = "see the help calls"
    SET_CHAINS = "decide who is called when help is needed, and who is on duty"
    CHANGE_DRAFT = "change a draft of a chain, and put it in use"
    GO_OFF_DUTY = "see when one is called, and be away for a day"
    SEE_INCIDENTS = "see incidents"
    READ_INCIDENT = "read an incident"
    CHANGE_INCIDENT = "complete an incident"
    LOG_INCIDENT = "log an incident at the own desk"
    SEE_FIGURES = "see the yearly figures"
    RUN_OFFICE = "do the office's work"
    SEE_READINESS = "see whether help is ready"
    PRACTISE_HELP = "test and practise help"
    SEE_PEOPLE = "look up pupils, guardians and staff"
    CHANGE_PEOPLE = "change pupils, guardians, staff and classes"
    INVITE = "make letters with which families come in"
    SEE_LETTERS = "print letters that were made"
    COME_IN = "say whether a letter was for oneself"
    HELP_COLLEAGUE_IN = "send a colleague a link, or ask for them to come in again"
    DECIDE_RECOVERY = "decide whether a colleague comes in again"
    SEE_CHILD_LOG = "see who saw or changed what about an own child"
    EXPORT_OWN = "ask for a copy of the own household's data"
    FETCH_COPY = "fetch a copy that one asked for"
    SEE_AUDIT = "read who saw or changed what about whom, and the office's page about privacy"
    EXPORT_DATA = "make a copy of a family's data for that family"
    ERASE_DATA = "plan to erase a pupil or a guardian, and take it back"
    HOLD_DATA = "keep somebody's data longer, and lift that"
    USE_KIOSK = "use the front-desk screen"


SETS_CHAINS = staff(Role.OFFICE, Role.LEADER, Role.COORDINATOR)

RULES: dict[To, Rule] = {
    To.SEE_TODAY: Rule(anybody),
    To.SEE_OWN_ACCOUNT: Rule(anybody),
    To.END_SESSION: Rule(anybody, lambda person, session: session.person_id == person.id),
    To.PROVE: Rule(anybody),
    To.CHANGE_HAT: Rule(two_hats),
    To.CHANGE_OWN_PASSKEYS: Rule(anybody, lambda person, passkey: passkey.person_id == person.id),
    To.CHANGE_OWN_STEPS: Rule(staff()),
    To.CHANGE_OWN_ADDRESS: Rule(anybody),
    To.END_NOTICES: Rule(anybody, lambda person, device: device.person_id == person.id),
    To.READ_NEWS: Rule(either(guardian, staff(Role.TEACHER, Role.LEADER)), reads_class),
    To.SEE_PICTURE: Rule(either(guardian, staff(Role.TEACHER, Role.LEADER)), reads_class),
    To.WRITE_NEWS: Rule(staff(Role.TEACHER), teaches_class),
    To.CHANGE_NEWS: Rule(staff(Role.TEACHER), teaches_class),
    To.SEE_CONVERSATIONS: Rule(either(guardian, staff(Role.TEACHER))),
    To.BOOK_CONVERSATION: Rule(guardian, has_child_in_class),
    To.CHANGE_BOOKING: Rule(guardian, own_household),
    To.SEE_CARDS: Rule(either(guardian, staff(Role.TEACHER)), own_household_or_class),
    To.SEE_AGREEMENT: Rule(either(guardian, staff(Role.TEACHER)), own_household_or_class),
    To.OPEN_ROUND: Rule(staff(Role.TEACHER), teaches_class),
    To.ARRANGE_INTERPRETERS: Rule(staff(Role.OFFICE, Role.LEADER)),
    To.MANAGE_ROUND: Rule(staff(Role.TEACHER), teaches_class),
    To.TEND_ROUND: Rule(staff(Role.TEACHER, Role.OFFICE, Role.LEADER), tends_class),
    To.SEE_JOINED: Rule(staff()),
    To.CLOSE_ROUND: Rule(staff(Role.TEACHER), runs_round),
    To.PLAN_ROUNDS: Rule(staff(Role.OFFICE, Role.LEADER), is_of_school),
    To.WRITE_HOME_CONTEXT: Rule(guardian, own_child),
    To.SEE_HOME_CONTEXT: Rule(either(guardian, staff(Role.TEACHER)), own_child_or_pupil),
    To.CHANGE_HOME_ITEM: Rule(guardian, own_household),
    To.READ_NORM: Rule(anybody, lambda _person, norm: not norm.is_draft),
    To.WRITE_NORM: Rule(staff(Role.LEADER, Role.COORDINATOR), is_draft),
    To.SEE_HELP_CALLS: Rule(on_the_staff),
    To.ANSWER_HELP_CALL: Rule(on_the_staff, is_called),
    To.SET_CHAINS: Rule(SETS_CHAINS),
    To.CHANGE_DRAFT: Rule(SETS_CHAINS, is_draft),
    To.GO_OFF_DUTY: Rule(staff(), is_own_absence),
    To.SEE_INCIDENTS: Rule(staff()),
    To.LOG_INCIDENT: Rule(staff()),
    To.SEE_FIGURES: Rule(staff(Role.LEADER, Role.COORDINATOR)),
    To.READ_INCIDENT: Rule(staff(), is_involved),
    To.CHANGE_INCIDENT: Rule(staff(), is_involved),
    To.RUN_OFFICE: Rule(staff(Role.OFFICE)),
    To.SEE_READINESS: Rule(staff(Role.OFFICE, Role.LEADER, Role.COORDINATOR)),
    To.PRACTISE_HELP: Rule(staff(Role.OFFICE, Role.LEADER, Role.COORDINATOR)),
    To.SEE_PEOPLE: Rule(staff(Role.OFFICE, Role.LEADER)),
    To.CHANGE_PEOPLE: Rule(staff(Role.OFFICE)),
    To.INVITE: Rule(staff(Role.OFFICE), is_no_mere_colleague),
    To.SEE_LETTERS: Rule(staff(Role.OFFICE), lambda person, task: task.kind == "invitations"),
    To.COME_IN: Rule(guardian),
    To.HELP_COLLEAGUE_IN: Rule(staff(Role.OFFICE), lambda _person, colleague: works_here(colleague)),
    To.DECIDE_RECOVERY: Rule(staff(Role.OFFICE, Role.LEADER)),
    To.SEE_CHILD_LOG: Rule(guardian, own_child),
    To.EXPORT_OWN: Rule(guardian),
    To.FETCH_COPY: Rule(either(guardian, staff(Role.OFFICE)), asked_for_it),
    To.SEE_AUDIT: Rule(staff(Role.OFFICE, Role.LEADER)),
    To.EXPORT_DATA: Rule(staff(Role.OFFICE)),
    To.ERASE_DATA: Rule(staff(Role.OFFICE)),
    To.HOLD_DATA: Rule(staff(Role.OFFICE, Role.LEADER)),
    To.USE_KIOSK: Rule(kiosk),
}

# What is most sensitive: it asks for a proof of who it is that is younger than a quarter of an hour.
FRESH: frozenset[To] = frozenset({
    To.READ_INCIDENT, To.CHANGE_INCIDENT, To.CHANGE_PEOPLE, To.INVITE, To.SEE_LETTERS, To.CHANGE_OWN_PASSKEYS,
    To.CHANGE_OWN_STEPS, To.CHANGE_OWN_ADDRESS, To.HELP_COLLEAGUE_IN, To.DECIDE_RECOVERY, To.EXPORT_OWN, To.FETCH_COPY,
    To.EXPORT_DATA, To.ERASE_DATA, To.HOLD_DATA, To.SEE_AUDIT,
})  # fmt: skip

# What never asks for a new proof, not even after a night's rest: answering a call for help, and proving itself.
NEVER_ASKS: frozenset[To] = frozenset({To.SEE_HELP_CALLS, To.ANSWER_HELP_CALL, To.PROVE})

guards.keep_to(RULES, never_asks=NEVER_ASKS)
