"""Two parents host after the school said yes; a teacher reads along only when they invite one who accepts."""

import pytest

from portal import clock
from portal.class_group import actions, queries
from portal.class_group.actions import HostsAreThere
from portal.class_group.models import Guest, Host
from portal.db import db


def test_a_parent_offers_and_the_team_confirms(cast, visit, group_of, join, work):
    join("amina")
    amina, celik = visit("amina"), visit("celik")
    for _press in range(2):
        amina.post(f"{group_of}/host")
    assert db.session.query(Host).count() == 1
    assert {parcel.to.partition("@")[0] for parcel in work()} == {"celik", "jansen"}
    assert amina.get(f"{group_of}/reports").status == 404, "not a host yet"
    page = celik.get(f"{group_of}/team")
    assert "offers to host" in page and cast.people["amina"].full_name in page
    host = db.session.query(Host).one()
    assert "Confirmed." in celik.follow(celik.post(f"/class-group/hosts/{host.id}/confirm"))
    assert [parcel.to.partition("@")[0] for parcel in work()] == ["amina"]
    assert amina.get(f"{group_of}/reports").status == 200
    assert "host" in visit("amina").get(f"{group_of}/hosts")


def test_a_third_host_is_refused(cast, visit, group_of, join, host):
    for who in ("amina", "bart"):
        host(who)
    third = join("dana")
    assert "I would like to host" not in visit("dana").get(f"{group_of}/hosts")
    actions.offer(third, now=clock.now())
    offered = queries.host_of(third)
    assert offered
    with pytest.raises(HostsAreThere):
        actions.confirm(offered, cast.people["celik"], now=clock.now())
    db.session.commit()
    page = visit("office").post(f"/class-group/hosts/{offered.id}/confirm")
    assert page.status == 422 and page.alerts == 1
    visit("amina").post(f"{group_of}/stop-hosting")
    assert visit("office").post(f"/class-group/hosts/{offered.id}/confirm").status == 303


@pytest.mark.parametrize("who, status", [("amina", 403), ("vos", 404), ("noor", 403), ("sam", 403)])
def test_nobody_else_confirms_or_declines(who, status, visit, join):
    member = join("bart")
    actions.offer(member, now=clock.now())
    db.session.commit()
    host = queries.host_of(member)
    assert host
    for deed in ("confirm", "decline"):
        assert visit(who).post(f"/class-group/hosts/{host.id}/{deed}").status == status
    assert db.session.query(Host).one().seat is None


def test_a_teacher_sees_nothing_until_invited_and_after_it_ends(cast, visit, group_of, join, write, host):
    write(join("bart", phone="06 12345678"), "Who comes to play?")
    host("amina")
    celik, amina = visit("celik"), visit("amina")
    page = celik.follow(celik.get(group_of))
    assert "You do not read it unless its hosts invite you" in page and "play" not in page
    assert visit("bart").post(f"{group_of}/invite/{cast.people['celik'].id}").status == 404
    assert amina.post(f"{group_of}/invite/{cast.people['vos'].id}").status == 404
    amina.post(f"{group_of}/invite/{cast.people['celik'].id}")
    guest = db.session.query(Guest).one()
    assert "play" not in celik.follow(celik.get(group_of)), "invited, not accepted"
    assert visit("jansen").post(f"/class-group/guests/{guest.id}/read-along").status == 404
    page = celik.follow(celik.post(f"/class-group/guests/{guest.id}/read-along"))
    assert "Who comes to play?" in page and "12345678" not in page
    assert "reads along: the hosts invited them" in visit("bart").get(group_of)
    assert celik.get(f"{group_of}/people").status == 403 and visit("jansen").get(group_of).status == 303
    amina.post(f"/class-group/guests/{guest.id}/uninvite")
    assert "play" not in celik.follow(celik.get(group_of))


def test_a_teacher_stops_reading_along(cast, visit, group_of, host):
    host("amina")
    visit("amina").post(f"{group_of}/invite/{cast.people['celik'].id}")
    guest, celik = db.session.query(Guest).one(), visit("celik")
    celik.post(f"/class-group/guests/{guest.id}/read-along")
    assert "You do not read along any more." in celik.follow(celik.post(f"/class-group/guests/{guest.id}/stop-reading"))
    assert db.session.query(Guest).count() == 0
