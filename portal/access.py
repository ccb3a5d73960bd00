"""Who may do what: all of it, in one table."""

from collections.abc import Callable
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
from portal.school import queries as school
from portal.school.models import Person, Role

__all__ = [
    "FRESH", "NEVER_ASKS", "RULES", "Actor", "Kiosk", "Person", "To", "actor", "allow", "ask_to_sign_in", "may",
    "open_to_all", "prove_by", "recognise_by", "unmarked",
]  # fmt: skip


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
    OPEN_ROUND = "open a round of conversations for a class"
    PLAN_ROUND = "plan a round from what families can"
    MANAGE_ROUND = "manage a round of the own class"
    WRITE_HOME_CONTEXT = "write what the family wants the school to know"
    SEE_HOME_CONTEXT = "open the page about a child's home"
    CHANGE_HOME_ITEM = "take back something shared about home"
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


def anybody(actor: Actor) -> bool:
    return isinstance(actor, Person)


def two_hats(actor: Actor) -> bool:
    """A guardian who is also on the staff, under either hat."""
    return isinstance(actor, Person) and actor.has_two_hats


def guardian(actor: Actor) -> bool:
    return isinstance(actor, Person) and actor.is_guardian


def staff(*roles: Role) -> Callable[[Actor], bool]:
    """Members of staff with one of these roles; with none named, all staff."""
    wanted = frozenset(roles or Role)
    return lambda actor: isinstance(actor, Person) and bool(wanted & actor.roles)


def on_the_staff(actor: Actor) -> bool:
    """All staff, also under a parent's hat: a colleague who needs help does not ask as what somebody is here."""
    return isinstance(actor, Person) and bool(actor.all_roles)


def either(*rules: Callable[[Actor], bool]) -> Callable[[Actor], bool]:
    return lambda actor: any(rule(actor) for rule in rules)


def kiosk(actor: Actor) -> bool:
    return isinstance(actor, Kiosk)


def reads_class(person: Person, thing) -> bool:
    """Parents read their children's classes, teachers their own, the leader all."""
    number = class_id(thing)
    return Role.LEADER in person.roles or school.teaches(person, number) or school.has_child_in(person, number)


def teaches_class(person: Person, thing) -> bool:
    return school.teaches(person, class_id(thing))


def class_id(thing) -> int:
    """The class a thing belongs to; a class belongs to itself."""
    return getattr(thing, "class_id", None) or thing.id


def has_child_in_class(person: Person, thing) -> bool:
    return school.has_child_in(person, class_id(thing))


def own_household(person: Person, thing) -> bool:
    """The household's own things, as long as this guardian may still open the child's pages."""
    mine = person.guardian is not None and person.is_guardian and thing.household_id == person.guardian.household_id
    return mine and school.is_child_of(thing.pupil_id, person)


def own_child(person: Person, pupil) -> bool:
    return school.is_child_of(pupil.id, person)


def own_child_or_pupil(person: Person, pupil) -> bool:
    return own_child(person, pupil) or Role.TEACHER in person.roles and school.teaches_pupil(person, pupil.id)


def is_called(person: Person, call) -> bool:
    """The people a help call reached, and those who answer for safety."""
    return person.id in call.called_ids or bool({Role.LEADER, Role.COORDINATOR} & person.all_roles)


def is_draft(_person: Person, thing) -> bool:
    """A chain that is not in use, its steps and their lines: what is in use is changed in a draft."""
    return getattr(step := getattr(thing, "step", thing), "chain", step).is_draft


def is_own_absence(person: Person, exception) -> bool:
    return exception.person_id == person.id and exception.is_away


def is_involved(person: Person, incident) -> bool:
    """Safety coordinator and leader see all incidents; others the ones that they, surely, logged."""
    sees_all = {Role.LEADER, Role.COORDINATOR} & person.roles
    return bool(sees_all) or (incident.reporter_id == person.id and incident.is_confirmed)


def is_no_mere_colleague(person: Person, thing) -> bool:
    """A class, a letter, or a person who is somebody's guardian."""
    return not isinstance(thing, Person) or thing.guardian is not None


def works_here(person: Person) -> bool:
    return person.is_staff and person.left_on is None


def asked_for_it(person: Person, export) -> bool:
    """Whoever asked for a copy fetches it; a guardian as long as they are in that household."""
    is_own = person.guardian is not None and person.guardian.household_id == export.household_id
    return export.asked_by_id == person.id and (is_own or Role.OFFICE in person.roles)


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
    To.OPEN_ROUND: Rule(staff(Role.TEACHER), teaches_class),
    To.PLAN_ROUND: Rule(staff(Role.OFFICE, Role.LEADER)),
    To.MANAGE_ROUND: Rule(staff(Role.TEACHER), teaches_class),
    To.WRITE_HOME_CONTEXT: Rule(guardian, own_child),
    To.SEE_HOME_CONTEXT: Rule(either(guardian, staff(Role.TEACHER)), own_child_or_pupil),
    To.CHANGE_HOME_ITEM: Rule(guardian, own_household),
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
