"""Asking the teacher team about a post, and answering: between one household and the team, and told to those alone."""

from datetime import datetime, time

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from portal import audit, outbox
from portal.db import Refusal, apart, db, inserting
from portal.news import queries
from portal.news.models import AnswerHours, Post, Question, QuestionWords
from portal.school import queries as school
from portal.school.models import Person, Pupil


class HoursTheWrongWayRound(Refusal):
    """The end of the hours does not come after their beginning."""


def ask(post: Post, class_id: int, pupil: Pupil, guardian: Person, text: str, *, now: datetime) -> Question:
    """Ask, or ask on; the team is told once until it answers."""
    assert guardian.guardian is not None
    question = _question(post, class_id, pupil, guardian.guardian.household_id, now)
    is_first = not question.words or not question.is_waiting
    question.is_waiting, question.settled_by_id = True, None
    _say(question, guardian, text, is_of_team=False, now=now)
    audit.did(guardian, "question asked", question, now=now)
    if is_first:
        for teacher in school.teachers_of(class_id):
            _tell(teacher, "news/messages/question.txt", question, now)
    return question


def answer(question: Question, teacher: Person, text: str, *, now: datetime) -> None:
    """Answer; the guardians of that household are told, and nobody else."""
    question.is_waiting, question.is_answer_new, question.settled_by_id = False, True, None
    _say(question, teacher, text, is_of_team=True, now=now)
    audit.did(teacher, "question answered", question, now=now)
    for guardian in school.guardians_of_household(question.household_id, question.pupil_id):
        _tell(guardian.person, "news/messages/answer.txt", question, now)


def settle(question: Question, teacher: Person, *, now: datetime) -> None:
    """It was answered in person: it no longer waits."""
    question.is_waiting, question.settled_by_id = False, teacher.id
    audit.did(teacher, "question settled", question, now=now)


def let_wait_again(question: Question, teacher: Person, *, now: datetime) -> None:
    """Undo settling; what was answered here meanwhile stays answered."""
    if question.settled_by_id is not None:
        question.is_waiting, question.settled_by_id = True, None
        audit.did(teacher, "question waits again", question, now=now)


def note_answer_read(question: Question) -> None:
    """The family has seen the answer; kept beside the request, which only looks."""
    if question.is_answer_new:
        with apart() as session:
            session.execute(update(Question).where(Question.id == question.id).values(is_answer_new=False))


def set_hours(class_id: int, from_time: time, until_time: time) -> None:
    """Say between which times the team of a class answers; of two at once the later. Raises HoursTheWrongWayRound."""
    if from_time >= until_time:
        raise HoursTheWrongWayRound
    hours = {"from_time": from_time, "until_time": until_time}
    row = inserting(AnswerHours).values(class_id=class_id, **hours)
    db.session.execute(row.on_conflict_do_update(index_elements=["class_id"], set_=hours))


def _question(post: Post, class_id: int, pupil: Pupil, household_id: int, now: datetime) -> Question:
    found = queries.question_about(post.id, class_id, household_id)
    if found is not None:
        return found
    question = Question(
        post_id=post.id, class_id=class_id, pupil_id=pupil.id, household_id=household_id, asked_at=now, is_waiting=True,
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(question)
    except IntegrityError:
        # The other guardian of this household asked at the same moment: it is one question.
        found = queries.question_about(post.id, class_id, household_id)
        assert found is not None
        return found
    return question


def _say(question: Question, person: Person, text: str, *, is_of_team: bool, now: datetime) -> None:
    question.words.append(
        QuestionWords(person_id=person.id, is_of_team=is_of_team, language=person.language, text=text, at=now)
    )
    db.session.flush()


def _tell(person: Person, template: str, question: Question, now: datetime) -> None:
    name = question.school_class.name
    outbox.queue(person, template, question, now=now, path=f"/questions/{question.id}", class_name=name)
