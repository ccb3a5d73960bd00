"""Pages about home ask the database little, however much families share."""

from portal.db import db
from portal.home_context.rules import Theme
from tests.stories import a_home_item, a_stand_in

# Who it is, what they may, the menu, the school; and of home: items, drafts, recordings, looks, readers, what is asked.
MOST_FOR_A_FAMILY, MOST_FOR_THE_SCHOOL = 16, 16


def test_a_familys_pages_ask_no_more_when_every_theme_is_filled(cast, visit, queries, zofias_page):
    dana = visit("dana")
    a_home_item(cast.people["dana"], cast.pupils["zofia"], "Horses")
    db.session.commit()
    few = _asked(dana, queries, zofias_page)
    for theme in Theme:
        a_home_item(cast.people["dana"], cast.pupils["zofia"], f"Words of {theme}", theme)
    db.session.commit()
    many = _asked(dana, queries, zofias_page)
    assert len(many) <= len(few) <= MOST_FOR_A_FAMILY, "\n".join(many)
    theme = _asked(dana, queries, f"{zofias_page}/loves")
    assert len(theme) <= MOST_FOR_A_FAMILY, "\n".join(theme)


def test_what_a_class_needs_today_asks_no_more_for_more_children(cast, visit, queries):
    a_stand_in(cast, "vos")
    page, vos = f"/home-context/today/{cast.classes['3B'].id}", visit("vos")
    a_home_item(cast.people["dana"], cast.pupils["zofia"], "No nuts", Theme.EVERY_DAY)
    db.session.commit()
    few = _asked(vos, queries, page)
    for who, child in (("amina", "yusuf"), ("bart", "fleur"), ("pawel", "zofia")):
        for theme in (Theme.EVERY_DAY, Theme.COLLECTING):
            a_home_item(cast.people[who], cast.pupils[child], "Water", theme)
    db.session.commit()
    many = _asked(vos, queries, page)
    assert len(many) <= len(few) <= MOST_FOR_THE_SCHOOL, "\n".join(many)


def _asked(visitor, queries, page: str) -> list[str]:
    visitor.get(page)
    with queries() as asked:
        assert visitor.get(page).status == 200
    return asked
