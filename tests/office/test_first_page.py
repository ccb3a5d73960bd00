"""The office's first page says how the school stands in the portal, and is nobody else's."""

from portal import clock, i18n
from portal.db import db
from portal.kiosk.models import KioskDevice, PairingCode
from portal.outbox import Message, State
from portal.school.models import School, SchoolClass

OTHERS = ("amina", "bart", "dana", "pawel", "olena", "celik", "jansen", "vos", "noor", "ravi", "elif", "head", "sam")


def test_it_counts_who_is_here_and_names_the_classes(office):
    page = office.get("/office")
    assert "46 pupils · 46 parents · 9 members of staff" in page
    assert "3B, 6A" in page and "No screen is paired yet." in page
    assert "All messages arrived or are on their way." in page


def test_who_left_is_not_counted(cast, office):
    today = i18n.local_date(clock.now())
    for somebody in (cast.pupils["fleur"], cast.people["bart"], cast.people["ravi"]):
        somebody.left_on = today
    assert "45 pupils · 45 parents · 8 members of staff" in office.get("/office")


def test_a_school_without_classes_and_places_still_has_its_page(cast, office):
    db.session.query(School).update({"name": "De <b>Vuurtoren</b>"})
    db.session.query(SchoolClass).update({"name": "1 & 2"})
    page = office.get("/office")
    assert "De <b>Vuurtoren</b>" in page and "1 & 2, 1 & 2" in page


def test_nobody_else_does_the_offices_work(cast, visit, work, things):
    work()
    codes = db.session.query(PairingCode).count()
    for who in OTHERS:
        visitor = visit(who)
        assert visitor.get("/office").status == 403, who
        assert visitor.post("/office/kiosks", {"place": cast.places["reception"].id}).status == 403, who
        assert visitor.get(f"/office/kiosks/{things['device']}/revoke").status == 403, who
        assert visitor.post(f"/office/kiosks/{things['device']}/revoke").status == 403, who
        assert visitor.post(f"/office/messages/{things['message']}/retry").status == 403, who
        assert "/office" not in visitor.get("/").links, who
        assert db.session.query(PairingCode).count() == codes, who
        assert db.session.query(KioskDevice).one().revoked_at is None, who
        assert db.session.get_one(Message, things["message"]).state is State.FAILED, who


def test_who_is_not_signed_in_is_asked_to(visit):
    assert visit().get("/office").location == "/sign-in?next=/office"
    assert visit().post("/office/kiosks", {"place": 1}).location.startswith("/sign-in")
    assert db.session.query(PairingCode).count() == 0
