"""The office brings a list in: it sees first what would change, confirms, and looks at what was done."""

import re
import tempfile
from dataclasses import replace

import pytest

from portal import clock, i18n, tasks
from portal.audit import deeds_about
from portal.db import db
from portal.rosters.models import RosterImport, Step
from portal.rosters.rules.reading import school_year_of
from portal.school.models import Person, Pupil, School, SchoolYear
from tests.conftest import rows
from tests.rosters import exports, samples
from tests.rosters.conftest import classes_of_pupils, contents, the_import
from tests.rosters.exports import MARK
from tests.rosters.sheets import child, parent, sheet, workbook, zipped

BEA = parent("Bea Appel", email="bea@example.org", relation="mother", custody="yes")
ADA = child("Ada Appel", "3B", BEA)
FLEUR = child("Fleur Visser", "6A", born="")


def _address(deed: str = "") -> str:
    return f"/office/rosters/{the_import().id}" + (f"/{deed}" if deed else "")


def test_the_first_page_leads_there_and_says_how_many_are_missing(office, bring_as_office):
    assert "/office/rosters" in office.get("/office").links
    bring_as_office(sheet(ADA))
    page = office.get("/office")
    assert "Class lists" in page and ">46</span>" in page.html


def test_a_preview_says_what_is_new_changed_missing_and_left_out_and_changes_nothing(office, send):
    before = contents()
    page = send(sheet(ADA, FLEUR, child("Yusuf Haddad", "3B", parent("Amina Haddad", email="x"), born="")))
    counted = [re.findall(r">(\d+)<", row) for row in re.findall(r'<tr><th scope="row">.*?</tr>', page.html)]
    assert counted == [["0"] * 4, ["1", "1", "44", "1"], ["0"] * 4, ["1", "0", "1", "0"]]
    assert "Ada Appel" in page and "Fleur Visser" in page and "was: 3B becomes: 6A" in page
    assert "Bea Appel" in page and "Most pupils of the school are not in this list" in page
    assert "This is not an e-mail address; it is left out. (line 4, column Parent 1: e-mail)" in page
    assert {name: contents()[name] for name in ("pupil", "person", "enrolment")} == {
        name: before[name] for name in ("pupil", "person", "enrolment")
    }


@pytest.mark.parametrize(
    "name, content",
    [
        ("edexml.xml", samples.small()), ("oneroster.zip", zipped(exports.files(exports.small(), "1.2"))),
        ("list.csv", sheet(ADA)), ("list.xlsx", workbook(ADA)),
    ],
)  # fmt: skip
def test_every_kind_of_file_comes_in_the_same_way(name, content, send, office, work):
    assert "Bring this list in" in send(content, name)
    page = office.follow(office.post(_address("confirm")))
    assert "Is being brought in" in page and "We are working on it." in page
    work()
    page = office.get(_address())
    assert "Brought in on" in page and "Undo this list" in page and "Ada Appel" in page
    assert classes_of_pupils()["Ada Appel"] and the_import().roster is None, "the list itself is kept no longer"


def test_a_list_that_changes_nothing_says_so(bring_as_office, send):
    changes = zipped(exports.files(exports.small(), kind="delta"))
    bring_as_office(changes, "changes.zip")
    assert "Nothing: the school already is as this list says." in send(changes, "changes.zip")


def test_a_long_list_is_shown_in_part_found_by_name_and_paged(send, office):
    many = [child(f"Kind{number} Olm", "3B", born="") for number in range(230)]
    page = send(sheet(*many))
    assert page.html.count(" Olm") == 12 and "Show all 230" in page
    page = office.get(_address() + "?group=pupil-new")
    assert page.html.count(" Olm") == 100 and "The next ones" in page
    page = office.get(_address() + "?group=pupil-new&page=2")
    assert page.html.count(" Olm") == 30 and "The next ones" not in page
    assert "Kind77 Olm" in office.get(_address() + "?words=KIND77")
    assert "Nobody in this list" in office.get(_address() + "?words=nowhere")
    for odd in ("?group=x", "?group=pupil-new&page=99", "?group=pupil-new&page=-1", "?group=-&words=<b>"):
        assert office.get(_address() + odd).status == 200


def test_the_preview_weighs_little_however_long_the_list(send):
    many = [child(f"Kind{n} Olm", "3B", parent("Bea Olm", email=f"bea{n}@example.org"), born="") for n in range(400)]
    assert len(send(sheet(*many)).html) < 40_000


def test_a_file_that_cannot_be_used_is_refused_beside_the_form_in_the_readers_language(send, office, cast):
    page = send(sheet(child(f"Ada {MARK}", born="31-2-2018")))
    assert page.status == 422 and page.alerts == 1 and MARK not in page.text
    assert "Where: line 2, column Date of birth" in page and "This is not a date like 21-6-2018." in page
    cast.people["office"].language = "nl"
    page = send(sheet(child("Ada Appel", born="31-2-2018")))
    assert "regel 2, kolom Geboortedatum" in page and "Dit is geen datum zoals 21-6-2018." in page
    assert db.session.query(RosterImport).count() == 0


