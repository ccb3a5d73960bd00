"""What came in haste is counted later: form, seriousness, means; each entry keeps what it said."""

import re

import pytest

from portal.incidents import queries
from portal.incidents.models import Incident
from portal.incidents.rules import Means, What
from portal.norms.rules import Side
from tests.conftest import rows
from tests.stories import a_norm

COUNTED = {"forms": ["shouting"], "seriousness": "2", "means": "spoken"}


def test_it_stands_in_the_row_and_in_the_chain(incident: Incident, visit):
    sam = visit("sam")
    page = sam.follow(sam.post(f"/incidents/{incident.id}/weigh", COUNTED))
    assert "2 · Heftig" in page.text and "Schreeuwen" in page.text
    assert incident.seriousness == 2 and incident.means is Means.SPOKEN
    assert list(queries.broken()) == []


def test_what_was_said_first_stays_in_its_entry(incident, visit):
    sam = visit("sam")
    for level in ("2", "4"):
        sam.post(f"/incidents/{incident.id}/weigh", COUNTED | {"seriousness": level})
    weighed = [entry.facts["facts"]["seriousness"] for entry in incident.entries if entry.what is What.WEIGHED]
    assert weighed == [2, 4] and incident.seriousness == 4
    known = re.findall(r"<input[^>]*checked[^>]*>", sam.get(f"/incidents/{incident.id}/weigh").html)
    assert any('name="seriousness"' in each and 'value="4"' in each for each in known)


def test_the_same_again_writes_nothing(incident, visit):
    sam = visit("sam")
    sam.post(f"/incidents/{incident.id}/weigh", COUNTED)
    before = rows("register_entry")
    sam.post(f"/incidents/{incident.id}/weigh", COUNTED)
    assert rows("register_entry") == before


def test_the_norm_line_is_shown_as_it_was_when_it_was_said(cast, incident, visit):
    norm = a_norm(cast.people["head"], (Side.SCHOOL, "We luisteren."), (Side.FAMILIES, "Blijf rustig."))
    sam = visit("sam")
    page = sam.follow(sam.post(f"/incidents/{incident.id}/weigh", {"norm_line": norm.lines[1].key}))
    assert "Blijf rustig." in page and incident.norm_line_key == norm.lines[1].key


def test_a_draft_is_completed_instead(draft, visit):
    assert visit("ravi").get(f"/incidents/{draft.id}/weigh").location.endswith("/complete")


@pytest.mark.parametrize("wrong", [{"seriousness": "9"}, {"forms": "dancing"}, {"means": "pigeon"}])
def test_what_is_on_no_list_is_refused(wrong, incident, visit):
    before = rows("register_entry")
    assert visit("sam").post(f"/incidents/{incident.id}/weigh", COUNTED | wrong).status == 422
    assert rows("register_entry") == before


def test_nothing_but_a_space_is_none_of_the_answers(incident, visit):
    for field in ("means", "subject"):
        assert visit("sam").post(f"/incidents/{incident.id}/weigh", {field: "\u1680"}).status == 422
    assert incident.means is None and incident.subject is None


@pytest.mark.parametrize("who, status", [("vos", 404), ("office", 404), ("amina", 403)])
def test_nobody_else_counts(who, status, incident, visit):
    assert visit(who).post(f"/incidents/{incident.id}/weigh", COUNTED).status == status
    assert incident.seriousness is None
