"""Documents with a message: told by their content, never opened as a page, only for who reads the class."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from portal import clock, documents
from portal.db import db
from portal.news.models import Attachment, Post
from tests.news.test_pictures import BAD as BAD_PICTURES
from tests.stories import A_PDF, a_post

LETTER = {"title": "Bos", "text": "Lees de brief.", "language": "nl"}
TYPES = f'<Types><Override PartName="/word/document.xml" ContentType="{documents.WORD_TYPE}"/></Types>'
PARTS_OF_WORD = {"[Content_Types].xml": TYPES, "_rels/.rels": "<Relationships/>", "word/document.xml": "<document/>"}


MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def tie(kind: str) -> str:
    """A part of a Word document that says: this comes from elsewhere."""
    elsewhere = f'<Relationship Type="http://x/{kind}" TargetMode="External" Target="http://x/"/>'
    return f"<Relationships>{elsewhere}</Relationships>"


def docx(**other: str | bytes) -> bytes:
    """A small Word document, with some parts replaced or added ("__" stands for "/")."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for name, content in (PARTS_OF_WORD | {key.replace("__", "/"): value for key, value in other.items()}).items():
            file.writestr(name, content)
    return packed.getvalue()


def zipped(parts: dict[str, str]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return packed.getvalue()


@pytest.fixture
def write(cast, visit):
    """celik writes a letter with this file."""
    celik = visit("celik")
    return lambda data, name="brief.pdf": celik.post(
        f"/classes/{cast.classes['3B'].id}/write", LETTER | {"documents": (BytesIO(data), name)}
    )


def kept() -> list[str]:
    return [path.name for path in documents.folder().glob("*")]


@pytest.mark.parametrize("data, name, kind", [
    (A_PDF, "Brief van school.PDF", "pdf"), (docx(), "brief.docx", "docx"), (A_PDF, "posing.docx", "pdf"),
])  # fmt: skip
def test_a_document_is_told_by_its_content_and_always_saved_never_opened(data, name, kind, write, visit, cast):
    assert write(data, name).status == 303
    paper = db.session.query(Attachment).one()
    assert (paper.kind, paper.size, paper.name.endswith(f".{kind}")) == (kind, len(data), True)
    page = visit("dana").get(f"/classes/{cast.classes['3B'].id}")
    assert f'href="/documents/{paper.id}" download' in page.html and paper.name in page
    answer = visit("dana").get(f"/documents/{paper.id}").response
    assert answer.data == data and answer.headers["Content-Disposition"].startswith("attachment;")
    assert (
        answer.headers["X-Content-Type-Options"] == "nosniff"
        and answer.headers["Content-Type"] == documents.KINDS[kind]
    )
    assert answer.headers["Cache-Control"] == "private, no-store"


def bomb() -> bytes:
    """Half a megabyte that becomes 250 when it is opened."""
    return docx(word__media__image1=b"\0" * (documents.MOST_UNPACKED + 1))


BAD = {
    **{name: data for name, data in BAD_PICTURES.items() if name not in ("pdf", "too many pixels")},
    "a web page that poses as a PDF": b"<html><script>alert(1)</script>%PDF-1.7\n</html>",
    "a PDF that begins later": b"\n%PDF-1.7\n",
    "a zip": zipped({"readme.txt": "hello"}),
    "a spreadsheet": docx(**{"[Content_Types].xml": "<Types/>"}),
    "a cut off Word document": docx()[:-40],
    "macros": docx(word__vbaProject=b"x"),
    "macros by their name": docx(**{"word/vbaProject.bin": b"x"}),
    "a macro document": docx(**{"[Content_Types].xml": TYPES.replace(documents.WORD_TYPE, MACROS)}),
    "a control": docx(**{"word/activeX/activeX1.xml": "<x/>"}),
    "an object inside": docx(**{"word/embeddings/oleObject1.bin": b"x"}),
    "a template from elsewhere": docx(**{"word/_rels/settings.xml.rels": tie("attachedTemplate")}),
    "a picture from elsewhere, in UTF-16": docx(
        **{"word/_rels/document.xml.rels": ('<?xml version="1.0" encoding="utf-16"?>' + tie("image")).encode("utf-16")}
    ),
    "entities": docx(**{"[Content_Types].xml": '<!DOCTYPE x [<!ENTITY a "b">]><Types>&a;</Types>'}),
    "many parts": zipped(PARTS_OF_WORD | {f"word/{n}.xml": "" for n in range(documents.MOST_PARTS)}),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_bad_document_is_refused_kindly_and_nothing_is_kept(what, write):
    before = kept()
    answer = write(BAD[what])
    assert answer.status == 422 and 'id="documents-error"' in answer.html and "Lees de brief." in answer.html
    assert db.session.query(Post).count() == 0 and kept() == before


def test_a_document_that_becomes_huge_is_refused(write):
    assert write(bomb()).status == 422 and db.session.query(Post).count() == 0


def test_a_link_in_a_word_document_is_only_a_link(write):
    assert write(docx(**{"word/_rels/document.xml.rels": tie("hyperlink")})).status == 303


def test_a_document_over_the_schools_limit_is_refused(write, app, monkeypatch):
    from dataclasses import replace

    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], document_megabytes=1))
    assert write(A_PDF + b"x" * 1024 * 1024).status == 422
    assert write(A_PDF).status == 303


