"""A school year of generated incidents, written straight into the tables."""

import json
import random
from datetime import date, datetime, timedelta

from sqlalchemy import insert

from portal import i18n
from portal.db import db
from portal.demo.actions.people import Cast
from portal.incidents.models import Incident, RegisterEntry
from portal.incidents.rules import Kind, Police, Role, What

NUMBER = 5_000


def generated(cast: Cast, first: date, *, number: int = NUMBER, seed: int = 8) -> list[dict]:
    """So many incidents over the days of a school year and of the weeks around it; returns what each is."""
    chance, start = random.Random(seed), i18n.at_school(first) - timedelta(days=20)
    places = [place.id for place in cast.places.values()]
    rows = [
        {
            "happened_at": start + timedelta(minutes=chance.randrange(405 * 24 * 60)),
            "kind": chance.choice(list(Kind)),
            "place_id": chance.choice(places), "somebody_hurt": chance.choice([True, False, None]),
            "children_saw": chance.choice([True, False, None]), "police": chance.choice([*Police, None]),
            "is_draft": chance.random() < 0.1,
            "roles": sorted(role.value for role in chance.sample(list(Role), chance.randrange(3))),
        }
        for _number in range(number)
    ]  # fmt: skip
    _write(cast, rows)
    return rows


def _write(cast: Cast, rows: list[dict]) -> None:
    about = {"reporter_id": cast.people["noor"].id, "is_confirmed": True}
    db.session.execute(insert(Incident), [
        row | about | {"id": number, "logged_at": row["happened_at"]} for number, row in enumerate(rows, start=1)
    ])  # fmt: skip
    db.session.execute(insert(RegisterEntry), [
        _entry(2 * number + step, number, row, row["roles"] if step else [])
        for number, row in enumerate(rows, start=1) for step in (0, 1)
    ])  # fmt: skip
    db.session.commit()


def _entry(place: int, incident: int, row: dict, roles: list[str]) -> dict:
    at: datetime = row["happened_at"]
    core = json.dumps({"facts": {"roles": roles, "kind": row["kind"], "happened_at": at.isoformat()}})
    chain = {"before": f"{place:064}", "hash": f"{place + 1:064}", "sealed": None, "person_id": None}
    return {"number": place, "incident_id": incident, "what": What.LOGGED, "at": at, "core": core} | chain
