"""Two colleagues who go off at the same moment: each might, together they would leave one; the second is refused."""

import threading
from datetime import timedelta

from portal import clock, i18n
from portal.chains import actions
from portal.chains.models import DutyException
from portal.chains.rules import Who, WhoKind
from portal.db import db, transaction
from portal.school.models import Person


def test_of_two_who_go_off_at_once_one_stays(cast, app, chain):
    office, now = cast.people["office"], clock.now()
    draft = actions.new_draft(cast.places["room 12"], None, office, now=now)
    step = actions.add_step(draft)
    for who in ("ravi", "elif", "sam"):
        actions.add_responder(step, Who(WhoKind.PERSON, cast.people[who].id))
    actions.put_in_use(draft, office, now=now)
    today = i18n.local_date(now)
    monday = today + timedelta(days=14 - today.weekday())
    numbers = [cast.people[who].id for who in ("ravi", "elif")]
    db.session.commit()
    together, refused = threading.Barrier(2), []

    def go_off(number: int) -> None:
        with app.app_context():
            together.wait()
            try:
                with transaction() as session:
                    person = session.get_one(Person, number)
                    actions.go_off(person, actions.Hours(monday), person, now=now)
            except actions.LeavesNobody:
                refused.append(number)

    colleagues = [threading.Thread(target=go_off, args=(number,)) for number in numbers]
    for one in colleagues:
        one.start()
    for one in colleagues:
        one.join()
    db.session.rollback()
    assert len(refused) == 1 and db.session.query(DutyException).count() == 1
