"""Sign-ups go some weeks after, what was said after its school year, the answer never; copies and erasing follow."""

from datetime import timedelta

from portal import clock, i18n, retention
from portal.db import db
from portal.privacy.actions import erasing
from portal.school.models import SchoolYear
from portal.taking_part import actions, queries
from portal.taking_part.actions import Wishes
from portal.taking_part.models import Contribution, Occasion, Outcome, Seat, SignUp, WorkingGroupMember
from portal.taking_part.rules import CONTRIBUTIONS_KEPT, SIGN_UPS_KEPT


def took_part(cast, evening) -> None:
    bart, now = cast.people["bart"], clock.now()
    actions.sign_up(evening, bart, Wishes(people=2, remark="Wij komen graag."), now=now)
    actions.contribute(evening, bart, "Met naam.", "nl", key="1", is_anonymous=False, now=now)
    actions.contribute(evening, bart, "Zonder naam.", "nl", key="2", is_anonymous=True, now=now)
    actions.join_group(bart, shows_name=True, now=now)
    actions.add_theme(evening, "Het plein", cast.people["head"])
    db.session.commit()


def test_sign_ups_go_some_weeks_after_the_day(cast, evening):
    took_part(cast, evening)
    over = evening.ends_at + SIGN_UPS_KEPT
    retention.forget(over - timedelta(hours=1))
    assert db.session.query(SignUp).count() == 1
    retention.forget(over + timedelta(hours=1))
    assert db.session.query(SignUp).count() == db.session.query(Seat).count() == 0
    assert db.session.query(Contribution).count() == 2


def test_what_was_said_goes_after_the_school_year_and_the_answer_stays(cast, evening):
    took_part(cast, evening)
    ends = db.session.query(SchoolYear).one().ends_on
    end = clock.now() + timedelta(days=(ends - i18n.local_date(clock.now())).days) + CONTRIBUTIONS_KEPT
    retention.forget(end - timedelta(days=1))
    assert db.session.query(Contribution).count() == 2
    retention.forget(end + timedelta(days=2))
    assert db.session.query(Contribution).count() == 0
    assert db.session.query(Occasion).count() == db.session.query(Outcome).count() == 1


def test_a_copy_holds_the_own_part_and_nothing_without_a_name(cast, evening):
    took_part(cast, evening)
    copy = str(queries.exported_of(cast.people["bart"]))
    assert "Wij komen graag." in copy and "Met naam." in copy and "in_working_group_since" in copy
    assert "Zonder naam." not in copy and queries.exported_of(cast.people["amina"]) == []


def test_who_is_erased_is_in_no_list_and_what_has_no_name_stays(cast, evening):
    took_part(cast, evening)
    guardian = cast.people["bart"].guardian
    assert guardian is not None
    erasing.erase_guardian(guardian.id, clock.now())
    db.session.commit()
    assert db.session.query(SignUp).count() == db.session.query(Seat).count() == 0
    assert [each.words for each in db.session.query(Contribution)] == ["Zonder naam."]
    assert db.session.query(WorkingGroupMember).count() == 0


def test_who_left_sits_no_more_in_the_group(cast, evening):
    took_part(cast, evening)
    cast.people["bart"].left_on = i18n.local_date(clock.now())
    db.session.commit()
    assert queries.members(sees_all=True).people == []
    retention.forget(clock.now() + timedelta(days=2))
    assert db.session.query(WorkingGroupMember).count() == 0
