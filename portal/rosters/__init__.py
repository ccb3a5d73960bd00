"""Bringing a school's lists in: classes, pupils and staff from the files that other systems give.

Each file kind has a reader that makes a plain Roster; what happens with a Roster is the same for all.
"""
