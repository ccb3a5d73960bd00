"""docs/security.md: the list is complete, every test it names is there, and its figures are those of the code."""

import ast
import re
from datetime import timedelta
from functools import cache

import pytest

from portal import clock
from portal.access import FRESH, To
from portal.accounts import rules
from portal.app import create_app
from portal.db import db
from portal.demo.rules import PASSWORD
from portal.invitations.rules import LIVES, MOST_WRONG_DATES
from portal.school.models import Person
from portal.settings import ROOT
from tests.accounts.test_second_step import by_password

TEXT = (ROOT / "docs" / "security.md").read_text()
# Chapter.section: the level of each requirement in order, 0 for those of level 3 (OWASP ASVS 5.0.0).
LEVELS = {
    "6.1": "122", "6.2": "111111112222", "6.3": "11220000", "6.4": "112200", "6.5": "22222000", "6.6": "2220",
    "6.7": "00", "6.8": "2222", "7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "220", "7.6": "22",
    "8.1": "1200", "8.2": "1120", "8.3": "100", "8.4": "20",
}  # fmt: skip
WANTED = {
    f"{section}.{number}": level
    for section, levels in LEVELS.items()
    for number, level in enumerate(levels, start=1)
    if level != "0"
}
ROWS = [tuple(cell.strip() for cell in row) for row in re.findall(
    r"^\| (\d+\.\d+\.\d+) \| (\d) \|([^|]+)\|([^|]+)\|([^|]+)\|([^|]+)\|$", TEXT, re.M)]  # fmt: skip
NAMED = sorted(set(re.findall(r"`(tests/[\w/.]+(?:::\w+)?)`", "".join(row[-1] for row in ROWS))))


def test_every_requirement_of_level_one_and_two_stands_there_once():
    assert len(ROWS) == len({row[0] for row in ROWS}) == 60
    assert {row[0]: row[1] for row in ROWS} == WANTED


def test_every_line_has_a_state_and_what_is_met_is_shown():
    for number, _level, _asks, state, how, shown in ROWS:
        assert state in ("met", "partly", "n/a") and how, number
        assert state == "n/a" or "`tests/" in shown, f"{number} names no test"


def test_every_test_that_is_named_is_there():
    wrong = [f"{named} is not there" for named in NAMED if not _is_there(named)]
    assert NAMED and not wrong, "A file alone shows nothing: the list names tests, and they are there."


def _is_there(named: str) -> bool:
    path, _, name = named.partition("::")
    return name in _tests_of(path)


