"""Two windows of one person at the same moment: nothing is kept twice, and neither window breaks."""

import pytest

from portal import clock
from portal.accounts import actions
from portal.accounts.models import RecoveryCode
from portal.db import db, transaction
from portal.school.models import Person
from tests.meanwhile import meanwhile


def test_of_two_papers_made_at_once_the_last_one_works(cast, app):
    head = cast.people["head"].id

    def paper() -> list[str]:
        with transaction():
            return actions.make_paper_codes(db.session.get_one(Person, head), now=clock.now())

    with meanwhile(app, "INSERT INTO recovery_code", paper) as last:
        first = paper()
    assert db.session.query(RecoveryCode).count() == 10
    with pytest.raises(actions.WrongProof):
        actions.use_paper_code(cast.people["head"], first[0], now=clock.now())
    actions.use_paper_code(cast.people["head"], last[0][0], now=clock.now())


def test_a_code_on_paper_that_is_used_while_new_ones_are_made(cast, app):
    head = cast.people["head"]
    code = actions.make_paper_codes(head, now=clock.now())[0]
    db.session.commit()

    def makes() -> None:
        actions.make_paper_codes(db.session.get_one(Person, head.id), now=clock.now())

    with meanwhile(app, "INSERT INTO audit", makes) as other, transaction() as session:
        actions.use_paper_code(session.merge(head, load=False), code, now=clock.now())
    assert other == [None] and db.session.query(RecoveryCode).filter_by(used_at=None).count() == 10
