"""Who read the norm is forgotten a while after a newer one, and with whom it is about; a family's copy lists it."""

from datetime import timedelta

from portal import clock, retention
from portal.db import db
from portal.norms import actions, queries
from portal.norms.models import NormReading, NormVersion
from portal.norms.rules import READINGS_KEPT, Side
from portal.privacy.actions import erasing
from portal.school.models import Person
from tests.stories import a_line


def newer(cast) -> NormVersion:
    draft = actions.begin(cast.people["head"], now=clock.now())
    actions.add_line(draft, a_line(Side.SCHOOL, "Erbij."))
    actions.publish(draft, cast.people["head"], ["nl", "en", "ar"], now=clock.now())
    db.session.commit()
    return draft


def read(version, person) -> None:
    actions.say_read(version, person, now=clock.now())
    db.session.commit()


def test_who_read_it_is_known_as_long_as_it_holds(cast, norm):
    read(norm, cast.people["bart"])
    clock.advance(days=READINGS_KEPT.days * 10)
    assert retention.forget(clock.now())["norm_reading"] == 0 and db.session.query(NormReading).count() == 1


def test_who_read_an_older_one_is_forgotten_a_while_after_the_newer(cast, norm):
    older = norm.id
    read(norm, cast.people["bart"])
    clock.advance(days=200)
    read(newer(cast), cast.people["bart"])
    clock.advance(days=READINGS_KEPT.days - 1)
    assert retention.forget(clock.now())["norm_reading"] == 0
    clock.advance(days=2)
    assert retention.forget(clock.now())["norm_reading"] == 1
    assert db.session.query(NormReading).one().version_id != older
    assert len(queries.published()) == 2, "what held stays to be read"


def test_what_somebody_said_goes_with_them(cast, norm):
    bart, clear = cast.people["bart"], clock.now() + timedelta(0)
    read(norm, bart)
    read(norm, cast.people["amina"])
    bart.left_on = (clear - timedelta(days=800)).date()
    cast.pupils["fleur"].left_on = bart.left_on
    db.session.commit()
    number = bart.id
    for pupil in [cast.pupils["fleur"].id]:
        erasing.erase_pupil(pupil, clock.now())
    db.session.commit()
    assert db.session.get_one(Person, number).full_name == ""
    assert [row.person_id for row in db.session.query(NormReading)] == [cast.people["amina"].id]


def test_a_copy_lists_what_this_person_said_and_nobody_elses(cast, norm):
    read(norm, cast.people["bart"])
    actions.put_away(norm, cast.people["amina"], now=clock.now())
    (mine,) = queries.exported_of(cast.people["bart"])
    assert mine["norm_of"] == norm.published_at and mine["read_at"] is not None and mine["put_away_at"] is None
    (hers,) = queries.exported_of(cast.people["amina"])
    assert hers["read_at"] is None and hers["put_away_at"] is not None
    assert queries.exported_of(cast.people["dana"]) == []
