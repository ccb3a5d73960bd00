"""Several people write at the same moment, in real threads: the chain of the school stays whole and misses nothing."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from portal import audit, clock
from portal.db import db, transaction
from portal.incidents import actions, queries
from portal.incidents.actions import AlreadyComplete, Counted, Named, Somebody, naming
from portal.incidents.models import Incident, RegisterEntry
from portal.incidents.rules import Part, Role
from portal.school.models import Person, SchoolClass
from tests.meanwhile import Another, at_call
from tests.stories import some_facts

WRITERS, EACH = 6, 5


def test_who_writes_at_the_same_moment_stands_one_after_the_other(app, cast):
    incidents = [actions.log(cast.people["noor"], some_facts(cast), now=clock.now()) for _one in range(WRITERS - 1)]
    db.session.commit()
    before = db.session.query(RegisterEntry).count()
    add = [_adds(each.id) for each in incidents]
    # Two of them write about the same incident.
    at_once(app, cast.people["sam"].id, [*add, add[0]])
    assert db.session.query(RegisterEntry).count() == before + WRITERS * EACH, "nothing was lost"
    assert list(queries.broken()) == []
    assert [len(each.additions) for each in incidents] == [2 * EACH] + [EACH] * (WRITERS - 2)


def test_what_several_change_of_one_incident_at_once_is_what_its_last_entry_says(app, cast, incident):
    number = incident.id
    at_once(app, cast.people["sam"].id, [_adds(number), _names(number), _weighs(number), _adds(number)])
    assert list(queries.broken()) == []
    assert incident.seriousness == (EACH - 1) % 4 + 1 and incident.roles == ["visitor"]
    assert len(queries.persons_of(incident)) == EACH and len(incident.additions) == 2 * EACH


def test_two_who_name_the_same_at_once_name_them_once(app, cast, incident):
    number, sam, vos, seen = incident.id, cast.people["sam"].id, cast.people["vos"].id, cast.classes["3B"].id
    db.session.commit()

    def names() -> None:
        by, there = db.session.get_one(Person, sam), db.session.get_one(Person, vos)
        named = Named({Part.WITNESS: [there]}, [db.session.get_one(SchoolClass, seen)])
        actions.name(_incident(number), named, by, now=clock.now())

    other = Another(app, names)
    with at_call("before", naming, "record", other), transaction():
        names()
    other.result()
    found = _incident(number)
    assert [each.id for each in queries.classes_that_saw(found)] == [seen] and list(queries.broken()) == []
    assert [row.person_id for row in queries.colleagues_of(found) if row.part is Part.WITNESS] == [vos]


def test_of_two_who_complete_a_draft_at_once_one_is_told(app, cast, draft):
    number, sam, facts = draft.id, cast.people["sam"].id, {hurt: some_facts(cast, f"{hurt}") for hurt in (True, False)}
    refused: list[bool] = []
    db.session.commit()

    def completes(hurt: bool) -> None:
        said = replace(facts[hurt], somebody_hurt=hurt)
        try:
            actions.complete(_incident(number), db.session.get_one(Person, sam), said, now=clock.now())
        except AlreadyComplete:
            refused.append(hurt)

    other = Another(app, lambda: completes(True))
    with at_call("before", audit, "did", other), transaction():
        completes(False)
    other.result()
    (late,), found = refused, _incident(number)
    assert (found.somebody_hurt, found.words["what_happened"]) == (not late, str(not late))


def at_once(app, person: int, deeds: list) -> None:
    """Each deed EACH times in a thread and a transaction of its own, all from the same moment on."""
    start = threading.Barrier(len(deeds))

    def run(deed) -> None:
        start.wait()
        for turn in range(EACH):
            with app.app_context(), transaction():
                deed(db.session.get_one(Person, person), turn)

    with ThreadPoolExecutor(len(deeds)) as pool:
        # What broke in a thread breaks here.
        for done in [pool.submit(run, deed) for deed in deeds]:
            done.result()
    db.session.rollback()
    db.session.expire_all()


def _adds(number: int):
    return lambda sam, turn: actions.add(_incident(number), sam, f"Regel {turn}", now=clock.now())


def _names(number: int):
    def name(sam, turn) -> None:
        actions.name_person(_incident(number), Somebody(Role.VISITOR, f"Man {turn}"), sam, now=clock.now())

    return name


def _weighs(number: int):
    def weigh(sam, turn) -> None:
        actions.weigh(_incident(number), Counted(seriousness=turn % 4 + 1), sam, now=clock.now())

    return weigh


def _incident(number: int) -> Incident:
    return db.session.get_one(Incident, number)
