"""The demo's families say what they allow with photos, and one asks something about the news."""

from datetime import datetime, timedelta

from portal.db import db
from portal.demo.actions.people import Cast
from portal.news import actions as news
from portal.news.models import Post
from portal.photos import actions as photos
from portal.photos.rules import Purpose
from portal.school import queries as school

# Of Zofia one home says yes and the other no; Yusuf's mother is still asked.
ANSWERS = (
    ("bart", "fleur", {each: True for each in Purpose}),
    ("olena", "danylo", {Purpose.CLASS_PAGE: True, Purpose.CLASS_PHOTO: True, Purpose.NEWSPAPER: False}),
    ("dana", "zofia", {Purpose.CLASS_PAGE: True, Purpose.CLASS_PHOTO: True}),
    ("pawel", "zofia", {Purpose.CLASS_PAGE: False, Purpose.CLASS_PHOTO: True}),
)


def fill(cast: Cast, *, now: datetime) -> None:
    """Answer, some weeks ago; and ask, this morning."""
    for guardian, child, answers in ANSWERS:
        photos.answer(cast.pupils[child], cast.people[guardian], answers, now=now - timedelta(days=25))
    told = {child for _guardian, child, _answers in ANSWERS} | {"yusuf", "salma"}
    for key, pupil in cast.pupils.items():
        if key not in told and (home := school.guardians_of(pupil.id)):
            photos.answer(pupil, home[0].person, {Purpose.CLASS_PAGE: True}, now=now - timedelta(days=24))
    forest = db.session.query(Post).filter_by(title="We gaan naar het bos").one()
    words = "Can Zofia's grandmother walk with you?"
    news.ask(forest, cast.classes["3B"].id, cast.pupils["zofia"], cast.people["dana"], words, now=now)
