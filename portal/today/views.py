"""The first page of a parent and of a member of staff, and the menu that leads everywhere else."""

from flask import Blueprint, Flask, request, url_for
from flask_babel import gettext as _

from portal import clock, i18n, pages
from portal.access import Person, To, actor, allow, may
from portal.accounts import queries as accounts
from portal.accounts.views import passkeys_here
from portal.aftercare.forms import NAMES
from portal.measures.forms import DUES, KINDS
from portal.norms import queries as norms
from portal.pages import MenuItem, show
from portal.school import queries as school
from portal.school.models import Role
from portal.taking_part import views as taking_part
from portal.today import queries

routes = Blueprint("today", __name__)


def init_app(app: Flask) -> None:
    """The menu is filled from here, since it leads to every feature."""
    pages.fill_menu_with(menu)


@routes.get("/")
@allow(To.SEE_TODAY)
def today():
    person, now = actor(), clock.now()
    cards = queries.cards_for(person, now=now)
    day = queries.day_of(person, now=now) if person.is_staff else None
    calls = day.open_calls if day else queries.calls_under_another_hat(person)
    return show(
        "today/page.html", cards=cards, day=day, calls=calls, greeting=greeting(now),
        taking_part=taking_part.on_first_page(person, now=now), norm=norms.standing_for(person),
        offers_passkey=_offers_passkey(person),
        care_names=NAMES, measure_kinds=KINDS, measure_dues=DUES, today=i18n.local_date(now),
        recoveries=accounts.open_recoveries(now=now) if may(To.DECIDE_RECOVERY) else [],
    )  # fmt: skip


def _offers_passkey(person: Person) -> bool:
    """Once, and only where this browser could make one."""
    return passkeys_here()["is_passkey_possible"] and accounts.is_offered_a_passkey(person)


def greeting(now) -> str:
    """Good morning, afternoon or evening, by the school's clock."""
    hour, name = i18n.local(now).hour, actor().first_name
    if hour < 12:
        return _("Good morning, %(name)s", name=name)
    if hour < 18:
        return _("Good afternoon, %(name)s", name=name)
    return _("Good evening, %(name)s", name=name)


def menu() -> list[MenuItem]:
    """What the acting person may open, in a fixed order; nothing for a visitor."""
    person = actor()
    if not isinstance(person, Person):
        return []
    entries = [(To.SEE_TODAY, url_for("today.today"), _("Today"), "home")]
    entries += [(To.READ_NEWS, url, label, "news") for url, label in _class_pages(person)]
    if person.is_guardian and not person.is_staff:
        # Staff, who have more to choose from, find it on the class page.
        entries.append((To.SEE_AGENDA, "/agenda", _("Agenda"), "calendar"))
    entries += [
        (To.SEE_CONVERSATIONS, "/conversations", _("Meet"), "talk"),
        (To.SEE_CONTACT, "/contact", _("Contact"), "phone"),
        (To.SEE_HOME_CONTEXT, "/home-context", _("At home"), "heart"),
        (To.SEE_HELP_CALLS, "/help-calls", _("Help"), "bell"),
        (To.SEE_INCIDENTS, "/incidents", _("Incidents"), "list"),
        (To.RUN_OFFICE, "/office", _("Office"), "office"),
    ]
    return [MenuItem(url, label, icon, _is_here(url)) for right, url, label, icon in entries if may(right)]


def _class_pages(person: Person) -> list[tuple[str, str]]:
    """One word leads to the only class; several classes are reached from the first page."""
    classes = {c.id: c for _child, c in school.children_with_classes(person)}
    if Role.TEACHER in person.roles:
        classes |= {c.id: c for c in school.classes_taught_by(person)}
    if len(classes) != 1:
        return []
    (only,) = classes.values()
    return [(url_for("news.class_page", school_class=only.id), _("Class"))]


def _is_here(url: str) -> bool:
    return request.path == url or (url != "/" and request.path.startswith(url + "/"))
