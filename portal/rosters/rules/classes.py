"""The classes of a roster: which are known, which are new."""

from portal.rosters.rules.deeds import add, change, differences, numbers, ref
from portal.rosters.rules.draft import Draft
from portal.rosters.rules.matching import kept_key, matched
from portal.rosters.rules.plan import Entry, Kind, State

EMBLEMS = ("owl", "fox", "hedgehog", "whale", "bee", "tree", "kite", "boat")


def plan_classes(draft: Draft) -> None:
    """Classes of the roster's year, by their key and then by their name."""
    known = draft.known.classes
    found = matched(draft.roster.classes, known, lambda either: either.name.casefold())
    draft.groups = {row.key for row in draft.roster.classes if row.is_group}
    for number, row in enumerate(draft.roster.classes):
        there, draft.class_names[row.key] = found.get(row.key), row.name
        if there is None:
            draft.classes[row.key] = name = ref("school_class", row.key)
            values = {
                "year_id": draft.year, "name": row.name, "grade": row.grade, "emblem": EMBLEMS[number % len(EMBLEMS)],
                "roster_key": kept_key(row.key, None),
            }  # fmt: skip
            draft.note(Entry(Kind.CLASS, State.NEW, row.name, deeds=[add("school_class", values, name)]))
            continue
        draft.classes[row.key] = there.id
        key = kept_key(row.key, there.roster_key)
        values = differences(there, name=row.name, grade=row.grade or there.grade, roster_key=key)
        if values:
            entry = Entry(Kind.CLASS, State.CHANGED, row.name, deeds=[change("school_class", there.id, values)])
            entry.tell_all(values)
            draft.note(entry)
    named = numbers(draft.classes.values())
    for there in known:
        if there.id not in named and draft.is_missing(there.roster_key):
            draft.miss(Kind.CLASS, there.name)
