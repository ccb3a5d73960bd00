"""After a day of use nothing that is sealed can be read in the database's own files, nor in a dump of its tables."""

import psycopg
from sqlalchemy import text
from sqlalchemy.engine import make_url

from portal import clock, files
from portal.contact import actions as in_touch
from portal.db import Base, db
from portal.home_context.rules import Theme
from portal.incidents import actions as incidents
from portal.incidents.models import RegisterEntry
from portal.privacy.actions import copying, holds, planning
from portal.taking_part import actions as taking_part
from tests.privacy.conftest import today
from tests.stories import a_contact, a_home_item, an_occasion, some_facts, told

SECRETS = {
    "phone": "0698711234",
    "home": "Geheim van thuis",
    "contact": "Oma kwam het vertellen",
    "correction": "Het was tante",
    "born": "2018-11-30",
    "restriction": "Mag niet in de buurt komen",
    "document": "Vonnis 4711",
    "facts": "Hij sloeg met de deur",
    "addition": "Achteraf bleek het anders",
    "hold": "Klacht 99",
    "erase": "Vraag van moeder",
    "copy": "Paspoort gezien",
    "typed": "Half getypte zin",
    "reason": "Wij zijn ziek geworden",
    "remark": "Met rolstoel graag",
    "said": "De gymzaal is koud",
    "anonymous": "Mijn zoon durft niet",
}


def a_day_of_use(cast, visit, work) -> None:
    told(cast)
    now, office, bart = clock.now(), cast.people["office"], cast.people["bart"]
    bart.phone = SECRETS["phone"]
    cast.pupils["fleur"].born_on = SECRETS["born"]
    tie = cast.pupils["fleur"].guardianships[0]
    tie.restriction, tie.document_reference = SECRETS["restriction"], SECRETS["document"]
    a_home_item(bart, cast.pupils["fleur"], SECRETS["home"], Theme.EVENTS)
    moment = a_contact(cast, "celik", "fleur", words=SECRETS["contact"])
    in_touch.correct(moment, bart, SECRETS["correction"], now=now)
    incident = incidents.log(cast.people["noor"], some_facts(cast, SECRETS["facts"]), now=now)
    incidents.add(incident, cast.people["sam"], SECRETS["addition"], now=now)
    holds.place(cast.pupils["yusuf"], office, reason=SECRETS["hold"], review_on=today(), now=now)
    planning.plan(cast.people["parent39"], office, reason=SECRETS["erase"], now=now)
    copying.ask(bart, office, reason=SECRETS["copy"], now=now)
    evening = an_occasion(office)
    taking_part.sign_up(evening, bart, taking_part.Wishes(remark=SECRETS["remark"]), now=now)
    for name in ("said", "anonymous"):
        taking_part.contribute(evening, bart, SECRETS[name], "nl", key=name, is_anonymous=name == "anonymous", now=now)
    db.session.commit()
    family = visit("bart")
    family.post("/language/nl?next=/home-context", {"loves": SECRETS["typed"]})
    work()
    booking = db.session.execute(text("SELECT id FROM booking")).scalar()
    visit("celik").post(f"/conversations/bookings/{booking}/call-off", {"reason": SECRETS["reason"]})
    work()
    clock.advance(minutes=30)
    work()
    db.session.commit()


def everything_stored(stage) -> bytes:
    """Every byte that the database keeps: SQLite's files, or a binary dump of PostgreSQL's tables."""
    if stage.kind == "sqlite":
        return b"".join(path.read_bytes() for path in sorted(stage.folder.glob("stage.db*")))
    plain = make_url(stage.settings.database_url).set(drivername="postgresql")
    with psycopg.connect(plain.render_as_string(hide_password=False)) as connection:
        dumps = []
        for table in Base.metadata.sorted_tables:
            with connection.cursor().copy(f'COPY "{table.name}" TO STDOUT (FORMAT binary)') as copy:  # type: ignore[arg-type]
                dumps += [bytes(block) for block in copy]
    return b"".join(dumps)


def everything_read() -> str:
    """The same through the portal, which opens what is sealed."""
    found = ""
    for mapper in Base.registry.mappers:
        for row in db.session.query(mapper.class_):
            found += " ".join(str(getattr(row, column.key)) for column in mapper.column_attrs)
            found += str(row.words) if isinstance(row, RegisterEntry) else ""
    return found


def test_no_planted_secret_is_readable_in_the_database_or_the_files_beside_it(cast, visit, work, stage):
    a_day_of_use(cast, visit, work)
    opened = everything_read()
    assert [name for name, words in SECRETS.items() if words not in opened] == [], "each is really stored"
    stored = everything_stored(stage)
    assert b"Haddad" in stored, "the search would find what is not sealed"
    assert [name for name, words in SECRETS.items() if words.encode() in stored] == []
    kept = b"".join(path.read_bytes() for path in files._folder().iterdir())
    assert kept and [name for name, words in SECRETS.items() if words.encode() in kept] == []