@pytest.mark.parametrize("name", ["", "list.pdf", "list", ".csv", "list.csv.exe"])
def test_no_file_and_another_kind_of_file_are_refused(name, send):
    page = send(b"x" if name else b"", name)
    assert page.status == 422 and page.alerts == 1


def test_the_list_of_another_school_is_refused_at_once(send):
    db.session.query(School).update({"name_key": "99XX"})
    page = send(samples.small(), "edexml.xml")
    assert page.status == 422 and "The file is of another school" in page
    assert db.session.query(RosterImport).count() == 0


def test_a_year_can_be_chosen_for_a_spreadsheet_and_comes_when_it_is_new(send, bring_as_office, office):
    (this_year,) = db.session.query(SchoolYear).all()
    years = re.findall(r'<option[^>]*value="([^"]+)"', office.get("/office/rosters").html)
    assert years[0] == this_year.name and len(years) == 2
    later = sheet(child("Fleur Visser", "4B", born=""))
    assert "This list is of a later school year." in send(later, year=years[1])
    bring_as_office(later, year=years[1])
    assert {year.name for year in db.session.query(SchoolYear)} == set(years)
    assert send(sheet(ADA), year="1999-2000").status == 422


def test_the_questions_of_a_later_year_wait_until_it_begins(office, bring_as_office):
    years = re.findall(r'<option[^>]*value="([^"]+)"', office.get("/office/rosters").html)
    bring_as_office(sheet(child("Fleur Visser", "4B", born="")), year=years[1])
    assert "Nobody is missing" in office.get("/office/left")
    clock.advance(days=366)
    assert "Yusuf Haddad" in visit_again(office).get("/office/left")


def visit_again(office):
    """The session of a year ago is over."""
    office.sign_in("office")
    return office


def test_a_second_click_and_a_second_colleague_do_nothing_twice(send, office, visit, work):
    send(sheet(ADA))
    first, second = office.post(_address("confirm")), office.post(_address("confirm"))
    assert (first.status, second.status) == (303, 422) and "was quicker" in second
    work()
    assert visit("office").post(_address("confirm")).status == 422
    assert db.session.query(Pupil).filter_by(first_name="Ada").count() == 1
    assert office.post(_address("discard")).status == 422 and office.post(_address("again")).status == 422


def test_two_lists_at_once_the_second_is_previewed_anew(send, office, work):
    send(sheet(ADA))
    first = the_import().id
    send(sheet(ADA))
    second = the_import().id
    for number in (first, second):
        office.post(f"/office/rosters/{number}/confirm")
    work()
    steps = {row.id: row.step for row in db.session.query(RosterImport)}
    assert steps == {first: Step.APPLIED, second: Step.STALE}
    assert db.session.query(Pupil).filter_by(first_name="Ada").count() == 1
    page = office.get(f"/office/rosters/{second}")
    assert page.alerts == 1 and "The school was changed after this preview was made" in page
    page = office.follow(office.post(f"/office/rosters/{second}/again"))
    work()
    page = office.get(f"/office/rosters/{second}")
    assert "Bring this list in" in page and "Ada Appel" not in page


def test_a_change_by_hand_after_the_preview_is_not_overwritten(cast, send, office, work):
    send(sheet(FLEUR))
    cast.pupils["fleur"].last_name = "Vissers"
    db.session.commit()
    office.post(_address("confirm"))
    work()
    assert the_import().step is Step.STALE and classes_of_pupils()["Fleur Vissers"] == {"3B": True}


def test_a_preview_of_yesterday_is_no_longer_confirmed(send, office):
    send(sheet(ADA))
    clock.advance(hours=25)
    office.sign_in("office")
    page = office.get(_address())
    assert "This preview is older than a day." in page and "Bring this list in" not in page
    for deed in ("confirm", "again"):
        refused = office.post(_address(deed))
        assert refused.status == 422 and "older than a day" in refused
    assert "The list is thrown away." in office.follow(office.post(_address("discard")))
    assert db.session.query(RosterImport).count() == 0


def test_a_list_that_was_thrown_away_is_gone_with_all_that_was_in_it(send, office, work):
    send(sheet(ADA))
    address = _address()
    office.post(_address("discard"))
    assert office.get(address).status == office.post(address + "/confirm").status == 404
    assert "roster_import" not in contents()


def test_work_that_breaks_is_said_and_can_be_tried_again(send, office, work):
    send(sheet(ADA))
    office.post(_address("confirm"))
    task = db.session.get_one(tasks.Task, the_import().task_id)
    task.state = tasks.State.FAILED
    db.session.commit()
    page = office.get(_address())
    assert page.alerts == 1 and "Something went wrong with us. Nothing was changed." in page
    office.post(_address("again"))
    work()
    assert "Bring this list in" in office.get(_address())


