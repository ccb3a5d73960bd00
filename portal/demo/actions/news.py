"""The demo's class news: a few weeks of letters, one with a picture, one that waits, and a draft."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from portal import i18n, outbox, pictures
from portal.demo.actions.people import Cast
from portal.demo.rules import school_day
from portal.news import actions as news
from portal.news.actions import Written
from portal.news.models import Words
from portal.school.models import Person, SchoolClass

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
            place_words="8:15, at the school gate", language="en",
        ),
    ),
)  # fmt: skip


# The gym clothes in the words of a colleague who speaks these languages.
IN_OTHER_LANGUAGES = {
    "ar": ("ملابس الرياضة", "يوم **الثلاثاء ويوم الجمعة** عندنا رياضة. أرسِل مع طفلك حذاء الرياضة."),
    "en": ("Gym clothes", "On **Tuesday and Friday** we have gym. Give your child gym shoes to bring."),
}


def fill(cast: Cast, *, now: datetime) -> None:
    """Write the letters, one of them in other languages too, the newest of 3B with a picture of the forest."""
    folder = pictures.folder()
    for class_name, author, ago, ahead, written in LETTERS:
        letter = replace(written, happens_on=_in(ahead, now) if ahead else None)
        author_of = cast.people[author]
        at = now - timedelta(days=ago)
        post = news.write(author_of, [cast.classes[class_name]], letter, folder=folder, now=at)
        for language, words in IN_OTHER_LANGUAGES.items() if written.title == "Gymspullen mee" else ():
            news.write_version(post, language, Words(*words), author_of, now=at)
    forest = Written(
        "We gaan naar het bos", "Doe je kind laarzen aan en geef een flesje water mee. Om twaalf uur zijn we terug.",
        _in(4, now), _forest(), "Een bos in de ochtend, met een pad tussen de bomen", from_time=time(8, 30),
        until_time=time(12), place_words="bij de deur", bring="laarzen en een flesje water",
    )  # fmt: skip
    celik, class_3b = cast.people["celik"], cast.classes["3B"]
    news.write(celik, [class_3b], forest, folder=folder, now=now - timedelta(hours=20))
    told_before(now)
    _not_out_yet(celik, class_3b, folder, now)


def told_before(now: datetime) -> None:
    """What was told on earlier days is not told again today."""
    while (digest := outbox.digest_due(now)) is not None:
        outbox.close_digest(digest, now=digest.at)


def _not_out_yet(teacher: Person, school_class: SchoolClass, folder: Path, now: datetime) -> None:
    """One letter that waits for its morning, and one that is half written."""
    thanks = Written("Bedankt voor de hulp", "Met jullie hulp was het een mooie ochtend.")
    morning = i18n.at_school(_in(5, now), 8)
    news.write(teacher, [school_class], replace(thanks, publish_at=morning), folder=folder, now=now)
    filled = {
        "title": ["Boekenbeurs"],
        "text": ["Op 12 maart is er i.v.m. de boekenweek een beurs."],
        "language": ["nl"],
    }
    typed = news.Typed("demo", "", 0, filled)
    news.keep(teacher, news.About(school_class), typed, news.Folders(folder, folder, 0), now=now - timedelta(hours=2))


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
