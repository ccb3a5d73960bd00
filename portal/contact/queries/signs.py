"""What families did by themselves: opened, answered, prepared, shared; and what home and school wrote to each other."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, literal, select, union_all

from portal.conversations.models import Agreement, AgreementAnswer, TalkCard
from portal.db import db
from portal.home_context.models import HomeItem
from portal.news.models import NotUnderstood, Opened, Question, QuestionWords

# Each says who did something, and when. A feature below that lets families do more gets its line here.
SIGNS: tuple[tuple[Any, Any], ...] = (
    (Opened.person_id, Opened.at),
    (QuestionWords.person_id, QuestionWords.at),
    (NotUnderstood.person_id, NotUnderstood.at),
    (AgreementAnswer.person_id, AgreementAnswer.at),
    (TalkCard.written_by_id, TalkCard.written_at),
    (HomeItem.written_by_id, HomeItem.written_at),
)


# What one side wrote to the other about a child: questions with their answers, and what a home says of an agreement.
WRITTEN: tuple[Select, ...] = (
    select(literal(0).label("person_id"), Question.pupil_id, Question.household_id, QuestionWords.at)
    .join_from(QuestionWords, Question, Question.id == QuestionWords.question_id),
    select(literal(0).label("person_id"), Agreement.pupil_id, AgreementAnswer.household_id, AgreementAnswer.at)
    .join_from(AgreementAnswer, Agreement, Agreement.id == AgreementAnswer.agreement_id),
)  # fmt: skip


class Signs(NamedTuple):
    """When each person last did something, and when home and school last wrote about a child (pupil, household)."""

    by_person: dict[int, datetime]
    written: dict[tuple[int, int], datetime]


def last_signs(person_ids: Collection[int], pupil_ids: Collection[int]) -> Signs:
    """Of these people and these children, in one question; what never was is not in it."""
    nobodys = literal(0).label("pupil_id"), literal(0).label("household_id")
    did = [select(who.label("person_id"), *nobodys, at.label("at")).where(who.in_(person_ids)) for who, at in SIGNS]
    wrote = [each.where(each.selected_columns.pupil_id.in_(pupil_ids)) for each in WRITTEN]
    every = union_all(*did, *wrote).subquery()
    about = every.c.person_id, every.c.pupil_id, every.c.household_id
    found = Signs({}, {})
    for person_id, pupil_id, household_id, at in db.session.execute(
        select(*about, func.max(every.c.at)).group_by(*about)
    ):
        if person_id:
            found.by_person[person_id] = at
        else:
            found.written[pupil_id, household_id] = at
    return found
