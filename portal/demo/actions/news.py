"""The demo's class news: a few weeks of letters, one with a picture."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from portal import i18n, pictures
from portal.demo.actions.people import Cast
from portal.demo.rules import school_day
from portal.news import actions as news
from portal.news.actions import Written

# Class, author, days ago, days until what it is about, and what was written.
LETTERS: tuple[tuple[str, str, int, int | None, Written], ...] = (
    (
        "3B", "celik", 20, None,
        Written("Welkom in groep 3B", "Fijn dat jullie er zijn. Elke maandag schrijven we hier wat we gaan doen."),
    ),
    (
        "3B", "jansen", 13, None,
        Written("Gymspullen mee", "Op **dinsdag en vrijdag** hebben we gym. Geef je kind gymschoenen mee."),
    ),
    (
        "3B", "celik", 6, None,
        Written("De hele klas leest", "Alle kinderen hebben deze week een bladzijde hardop gelezen. We zijn trots."),
    ),
    (
        "6A", "vos", 15, None,
        Written(
            "Spreekbeurten beginnen",
            "Na de herfst houdt elk kind een spreekbeurt.\n\n- Kies samen een onderwerp\n- Oefen thuis één keer",
        ),
    ),
    (
        "6A", "vos", 2, 3,
        Written(
            "To the museum by bus", "Please bring a packed lunch, and good shoes for the walk from the bus stop.",
            time_words="8:15, at the school gate", language="en",
        ),
    ),
)  # fmt: skip


def fill(cast: Cast, *, now: datetime) -> None:
    """Write the letters, the newest of 3B with a picture of the forest."""
    folder = pictures.folder()
    for class_name, author, ago, ahead, written in LETTERS:
        letter = replace(written, happens_on=_in(ahead, now) if ahead else None)
        news.write(cast.people[author], cast.classes[class_name], letter, folder=folder, now=now - timedelta(days=ago))
    forest = Written(
        "We gaan naar het bos", "Doe je kind laarzen aan en geef een flesje water mee. Om twaalf uur zijn we terug.",
        _in(4, now), _forest(), "Een bos in de ochtend, met een pad tussen de bomen",
        time_words="8.30 uur, bij de deur",
    )  # fmt: skip
    news.write(cast.people["celik"], cast.classes["3B"], forest, folder=folder, now=now - timedelta(hours=20))


def _in(days: int, now: datetime) -> date:
    return school_day(i18n.local_date(now + timedelta(days=days)))


def _forest() -> bytes:
    """A small drawing of a forest, made here so that no photo has to be shipped."""
    picture = Image.new("RGB", (1200, 700), "#cfe3d2")
    draw = ImageDraw.Draw(picture)
    draw.polygon([(0, 520), (1200, 430), (1200, 700), (0, 700)], fill="#7ba985")
    draw.polygon([(560, 460), (640, 460), (860, 700), (380, 700)], fill="#e6d3ae")
    for number, x in enumerate(range(40, 1200, 95)):
        if not 480 < x < 720:
            top, foot = 120 + (number * 53) % 130, 500 - (number * 17) % 40
            draw.rectangle([x + 26, foot - 60, x + 42, foot + 60], fill="#6b4a2f")
            draw.polygon(
                [(x - 34, foot), (x + 34, top), (x + 102, foot)], fill=("#2f7d4f", "#3c8f5d", "#276b43")[number % 3]
            )
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