def test_a_full_disk_is_said_and_nothing_is_kept(write, monkeypatch):
    from pathlib import Path

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    before = kept()
    assert write(A_PDF).status == 422 and kept() == before


def test_five_documents_and_no_more(visit, cast):
    celik = visit("celik")
    many = [(BytesIO(A_PDF), f"{n}.pdf") for n in range(6)]
    assert celik.post(f"/classes/{cast.classes['3B'].id}/write", LETTER | {"documents": many}).status == 422


@pytest.mark.parametrize("given, name", [
    ("../../etc/passwd.pdf", "passwd.pdf"), ("C:\\school\\Brief 1.docx", "Brief 1.pdf"), ("", "document.pdf"),
    ("…/\u202efdp.exe", "fdp.exe.pdf"), ("a" * 300 + ".pdf", "a" * 100 + ".pdf"), ('x"\r\n: y.pdf', "x y.pdf"),
])  # fmt: skip
def test_the_name_is_safe_to_save_under(given, name):
    assert documents.name_of(given, "pdf") == name


@pytest.mark.parametrize("who, status", [(None, 303), ("olena", 404), ("vos", 404), ("noor", 403), ("office", 403),
                                         ("dana", 200), ("celik", 200), ("head", 200)])  # fmt: skip
def test_only_who_reads_the_class_fetches_it(who, status, write, visit):
    write(A_PDF)
    number = db.session.query(Attachment).one().id
    assert visit(who).get(f"/documents/{number}").status == status


def test_a_withdrawn_document_is_gone_for_everybody(write, visit):
    write(A_PDF)
    number, post = db.session.query(Attachment.id, Attachment.post_id).one()
    visit("celik").post(f"/posts/{post}/withdraw")
    assert {visit(who).get(f"/documents/{number}").status for who in ("dana", "celik", "head")} == {404}


def test_what_has_run_out_leaves_the_disk_too(write, work):
    write(A_PDF)
    post = db.session.query(Post).one()
    assert len(kept()) >= 1
    key = post.attachments[0].key
    post.withdrawn_at = clock.now()
    clock.advance(days=31)
    work()
    assert db.session.query(Attachment).count() == 0 and key not in kept()


def test_a_request_that_fails_afterwards_leaves_no_files(write, monkeypatch):
    from portal.news.views import writing

    before = kept()
    monkeypatch.setattr(writing, "tell", lambda _text: 1 / 0)
    assert write(A_PDF).status == 500 and kept() == before


def test_a_post_without_documents_shows_none(cast, visit):
    a_post(cast.people["celik"], cast.classes["3B"])
    assert "/documents/" not in visit("dana").get(f"/classes/{cast.classes['3B'].id}").html
