"""One class after the other of made-up families, and who of them met a mark that is somebody else's."""

import os
from collections import Counter
from dataclasses import dataclass, field
from random import Random

from flask import Flask
from werkzeug.routing import Rule

from portal.conversations.models import Booking
from portal.db import db
from portal.home_context.rules import LONGEST
from portal.outbox import Message
from portal.school.models import Person
from tests.privacy.made_up import Family, Home, Marks, Shape, make_family, note_group_readers
from tests.privacy.reading import Reader, Values, a_parent, addresses, marks_in, open_to
from tests.privacy.written import Deed, Scene, do, publish_answer, set_up
from tests.stories import Things, everybody_is_told

# How many families are made up, ten in a class, and at how many addresses one guardian of each looks. A night's run:
# WALLS_FAMILIES=2000 WALLS_LOOKS=all, with which every guardian opens every address there is.
FAMILIES = int(os.environ.get("WALLS_FAMILIES", "80"))
LOOKS = os.environ.get("WALLS_LOOKS", "25")
TOGETHER = 10
# Route parts behind which no household leaves anything that is its own; the stories know a number for each.
OF_ALL = ("picture", "size", "document", "norm_version", "token", "code", "ending", "post_kind")
# Where the letters are found that a person got; who is of the team of this class gets the team's letters too.
LETTERS = ("accounts.received", "privacy.fetch")

# What takes as long as twenty pages.
SLOW = ("conversations.schedule_pdf",)
# Endpoint and method, with all addresses.
Looks = dict[tuple[str, str], list[str]]


@dataclass
class Walls:
    """Counts families and looks, where readers met their own marks, and notes where one met somebody else's."""

    app: Flask
    things: Things
    marks: Marks = field(default_factory=Marks)
    families: int = 0
    looks: int = 0
    own: Counter[str] = field(default_factory=Counter)
    met: list[str] = field(default_factory=list)

    def check(self, shapes: list[Shape]) -> None:
        """Make these families, let them do what they do, and look at what they can reach."""
        scene, families = self.live(shapes)
        self._read_messages(families)
        for family, neighbour in zip(families, [*families[1:], families[0]], strict=True):
            self._look(scene, family, neighbour)
        self._look_as_teacher(scene, families)
        self.families += len(families)
        db.session.rollback()
        db.session.expunge_all()

    def live(self, shapes: list[Shape]) -> tuple[Scene, list[Family]]:
        """A class of these families, each of which did what its shape says; the first one is refused something too."""
        scene = set_up({part: [self.things[part]] for part in OF_ALL}, self.things)
        families = [make_family(shape, scene.school_class, self.marks) for shape in shapes]
        note_group_readers(families, self.marks)
        for family in families:
            for number, deed in enumerate(family.shape.deeds):
                self._do(scene, family, number, deed)
        publish_answer(scene)
        everybody_is_told()
        # The worker let go of them; what is read of them from here on is looked up.
        for family in families:
            households = [home.household for home in family.homes]
            db.session.add_all([*households, *family.people, *(child.pupil for child in family.children)])
        db.session.add(scene.teacher)
        db.session.commit()
        self._mistype(families[0])
        return scene, families

    @staticmethod
    def _do(scene: Scene, family: Family, number: int, deed: int) -> None:
        # The same in each home of one of the children: where they could be mistaken for each other.
        child = family.children[(number + deed) % len(family.children)]
        for home in child.homes:
            do(Deed(scene, home, child.pupil, home.people[deed % len(home.people)]), deed)

    def _mistype(self, family: Family) -> None:
        """Each home writes too much, which is refused, and changes its language halfway."""
        for child in family.children:
            for home in child.homes:
                reader, page = Reader(self.app, home.people[0]), f"/home-context/{child.pupil.id}/loves"
                for address, words in ((page, home.mark * LONGEST), (f"/language/en?next={page}", home.mark)):
                    answer = reader.post(address, {"text": words}).response
                    self.note("POST typed", address, home.people[0].id, answer.get_data())

    def _read_messages(self, families: list[Family]) -> None:
        people = [person.id for family in families for person in family.people if person.id not in family.of_team]
        for message in db.session.query(Message).filter(Message.person_id.in_(people)).order_by(Message.id):
            text = f"{message.subject} {message.body} {message.path} {message.calendar} {message.address}"
            self.note(f"a message about a {message.kind}", "", message.person_id, text.encode())

    def _look(self, scene: Scene, family: Family, neighbour: Family) -> None:
        chance, looks = Random(family.shape.look), self.looks_of(scene, family, neighbour)
        for person in family.people if LOOKS == "all" else [chance.choice(family.people)]:
            chosen = every(looks) if LOOKS == "all" else some(looks, chance, int(LOOKS))
            if person.id in family.of_team:
                chosen = [each for each in chosen if each[0] not in LETTERS]
            self.read(person, chosen, chance)

    def read(self, person: Person, chosen: list[tuple[str, str, str]], chance: Random) -> None:
        """Somebody opens these addresses, some of them as a part of a page."""
        reader = Reader(self.app, person)
        for endpoint, method, address in chosen:
            as_part = method == "GET" and chance.random() < 0.2
            self.note(f"{method} {endpoint}", address, person.id, reader.given(address, method, as_part=as_part))
            self.looks += 1

    def looks_of(self, scene: Scene, family: Family, neighbour: Family) -> Looks:
        """What one of the family may try: to open everything, and to change what the neighbours have."""
        near, far = things_of(family), things_of(neighbour)
        looks = self._looks(open_to(self.app, a_parent()), merged(scene.things, near, far), "GET")
        theirs = [rule for rule in open_to(self.app, a_parent(), "POST") if rule.arguments & far.keys()]
        return looks | self._looks(theirs, merged(scene.things, far), "POST")

    def _looks(self, rules: list[Rule], values: Values, method: str) -> Looks:
        looks: Looks = {}
        for endpoint, address in addresses(rules, self.app.url_map.bind("localhost"), values):
            looks.setdefault((endpoint, method), []).append(address)
        return looks

    def _look_as_teacher(self, scene: Scene, families: list[Family]) -> None:
        """What the team reads about one home says nothing of the other; where both stand, each stands by itself."""
        reader = Reader(self.app, scene.teacher)
        rules = [rule for rule in open_to(self.app, scene.teacher) if is_about_one_home(rule)]
        for family in (each for each in families if len(each.homes) > 1):
            chance = Random(family.shape.look)
            for home in family.homes:
                ours: Values = {"pupil": [child.pupil.id for child in family.children if home in child.homes],
                        "household": [home.household.id]}  # fmt: skip
                looks = self._looks(rules, merged(home.things, ours), "GET")
                chosen = every(looks) if LOOKS == "all" else some(looks, chance, 2)
                for endpoint, _method, address in chosen:
                    self._note_apart(endpoint, address, family, home, reader)
            for child in family.children:
                address = f"/home-context/{child.pupil.id}"
                blocks = homes_in_order(reader.given(address), family)
                assert len(blocks) == len(set(blocks)), f"{address}: the homes stand mixed: {blocks}"

    def _note_apart(self, endpoint: str, address: str, family: Family, home: Home, reader: Reader) -> None:
        self.looks += 1
        number = address.removeprefix("/conversations/bookings/").partition("/")[0]
        if number.isdigit() and db.session.get_one(Booking, int(number)).is_together:
            return
        found = marks_in(reader.given(address))
        self.own["of one home"] += home.mark in found
        others = {other.mark for other in family.homes if other is not home} & found.keys()
        self.met += [f"the teacher at {address} ({endpoint}), of {home.mark}, met {found[mark]}" for mark in others]

    def note(self, where: str, address: str, person_id: int, data: bytes) -> None:
        """Remember which marks somebody met here."""
        for mark, around in marks_in(data).items():
            if person_id in self.marks.readers.get(mark, ()):
                self.own[where] += 1
            else:
                self.met.append(f"{where} {address}: person {person_id} met {mark}: …{around}…")


