"""What is fixed about the demo: the cast's keys, their addresses, and the secrets that everybody may know."""

from datetime import date, timedelta

DOMAIN = "regenboog.example"
PASSWORD = "a-demo-password-for-all"
PIN = "246810"
# Signs like the other one and calls for help quietly.
SECOND_PIN = "531975"
PARENTS = ("amina", "bart", "dana", "pawel", "olena")
CHILDREN = ("Yusuf", "Salma", "Fleur", "Zofia", "Danylo")
STAFF = ("celik", "jansen", "vos", "noor", "ravi", "elif", "head", "sam", "office")


def school_day(day: date, *, forward: bool = True) -> date:
    """This day, or the nearest school day after it (or before it): nothing happens at school at the weekend."""
    while day.weekday() > 4:
        day += timedelta(days=1 if forward else -1)
    return day
