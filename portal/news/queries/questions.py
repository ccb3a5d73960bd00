"""Questions about posts: one household's own, and those that a teacher team has still to answer."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from portal.db import db
from portal.news.models import AnswerHours, Question, QuestionWords, WordsVersion
from portal.school import queries as school
from portal.school.models import Person

MOST_ANSWERED = 30
EARLIEST, LATEST = time(8), time(17)


class Hours(NamedTuple):
    """Between which times of a school day a team answers; without its own choice those of most schools."""

    from_time: time
    until_time: time


def question_about(post_id: int, class_id: int, household_id: int) -> Question | None:
    """What this household asked about a post on the page of a class."""
    query = select(Question).where(
        Question.post_id == post_id, Question.class_id == class_id, Question.household_id == household_id
    )
    return db.session.scalar(query.options(selectinload(Question.words)))


def words_of(question: Question) -> list[QuestionWords]:
    """What was asked and answered, oldest first."""
    query = select(QuestionWords).where(QuestionWords.question_id == question.id).order_by(QuestionWords.id)
    return list(db.session.scalars(query).unique())


def words_in(question: Question, language: str) -> dict[int, WordsVersion]:
    """What was asked for of these messages in a language, by the number of the message."""
    query = select(WordsVersion).join(QuestionWords, QuestionWords.id == WordsVersion.words_id)
    here = query.where(QuestionWords.question_id == question.id, WordsVersion.language == language)
    return {row.words_id: row for row in db.session.scalars(here)}


def messages_with(pupil_id: int, household_id: int, *, since: datetime) -> list[datetime]:
    """When this household and a team wrote to each other about this child's news: the moments, never the words."""
    query = (
        select(QuestionWords.at)
        .join(Question, Question.id == QuestionWords.question_id)
        .where(Question.pupil_id == pupil_id, Question.household_id == household_id, QuestionWords.at >= since)
        .order_by(QuestionWords.at, QuestionWords.id)
    )
    return list(db.session.scalars(query))


def waiting_in(class_ids: Iterable[int]) -> dict[int, int]:
    """How many questions wait for the team of each of these classes; a class without any is not in it."""
    query = (
        select(Question.class_id, func.count())
        .where(Question.class_id.in_(list(class_ids)), Question.is_waiting)
        .group_by(Question.class_id)
    )
    return {class_id: number for class_id, number in db.session.execute(query)}


def questions_of(class_id: int) -> tuple[list[Question], list[Question]]:
    """What waits for the team, longest first; and what was answered lately, newest first."""
    query = select(Question).where(Question.class_id == class_id).options(selectinload(Question.words))
    waiting = query.where(Question.is_waiting).order_by(Question.asked_at, Question.id)
    answered = query.where(Question.is_waiting.is_(False)).order_by(Question.asked_at.desc(), Question.id.desc())
    return list(db.session.scalars(waiting)), list(db.session.scalars(answered.limit(MOST_ANSWERED)))


def new_answers_for(person: Person) -> list[Question]:
    """The questions of this guardian's household that have an answer which nobody of it has read, oldest first."""
    if person.guardian is None or not person.is_guardian:
        return []
    query = select(Question).where(
        Question.household_id == person.guardian.household_id,
        Question.is_answer_new,
        Question.pupil_id.in_([child.id for child in school.children_of(person)]),
    )
    return list(db.session.scalars(query.order_by(Question.id)))


def hours_of(class_id: int) -> Hours:
    """Between which times the team of a class answers."""
    found = db.session.get(AnswerHours, class_id)
    return Hours(found.from_time, found.until_time) if found else Hours(EARLIEST, LATEST)


def questions_exported(pupil_id: int, household_id: int) -> list[dict]:
    """For a copy that a family may keep: what this household asked about one child, and what was answered."""
    query = (
        select(QuestionWords, Question)
        .join(Question, Question.id == QuestionWords.question_id)
        .where(Question.pupil_id == pupil_id, Question.household_id == household_id)
        .order_by(Question.id, QuestionWords.id)
    )
    return [
        {
            "class": question.school_class.name, "title": question.post.title, "text": words.text,
            "written_by": words.person.full_name, "written_at": words.at,
        }
        for words, question in db.session.execute(query).unique()
    ]  # fmt: skip
