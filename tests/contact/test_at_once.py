"""Two who do the same at the very same moment, for the first time: it is there once, as the second left it."""

from portal import clock, i18n
from portal.contact import actions, queries
from portal.contact.models import ContactCorrection, ContactMoment, ContactNext, ContactPlan
from portal.conversations.rules import Often
from portal.db import db, transaction
from portal.school.models import Person, SchoolClass
from tests.meanwhile import Another, at_statement
from tests.stories import a_contact


def test_two_of_one_home_correct_one_contact(cast, app):
    moment = a_contact(cast, "celik", "yusuf", words="Ze kwam niet.").id
    db.session.commit()
    amina, second = cast.people["amina"].id, cast.people["bart"].id

    def says(who: int, words: str) -> None:
        with transaction():
            about, person = db.session.get_one(ContactMoment, moment), db.session.get_one(Person, who)
            actions.correct(about, person, words, now=clock.now())
            assert about.correction is not None and about.correction.words == words

    other = Another(app, lambda: says(second, "Wij waren er."))
    with at_statement("before", "INSERT INTO contact_correction", other):
        says(amina, "Ik was er.")
    other.result()
    said = db.session.query(ContactCorrection).one()
    assert (said.words, said.person_id) in {("Ik was er.", amina), ("Wij waren er.", second)}


def test_two_teachers_make_the_first_plan_of_a_class(cast, app):
    group, celik, vos = cast.classes["3B"].id, cast.people["celik"].id, cast.people["vos"].id
    db.session.query(ContactPlan).delete()
    db.session.commit()

    def plans(who: int, often: Often) -> None:
        with transaction():
            about, teacher = db.session.get_one(SchoolClass, group), db.session.get_one(Person, who)
            plan = actions.set_plan(about, often, None, teacher, reminds=True, now=clock.now())
            assert (plan.often, plan.set_by_id) == (often, who)

    other = Another(app, lambda: plans(vos, Often.WEEKLY))
    with at_statement("before", "INSERT INTO contact_plan", other):
        plans(celik, Often.MONTHLY)
    other.result()
    plan = db.session.query(ContactPlan).one()
    assert (plan.often, plan.set_by_id) in {(Often.MONTHLY, celik), (Often.WEEKLY, vos)}


def test_two_say_when_a_home_is_to_hear_something_good(cast, app):
    home = queries.homes_of_pupil(cast.pupils["yusuf"].id)[0]
    celik, vos, today = cast.people["celik"].id, cast.people["vos"].id, i18n.local_date(clock.now())

    def plans(who: int) -> None:
        with transaction():
            by = db.session.get_one(Person, who)
            row = actions.plan_next(home.pupil_id, home.household_id, today, by, now=clock.now())
            assert row.set_by_id == who

    other = Another(app, lambda: plans(vos))
    with at_statement("before", "INSERT INTO contact_next", other):
        plans(celik)
    other.result()
    assert db.session.query(ContactNext).one().set_by_id in {celik, vos}
