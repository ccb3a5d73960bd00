"""The board of a class, the timeline of a home, the plan, and the shares of the school."""

from portal.contact.queries.agenda import planned_for
from portal.contact.queries.apart import homes_with_leader, with_leader
from portal.contact.queries.board import Board, Cell, ComeBack, board_of, cells_of
from portal.contact.queries.calendar import Calendar, calendar_of, kept_since
from portal.contact.queries.exported import exported
from portal.contact.queries.homes import Home, home_of, homes_of_classes, homes_of_pupil
from portal.contact.queries.moments import moment_with_key
from portal.contact.queries.openings import openings_for
from portal.contact.queries.reminding import (
    DueReminder,
    is_time_to_remind,
    monday_of,
    number_waiting,
    reminders_due,
)
from portal.contact.queries.ribbon import calendar_of_school, marks_of_cell, marks_of_entries
from portal.contact.queries.shares import Share, shares_of_school
from portal.contact.queries.team import class_between, good_news_for, steps_of, waiting_for
from portal.contact.queries.timeline import Entry, has_good_news, timeline_of, words_of_others

__all__ = [
    "Board",
    "Calendar",
    "Cell",
    "ComeBack",
    "DueReminder",
    "Entry",
    "Home",
    "Share",
    "board_of",
    "calendar_of",
    "calendar_of_school",
    "cells_of",
    "class_between",
    "exported",
    "good_news_for",
    "has_good_news",
    "home_of",
    "homes_of_classes",
    "homes_of_pupil",
    "homes_with_leader",
    "is_time_to_remind",
    "kept_since",
    "marks_of_cell",
    "marks_of_entries",
    "moment_with_key",
    "monday_of",
    "number_waiting",
    "openings_for",
    "planned_for",
    "reminders_due",
    "shares_of_school",
    "steps_of",
    "timeline_of",
    "waiting_for",
    "with_leader",
    "words_of_others",
]
