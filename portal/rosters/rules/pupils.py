"""The pupils of a roster: who is known, who is new, who moves to another class."""

from portal.rosters.rules.deeds import add, change, differences, numbers, ref
from portal.rosters.rules.draft import Draft
from portal.rosters.rules.enrolments import enrol, wanted_classes
from portal.rosters.rules.known import KnownPupil, full_name
from portal.rosters.rules.matching import is_stable, kept_key, match_the_only_ones, matched, name_key
from portal.rosters.rules.plan import Entry, Kind, State, refused
from portal.rosters.rules.refusals import Notice, Place
from portal.rosters.rules.roster import RosterPupil

FEW = 5


def plan_pupils(draft: Draft) -> None:
    """Pupils by their key, then by name and birthday, then by a name that only one of them has."""
    # Who left is known too: a file often names them longer, and they stay marked as left.
    known, rows = draft.known.pupils, draft.roster.pupils
    found = matched(rows, known, _name_and_birthday)
    # Where the file has no lasting key, and one of the two no birthday that could contradict.
    loose = [row for row in rows if not is_stable(row.key)]
    match_the_only_ones([row for row in loose if not row.born_on], known, found, name_key)
    match_the_only_ones([row for row in loose if row.born_on], [k for k in known if not k.born_on], found, name_key)
    for row in rows:
        there, draft.pupil_names[row.key] = found.get(row.key), full_name(row)
        if there is None:
            _plan_new(draft, row)
        else:
            _plan_known(draft, row, there)
    named = numbers(draft.pupils.values())
    here = [pupil for pupil in known if not pupil.has_left]
    for pupil in here:
        if pupil.id not in named and draft.is_missing(pupil.roster_key):
            about = _names_of(draft, draft.known.enrolments.get(pupil.id, {}))
            draft.miss(Kind.PUPIL, full_name(pupil), about, draft.ask_whether_left("pupil", pupil.id))
    if len(here) >= FEW and 2 * len(named) < len(here) and not draft.roster.is_partial:
        draft.warnings.append("few-known")


def _name_and_birthday(either: RosterPupil | KnownPupil) -> tuple | None:
    if isinstance(either, RosterPupil) and is_stable(either.key) and not either.born_on:
        # The key says that this is somebody else, and a name alone does not contradict it.
        return None
    return *name_key(either), either.born_on or ""


def _plan_new(draft: Draft, row: RosterPupil) -> None:
    draft.pupils[row.key] = name = ref("pupil", row.key)
    values = {
        "first_name": row.first_name, "infix": row.infix, "last_name": row.last_name, "born_on": row.born_on or None,
        "roster_key": kept_key(row.key, None),
    }  # fmt: skip
    wanted = wanted_classes(draft, row, {})
    deeds = [add("pupil", values, name), *enrol(draft, name, {}, wanted)]
    draft.note(Entry(Kind.PUPIL, State.NEW, full_name(row), _class_names(draft, row), deeds=deeds))


def _plan_known(draft: Draft, row: RosterPupil, there: KnownPupil) -> None:
    draft.pupils[row.key] = there.id
    draft.withdraw_question("pupil", there.id)
    if there.has_left:
        draft.note(refused(Kind.PUPIL, Notice("has-left", Place(), full_name(there))))
    values = differences(
        there, first_name=row.first_name, infix=row.infix, last_name=row.last_name,
        born_on=row.born_on or there.born_on, roster_key=kept_key(row.key, there.roster_key),
    )  # fmt: skip
    now_in = draft.known.enrolments.get(there.id, {})
    moves = enrol(draft, there.id, now_in, wanted_classes(draft, row, now_in))
    if not values and not moves:
        return
    entry = Entry(Kind.PUPIL, State.CHANGED, full_name(row), _class_names(draft, row), deeds=moves)
    entry.tell_all(values)
    if values:
        entry.deeds.insert(0, change("pupil", there.id, values))
    if moves:
        entry.tell("class", _names_of(draft, now_in), _class_names(draft, row))
    draft.note(entry)


def _class_names(draft: Draft, row: RosterPupil) -> str:
    keys = [key for key in (row.class_key, *row.group_keys) if key is not None]
    return ", ".join(dict.fromkeys(draft.class_names[key] for key in keys))


def _names_of(draft: Draft, now_in: dict[int, bool]) -> str:
    names = {each.id: each.name for each in draft.known.classes}
    return ", ".join(
        names[number] for number in sorted(now_in, key=lambda number: not now_in[number]) if number in names
    )
