"""The group of 3B, whose parents all read English here, so that texts are found as they are written."""

import pytest

from portal import clock
from portal.class_group import actions, queries
from portal.class_group.actions.writing import Written
from portal.class_group.models import Entry, Member
from portal.class_group.rules import Kind
from portal.db import db
from tests.stories import a_member


@pytest.fixture(autouse=True)
def _in_english(everybody_reads_english):
    """What the tests look for are the texts as they are written."""


@pytest.fixture
def group_of(cast):
    return f"/class-group/{cast.classes['3B'].id}"


@pytest.fixture
def join(cast):
    """Somebody joins the group of 3B and shows this."""

    def joined(who: str, **shows) -> Member:
        member = a_member(cast, who, **shows)
        db.session.commit()
        return member

    return joined


@pytest.fixture
def write():
    """Somebody writes a post."""

    def written(member: Member, text: str = "Who comes to play?", kind: Kind = Kind.PLAYDATE, **more) -> Entry:
        entry = actions.write(member, kind, Written(text, **more), now=clock.now())
        db.session.commit()
        return entry

    return written


@pytest.fixture
def host(cast, join):
    """Somebody hosts the group of 3B."""

    def hosts(who: str) -> Member:
        member = queries.member_of(cast.people[who], cast.classes["3B"].id) or join(who)
        actions.offer(member, now=clock.now())
        offered = queries.host_of(member)
        assert offered is not None
        actions.confirm(offered, cast.people["celik"], now=clock.now())
        db.session.commit()
        return member

    return hosts
