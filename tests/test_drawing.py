"""Pictures begin where reading begins, and nothing stands outside of them."""

from datetime import date, timedelta

from portal.drawing import WIDTH, Ruler, parts_of

FIRST, LAST = date(2025, 8, 25), date(2026, 7, 10)


def test_days_stand_in_their_order_and_in_arabic_from_the_right():
    days = [FIRST + timedelta(days=n) for n in range(0, (LAST - FIRST).days, 20)]
    places = [Ruler(FIRST, LAST).of(day) for day in days]
    mirrored = [Ruler(FIRST, LAST, is_mirrored=True).of(day) for day in days]
    assert places == sorted(places) and mirrored == sorted(mirrored, reverse=True)
    assert all(abs(one + other - WIDTH) < 0.4 for one, other in zip(places, mirrored, strict=True))


def test_a_day_outside_stands_at_the_edge():
    ruler = Ruler(FIRST, LAST)
    assert ruler.of(FIRST - timedelta(days=400)) == ruler.of(FIRST) > 0
    assert ruler.of(LAST + timedelta(days=400)) == ruler.of(LAST) < WIDTH


def test_the_months_fill_the_picture_without_a_gap():
    months = Ruler(FIRST, LAST).months()
    assert [day.month for day, _span in months] == [8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7]
    assert months[0][0] == FIRST and months[1][0] == date(2025, 9, 1)
    assert abs(sum(span.width for _day, span in months) - WIDTH) < 1
    mirrored = Ruler(FIRST, LAST, is_mirrored=True).months()
    assert mirrored[0][1].x > mirrored[-1][1].x == 0.0


def test_a_year_of_one_day_is_drawn_too():
    assert Ruler(FIRST, FIRST).of(FIRST) == WIDTH / 2 and len(Ruler(FIRST, FIRST).months()) == 1


def test_parts_are_the_whole_width_together():
    parts = parts_of([2, 0, 6])
    assert [(part.x, part.width) for part in parts] == [(0.0, 75.0), (75.0, 0.0), (75.0, 225.0)]
    assert parts_of([2, 6], is_mirrored=True)[0].x == 225.0


def test_of_nothing_nothing_is_drawn():
    assert [part.width for part in parts_of([0, 0])] == [0.0, 0.0]