@cache
def _tests_of(path: str) -> set[str]:
    file = ROOT / path
    tree = ast.parse(file.read_text() if file.exists() else "")
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_the_limits_are_those_of_the_code():
    found = {kind: (int(tries), int(minutes)) for kind, tries, minutes in re.findall(
        r"^\| `([\w-]+)` \| (\d+) \| (\d+) minutes \|$", TEXT, re.M)}  # fmt: skip
    assert found == {kind: (limit.tries, limit.span // timedelta(minutes=1)) for kind, limit in rules.LIMITS.items()}


def test_the_lives_of_sessions_are_those_of_the_code():
    assert f"| parent | {rules.SESSION_RESTS.days} days | {rules.SESSION_LIVES.days} days |" in TEXT
    hours = rules.STAFF_SESSION_RESTS // timedelta(hours=1)
    assert f"| staff | {hours} hours | {rules.STAFF_SESSION_LIVES.days} days |" in TEXT
    assert f"| fresh proof | – | {rules.PROOF_IS_FRESH // timedelta(minutes=1)} minutes |" in TEXT
    for life in (rules.LINK_LIVES, rules.SMS_LINK_LIVES):
        assert f"once, {life // timedelta(minutes=1)} minutes" in TEXT
    assert f"once, {rules.PASSWORD_LINK_LIVES.days} days" in TEXT
    assert f"once, {rules.RECOVERY_LIVES // timedelta(hours=1)} hours" in TEXT
    assert f"once, {LIVES.days} days, over after {MOST_WRONG_DATES} wrong dates" in TEXT


def test_every_door_is_written_down(app):
    """What begins a session is reached from the addresses that anybody may open; each belongs to a way of the list."""
    ways = {
        "accounts": "link",
        "kiosk": "pairing code",
        "demo": "/demo",
        "invitations": "letter",
        "help_calls": "link of a call",
        "agenda": "address of a calendar",
        "yearly": "address of the yearly figures",
        "health": "",
        "static": "",
    }
    views = app.view_functions.items()
    open_ones = {name.partition(".")[0] for name, view in views if getattr(view, "access", "all") == "all"}
    assert open_ones <= set(ways), "A door without a way in the section Ways in."
    assert all(word in TEXT for word in ways.values())


def test_chance_comes_from_one_good_source():
    code = [path for path in (ROOT / "portal").rglob("*.py") if "migrations" not in path.parts]
    sinners = [
        path.name for path in code if re.search(r"^\s*(import random|from random import)", path.read_text(), re.M)
    ]
    assert not sinners, "Tokens and codes come from `secrets` (or os.urandom for a cipher)."


def test_a_new_school_has_no_accounts(app, visit):
    for table in reversed(db.metadata.sorted_tables):
        db.session.execute(table.delete())
    db.session.commit()
    create_app(app.config["SETTINGS"])
    for name in ("admin", "root", "office", "sa"):
        answer = visit().post("/sign-in/staff", {"email": f"{name}@regenboog.example", "password": name})
        assert answer.status == 422
    assert db.session.query(Person).count() == 0


def test_passwords_are_masked_and_left_to_managers(cast, visit):
    celik, wanted = visit("celik"), {"current-password", "new-password"}
    pages = [visit().get("/sign-in/staff"), celik.get("/prove"), celik.get("/account/password")]
    fields = [field for page in pages for field in re.findall(r"<input[^>]*password[^>]*>", page.html)]
    assert len(fields) == 4
    for field in fields:
        assert 'type="password"' in field and set(re.findall(r'autocomplete="([^"]+)"', field)) <= wanted
        assert "autocomplete=" in field
    scripts = "".join(path.read_text() for path in (ROOT / "static" / "js").glob("*.js"))
    assert not re.search(r"""["'](paste|beforeinput)["']|onpaste""", scripts), "no script touches what is pasted"


def test_a_long_password_is_compared_as_it_was_typed(cast, visit):
    long = " Zeven Kraanvogels eten  kersen, é én ".ljust(rules.MAXIMUM_PASSWORD - 1, "x") + " "
    answer = visit("celik").post("/account/password", {"password": PASSWORD, "new_password": long})
    assert answer.status == 303 and len(long) == rules.MAXIMUM_PASSWORD
    for almost in (long.strip(), long.lower(), long[:72], long[:64]):
        assert by_password(visit(), "celik", almost).status == 422
    assert by_password(visit(), "celik", long).location == "/"


def test_a_password_does_not_run_out(cast, visit):
    clock.advance(days=3 * 365)
    celik = visit()
    assert by_password(celik, "celik").location == "/" and celik.get("/").status == 200


@pytest.mark.parametrize("who", ["amina", "celik", "office"])
def test_the_way_out_is_on_every_page(who, cast, visit):
    visitor = visit(who)
    for path in ("/", "/account", "/prove", "/nowhere"):
        assert "/sign-out" in visitor.get(path).forms


def test_fields_that_a_form_does_not_name_change_nothing(cast, visit):
    amina = cast.people["amina"]
    before = (amina.email, amina.left_on, amina.guardian.household_id, len(amina.staff_roles))
    visitor = visit("amina")
    forged = {"email": "x@y.example", "household_id": 1, "staff_roles": "office", "roles": "office", "hat": "staff",
              "person_id": cast.people["bart"].id, "has_access": "1"}  # fmt: skip
    for path in ("/language/en", "/account/sessions/end-others", f"/home-context/{cast.pupils['yusuf'].id}/loves"):
        assert visitor.post(path, forged).status == 303
    db.session.refresh(amina)
    assert (amina.email, amina.left_on, amina.guardian.household_id, len(amina.staff_roles)) == before
    assert visitor.get("/office").status == 403


def test_what_is_most_sensitive_is_a_right_that_exists():
    assert set(To) >= FRESH
