"""A released copy: PDF and data with the hashes of the chain, sealed, for a while; and whether a copy is unchanged."""

import hashlib
import json
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from portal import clock
from portal.audit import Audit
from portal.db import db
from portal.disclosure import actions
from portal.disclosure.actions import packing
from portal.disclosure.models import AccessRequest, ReleasedCopy, RequestedIncident
from portal.disclosure.rules import BAR, Purpose, Stage
from portal.help_calls import actions as help_calls
from portal.help_calls.rules import Ended, Ending
from portal.incidents import queries as register
from portal.incidents.models import Incident, RegisterEntry
from portal.incidents.rules import What
from tests.conftest import rows
from tests.disclosure.conftest import LONG, WORDS, go_through, released, unpacked
from tests.stories import a_call, an_asker

OTHERS = ("Noor", "Ravi", "Sharma", "Jansen", "Elif", "Sam")


@pytest.fixture
def copy(checked, visit, work) -> bytes:
    return released(visit, checked, work)


def test_the_copy_holds_a_pdf_the_entries_and_a_manifest_of_both(copy, checked):
    files = unpacked(copy)
    assert set(files) == {"register.pdf", "register.json", "manifest.json"} and files["register.pdf"][:5] == b"%PDF-"
    manifest = json.loads(files["manifest.json"])
    for name, mark in manifest["sha256"].items():
        assert hashlib.sha256(files[name]).hexdigest() == mark
    assert manifest["copy"] == checked.id


def test_nobody_but_the_asker_is_named_and_nothing_tells_how_long_a_name_was(copy):
    data = json.loads(unpacked(copy)["register.json"])
    text = json.dumps(data, ensure_ascii=False)
    assert "Bart Visser" in text and f"riep naar {BAR} Daarna ging {BAR} erbij staan." in text
    assert not [name for name in OTHERS if name in text]
    assert all(each["person"] is None for each in data["incidents"][0]["entries"]), "nor by a number"


def test_the_hashes_are_those_of_the_chain_and_can_be_reckoned_again(cast, incident, asked, visit, work):
    go_through(asked, cast.people["head"], hide="")
    data = json.loads(unpacked(released(visit, asked, work))["register.json"])
    entries = data["incidents"][0]["entries"]
    for each in entries:
        said = [each[key] for key in ("number", "incident", "what", "at", "person", "core", "words_sha256", "before")]
        assert hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest() == each["hash"]
    assert [each["hash"] for each in entries] == [
        entry.hash for entry in db.session.query(RegisterEntry).order_by(RegisterEntry.number)
        if entry.what is not What.COPY_RELEASED
    ]  # fmt: skip


def test_the_release_stands_in_the_chain_by_the_second_person(copy, checked, cast):
    entry = db.session.query(RegisterEntry).filter_by(what=What.COPY_RELEASED).one()
    assert entry.person_id == cast.people["sam"].id and entry.sealed is None
    assert entry.facts["sha256"]["zip"] == hashlib.sha256(copy).hexdigest()
    assert list(register.broken()) == []
    assert db.session.query(Audit).filter_by(did="register copy released").count() == 1


def test_a_copy_is_as_it_was_released_or_it_is_not(copy, command, tmp_path):
    files = unpacked(copy)
    for name, data in {"copy.zip": copy, **files}.items():
        (tmp_path / name).write_bytes(data)
        done = command("verify-copy", str(tmp_path / name))
        assert (done.exit_code == 0) == (name != "manifest.json"), done.output
    (tmp_path / "changed.zip").write_bytes(_with(files, "register.json", files["register.json"] + b" "))
    done = command("verify-copy", str(tmp_path / "changed.zip"))
    assert done.exit_code == 1 and "not a copy" in done.output
    assert command("verify-copy", str(tmp_path / "nowhere")).exit_code == 2


def test_a_release_that_was_written_into_the_database_proves_nothing(copy, command, tmp_path):
    forged = b"another file"
    core = db.session.query(RegisterEntry).filter_by(what=What.COPY_RELEASED).one().core
    real, mine = hashlib.sha256(copy).hexdigest(), hashlib.sha256(forged).hexdigest()
    db.session.execute(db.text("UPDATE register_entry SET core = :core WHERE what = 'copy_released'"),
                       {"core": core.replace(real, mine)})  # fmt: skip
    (tmp_path / "forged").write_bytes(forged)
    assert command("verify-copy", str(tmp_path / "forged")).exit_code == 1


def test_it_is_fetched_by_leader_and_coordinator_for_two_weeks_and_each_time_written_down(
    copy, checked, visit, command
):
    address = f"/disclosure/requests/{checked.id}/file"
    for who in ("celik", "office", "amina"):
        assert visit(who).get(address).status == 403
    answer = visit("head").get(address).response
    assert answer.headers["Cache-Control"] == "no-store" and answer.get_data() == copy
    seen = db.session.query(Audit).filter_by(did="saw", kind="access_request", about=checked.id).count()
    assert seen >= 2
    clock.advance(days=15)
    assert visit("head").get(address).status == 422
    command("retention")
    assert db.session.query(ReleasedCopy).count() == 0
    assert db.session.get_one(AccessRequest, checked.id).stage is Stage.RELEASED


