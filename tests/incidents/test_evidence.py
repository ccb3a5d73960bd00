"""Files as evidence: kept as they came, sealed, with their hash in the chain; fetched by few, each look logged."""

from hashlib import sha256
from io import BytesIO

import pytest
from sqlalchemy import text

from portal import clock
from portal.audit import Audit
from portal.db import db
from portal.incidents import actions, queries
from portal.incidents.actions import EvidenceIsGone, Named
from portal.incidents.models import Evidence
from portal.incidents.rules import MOST_BYTES, MOST_FILES, Part, file_kind, file_name
from tests.stories import A_PDF

SECRET = b"QZXJ bewijs"
FILE = A_PDF + SECRET


@pytest.fixture
def kept(cast, incident) -> Evidence:
    file = actions.keep_evidence(incident, FILE, "brief.pdf", "De brief", cast.people["noor"], now=clock.now())
    db.session.commit()
    return file


def sent(visitor, incident, data=FILE, name="mail.pdf", **more):
    return visitor.post(f"/incidents/{incident.id}/evidence", {"file": (BytesIO(data), name), **more})


def test_it_comes_back_as_it_was_always_to_be_saved(incident, visit):
    noor = visit("noor")
    page = noor.follow(sent(noor, incident, text="De mail van maandag"))
    assert "mail.pdf" in page and "De mail van maandag" in page
    one = db.session.query(Evidence).one()
    assert one.sha256 == sha256(FILE).hexdigest() and one.sha256[:32] in page.html
    got = noor.client.get(f"/incidents/evidence/{one.id}")
    assert got.data == FILE and got.headers["Content-Disposition"] == "attachment; filename=mail.pdf"
    assert got.headers["Cache-Control"] == "private, no-store" and got.headers["X-Content-Type-Options"] == "nosniff"
    assert incident.entries[-1].facts["sha256"] == one.sha256 and list(queries.broken()) == []


def test_it_is_sealed_in_the_database_and_goes_with_the_incidents_key(kept, incident):
    stored = db.session.execute(text("SELECT sealed FROM evidence")).scalar()
    assert stored is not None and SECRET not in bytes(stored) and SECRET in actions.opened(kept)
    db.session.delete(incident.identity_key)
    db.session.commit()
    db.session.expire_all()
    with pytest.raises(EvidenceIsGone):
        actions.opened(kept)
    assert list(queries.broken()) == []


CHANGES = {
    "the file exchanged": "UPDATE evidence SET sealed = (SELECT sealed FROM register_entry WHERE number = 1)",
    "its hash exchanged": "UPDATE evidence SET sha256 = 'abc'",
    "the file gone": "DELETE FROM evidence",
    "tied to another entry": "UPDATE evidence SET number = 1",
    "tied to none": "UPDATE evidence SET number = NULL",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_an_exchanged_file_is_found(change, kept, app):
    db.session.execute(text(change))
    db.session.commit()
    assert "a file is not the one of this entry" in {each.what for each in queries.broken()}
    assert app.test_cli_runner().invoke(args=["verify-register"]).exit_code == 1


def test_the_same_file_twice_is_one(kept, incident, visit):
    assert sent(visit("noor"), incident).status == 303
    assert db.session.query(Evidence).count() == 1


@pytest.mark.parametrize("data, name", [
    (b"<html><script>alert(1)</script>", "foto.jpg"), (b"MZ\x90\x00", "brief.pdf"), (b"", "leeg.pdf"),
    (b"\x00\x00\x00\x18ftypmp42", "film.mp4"), (A_PDF + b"x" * MOST_BYTES, "groot.pdf"),
])  # fmt: skip
def test_what_is_no_evidence_or_too_large_is_refused_beside_the_field(data, name, incident, visit):
    refused = sent(visit("noor"), incident, data, name)
    assert refused.status == 422 and 'id="file-error"' in refused.html
    assert db.session.query(Evidence).count() == 0


def test_without_a_file_it_is_asked_for(incident, visit):
    assert visit("noor").post(f"/incidents/{incident.id}/evidence", {"text": "De mail"}).status == 422


def test_more_than_the_limit_is_refused(cast, incident, visit):
    for number in range(MOST_FILES):
        actions.keep_evidence(incident, A_PDF + bytes([number]), "a.pdf", "", cast.people["sam"], now=clock.now())
    db.session.commit()
    assert sent(visit("sam"), incident).status == 422


def test_each_fetch_is_written_down_and_shown(cast, kept, visit):
    visit("head").client.get(f"/incidents/evidence/{kept.id}")
    looks = db.session.query(Audit).filter_by(did="saw", kind="evidence", about=kept.id).all()
    assert [look.person_id for look in looks] == [cast.people["head"].id]
    log = visit("sam").get(f"/incidents/{kept.incident_id}").text.split("Wie dit heeft bekeken")[1]
    assert "een bestand" in log and "Hanna van Dijk" in log


@pytest.mark.parametrize("who, status", [
    ("head", 200), ("sam", 200), ("noor", 200), ("vos", 404), ("office", 404), ("amina", 403),
])  # fmt: skip
def test_only_leader_coordinator_and_who_added_it_fetch_it(who, status, kept, visit):
    assert visit(who).client.get(f"/incidents/evidence/{kept.id}").status_code == status


def test_who_was_there_adds_a_file_and_sees_only_that(cast, kept, incident, visit):
    named = Named({Part.TARGET: [cast.people["vos"]]})
    actions.name(incident, named, cast.people["noor"], now=clock.now())
    db.session.commit()
    vos = visit("vos")
    page = vos.follow(sent(vos, incident, A_PDF + b"vos", "app.pdf"))
    assert "app.pdf" in page and "brief.pdf" not in page
    assert "app.pdf" in vos.get(f"/incidents/{incident.id}/mine")
    assert (
        "app.pdf" not in visit("noor").get(f"/incidents/{incident.id}").text.split("Bestanden")[1].split("Verloop")[0]
    )
    assert "app.pdf" in visit("sam").get(f"/incidents/{incident.id}")
    assert vos.client.get(f"/incidents/evidence/{kept.id}").status_code == 404


@pytest.mark.parametrize("who, status", [("celik", 404), ("office", 404), ("bart", 403)])
def test_nobody_else_adds_one(who, status, incident, visit):
    assert sent(visit(who), incident).status == status and db.session.query(Evidence).count() == 0


@pytest.mark.parametrize("data, kind", [
    (b"\xff\xd8\xff\xe0", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"RIFF0000WEBPVP8 ", "webp"), (A_PDF, "pdf"),
    (b"\x00\x00\x00\x18ftypheic", "heic"), (b"\x00\x00\x00\x18ftypM4A ", "m4a"), (b"ID3\x04", "mp3"),
    (b"OggS\x00", "ogg"), (b"RIFF0000WAVEfmt ", "wav"), (b"RIFF0000AVI LIST", None), (b"PK\x03\x04", None),
])  # fmt: skip
def test_a_file_is_told_by_its_bytes(data, kind):
    assert file_kind(data) == kind


@pytest.mark.parametrize("given, name", [
    ("../etc/passwd", "passwd.pdf"), ("C:\\tmp\\mail.exe", "mail.pdf"), ("", "file.pdf"), ("a\u202ebc.pdf", "abc.pdf"),
])  # fmt: skip
def test_a_name_is_safe_to_save_under(given, name):
    assert file_name(given, "pdf") == name
