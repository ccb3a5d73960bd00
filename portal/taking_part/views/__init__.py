"""The pages of taking part: for parents, for who organises, and the lists and letters."""

from flask import Flask

from portal.agenda import actions as agenda_calendar
from portal.agenda import queries as agenda
from portal.taking_part.views import answers, dates, group, lists, organising, pages, saying, signing_up, words
from portal.taking_part.views.blueprint import routes
from portal.taking_part.views.first_page import on_first_page

__all__ = [
    "answers", "group", "init_app", "lists", "on_first_page", "organising", "pages", "routes", "saying", "signing_up",
    "words",
]  # fmt: skip


def init_app(_app: Flask) -> None:
    """What a family comes to stands in the agenda, and in the calendar that asks for it."""
    agenda.also_show(dates.in_agenda)
    agenda_calendar.also_give(dates.in_calendar)