def test_before_the_release_there_is_nothing_to_fetch(checked, visit):
    assert visit("sam").get(f"/disclosure/requests/{checked.id}/file").status == 422


def test_who_fetches_too_often_waits(copy, checked, visit):
    sam = visit("sam")
    statuses = [sam.get(f"/disclosure/requests/{checked.id}/file").response.status_code for _time in range(11)]
    assert statuses[-1] == 429 and statuses[0] == 200


def test_the_copy_lies_sealed(copy):
    assert b"PK" not in bytes(rows("released_copy")[0].file)[:4] and "Visser" not in str(rows("released_copy"))


def test_two_who_release_at_once_release_it_once(checked, cast, visit, work):
    sam = visit("sam")
    assert sam.post(f"/disclosure/requests/{checked.id}/release").status == 303
    assert sam.post(f"/disclosure/requests/{checked.id}/release").status == 422
    work()
    assert db.session.query(RegisterEntry).filter_by(what=What.COPY_RELEASED).count() == 1


@pytest.mark.parametrize("language, words", [("ar", "ما يقوله السجل"), ("nl", "Wat het register zegt")])
def test_the_copy_is_in_the_askers_language(language, words, cast, incident, app):
    asked = actions.ask(an_asker(cast, language=language), cast.people["office"], now=clock.now())
    db.session.flush()
    actions.choose(asked, [incident], cast.people["head"], now=clock.now())
    page = packing.page_of(packing.gathered(asked, now=clock.now()))
    assert f'lang="{language}"' in page and words in page and ('dir="rtl"' in page) == (language == "ar")


def test_the_schools_own_file_is_whole_and_released_by_somebody_else(cast, incident, visit, work):
    head = visit("head")
    head.post(f"/disclosure/incidents/{incident.id}/file", {"reason": "Dossier aangifte"})
    asked = db.session.query(AccessRequest).one()
    assert head.post(f"/disclosure/requests/{asked.id}/release").status == 422
    assert WORDS[:20] in visit("sam").get(f"/disclosure/requests/{asked.id}/check")
    data = json.loads(unpacked(released(visit, asked, work))["register.json"])
    text = json.dumps(data, ensure_ascii=False)
    assert WORDS in text and "Noor de Wit" in text and BAR not in text
    entry = db.session.query(RegisterEntry).filter_by(what=What.COPY_RELEASED).one()
    assert entry.facts["purpose"] == "school" and entry.person_id == cast.people["sam"].id


def test_a_file_without_a_reason_or_of_what_was_destroyed_is_refused(finished, visit, command):
    head, address = visit("head"), f"/disclosure/incidents/{finished.id}/file"
    assert head.post(address, {"reason": " "}).status == 422
    clock.advance(days=LONG.days)
    command("retention")
    assert visit("head").post(address, {"reason": "Dossier"}).status == 422
    assert db.session.query(AccessRequest).count() == 0


def test_destroying_an_incident_destroys_the_copy_of_it(finished, cast, checked, visit, work, command):
    released(visit, checked, work)
    db.session.execute(db.text("UPDATE incident SET logged_at = '2020-01-01 10:00:00+00:00'"))
    db.session.commit()
    assert "released_copy 1" in command("retention").output
    assert db.session.query(ReleasedCopy).count() == 0
    assert db.session.get_one(Incident, finished.id).words == {}


def test_a_copy_that_could_not_be_made_goes_back_to_the_second_person(checked, visit, work):
    sam = visit("sam")
    sam.post(f"/disclosure/requests/{checked.id}/release")
    assert sam.post(f"/disclosure/requests/{checked.id}/check-again").status == 422, "it is still being made"
    db.session.execute(db.text("UPDATE task SET state = 'failed'"))
    db.session.commit()
    assert "niet gelukt" in sam.get(f"/disclosure/requests/{checked.id}")
    assert sam.post(f"/disclosure/requests/{checked.id}/check-again").status == 303
    released(visit, db.session.get_one(AccessRequest, checked.id), work)


def _with(files: dict[str, bytes], name: str, data: bytes) -> bytes:
    packing = BytesIO()
    with ZipFile(packing, "w") as file:
        for each, content in (files | {name: data}).items():
            file.writestr(each, content)
    return packing.getvalue()


@pytest.mark.parametrize("purpose, named", [("subject", False), ("school", True)])
def test_the_call_for_help_is_in_it_and_only_the_schools_file_says_who_came(purpose, named, cast, app):
    call = a_call(cast)
    help_calls.answer_coming(call, cast.people["ravi"], now=clock.now())
    help_calls.stand_down(call, cast.people["ravi"], Ended(Ending.SAFE), now=clock.now())
    db.session.flush()
    incident = db.session.query(Incident).one()
    asked = AccessRequest(purpose=Purpose(purpose), name="", about="", language="nl", asked_on=date(2026, 9, 1),
                          about_incidents=[RequestedIncident(incident=incident)], masks=[])  # fmt: skip
    (found,) = packing.gathered(asked, now=clock.now()).incidents
    said = [what for _at, what in found["call"]]
    assert "Er werd hulp geroepen." in said and len(said) >= 4
    assert ("Ravi Sharma beëindigde de oproep." in said) == named and any("Ravi" in what for what in said) == named
