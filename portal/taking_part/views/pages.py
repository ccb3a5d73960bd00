"""What parents can take part in, and one occasion, in the reader's language."""

from typing import Any

from portal import clock, i18n
from portal.access import To, actor, allow, may
from portal.news.rules import html_of
from portal.norms.forms import SIDES
from portal.pages import refused, show
from portal.taking_part import queries
from portal.taking_part.forms import SayForm, SignUpForm
from portal.taking_part.models import Occasion
from portal.taking_part.queries.names import DECISIONS, KINDS, READY, language_of_title, title_of
from portal.taking_part.rules import State, is_joinable, state_of
from portal.taking_part.views.blueprint import routes
from portal.translating import queries as translating


@routes.get("")
@allow(To.SEE_TAKING_PART)
def page():
    """What is open, what came of it, and for who organises what is being made."""
    person, now = actor(), clock.now()
    shown = queries.shown_to(person)
    drafts = queries.drafts() if may(To.INVITE_TO_TAKE_PART) else []
    said = queries.said_in([*shown, *drafts], i18n.current_language().code)
    by_state: dict[State, list[Occasion]] = {state: [] for state in State}
    for each in shown:
        by_state[state_of(each.times, now)].append(each)
    return show(
        "taking_part/page.html", by_state=by_state, State=State, drafts=drafts, kinds=KINDS, said=said,
        title_of=title_of, language_of_title=language_of_title,
        mine={each.occasion_id: each for each in queries.coming_of(person, since=now)} if person.is_guardian else {},
    )  # fmt: skip


@routes.get("/<int:occasion>")
@allow(To.SEE_TAKING_PART, occasion=Occasion)
def occasion(occasion: Occasion):
    return show("taking_part/occasion.html", **context(occasion))


def not_done(occasion: Occasion, reason: str = "", **forms: Any):
    """The same page with the reason; what was typed stays."""
    return refused("taking_part/occasion.html", **context(occasion, reason, **forms))


def context(
    occasion: Occasion, reason: str = "", sign_up_form: SignUpForm | None = None, say_form: SayForm | None = None
) -> dict[str, Any]:
    """What the page of one occasion shows this reader."""
    person, now, code = actor(), clock.now(), i18n.current_language().code
    takes_part = may(To.TAKE_PART, occasion)
    mine = queries.own_sign_up(occasion, person) if takes_part else None
    said = queries.said_in([occasion], code)[occasion.id]
    state = state_of(occasion.times, now)
    if takes_part and sign_up_form is None:
        sign_up_form = SignUpForm(occasion=occasion, found=mine, language=person.language, formdata=None)
    if takes_part and say_form is None:
        say_form = SayForm(language=code)
    return {
        "occasion": occasion, "said": said, "title": title_of(occasion, said), "kinds": KINDS, "reason": reason,
        "ready": READY[occasion.ready] if occasion.ready else None, "state": state, "State": State,
        "title_language": language_of_title(occasion, said), "takes_part": takes_part,
        "mine": mine if mine and mine.cancelled_at is None else None, "left": queries.places_left(occasion),
        "can_sign_up": takes_part and is_joinable(occasion.times, now), "sign_up_form": sign_up_form,
        "say_form": say_form if takes_part and state is State.OPEN else None,
        "own_words": queries.own_contributions(occasion, person) if takes_part else [],
        "norm_lines": queries.side_by_side(occasion.norm_version, code) if occasion.norm_version else [],
        "norm_sides": SIDES, "html_of": html_of, "has_engine": translating.is_on(), **answer_of(occasion, code, state),
        **_for_organiser(occasion),
    }  # fmt: skip


def answer_of(occasion: Occasion, code: str, state: State) -> dict[str, Any]:
    """What came of what was said, once it is published."""
    outcomes = queries.outcomes_of(occasion) if state is State.ANSWERED else []
    return {"outcomes": outcomes, "answers": queries.said_in(outcomes, code), "decisions": DECISIONS}


def _for_organiser(occasion: Occasion) -> dict[str, Any]:
    if not may(To.INVITE_TO_TAKE_PART):
        return {"organises": False}
    return {
        "organises": True, "sums": queries.sums_of(queries.sign_ups_of(occasion)),
        "lacks": names_of(queries.lacking([occasion], queries.languages_of_invited(occasion))),
        "number_said": queries.count_of(occasion), "on_paper": len(queries.homes_without_address(occasion)),
    }  # fmt: skip


def names_of(codes: list[str]) -> str:
    """The languages by the names that the reader has for them."""
    return ", ".join(i18n.name_of(code) for code in codes)
