"""What is over goes for good, with everything that hangs on it: history, drafts, recordings, and who stood in."""

from datetime import timedelta

import pytest

from portal import clock, i18n, retention
from portal.db import db
from portal.home_context import actions as home
from portal.home_context.actions import Words
from portal.home_context.models import HomeDraft, HomeItem, HomeVersion, HomeVoice
from portal.home_context.rules import DRAFT_KEPT, Theme
from portal.privacy.actions import erasing
from portal.school.models import StandIn
from portal.school.rules import STAND_IN_KEPT
from tests.stories import a_home_item, a_sound, a_stand_in

ALL = (HomeItem, HomeVersion, HomeDraft, HomeVoice)


@pytest.fixture
def everything(cast) -> HomeItem:
    """Of Dana about Zofia: an item with a history, a recording and symbols, and a draft with a recording."""
    dana, zofia, now = cast.people["dana"], cast.pupils["zofia"], clock.now()
    a_home_item(dana, zofia, "Horses")
    item = a_home_item(dana, zofia, "Goats")
    home.keep_voice(item, home.listened_to(a_sound()), now=now)
    draft = home.keep_draft(dana, zofia, Theme.HARD, Words("Noise"), until=None, now=now)
    home.keep_voice(draft, home.listened_to(a_sound()), now=now)
    db.session.commit()
    assert counted() == [1, 1, 1, 2]
    return item


def counted() -> list[int]:
    db.session.rollback()
    return [db.session.query(model).count() for model in ALL]


def test_it_goes_with_its_day_and_a_draft_with_its_own(everything):
    everything.expires_on = i18n.local_date(clock.now()) - timedelta(days=61)
    db.session.commit()
    retention.forget(clock.now())
    assert counted() == [0, 0, 1, 1]
    retention.forget(clock.now() + DRAFT_KEPT + timedelta(days=1))
    assert counted() == [0, 0, 0, 0]


def test_it_goes_a_day_after_it_was_taken_back(cast, everything):
    home.remove(everything, cast.people["dana"], now=clock.now())
    db.session.commit()
    retention.forget(clock.now() + timedelta(hours=23))
    assert counted()[0] == 1
    retention.forget(clock.now() + timedelta(hours=25))
    assert counted() == [0, 0, 1, 1]


def test_all_of_it_goes_the_day_after_the_child_left(cast, everything):
    cast.pupils["zofia"].left_on = i18n.local_date(clock.now()) - timedelta(days=1)
    db.session.commit()
    retention.forget(clock.now())
    assert counted() == [0, 0, 0, 0]


@pytest.mark.parametrize("who", ["pupil", "household"])
def test_all_of_it_goes_when_the_child_or_the_household_is_erased(who, cast, everything):
    if who == "pupil":
        erasing.erase_pupil(cast.pupils["zofia"].id, clock.now())
    else:
        erasing.erase_guardian(cast.people["dana"].guardian.id, clock.now())
    db.session.commit()
    assert counted() == [0, 0, 0, 0]


def test_who_stood_in_is_forgotten_after_its_time(cast):
    a_stand_in(cast, "vos")
    db.session.commit()
    retention.forget(clock.now() + STAND_IN_KEPT)
    assert db.session.query(StandIn).count() == 1
    retention.forget(clock.now() + STAND_IN_KEPT + timedelta(days=2))
    assert db.session.query(StandIn).count() == 0
