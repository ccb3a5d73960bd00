"""The address of a picture works for one person and for a while; what families share of a page never holds one."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from portal import clock
from portal.news.views import addresses
from tests.news.conftest import own_address
from tests.stories import a_post


@pytest.fixture
def picture(cast) -> int:
    return a_post(cast.people["celik"], cast.classes["3B"], with_picture=True).pictures[0].id


def test_nothing_between_keeps_a_picture_and_the_own_browser_only_as_long_as_its_address_works(picture, visit):
    bart = visit("bart")
    answer = bart.get(own_address(bart, picture)).response
    kept = re.fullmatch(r"private, max-age=(\d+), immutable", answer.headers["Cache-Control"])
    assert kept and 0 < int(kept[1]) <= addresses.DAYS * 86_400
    assert "Cookie" in answer.headers["Vary"]


@pytest.mark.parametrize("who", ["dana", "celik", "head"])
def test_a_copied_address_is_refused_to_others_even_of_the_same_class(who, picture, visit):
    barts = own_address(visit("bart"), picture)
    answer = visit(who).get(barts)
    assert answer.status == 410 and answer.response.content_type.startswith("text/html")
    assert visit(who).get(f"/pictures/{picture}").status == 200, "the page with the picture is theirs too"
    assert visit().get(barts).location.startswith("/sign-in")
    assert visit("olena").get(barts).status == 404


def test_an_address_is_over_after_two_days_and_the_page_has_a_new_one(picture, visit):
    bart = visit("bart")
    address = own_address(bart, picture)
    clock.advance(hours=20)
    assert bart.get(address).status == 200
    clock.advance(hours=30)
    assert bart.get(address).status == 410
    assert bart.get(own_address(bart, picture)).status == 200


@pytest.mark.parametrize(
    "by", ["", "?by=", "?by=x.y", "?by=999999.abc", "?by=9999999999.abc", "?by=-1.abc", "?by=٣.abc"]
)
def test_a_made_up_address_is_refused(by, picture, visit):
    assert visit("bart").get(f"/pictures/{picture}/400{by}").status == 410


def test_the_address_of_one_picture_opens_no_other(picture, cast, visit):
    bart = visit("bart")
    other = a_post(cast.people["celik"], cast.classes["3B"], with_picture=True).pictures[0].id
    copied = own_address(bart, picture).replace(f"/pictures/{picture}/", f"/pictures/{other}/")
    assert bart.get(copied).status == 410


def test_each_reader_gets_the_own_addresses_though_a_letter_is_rendered_once(picture, cast, visit, page_of):
    first, second = visit("bart"), visit("dana")
    pages = [first.get(page_of).html, second.get(page_of).html, first.get(page_of).html]
    found = [set(re.findall(r"\?by=([\w.]+)", html)) for html in pages]
    assert all(len(each) == 1 for each in found)
    assert found[0] == found[2] and not found[0] & found[1]
    for html, reader in zip(pages, (first, second), strict=False):
        assert addresses._MARK not in html, "no place is left open"
        assert reader.get(re.findall(r'src="(/pictures/[^"]+)"', html)[0]).status == 200


def test_forms_under_a_letter_carry_the_readers_own_token(cast, visit, page_of):
    a_post(cast.people["celik"], cast.classes["3B"])
    tokens = []
    for who in ("bart", "dana"):
        html = visit(who).get(page_of).html
        tokens.append(re.findall(r'class="reactions[^>]+>.*?name="csrf_token" value="([^"]+)"', html, re.S)[0])
    assert tokens[0] != tokens[1] and not any(addresses._MARK in token for token in tokens)


def test_a_picture_is_shown_large_with_the_way_back_and_its_words(picture, visit, page_of):
    bart = visit("bart")
    assert f'<a class="large" href="/pictures/{picture}">' in bart.get(page_of).html
    page = bart.get(f"/pictures/{picture}")
    assert 'alt="Een bos"' in page.html and f'href="{page_of}#post-' in page.html
    assert bart.get(own_address(bart, picture, 1600)).response.content_type == "image/webp"


def test_readers_at_the_same_moment_do_not_get_each_others(picture, cast, visit, page_of):
    readers = [visit("bart"), visit("dana")] * 3
    with ThreadPoolExecutor(3) as pool:
        pages = list(pool.map(lambda reader: reader.client.get(page_of).get_data(as_text=True), readers))
    found = [re.findall(r"\?by=([\w.]+)", html)[0] for html in pages]
    assert len(set(found)) == 2 and found[::2] == found[:1] * 3
