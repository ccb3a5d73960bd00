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
    return Role.LEADER in person.roles or any(
        school.teaches(person, number) or school.has_child_in(person, number) for number in class_ids(thing)
    )


def teaches_class(person: Person, thing) -> bool:
    """Of something that stands on the pages of several classes: the team of each of them."""
    numbers = class_ids(thing)
    return bool(numbers) and all(school.teaches(person, number) for number in numbers)


def teaches_one(person: Person, thing) -> bool:
    """Of something that stands on the pages of several classes: the team of one of them."""
    return any(school.teaches(person, number) for number in class_ids(thing))


def tends_post(person: Person, post) -> bool:
    """The team of every class that a post is for; and the leader what they wrote themselves."""
    return teaches_class(person, post) or (
        Role.LEADER in person.roles and getattr(post, "author_id", None) == person.id
    )


def teaches_any_class(person: Person, thing) -> bool:
    """Of something that stands on the pages of several classes: the team of one of them; and the leader."""
    return Role.LEADER in person.roles or any(school.teaches(person, number) for number in class_ids(thing))


def tends_class(person: Person, thing) -> bool:
    """The team of a class; for every class the office and the leader, whom families and a teacher who is ill call."""
    return bool({Role.OFFICE, Role.LEADER} & person.roles) or teaches_class(person, thing)


def runs_round(person: Person, row) -> bool:
    """A team closes its own round, not the one of the whole school."""
    return not row.round.is_of_school and teaches_class(person, row)


def is_of_school(_person: Person, taking_part) -> bool:
    """A round that the office or the leader planned; a team's own is the team's."""
    return taking_part.is_of_school


def class_ids(thing) -> list[int]:
    """The classes a thing belongs to, mostly one."""
    return thing.class_ids if hasattr(thing, "class_ids") else [class_id(thing)]


def class_id(thing) -> int:
    """The class a thing belongs to; a class belongs to itself."""
    return getattr(thing, "class_id", None) or thing.id


def has_child_in_class(person: Person, thing) -> bool:
    return school.has_child_in(person, class_id(thing))


def has_child_in_any(person: Person, thing) -> bool:
    """Of something that stands on the pages of several classes: one of them is a child's."""
    return any(school.has_child_in(person, number) for number in class_ids(thing))


def own_household(person: Person, thing) -> bool:
    """The household's own things and what all homes of a child have, while this guardian may open its pages."""
    if person.guardian is None or not person.is_guardian:
        return False
    mine = thing.household_id == person.guardian.household_id or getattr(thing, "is_together", False)
    return mine and school.is_child_of(thing.pupil_id, person)


def own_household_or_class(person: Person, booking) -> bool:
    """A conversation of the own household, or with the own class."""
    return own_household(person, booking) or Role.TEACHER in person.roles and school.teaches(person, booking.class_id)


def own_household_or_class_or_joined(person: Person, booking) -> bool:
    """The same, and for a colleague the conversation that they join; the child's own parent comes as a parent."""
    if own_household_or_class(person, booking):
        return True
    own = {tie.guardian_id for tie in booking.pupil.guardianships} if person.guardian else set()
    is_parent = person.guardian is not None and person.guardian.id in own
    return person.is_staff and not is_parent and person.id in booking.attending_ids


def own_child(person: Person, pupil) -> bool:
    return school.is_child_of(pupil.id, person)


def own_child_or_pupil(person: Person, pupil) -> bool:
    return own_child(person, pupil) or Role.TEACHER in person.roles and school.teaches_pupil(person, pupil.id)


def teaches_child(person: Person, thing) -> bool:
    """A child of an own class, or something about one."""
    return Role.TEACHER in person.roles and school.teaches_pupil(person, getattr(thing, "pupil_id", None) or thing.id)


def own_contact(person: Person, moment) -> bool:
    """What was logged about the own household, and not taken back."""
    return moment.taken_back_at is None and own_household(person, moment)


