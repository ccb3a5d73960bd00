"""The pages of the figures: who sees which numbers, in which form; and that nobody's name gets out."""

import io
import re
from collections import Counter

import pypdfium2
import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from portal import clock, i18n
from portal.db import db
from portal.help_calls import actions as help_calls
from portal.help_calls.models import HelpCall
from portal.incidents import actions as incidents
from portal.incidents.actions import Named
from portal.incidents.rules import Part
from portal.school.models import Person, Pupil
from portal.yearly.forms import words
from portal.yearly.models import FiguresLink
from portal.yearly.queries import beside
from tests.stories import a_call, some_facts

MARK = "XMARKX"
FILES = ("csv", "xlsx", "pdf")


def some_incidents(cast, number: int) -> None:
    facts = some_facts(cast, f"{MARK} Bart Visser schreeuwde")
    for _time in range(number):
        incidents.log(cast.people["noor"], facts, now=clock.now())
    db.session.commit()


def next_month() -> None:
    """On to the next month: then this one can be told to others."""
    clock.advance(days=31)


def year_of_now() -> int:
    today = i18n.local_date(clock.now())
    return today.year if today.month >= 8 else today.year - 1


def text_of(page, ending: str) -> str:
    data = page.response.get_data()
    if ending == "csv":
        return data.decode()
    if ending == "xlsx":
        (sheet,) = load_workbook(io.BytesIO(data)).worksheets
        return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    return "\n".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(data))


def test_the_leader_sees_every_number_and_few_questions_are_asked(cast, visit, queries):
    some_incidents(cast, 3)
    head = visit("head")
    with queries() as asked:
        page = head.get("/yearly")
    assert "3 incidenten" in page and "Per maand" in page and "Balie" in page and len(asked) <= 12
    assert re.search(r"Balie.*?<td>3</td>", page.html, re.S)


@pytest.mark.parametrize(
    "path, number, told", [("/yearly", 3, ["3"]), ("/yearly/report", 7, []), ("/yearly/report", 3, [])]
)
def test_the_picture_of_the_year_says_what_it_shows_and_no_more_than_the_table(path, number, told, cast, visit):
    some_incidents(cast, number)
    next_month()
    said = re.search(r'<desc id="months-words">([^<]*)<', visit("head").get(path).html)
    assert re.findall(r": ([1-9]\d*)", said[1] if said else "") == told


def test_the_old_address_still_leads_there(cast, visit):
    sam = visit("sam")
    assert "Schooljaar 2025" in sam.follow(sam.get("/incidents/figures?year=2025"))
    assert sam.get("/incidents/figures").location == "/yearly"


@pytest.mark.parametrize("year", ["-1", "0", "99999999", "x", "1e9", ""])
def test_a_year_that_is_none_shows_this_one(year, cast, visit):
    assert f"Schooljaar {year_of_now()}" in visit("sam").get(f"/yearly?year={year}")


def test_a_year_without_incidents_says_so(cast, visit):
    assert "In dit schooljaar is niets gemeld." in visit("head").get("/yearly?year=2001")


def test_others_learn_of_few_incidents_only_that_they_were_few(cast, visit):
    some_incidents(cast, 4)
    next_month()
    page = visit("head").get("/yearly/report")
    assert "Minder dan 5 incidenten" in page and "Per maand" not in page


def test_others_read_no_small_number(cast, visit):
    some_incidents(cast, 7)
    next_month()
    page = visit("head").get("/yearly/report")
    numbers = [int(each) for each in re.findall(r"<td>(\d+)</td></tr>", page.html)]
    assert "7 incidenten" in page and "Per maand" in page and all(each >= 5 for each in numbers)


def test_this_month_is_not_told_to_others_yet(cast, visit):
    some_incidents(cast, 7)
    assert "Minder dan 5 incidenten" in visit("head").get(f"/yearly/report?year={year_of_now()}")


def names_of_everybody() -> set[str]:
    people = [*db.session.scalars(select(Person)).unique(), *db.session.scalars(select(Pupil)).unique()]
    return {each.last_name for each in people if len(each.last_name) > 4} | {
        each.first_name for each in people if len(each.first_name) > 4
    }


def test_no_name_and_no_word_of_what_happened_comes_out(cast, visit):
    """Every text holds a mark and every colleague and class is named; nothing of it is in any form of the figures."""
    facts = some_facts(cast, MARK)
    marked = type(facts)(**{**vars(facts), "involved": MARK, "injuries": MARK, "measures_taken": MARK})
    for _time in range(8):
        incident = incidents.log(cast.people["noor"], marked, now=clock.now())
        everybody = {part: [cast.people[who] for who in ("celik", "ravi", "elif")] for part in Part}
        incidents.name(incident, Named(everybody, [cast.classes["3B"]]), cast.people["noor"], now=clock.now())
        incidents.add(incident, cast.people["noor"], MARK, now=clock.now())
    call = a_call(cast)
    help_calls.answer_coming(call, cast.people["ravi"], now=clock.now())
    db.session.commit()
    next_month()
    head, sam = visit("head"), visit("sam")
    said = [sam.get(f"/yearly?year={year_of_now()}").text.partition("Schooljaar")[2], sam.get("/yearly/report").text]
    said += [text_of(head.get(f"/yearly/report.{ending}"), ending) for ending in FILES]
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names_of_everybody()))
    for text in said:
        assert "8" in text and MARK not in text and not pattern.findall(text), pattern.findall(text)


