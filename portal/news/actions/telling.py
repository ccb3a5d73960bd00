"""Telling the families of a class that there is news: what is urgent at once, the rest as each of them chose."""

from collections.abc import Iterable
from datetime import datetime

from portal import outbox
from portal.news.models import Post
from portal.outbox import Channel, Pace
from portal.school import queries as school
from portal.school.models import Person, SchoolClass

Receivers = dict[Person, list[SchoolClass]]


def tell_families(post: Post, *, now: datetime) -> None:
    """Every guardian once, also when the post stands on the pages of several of their children."""
    receivers = school.guardians_of_classes(post.class_ids, with_phones=outbox.is_open(Channel.SMS))
    with outbox.knowing(receivers):
        if post.is_urgent:
            _tell(receivers, "news/messages/urgent.txt", post, now)
        else:
            at_once = {person for person in receivers if outbox.times_of(person).pace is Pace.AT_ONCE}
            _tell({p: classes for p, classes in receivers.items() if p in at_once}, "news/messages/new.txt", post, now)
            later = [person for person in receivers if person not in at_once]
            outbox.gather(later, post, now=now)
    post.told_at = now


def _tell(receivers: Receivers, template: str, post: Post, now: datetime) -> None:
    """One message for each, which names and opens the class of their child: the first, when there are several."""
    for school_class, people in _by_class(receivers.items()).items():
        outbox.queue_for_all(
            people, template, post, now=now, path=f"/classes/{school_class.id}", class_name=school_class.name
        )


def _by_class(receivers: Iterable[tuple[Person, list[SchoolClass]]]) -> dict[SchoolClass, list[Person]]:
    found: dict[SchoolClass, list[Person]] = {}
    for person, classes in receivers:
        found.setdefault(classes[0], []).append(person)
    return found
