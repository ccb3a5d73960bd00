"""What the register knows beyond the facts in haste: form, seriousness on the school's scale, means, subject, norm."""

import pytest

from portal import clock, i18n
from portal.db import db
from portal.incidents import actions, queries
from portal.incidents.forms import MANNERS, MEANS, SUBJECTS, FactsForm, defaults
from portal.incidents.models import Incident
from portal.incidents.rules import ANY_KIND, BELOW, Kind, Manner, Means, Reporting, Subject, must_be_reported
from portal.norms.rules import Side
from tests.conftest import rows
from tests.stories import a_norm


@pytest.fixture
def full(fields) -> dict:
    """A form with every question answered."""
    return fields | {
        "forms": ["shouting", "threat"], "seriousness": "3", "means": "phone", "subject": "appointment",
        "damage": "yes", "somebody_hurt": "no", "language_barrier": "yes", "interpreter": "no",
        "experience": "QZXJFELT Ik sliep er slecht van.",
    }  # fmt: skip


def test_every_question_is_kept_in_columns_that_name_nobody_and_shown(full, visit):
    noor = visit("noor")
    page = noor.follow(noor.post("/incidents/log", full))
    one = db.session.query(Incident).one()
    assert (one.forms, one.seriousness, one.means, one.subject) == (
        ["shouting", "threat"], 3, Means.PHONE, Subject.APPOINTMENT,
    )  # fmt: skip
    assert (one.damage, one.somebody_hurt, one.language_barrier, one.interpreter) == (True, False, True, False)
    for said in ("Schreeuwen · Een bedreiging", "3 · Ernstig", "Aan de telefoon", "Een afspraak"):
        assert said in page.text
    assert list(queries.broken()) == []


def test_facts_and_experience_stand_apart_and_both_are_sealed(full, visit):
    visit("noor").post("/incidents/log", full)
    words = db.session.query(Incident).one().words
    assert words["experience"].startswith("QZXJFELT") and "QZXJFELT" not in words["what_happened"]
    assert "QZXJFELT" not in str([rows("incident"), rows("register_entry")])


def test_all_of_it_may_stay_open(fields, visit):
    assert visit("noor").post("/incidents/log", fields).status == 303
    one = db.session.query(Incident).one()
    assert one.forms == [] and one.seriousness is None and one.means is None and one.must_report is False


@pytest.mark.parametrize("wrong", [
    {"forms": "dancing"}, {"seriousness": "5"}, {"seriousness": "x"}, {"means": "pigeon"}, {"subject": "weather"},
    {"damage": "maybe"}, {"norm_line": "no such line"}, {"experience": "x" * 4001},
])  # fmt: skip
def test_a_word_that_is_not_on_the_list_is_refused_and_nothing_is_lost(wrong, full, visit):
    refused = visit("noor").post("/incidents/log", full | wrong)
    assert refused.status == 422 and refused.alerts == 1 and "schreeuwde in de gang" in refused.html
    assert db.session.query(Incident).count() == 0


def test_a_draft_is_completed_with_all_of_it_too(draft, full, visit):
    visit("ravi").post(f"/incidents/{draft.id}/complete", full)
    assert draft.seriousness == 3 and draft.means is Means.PHONE and draft.words["experience"]


def test_the_line_of_the_norm_stays_as_it_stood_whatever_the_norm_becomes(cast, full, visit):
    norm = a_norm(cast.people["head"], (Side.SCHOOL, "We luisteren."), (Side.FAMILIES, "Blijf rustig."))
    db.session.commit()
    line = norm.lines[1]
    noor = visit("noor")
    assert f'value="{norm.lines[0].key}"' not in noor.get("/incidents/log").html, "what the school gives is not crossed"
    noor.post("/incidents/log", full | {"norm_line": line.key})
    for text in line.texts:
        text.text = "Heel anders."
    db.session.commit()
    one = db.session.query(Incident).one()
    page = noor.get(f"/incidents/{one.id}")
    assert one.norm_line_key == line.key
    assert "Blijf rustig." in page and "Heel anders." not in page and f"/norm/versions/{norm.id}" in page.html


def test_each_word_of_the_lists_has_its_text_and_each_form_its_place_once():
    assert set(MANNERS) == set(Manner) and set(MEANS) == set(Means) and set(SUBJECTS) == set(Subject)
    placed = [each for below in BELOW.values() for each in below] + list(ANY_KIND)
    assert sorted(placed) == sorted(Manner)


def test_the_front_desk_asks_none_of_it(app):
    with app.test_request_context():
        assert not {"forms", "seriousness", "experience"} & set(FactsForm()._fields)


@pytest.mark.parametrize("rule, kind, level, must", [
    (Reporting(), Kind.PHYSICAL, 4, False), (Reporting(3), Kind.VERBAL, 3, True), (Reporting(3), Kind.VERBAL, 2, False),
    (Reporting(3), Kind.VERBAL, None, False), (Reporting(None, ["physical"]), Kind.PHYSICAL, None, True),
    (Reporting(4, ["physical"]), Kind.VERBAL, 3, False), (Reporting(3, ["digital"]), None, None, False),
])  # fmt: skip
def test_what_must_be_reported_follows_the_schools_rule(rule, kind, level, must):
    assert must_be_reported(rule, kind, level) is must


def test_an_older_entry_that_was_not_asked_everything_yet_is_not_called_changed(cast, incident, monkeypatch):
    fewer = {"kind", "place", "draft", "happened_at", "roles", "somebody_hurt", "children_saw", "police"}
    real = queries.core_of
    monkeypatch.setattr(
        "portal.incidents.actions.chronicle.core_of", lambda row: {k: v for k, v in real(row).items() if k in fewer}
    )
    actions.add(incident, cast.people["sam"], "Van toen.", now=clock.now())
    assert list(queries.broken()) == []
    incident.seriousness = 4
    db.session.flush()
    assert [each.incident_id for each in queries.broken()] == [incident.id]


def test_in_every_language_each_level_has_an_example_of_its_own(app):
    with app.test_request_context():
        said = [text for code in i18n.LANGUAGES for text in defaults(code).values()]
    assert len(said) == 4 * len(i18n.LANGUAGES)