def is_about_one_home(rule: Rule) -> bool:
    """Whether an address names something that one home has: its conversation, its question, itself."""
    parts = rule.arguments
    return bool(parts) and (parts <= {"booking", "asked", "moment", "voice"} or parts == {"pupil", "household"})


def homes_in_order(data: bytes, family: Family) -> list[str]:
    """Whose marks follow each other on a page, without repeating who comes twice in a row."""
    marks = [home.mark for home in family.homes]
    places = sorted((place, mark) for mark in marks for place in places_of(mark.encode(), data))
    return [mark for number, (_place, mark) in enumerate(places) if number == 0 or places[number - 1][1] != mark]


def places_of(mark: bytes, data: bytes) -> list[int]:
    return [place for place in range(len(data)) if data.startswith(mark, place)]


def every(looks: Looks) -> list[tuple[str, str, str]]:
    return [(endpoint, method, address) for (endpoint, method), found in looks.items() for address in found]


def some(looks: Looks, chance: Random, number: int) -> list[tuple[str, str, str]]:
    """Each endpoint as likely as the others, however many things can stand in its address; slow ones less."""
    ways = sorted(looks)
    weights = [0.1 if endpoint in SLOW else 1 for endpoint, _method in ways]
    chosen = chance.choices(ways, weights, k=number) if ways else []
    return [(endpoint, method, chance.choice(looks[endpoint, method])) for endpoint, method in chosen]


def things_of(family: Family) -> Values:
    """What a family has, by route part."""
    return merged({"pupil": [child.pupil.id for child in family.children]}, *(home.things for home in family.homes))


def merged(*values: Values) -> Values:
    found: Values = {}
    for each in values:
        for part, numbers in each.items():
            found[part] = list(dict.fromkeys([*found.get(part, []), *numbers]))
    return found
