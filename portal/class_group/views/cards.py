"""The own card, the cards of others, and reading somebody no more."""

from flask import abort
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.class_group import actions, queries
from portal.class_group.forms import BUDDIES, CardForm
from portal.class_group.forms.cards import filled
from portal.class_group.models import Member
from portal.class_group.rules import Standing
from portal.class_group.views.blueprint import routes
from portal.class_group.views.doors import circle_in, me_in, standing_of, writing_in
from portal.pages import go, refused, show, tell
from portal.school import queries as school
from portal.school.models import SchoolClass
from portal.translating import queries as translating


@routes.get("/<int:school_class>/card")
@allow(To.TAKE_PART_IN_GROUP, school_class=SchoolClass)
def card(school_class: SchoolClass):
    """What others see of me, field by field."""
    me = me_in(school_class.id)
    words = queries.card_words(me)
    form = CardForm(_children(school_class), data=filled(me, words.text if words else ""))
    return show("class_group/card.html", **_own(form, me, school_class))


@routes.post("/<int:school_class>/card")
@allow(To.TAKE_PART_IN_GROUP, school_class=SchoolClass)
def put_card(school_class: SchoolClass):
    circle = writing_in(school_class.id)
    assert circle.me is not None
    form = CardForm(_children(school_class))
    if not form.validate():
        return refused("class_group/card.html", **_own(form, circle.me, school_class))
    actions.show(circle.me, form.shows, form.words, now=clock.now())
    tell(_("Saved. This is what the other parents see of you now, and nothing else."))
    return go(".people", school_class=school_class.id)


def _children(school_class: SchoolClass) -> list[tuple[int, str]]:
    return [(pupil.id, pupil.first_name) for pupil in school.children_in(actor(), school_class.id)]


def _own(form: CardForm, me: Member, school_class: SchoolClass) -> dict:
    return {
        "form": form, "me_here": me, "school_class": school_class, "words": queries.card_words(me),
        "is_open": standing_of(school_class) is Standing.OPEN, "host": queries.host_of(me),
    }  # fmt: skip


@routes.get("/<int:school_class>/people")
@allow(To.TAKE_PART_IN_GROUP, school_class=SchoolClass)
def people(school_class: SchoolClass):
    """Who is in the group, with what each chose to show; who speaks my language comes first."""
    circle = circle_in(school_class.id)
    cards = queries.cards_in(circle, i18n.current_language().code)
    me = circle.me
    assert me is not None
    return show(
        "class_group/people.html", circle=circle, school_class=school_class, cards=cards, me_here=me, buddies=BUDDIES,
        muted=[circle.members[number] for number in circle.members if number in circle.muted], called=queries.name_of,
        pair=queries.pair_of(me, circle), shows_languages=bool(me.shows.get("languages")),
        can_translate=translating.is_on(), is_open=standing_of(school_class) is Standing.OPEN,
    )  # fmt: skip


@routes.post("/members/<int:group_member>/mute")
@allow(To.TAKE_PART_IN_GROUP, group_member=Member)
def mute(group_member: Member):
    me = _me_meeting(group_member)
    actions.mute(me, group_member)
    tell(_("You read nothing of this parent any more. They do not hear of it."))
    return go(".people", school_class=group_member.class_id)


@routes.post("/members/<int:group_member>/unmute")
@allow(To.TAKE_PART_IN_GROUP, group_member=Member)
def unmute(group_member: Member):
    actions.unmute(_me_meeting(group_member), group_member)
    tell(_("You read this parent again."))
    return go(".people", school_class=group_member.class_id)


def _me_meeting(other: Member) -> Member:
    circle = circle_in(other.class_id)
    if circle.me is None or other.id not in circle.members or other.id == circle.me.id:
        abort(404)
    return circle.me
