"""A session is a row: listed, revocable, and over when it should be."""

import re

from portal import clock


def test_a_person_sees_the_own_devices_and_signs_one_out(cast, visit):
    phone, laptop = visit("amina"), visit("amina")
    page = laptop.get("/account")
    (end,) = re.findall(r'action="(/account/sessions/\d+/end)"', page.html)
    assert laptop.post(end).status == 303
    assert phone.get("/").status == 303
    assert laptop.get("/").status == 200


def test_somebody_elses_device_does_not_exist(cast, visit):
    amina, bart = visit("amina"), visit("bart")
    visit("amina")
    (end,) = re.findall(r'action="(/account/sessions/\d+/end)"', amina.get("/account").html)
    assert bart.post(end).status == 404


def test_signing_out_ends_the_session_on_the_server(cast, visit):
    amina = visit("amina")
    with amina.client.session_transaction() as session:
        cookie = dict(session)
    assert amina.post("/sign-out").status == 303
    with amina.client.session_transaction() as session:
        session.update(cookie)
    assert amina.get("/").status == 303


def test_a_session_that_rests_two_weeks_is_over(cast, visit):
    amina = visit("amina")
    clock.advance(days=13)
    assert amina.get("/").status == 200
    clock.advance(days=13)
    assert amina.get("/").status == 200
    clock.advance(days=5)
    assert amina.get("/").status == 303


def test_somebody_who_left_is_out_at_once(cast, visit):
    from portal.db import db

    bart = visit("bart")
    cast.people["bart"].left_on = clock.now().date()
    db.session.commit()
    assert bart.get("/").status == 303


def test_an_htmx_part_sends_the_whole_browser_to_sign_in(cast, visit):
    answer = visit().get("/", headers={"HX-Request": "true"})
    assert answer.status == 204 and answer.response.headers["HX-Redirect"].startswith("/sign-in")
