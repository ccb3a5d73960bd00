"""What somebody at school may read of what families share: each home apart, and only what is shared today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, select

from portal.db import db
from portal.home_context.models import HomeItem, HomeVoice
from portal.home_context.rules import NEEDED_TODAY, Theme, read_beyond_class
from portal.school import queries as school
from portal.school.models import Household, Person, Pupil, SchoolClass

ORDER = {theme: place for place, theme in enumerate(Theme)}


@dataclass(frozen=True)
class Home:
    """One household's items about a child, with who wrote them; `voices` by the number of the item."""

    names: str
    items: list[HomeItem]
    voices: dict[int, HomeVoice]


@dataclass(frozen=True)
class Child:
    """A child with its homes, as far as somebody may read about them."""

    pupil: Pupil
    homes: list[Home]

    @property
    def items(self) -> list[HomeItem]:
        return [item for home in self.homes for item in home.items]


def homes_of(pupil: Pupil, *, today: date) -> list[Home]:
    """For the child's teachers: each household apart, with what it shares today, also when that is nothing."""
    return _children([pupil], _shared([pupil.id], today))[0].homes


def shared_with(person: Person, pupil: Pupil, *, today: date) -> list[Home]:
    """For the coordinator and the school leader: the homes that share something about this child with them."""
    children = _children([pupil], _shared([pupil.id], today).where(_is_for(person)))
    return [home for home in children[0].homes if home.items]


def pupils_shared_with(person: Person, *, today: date) -> list[Pupil]:
    """The children about whom a home shares something with this coordinator or school leader, by first name."""
    query = select(Pupil).where(
        Pupil.left_on.is_(None),
        Pupil.id.in_(
            select(HomeItem.pupil_id).where(
                HomeItem.removed_at.is_(None), HomeItem.expires_on >= today, _is_for(person)
            )
        ),
    )
    return list(db.session.scalars(query.order_by(Pupil.first_name, Pupil.last_name, Pupil.id)))


def needed_today(school_class: SchoolClass, *, today: date) -> list[Child]:
    """For who stands in: every child of the class, with what its homes say is needed on any day, and no more."""
    pupils = school.pupils_of(school_class.id)
    query = _shared([pupil.id for pupil in pupils], today).where(HomeItem.theme.in_(NEEDED_TODAY))
    return [Child(child.pupil, [home for home in child.homes if home.items]) for child in _children(pupils, query)]


def rather_in_conversation(pupil_id: int, household_id: int, *, today: date) -> list[HomeItem]:
    """What a household would rather say than write, by theme: for the conversation about the child."""
    query = _shared([pupil_id], today).where(HomeItem.household_id == household_id, HomeItem.in_conversation)
    return sorted(db.session.scalars(query), key=lambda item: ORDER[item.theme])


def reads_voice(person: Person, voice: HomeVoice) -> bool:
    """Whether the home of a recording still has access to the child: what it shared goes with it."""
    homes = school.households_of([voice.pupil_id]).get(voice.pupil_id, [])
    return any(home.id == voice.household_id for home in homes)


def _shared(pupil_ids: Iterable[int], today: date) -> Select:
    return (
        select(HomeItem)
        .where(HomeItem.pupil_id.in_(list(pupil_ids)), HomeItem.removed_at.is_(None), HomeItem.expires_on >= today)
        .order_by(HomeItem.household_id, HomeItem.id)
    )


def _is_for(person: Person) -> ColumnElement[bool]:
    return HomeItem.audience.in_(sorted(read_beyond_class(person.roles)))


def _children(pupils: list[Pupil], query: Select) -> list[Child]:
    items = list(db.session.scalars(query))
    voices = {
        voice.item_id: voice
        for voice in db.session.scalars(select(HomeVoice).where(HomeVoice.item_id.in_([item.id for item in items])))
        if voice.item_id
    }
    households = school.households_of([pupil.id for pupil in pupils])
    return [
        Child(pupil, [_home(home, pupil, items, voices) for home in households.get(pupil.id, [])]) for pupil in pupils
    ]


def _home(home: Household, pupil: Pupil, items: list[HomeItem], voices: dict[int, HomeVoice]) -> Home:
    mine = [item for item in items if (item.household_id, item.pupil_id) == (home.id, pupil.id)]
    mine.sort(key=lambda item: ORDER[item.theme])
    names = " · ".join(guardian.person.full_name for guardian in home.guardians)
    return Home(names, mine, {item.id: voices[item.id] for item in mine if item.id in voices})
