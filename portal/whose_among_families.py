"""Whose a thing is that families share with each other or with school: at home, in a group, at an evening."""

from portal import clock, i18n
from portal.school import queries as school
from portal.school.models import Person, Role
from portal.whose import has_child_in_class, own_household, teaches_class


def has_child_in_or_teaches(person: Person, thing) -> bool:
    """The parents of a class, and its team."""
    return has_child_in_class(person, thing) or teaches_class(person, thing)


def is_invited(person: Person, guest) -> bool:
    """The teacher whom the hosts of a group invited, as long as they teach that class."""
    return guest.person_id == person.id and teaches_class(person, guest)


def is_asked_along(person: Person, occasion) -> bool:
    """A parent reads about what was opened for everybody, or for a class of an own child."""
    mine = {own_class.id for _child, own_class in school.children_with_classes(person)}
    is_meant = not occasion.class_ids or bool(mine & set(occasion.class_ids))
    return occasion.opened_at is not None and bool(mine) and is_meant


def sees_occasion(person: Person, occasion) -> bool:
    """Who organises sees drafts too; other staff what was opened; parents what they are invited to."""
    if {Role.OFFICE, Role.LEADER, Role.COORDINATOR} & person.roles:
        return True
    return occasion.opened_at is not None if person.is_staff else is_asked_along(person, occasion)


def hears_home(person: Person, voice) -> bool:
    """The household its own; once shared, until its day: the child's teachers, whom the family named beyond the class,
    and, of what is needed today, who stands in today. Of an own child nobody hears another home's."""
    today = i18n.local_date(clock.now())
    if school.is_child_of(voice.pupil_id, person):
        return own_household(person, voice)
    if not voice.is_shared_on(today):
        return False
    is_teacher = Role.TEACHER in person.roles and school.teaches_pupil(person, voice.pupil_id)
    is_standing_in = voice.is_needed_today and school.stands_in_for_pupil(person, voice.pupil_id, today)
    return is_teacher or is_standing_in or voice.is_for(person.roles)


def stands_in_today(person: Person, school_class) -> bool:
    """A class that a colleague stands in for on this very day."""
    return school.stands_in(person, school_class.id, i18n.local_date(clock.now()))