@pytest.mark.parametrize("ending", FILES)
def test_the_report_as_a_file_says_the_same(ending, cast, visit):
    some_incidents(cast, 7)
    next_month()
    answer = visit("head").get(f"/yearly/report.{ending}")
    assert "7" in text_of(answer, ending) and "Balie" in text_of(answer, ending)
    assert f'.{ending}"' in answer.response.headers["Content-Disposition"]


def test_another_kind_of_file_is_not_there(cast, visit):
    assert visit("head").get("/yearly/report.exe").status == 404


def test_how_fast_help_came(cast, visit):
    call = a_call(cast)
    ravi = cast.people["ravi"]
    clock.advance(seconds=80)
    help_calls.answer_coming(call, ravi, now=clock.now())
    db.session.commit()
    page = visit("head").get("/yearly")
    assert "1 min 20 s" in page
    db.session.execute(update(HelpCall).values(is_drill=True))
    db.session.commit()
    page = visit("head").get("/yearly")
    assert "Oefeningen" in page and "1 min 20 s" in page


def test_aftercare_in_time_and_late(cast, visit):
    some_incidents(cast, 1)
    clock.advance(days=3)
    page = visit("head").get(f"/yearly?year={year_of_now()}")
    assert "Stappen van nazorg" in page and "0%" in page


def test_what_a_feature_counts_beside_has_a_table_of_its_own(cast, visit, monkeypatch):
    """Some of each are small: others see a dot; without rows there is no table."""
    counts = {"letters": Counter(warning=9, ban=2, talk=3), "nothing": Counter()}
    for key, found in counts.items():
        monkeypatch.setitem(beside.BESIDE, key, lambda _start, _end, _now, found=found: found)
        monkeypatch.setitem(
            words.BESIDE, key, (f"Title of {key}", {"warning": "Warned", "ban": "Banned", "talk": "Talked"})
        )
    page = visit("head").get("/yearly")
    assert "Title of letters" in page and "Title of nothing" not in page
    assert re.search(r"Banned.*?<td>2</td>", page.html, re.S)
    page = visit("head").get("/yearly/report")
    assert "Warned 9" in page and "Banned · verborgen" in page and "Talked · verborgen" in page


def a_link(head) -> str:
    page = head.follow(head.post("/yearly/links"))
    (address,) = re.findall(r"/yearly/shared/[\w-]+", page.text)
    return address


def test_a_reader_with_a_link_reads_the_report_without_an_account(cast, visit):
    some_incidents(cast, 7)
    next_month()
    address = a_link(head := visit("head"))
    assert address not in head.get("/yearly/links").html
    reader = visit()
    page = reader.get(address, headers={"Accept-Language": "nl"})
    assert "7 incidenten" in page and "Terug naar de cijfers" not in page
    for ending in FILES:
        assert "7" in text_of(reader.get(f"{address}/report.{ending}"), ending)


def test_a_link_that_was_ended_or_is_old_or_guessed_opens_nothing(cast, visit):
    head, reader = visit("head"), visit()
    ended, old = a_link(head), a_link(head)
    link = db.session.scalars(select(FiguresLink).order_by(FiguresLink.id).limit(1)).one()
    for _press in range(2):
        assert head.post(f"/yearly/links/{link.id}/end").status == 303
    assert reader.get(ended).status == 404 and reader.get(old).status == 200
    assert reader.get("/yearly/shared/guessed").status == 404
    clock.advance(days=91)
    assert reader.get(old).status == 404


def test_guesses_are_counted(cast, visit):
    reader = visit()
    assert {reader.get(f"/yearly/shared/{number}").status for number in range(31)} == {404, 429}


def test_what_a_link_tells_does_not_grow_by_the_day(cast, visit):
    some_incidents(cast, 7)
    next_month()
    address = a_link(visit("head"))
    some_incidents(cast, 6)
    clock.advance(days=40)
    assert "7 incidenten" in visit().get(address, headers={"Accept-Language": "nl"})


@pytest.mark.parametrize("who", ["noor", "celik", "office", "ravi", "amina"])
def test_figures_are_for_leader_and_coordinator(who, cast, visit):
    for path in ("/yearly", "/yearly/report", "/yearly/report.csv", "/yearly/links"):
        assert visit(who).get(path).status == 403
    assert "/yearly" not in visit("noor").get("/incidents").html


def test_the_coordinator_makes_no_links(cast, visit):
    assert visit("sam").post("/yearly/links").status == 403
    assert "/yearly/links" not in visit("sam").get("/yearly").html


def test_last_years_incidents_are_not_this_years(cast, visit):
    some_incidents(cast, 1)
    before = year_of_now()
    clock.advance(days=366)
    sam = visit("sam")
    assert "0 incidenten" in sam.get("/yearly") and "1 incident" in sam.get(f"/yearly?year={before}")