def is_called(person: Person, call) -> bool:
    """The people a help call reached, and those who answer for safety."""
    return person.id in call.called_ids or bool({Role.LEADER, Role.COORDINATOR} & person.all_roles)


def is_draft(_person: Person, thing) -> bool:
    """A chain that is not in use, its steps and their lines; the norm likewise: what holds is changed in a draft."""
    return getattr(step := getattr(thing, "step", thing), "chain", step).is_draft


def is_own_draft(person: Person, draft) -> bool:
    """What a teacher is writing is nobody else's, and only for a class that is still taught."""
    return draft.author_id == person.id and teaches_class(person, draft)


def is_own_absence(person: Person, exception) -> bool:
    return exception.person_id == person.id and exception.is_away


def is_involved(person: Person, incident) -> bool:
    """Safety coordinator and leader see all incidents; others the ones that they, surely, logged."""
    sees_all = {Role.LEADER, Role.COORDINATOR} & person.roles
    return bool(sees_all) or (incident.reporter_id == person.id and incident.is_confirmed)


def was_there(person: Person, incident) -> bool:
    """Who stands in an incident has an own part of it, as long as it was not taken back."""
    return any(row.person_id == person.id and row.taken_back_at is None for row in incident.colleagues)


def stands_in(person: Person, incident) -> bool:
    """Who reads an incident, or has an own part of it."""
    return is_involved(person, incident) or was_there(person, incident)


def added_it(person: Person, evidence) -> bool:
    """Safety coordinator and leader fetch every file of the register; others what they added."""
    return bool({Role.LEADER, Role.COORDINATOR} & person.roles) or evidence.added_by_id == person.id


def is_involved_and_whole(person: Person, incident) -> bool:
    """The same, as long as the names and words are there: what was destroyed is not written on."""
    return incident.destroyed_at is None and is_involved(person, incident)


def is_asked_by_somebody(person: Person, request) -> bool:
    """The office: what people ask about themselves; school leader and safety coordinator the school's own file too."""
    return bool({Role.LEADER, Role.COORDINATOR} & person.roles) or request.purpose == "subject"


def named_them(person: Person, row) -> bool:
    """Who named a colleague can say that it was not so; safety coordinator and leader of everybody."""
    return bool({Role.LEADER, Role.COORDINATOR} & person.roles) or row.named_by_id == person.id


def stands_behind(person: Person, step) -> bool:
    """Whose step of aftercare it is; of a class its team; and who answers for safety, but not about themselves."""
    care = step.care
    if care.person_id == person.id:
        return False
    is_team = care.class_id is not None and school.teaches(person, care.class_id)
    return step.owner_id == person.id or is_team or bool({Role.LEADER, Role.COORDINATOR} & person.roles)


def leads_or_owns(person: Person, thing) -> bool:
    """School leader and safety coordinator, and whoever it was given to."""
    is_leader = bool({Role.LEADER, Role.COORDINATOR} & person.roles)
    return is_leader or getattr(getattr(thing, "case", thing), "owner_id", None) == person.id


def sits_at_talk(person: Person, talk) -> bool:
    """Who sits there for the school: whoever leads the case, and the colleagues who were asked along."""
    is_asked = person.id in {each.person_id for each in talk.attending}
    return is_asked or talk.case.owner_id == person.id


def is_no_mere_colleague(person: Person, thing) -> bool:
    """A class, a letter, or a person who is somebody's guardian."""
    return not isinstance(thing, Person) or thing.guardian is not None


def works_here(person: Person) -> bool:
    return person.is_staff and person.left_on is None


def asked_for_it(person: Person, export) -> bool:
    """Whoever asked for a copy fetches it; a guardian as long as they are in that household."""
    is_own = person.guardian is not None and person.guardian.household_id == export.household_id
    return export.asked_by_id == person.id and (is_own or Role.OFFICE in person.roles)
