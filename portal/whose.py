"""Who somebody is, and whose a thing is: the questions that the table of access.py is made of."""

from collections.abc import Callable

from portal.guards import Actor, Kiosk
from portal.school import queries as school
from portal.school.models import Person, Role


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


def tends_class(person: Person, thing) -> bool:
    """The team of a class; for every class the office and the leader, whom families and a teacher who is ill call."""
    return bool({Role.OFFICE, Role.LEADER} & person.roles) or teaches_class(person, thing)


def runs_round(person: Person, row) -> bool:
    """A team closes its own round, not the one of the whole school."""
    return not row.round.is_of_school and teaches_class(person, row)


def is_of_school(_person: Person, taking_part) -> bool:
    """A round that the office or the leader planned; a team's own is the team's."""
    return taking_part.is_of_school


def class_id(thing) -> int:
    """The class a thing belongs to; a class belongs to itself."""
    return getattr(thing, "class_id", None) or thing.id


def has_child_in_class(person: Person, thing) -> bool:
    return school.has_child_in(person, class_id(thing))


def own_household(person: Person, thing) -> bool:
    """The household's own things and what all homes of a child have, while this guardian may open its pages."""
    if person.guardian is None or not person.is_guardian:
        return False
    mine = thing.household_id == person.guardian.household_id or getattr(thing, "is_together", False)
    return mine and school.is_child_of(thing.pupil_id, person)


def own_household_or_class(person: Person, booking) -> bool:
    """A conversation of the own household, or with the own class."""
    return own_household(person, booking) or Role.TEACHER in person.roles and school.teaches(person, booking.class_id)


def own_child(person: Person, pupil) -> bool:
    return school.is_child_of(pupil.id, person)


def own_child_or_pupil(person: Person, pupil) -> bool:
    return own_child(person, pupil) or Role.TEACHER in person.roles and school.teaches_pupil(person, pupil.id)


def is_called(person: Person, call) -> bool:
    """The people a help call reached, and those who answer for safety."""
    return person.id in call.called_ids or bool({Role.LEADER, Role.COORDINATOR} & person.all_roles)


def is_draft(_person: Person, thing) -> bool:
    """A chain that is not in use, its steps and their lines; the norm likewise: what holds is changed in a draft."""
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