def test_the_work_done_twice_brings_it_in_once(send, office, work):
    send(sheet(ADA))
    office.post(_address("confirm"))
    asked = tasks.Asked(0, the_import().person_id, {"import": the_import().id})
    work()
    before = contents()["pupil"]
    for handler in ("roster apply", "roster preview"):
        list(tasks._handlers[handler](asked))
    assert contents()["pupil"] == before and the_import().step is Step.APPLIED


def test_progress_is_shown_without_script_and_leads_on_with_it(office, send, work):
    db.session.query(School).update({"is_demo": False})
    answer = office.post("/office/rosters", _upload(office, sheet(ADA)), content_type="multipart/form-data")
    page = office.follow(answer)
    assert "The preview is being made" in page and "You can leave this page and come back." in page
    asks = {"HX-Request": "true"}
    part = office.get(_address("progress"), headers=asks)
    assert part.status == 200 and "<html" not in part.html and "progress" in part.html
    work()
    over = office.get(_address("progress"), headers=asks)
    assert (over.status, over.response.headers["HX-Redirect"]) == (204, _address())
    assert "See how it went" in office.get(_address("progress"))


def _upload(office, content: bytes, name: str = "list.csv") -> dict:
    from io import BytesIO

    (year, *_later) = re.findall(r'<option[^>]*value="([^"]+)"', office.get("/office/rosters").html)
    return {"roster": (BytesIO(content), name), "year": year}


def test_the_file_itself_never_touches_the_disk_nor_does_what_is_not_read(office, work, monkeypatch, stage):
    secret = samples.pupil("1", "Ada Appel", "a", more=samples.secrets())
    roster = samples.edexml(samples.group("a", "3B"), secret).replace("</EDEX>", f"<!--{'x' * 900_000}--></EDEX>")
    fields = {"csrf_token": office._forgery_token(), "year": school_year_of(i18n.local_date(clock.now()))}
    body = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in fields.items()
    )
    body += f'--x\r\nContent-Disposition: form-data; name="roster"; filename="a.xml"\r\n\r\n{roster}\r\n--x--\r\n'
    with monkeypatch.context() as nowhere:
        # A temporary file can be made nowhere: an upload of this size would otherwise be put in one.
        nowhere.setattr(tempfile, "tempdir", "/nowhere")
        sent = {"data": body.encode(), "content_type": "multipart/form-data; boundary=x"}
        assert office._asked(office.client.post, "/office/rosters", **sent).status_code == 303
    work()
    assert "Ada Appel" in office.get(_address())
    lying = b"".join(path.read_bytes() for path in stage.folder.rglob("*") if path.is_file())
    assert samples.MARK.encode() not in lying and samples.MARK not in str(contents())
    assert "Ada Appel" not in str(rows("roster_import")) and "Ada Appel" not in str(rows("task"))


def test_who_did_it_is_written_down_and_about_whom(bring_as_office, cast):
    bring_as_office(sheet(ADA, FLEUR))
    assert {deed.did for deed in deeds_about(the_import())} == {"roster upload", "roster confirm"}
    (deed,) = deeds_about(cast.pupils["fleur"])
    assert (deed.did, deed.person_id) == ("roster", cast.people["office"].id)


def test_in_a_school_of_another_language_that_is_the_language_of_who_comes(app, monkeypatch, bring_as_office):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], language="ar"))
    bring_as_office(sheet(child("Ada Appel", "3B", parent("Bea Appel", language="Dutch"), parent("Cas Den"))))
    coming = db.session.query(Person).filter(Person.last_name.in_(["Appel", "Den"]))
    assert {row.first_name: row.language for row in coming} == {"Bea": "nl", "Cas": "ar"}


def test_a_new_guardian_reads_the_language_that_the_list_gives_or_the_schools(bring_as_office):
    bring_as_office(sheet(child("Ada Appel", "3B", parent("Bea Appel", language="العربية"), parent("Cas Den"))))
    coming = db.session.query(Person).filter(Person.last_name.in_(["Appel", "Den"]))
    assert {row.first_name: row.language for row in coming} == {"Bea": "ar", "Cas": "nl"}


@pytest.mark.parametrize("ending, start", [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
@pytest.mark.parametrize("language", ["nl", "en", "ar"])
def test_the_template_is_there_in_every_language_and_comes_in_when_filled_in(ending, start, language, office, send):
    page = office.get(f"/office/rosters/template-{language}.{ending}")
    assert page.status == 200 and page.response.data.startswith(start)
    assert f"samen-{language}.{ending}" in page.response.headers["Content-Disposition"]
    preview = send(page.response.data, f"list.{ending}")
    assert preview.status == 200 and "This is the example of the template." in preview


@pytest.mark.parametrize("path", ["template-xx.csv", "template-nl.exe", "template-..%2F.csv"])
def test_no_other_template_is_there(path, office):
    assert office.get(f"/office/rosters/{path}").status == 404


def test_in_the_demo_it_warns_against_real_lists(cast, visit):
    cast.people["office"].language = "en"
    assert "Do not bring a real list in here" in visit("office").get("/office/rosters")
