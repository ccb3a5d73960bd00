"""A crowd: many families of one class at once, each with a child, a browser and the wish for a time."""

import random
import re
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask

from portal.db import db
from portal.school.models import Enrolment, Guardian, Guardianship, Household, Person, Pupil, SchoolClass
from tests.live import Browser, signed_in


@dataclass(frozen=True)
class Family:
    """A guardian's cookie and the number of the child."""

    cookie: str
    pupil_id: int


@dataclass(frozen=True)
class Outcome:
    """What one family lived through: every status it was answered with, and the time it was told it has."""

    statuses: list[int]
    booked: int | None
    was_offered: list[int]


def families(app: Flask, school_class: SchoolClass, number: int) -> list[Family]:
    """So many new families with a child in this class, each signed in."""
    pairs = []
    for n in range(number):
        person = Person(first_name=f"Ouder {n}", email=f"crowd{n}@regenboog.example")
        person.guardian = Guardian(household=Household())
        pupil = Pupil(first_name=f"Kind {n}")
        enrolled = Enrolment(pupil=pupil, school_class=school_class, year_id=school_class.year_id)
        db.session.add_all([person, pupil, enrolled, Guardianship(pupil=pupil, guardian=person.guardian)])
        pairs.append((person, pupil))
    db.session.flush()
    found = [Family(signed_in(app, person), pupil.id) for person, pupil in pairs]
    db.session.commit()
    return found


def rush(url: str, crowd: list[Family], choose: Callable[[list[int], random.Random], int | None]) -> list[Outcome]:
    """Every family opens the page, all press at the same moment; whoever is refused chooses again, or gives up."""
    start = threading.Barrier(len(crowd))
    outcomes: dict[int, Outcome] = {}

    def live_through(n: int) -> None:
        outcomes[n] = _one(url, crowd[n], start, lambda times: choose(times, random.Random(n)))

    threads = [threading.Thread(target=live_through, args=(n,)) for n in range(len(crowd))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [outcomes[n] for n in sorted(outcomes)]


def _one(url: str, family: Family, start: threading.Barrier, choose: Callable[[list[int]], int | None]) -> Outcome:
    browser = Browser(url, family.cookie)
    status, page = browser.get("/conversations")
    statuses, offered = [status], free_times(page)
    # A connection that rested would be closed by the server just as it is used again.
    browser.close()
    start.wait(timeout=120)
    while status < 500 and offered and (slot := choose(offered)):
        status, page = browser.post(f"/conversations/slots/{slot}/book", {"pupil": family.pupil_id})
        statuses.append(status)
        if status == 303:
            return Outcome(statuses, slot, [])
        offered = offered_instead(page)
    browser.close()
    return Outcome(statuses, None, offered)


def free_times(page: str) -> list[int]:
    """The times that a page lets somebody book."""
    return [int(number) for number in re.findall(r'data-slot="(\d+)"', page)]


def offered_instead(page: str) -> list[int]:
    """The times offered beside a refusal."""
    alert = re.search(r'role="alert".*?</section>', page, re.S)
    return free_times(alert.group()) if alert else []


def counted(outcomes: list[Outcome]) -> Counter:
    """How often each status was answered."""
    return Counter(status for outcome in outcomes for status in outcome.statuses)
