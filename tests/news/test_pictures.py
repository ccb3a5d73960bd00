"""Pictures: re-encoded without what the camera added, in three sizes, for who may see them; else refused."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageFile

from portal import pictures
from portal.db import db
from portal.news.models import Picture, Post
from tests.news.conftest import own_address
from tests.stories import a_picture, a_post

LETTER = {"title": "Bos", "text": "Kijk.", "language": "nl", "alternative": "Een bos"}


def _picture(post: Post) -> int:
    return post.pictures[0].id


@pytest.fixture
def write(cast, visit):
    """celik writes a letter with this file."""
    celik = visit("celik")

    def posts(data: bytes, name: str = "bos.jpg"):
        file = (BytesIO(data), name)
        return celik.post(f"/classes/{cast.classes['3B'].id}/write", LETTER | {"pictures": file})

    return posts


@pytest.fixture
def folder(app):
    """What lies in the pictures' folder."""
    return lambda: {path.name for path in pictures.folder().glob("*")}


def photo() -> bytes:
    """As from a phone: held upright, with the place where it was taken, red at the top as one looks at it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Secret camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 7.0)})
    picture = Image.new("RGB", (2000, 1000), "blue")
    picture.paste("red", (0, 0, 1000, 1000))
    file = BytesIO()
    picture.save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_a_photo_is_turned_upright_and_tells_nothing_but_the_picture(write, visit, app):
    assert b"Secret camera" in photo()
    assert write(photo()).status == 303
    picture = db.session.query(Picture).one()
    assert (picture.width, picture.height) == (1000, 2000)
    bart = visit("bart")
    for size, width in ((400, 400), (800, 800), (1600, 1000)):
        answer = bart.get(own_address(bart, picture.id, size)).response
        shown = Image.open(BytesIO(answer.data))
        assert (shown.format, shown.width, dict(shown.getexif())) == ("WEBP", width, {})
        assert b"Secret" not in answer.data and b"Exif" not in answer.data
        colour = shown.convert("RGB").crop(
            (shown.width // 2, shown.height // 4, shown.width // 2 + 1, shown.height // 4 + 1)
        )
        red, _green, blue = colour.tobytes()
        assert red > 200 and blue < 60


def test_the_page_offers_each_size_with_its_real_width(write, visit, cast):
    write(a_picture((1000, 500)))
    bart = visit("bart")
    page = bart.get(f"/classes/{cast.classes['3B'].id}")
    small, middle, large = (own_address(bart, 1, size) for size in (400, 800, 1600))
    assert f'srcset="{small} 400w, {middle} 800w, {large} 1000w"' in page.html
    assert 'width="1000" height="500" alt="Een bos"' in page.html


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_the_kind_is_told_by_the_content_not_by_the_name(kind, write):
    assert write(a_picture((300, 200), kind), "holiday.txt").status == 303


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_way_of_colouring_is_read(mode, write):
    picture = Image.new("RGB", (50, 40), "#7ba985")
    picture = Image.new("I;16", (50, 40), 9000) if mode == "I;16" else picture.convert(mode)
    file = BytesIO()
    picture.save(file, "JPEG" if mode == "CMYK" else "PNG")
    assert write(file.getvalue()).status == 303


def header_of_a_huge_png() -> bytes:
    """A PNG of 63 bytes that says it is 30000 × 30000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 10)) + chunk(b"IEND", b"")


BAD = {
    "nothing": b"",
    "text": b"This is no picture at all.",
    "html": b"<html><script>alert(1)</script></html>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "pdf": b"%PDF-1.4 1 0 obj",
    "cut off": a_picture()[:2000],
    "only a header": a_picture()[:20],
    "turned to rubbish": a_picture()[:300] + bytes(range(256)) * 4,
    "a kind we do not take": a_picture((30, 30), "BMP"),
    "a bomb": header_of_a_huge_png(),
    "too many pixels": a_picture((8000, 6300), "PNG"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_picture_is_refused_kindly_and_nothing_is_kept(what, write, folder):
    before = folder()
    answer = write(BAD[what])
    assert answer.status == 422 and 'id="pictures-error"' in answer.html
    assert "Kijk." in answer.html, "the text is not lost"
    assert db.session.query(Post).count() == 0 and folder() == before


def test_a_cut_off_picture_is_refused_after_a_letter_was_laid_out_too(write, monkeypatch):
    """What makes the letters changes this for the whole process as soon as it is imported."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert write(BAD["cut off"]).status == 422 and db.session.query(Post).count() == 0


def test_a_strip_of_pixels_stays_within_bounds(write):
    assert write(a_picture((1, 20_000), "PNG")).status == 303
    picture = db.session.query(Picture).one()
    assert picture.height <= pictures.TALLEST * pictures.SIZES[-1]


def test_a_full_disk_is_said_and_nothing_is_kept(write, folder, monkeypatch):
    before, picture = folder(), a_picture()

    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Image.Image, "save", full)
    answer = write(picture)
    assert answer.status == 422 and 'id="pictures-error"' in answer.html
    assert db.session.query(Post).count() == 0 and folder() == before


def test_a_request_that_fails_afterwards_leaves_no_files(write, folder, monkeypatch):
    from portal.news.views import writing

    before = folder()
    monkeypatch.setattr(writing, "tell", lambda _text: 1 / 0)
    assert write(a_picture()).status == 500
    assert db.session.query(Post).count() == 0 and folder() == before


def test_while_a_picture_is_decoded_others_can_write(write, cast, app, monkeypatch):
    from threading import Thread

    from portal.db import transaction

    decoded, done = pictures._decoded, []

    def somebody_else():
        with app.app_context(), transaction() as session:
            session.execute(db.text("UPDATE school SET phone = '030'"))
            done.append("written")

    def slowly(data):
        other = Thread(target=somebody_else)
        other.start()
        other.join(timeout=5)
        assert done == ["written"]
        return decoded(data)

    monkeypatch.setattr(pictures, "_decoded", slowly)
    assert write(a_picture()).status == 303


@pytest.mark.parametrize("who, status", [(None, 303), ("olena", 404), ("vos", 404), ("noor", 403), ("office", 403),
                                         ("dana", 200), ("celik", 200), ("head", 200)])  # fmt: skip
def test_only_who_reads_the_class_sees_its_pictures(who, status, cast, visit):
    post = a_post(cast.people["celik"], cast.classes["3B"], with_picture=True)
    reader = visit(who)
    assert reader.get(f"/pictures/{_picture(post)}").status == status
    address = own_address(reader, _picture(post)) if status == 200 else f"/pictures/{_picture(post)}/400"
    assert reader.get(address).status == status


@pytest.mark.parametrize("size", [0, 1, 401, 99999])
def test_another_size_is_not_found(size, cast, visit):
    post = a_post(cast.people["celik"], cast.classes["3B"], with_picture=True)
    assert visit("bart").get(f"/pictures/{_picture(post)}/{size}").status == 404


def test_a_file_larger_than_the_limit_gets_a_clear_page(write, app):
    answer = write(b"x" * (app.config["SETTINGS"].upload_megabytes * 1024 * 1024 + 1))
    assert answer.status == 413 and "<h1>" in answer.html
    assert db.session.query(Post).count() == 0
