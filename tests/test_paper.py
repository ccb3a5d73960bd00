"""What is printed: laid out sheet by sheet while others wait their turn, bound into one file, fetched from nowhere."""

import threading

import pypdfium2
import pytest

from portal import paper
from portal.paper import NotBound

STYLE = "css/letter.css"


def book(sheets: list[str]) -> tuple[list[int], bytes]:
    """How far it was after each moment, and the file."""
    binding, seen = paper.bound(sheets, STYLE), []
    while True:
        try:
            seen.append(next(binding))
        except StopIteration as ready:
            return seen, ready.value


def test_a_book_has_a_page_for_each_sheet_in_order_and_tells_how_far_it_is():
    seen, pdf = book([f"<p>Sheet {n}</p>" for n in range(12)])
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_bounded().strip() for page in document]
    assert texts == [f"Sheet {n}" for n in range(12)]
    assert seen == sorted(seen) and seen[-1] == 12


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_sheet_that_takes_two_pages_is_no_sheet():
    with pytest.raises(NotBound):
        book(["<p>short</p>", "<p>long</p>" * 200])


def test_whoever_stops_asking_stops_the_work():
    binding = paper.bound(["<p>Sheet</p>"] * 5000, STYLE)
    next(binding)
    (binder,) = [thread for thread in threading.enumerate() if thread.name == "binder"]
    binding.close()
    binder.join(10)
    assert not binder.is_alive()


def test_nothing_is_fetched(caplog):
    paper.laid_out("<img src='file:///etc/hostname'><img src='http://127.0.0.1:9/x'>", STYLE)
    assert [record for record in caplog.records if "disallowed" in record.getMessage()]
