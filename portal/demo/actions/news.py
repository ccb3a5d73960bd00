"""The demo's class news: a few weeks of letters, one with a picture."""

from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from portal import i18n, pictures
from portal.demo.actions.people import Cast
from portal.news import actions as news
from portal.news.actions import Written

# Class, author, days ago, title, text, days until what it is about.
LETTERS = (
    (
        "3B",
        "celik",
        20,
        "Welkom in groep 3B",
        "Fijn dat jullie er zijn. Elke maandag schrijven we hier wat we gaan doen.",
        None,
    ),
    (
        "3B",
        "jansen",
        13,
        "Gymspullen mee",
        "Op **dinsdag en vrijdag** hebben we gym. Geef je kind gymschoenen en een T-shirt mee.",
        None,
    ),
    (
        "3B",
        "celik",
        6,
        "De hele klas leest",
        "Alle kinderen hebben deze week een bladzijde hardop gelezen. We zijn trots.",
        None,
    ),
    (
        "6A",
        "vos",
        15,
        "Spreekbeurten beginnen",
        "Na de herfst houdt elk kind een spreekbeurt.\n\n- Kies samen een onderwerp\n- Oefen thuis één keer",
        None,
    ),
    (
        "6A",
        "vos",
        2,
        "Museum on Thursday",
        "We go to the museum by bus. Please bring a packed lunch and be at school at **8:15**.",
        3,
    ),
)


def fill(cast: Cast, *, now: datetime) -> None:
    """Write the letters, the newest of 3B with a picture of the forest."""
    folder = pictures.folder()
    for class_name, author, ago, title, text, ahead in LETTERS:
        written = Written(title, text, i18n.local_date(now + timedelta(days=ahead)) if ahead else None)
        news.write(cast.people[author], cast.classes[class_name], written, folder=folder, now=now - timedelta(days=ago))
    forest = Written(
        "Donderdag gaan we naar het bos",
        "We verzamelen om 8.30 uur bij de deur. Doe je kind laarzen aan en geef een flesje water mee.",
        i18n.local_date(now + timedelta(days=4)), _forest(), "Een bos in de ochtend, met een pad tussen de bomen",
    )  # fmt: skip
    news.write(cast.people["celik"], cast.classes["3B"], forest, folder=folder, now=now - timedelta(hours=20))


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
