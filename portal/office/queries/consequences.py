"""What follows for a guardian from what the office is about to keep, in plain words."""

from datetime import datetime

from flask_babel import gettext as _

from portal import i18n
from portal.conversations import queries as conversations
from portal.school import queries as school
from portal.school.actions import Terms
from portal.school.models import Custody, Guardianship, Pupil


def what_follows(pupil: Pupil, row: Guardianship | None, name: str, terms: Terms, *, now: datetime) -> list[str]:
    """Sentences, the most important first. `row` is what ties them now, None for a new guardian."""
    words = {"guardian": name, "child": pupil.first_name}
    if terms.has_access:
        facts = [
            _(
                "%(guardian)s can open the pages about %(child)s: news, conversations, what is shared about home.",
                **words,
            ),
            _("%(guardian)s gets the messages about %(child)s.", **words),
        ]
    else:
        facts = [
            _("From the moment you save, %(guardian)s can open nothing about %(child)s.", **words),
            _("%(guardian)s gets no messages about %(child)s any more, and is not told why.", **words),
            _("Pages about other children of %(guardian)s stay as they are.", **words),
        ]
        facts += _conversations_left(pupil, row, now=now)
    if terms.has_access and terms.custody is Custody.NO:
        facts.append(_("Without custody, and still with access: make sure the document says so."))
    if terms.has_access and terms.restriction:
        facts.append(_("A restriction is written down, and the pages stay open: make sure the document says so."))
    if terms.restricted_until:
        day = i18n.full_day(terms.restricted_until)
        facts.append(_("On %(day)s the office is asked to look again. Nothing changes by itself.", day=day))
    return facts


def _conversations_left(pupil: Pupil, row: Guardianship | None, *, now: datetime) -> list[str]:
    """Conversations of the household that nobody of it could come to."""
    if row is None or not row.has_access:
        return []
    home = row.guardian.household_id
    others = [each for each in school.guardians_of_household(home, pupil.id) if each.id != row.guardian_id]
    if others:
        return []
    meetings = [each for each in conversations.next_of_pupil(pupil.id, now=now) if each.household_id == home]
    return [
        _(
            "A conversation is booked on %(moment)s. It stays: tell the teacher.",
            moment=i18n.moment(each.slot.starts_at),
        )
        for each in meetings
    ]
