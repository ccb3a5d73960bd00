"""Every route times every role: the table below says who gets in; a new route without a row fails."""

from dataclasses import dataclass

import pytest

from portal.access import To
from tests.stories import Things, told

EVERYBODY = ["nobody", "amina", "bart", "celik", "vos", "noor", "ravi", "head", "sam", "office"]
SIGNED_IN = EVERYBODY[1:]
PARENTS, TEACHERS, STAFF = SIGNED_IN[:2], SIGNED_IN[2:4], SIGNED_IN[2:]


@dataclass(frozen=True)
class Row:
    """Who gets in; of those who do not, `no_role` get 403 and the others 404."""

    gets_in: tuple[str, ...]
    no_role: tuple[str, ...] = ()


def row(gets_in: str | list[str], *, no_role: str | list[str] = "") -> Row:
    listed = [words.split() if isinstance(words, str) else words for words in (gets_in, no_role)]
    return Row(*(tuple(names) for names in listed))


CLASS_3B = row("amina bart celik head", no_role="noor ravi sam office")
TEAM_3B = row("celik", no_role=[*PARENTS, *STAFF[2:]])
FAMILY_OR_TEACHER = row([*PARENTS, *TEACHERS], no_role=STAFF[2:])
BARTS = row("bart", no_role=STAFF)
STAFF_ONLY = row(STAFF, no_role=PARENTS)
CALLED = row("ravi head sam", no_role=PARENTS)
REGISTER = row("noor head sam", no_role=PARENTS)
OFFICE = row("office", no_role=[name for name in SIGNED_IN if name != "office"])
OFFICE_AND_LEADER = row("head office", no_role=[name for name in SIGNED_IN if name not in ("head", "office")])

# The things in the addresses are class 3B's, Bart's household's, what Noor logged, and a call that reached Ravi.
EXPECTED: dict[str, Row] = {
    "accounts.account": row(SIGNED_IN),
    "accounts.end_session": row("bart"),
    "today.today": row(SIGNED_IN),
    "news.class_page": CLASS_3B,
    "news.picture": CLASS_3B,
    "news.write": TEAM_3B,
    "news.change": TEAM_3B,
    "news.withdraw": TEAM_3B,
    "news.bring_back": TEAM_3B,
    "conversations.page": FAMILY_OR_TEACHER,
    "conversations.book": row(PARENTS, no_role=STAFF),
    "conversations.move": BARTS,
    "conversations.swap": BARTS,
    "conversations.ask_to_cancel": BARTS,
    "conversations.cancel": BARTS,
    "conversations.team": row(TEACHERS, no_role=[*PARENTS, *STAFF[2:]]),
    "conversations.open_round": TEAM_3B,
    "conversations.block": TEAM_3B,
    "conversations.unblock": TEAM_3B,
    "conversations.close_round": TEAM_3B,
    "conversations.reopen_round": TEAM_3B,
    "conversations.call_off": TEAM_3B,
    "home_context.page": FAMILY_OR_TEACHER,
    "home_context.child": row("bart celik", no_role=STAFF[2:]),
    "home_context.share": BARTS,
    "home_context.remove": BARTS,
    "home_context.bring_back": BARTS,
    "help_calls.page": STAFF_ONLY,
    "help_calls.call": CALLED,
    "help_calls.status": CALLED,
    "help_calls.coming": CALLED,
    "help_calls.cannot": CALLED,
    "help_calls.stand_down": CALLED,
    "incidents.page": STAFF_ONLY,
    "incidents.figures": row("head sam", no_role=[name for name in SIGNED_IN if name not in ("head", "sam")]),
    "incidents.log": STAFF_ONLY,
    "incidents.read": REGISTER,
    "incidents.complete": REGISTER,
    "incidents.add": REGISTER,
    "privacy.page": row(SIGNED_IN),
    "privacy.about_us": row(SIGNED_IN),
    "privacy.about_child": BARTS,
    "privacy.ask_for_copy": row(PARENTS, no_role=STAFF),
    "privacy.copy": row("bart", no_role=[name for name in STAFF if name != "office"]),
    "privacy.progress": row("bart", no_role=[name for name in STAFF if name != "office"]),
    "privacy.fetch": row("bart", no_role=[name for name in STAFF if name != "office"]),
    "privacy.office": OFFICE_AND_LEADER,
    "privacy.audit_log": OFFICE_AND_LEADER,
    "privacy.pupil": OFFICE_AND_LEADER,
    "privacy.guardian": OFFICE_AND_LEADER,
    "privacy.make_copy": OFFICE,
    "privacy.hold_pupil": OFFICE_AND_LEADER,
    "privacy.hold_guardian": OFFICE_AND_LEADER,
    "privacy.hold_household": OFFICE_AND_LEADER,
    "privacy.lift": OFFICE_AND_LEADER,
    "privacy.erase_pupil": OFFICE,
    "privacy.erase_guardian": OFFICE,
    "privacy.take_back": OFFICE,
    "office.page": OFFICE,
    "office.make_code": OFFICE,
    "office.ask_to_revoke": OFFICE,
    "office.revoke": OFFICE,
    "office.retry": OFFICE,
}
# What a form needs to get as far as its own answer.
CHILD_OF = {"amina": "yusuf", "bart": "fleur"}


def test_every_right_of_a_role_is_tried(app):
    views = {rule.endpoint: app.view_functions[rule.endpoint] for rule in app.url_map.iter_rules()}
    guarded = {name for name, view in views.items() if isinstance(getattr(view, "access", None), To)}
    at_kiosk = {name for name in guarded if views[name].access is To.USE_KIOSK}
    assert guarded - at_kiosk == set(EXPECTED), "Every guarded route has a row in EXPECTED, and no row is left over."


@pytest.mark.parametrize("endpoint", sorted(EXPECTED))
def test_who_gets_in(endpoint, cast, visit, app):
    things = told(cast)
    for address, method in addresses(app, endpoint, things):
        for who in EVERYBODY:
            visitor = visit(None if who == "nobody" else who)
            fields = {"pupil": cast.pupils[CHILD_OF[who]].id} if who in CHILD_OF else {}
            page = visitor.get(address) if method == "GET" else visitor.post(address, fields)
            assert outcome(page) == expected(endpoint, who), f"{who}: {method} {address} gave {page.status}"


def expected(endpoint: str, who: str) -> str:
    wanted = EXPECTED[endpoint]
    if who == "nobody":
        return "asked to sign in"
    if who in wanted.gets_in:
        return "in"
    return "403" if who in wanted.no_role else "404"


def outcome(page) -> str:
    if page.status == 303 and page.location.startswith("/sign-in"):
        return "asked to sign in"
    assert page.status < 500
    return str(page.status) if page.status in (403, 404) else "in"


def addresses(app, endpoint: str, things: Things):
    """Every address and method of an endpoint, with the story's things in the place of its parts."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules(endpoint):
        parts = {name: things[name] for name in rule.arguments}
        for method in sorted(rule.methods & {"GET", "POST"}):
            yield adapter.build(endpoint, parts, method=method), method
