"""The demo's messages of ready-made phrases, and a phrase of the school's own."""

from datetime import datetime, timedelta

from portal import i18n, pictures
from portal.demo.actions.news import told_before
from portal.demo.actions.people import Cast
from portal.demo.rules import school_day
from portal.news.actions import phrasing
from portal.phrases import actions as phrases
from portal.phrases.actions import Texts


def fill(cast: Cast, *, now: datetime) -> None:
    """Jansen writes to 3B, in words that each family reads in its own language."""
    gym, back = (school_day(i18n.local_date(now + timedelta(days=days))).isoformat() for days in (3, 6))
    lines = [
        {"key": "gym-clothes", "slots": {"date": gym, "things": {"words": ["gym-clothes", "gym-shoes", "towel"]}}},
        {"key": "library-count", "slots": {"count": 2}},
        {"key": "library-lost", "slots": {"date": back}},
    ]
    jansen, written_at = cast.people["jansen"], now - timedelta(days=3)
    texts = Texts("practical", {"nl": "Op {date} is het pyjamadag.", "en": "Pyjama day is on {date}."})
    phrases.add(cast.people["office"], texts, now=now - timedelta(days=20))
    draft = phrasing.new_draft(jansen, cast.classes["3B"], now=written_at)
    for line in lines:
        phrasing.put(draft, line | {"language": "nl"}, now=written_at)
    phrasing.publish(draft, jansen, folder=pictures.folder(), now=written_at)
    told_before(now)
