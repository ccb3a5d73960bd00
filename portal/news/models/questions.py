"""What one household asks the teacher team about a post, and what is answered: for those two alone."""

from datetime import datetime, time

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.news.models.posts import Post
from portal.school.models import Person, Pupil, SchoolClass
from portal.vault import EncryptedText


class Question(Base):
    """What one household asks about one post, for one child. While `is_waiting` the team has still to answer.

    `settled_by_id` is the teacher who answered in person, instead of here.
    """

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("post_id", "household_id", "class_id"),
        Index("ix_question_waiting", "class_id", "is_waiting"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), index=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    asked_at: Mapped[datetime]
    is_waiting: Mapped[bool] = mapped_column(default=True)
    # The family has not read the last answer yet.
    is_answer_new: Mapped[bool] = mapped_column(default=False)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    post: Mapped[Post] = relationship(lazy="joined", innerjoin=True)
    pupil: Mapped[Pupil] = relationship(lazy="joined", innerjoin=True)
    school_class: Mapped[SchoolClass] = relationship(lazy="joined", innerjoin=True)
    words: Mapped[list["QuestionWords"]] = relationship(
        back_populates="question", cascade="all, delete-orphan", order_by="QuestionWords.id"
    )


class QuestionWords(Base):
    """One message of a question or its answer, in the language in which its writer reads."""

    __tablename__ = "question_words"
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    is_of_team: Mapped[bool]
    language: Mapped[str]
    text: Mapped[str] = mapped_column(EncryptedText("question_words.text"))
    at: Mapped[datetime]
    question: Mapped[Question] = relationship(back_populates="words")
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class WordsVersion(Base):
    """A message in a language that one of its readers asked for; without `text` the engine still has to make it.

    `given_up_at` with its `reason` stays until somebody asks again.
    """

    __tablename__ = "question_words_version"
    __table_args__ = (
        UniqueConstraint("words_id", "language"),
        Index("ix_question_words_version_due", "due_at", sqlite_where=text("text IS NULL"),
              postgresql_where=text("text IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    words_id: Mapped[int] = mapped_column(ForeignKey("question_words.id", ondelete="CASCADE"))
    language: Mapped[str]
    text: Mapped[str | None] = mapped_column(EncryptedText("question_words_version.text"))
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    given_up_at: Mapped[datetime | None]
    words: Mapped[QuestionWords] = relationship()


class AnswerHours(Base):
    """Between which times of a school day a teacher team answers questions."""

    __tablename__ = "answer_hours"
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), primary_key=True)
    from_time: Mapped[time]
    until_time: Mapped[time]
