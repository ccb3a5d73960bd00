"""Who belongs to whom: the school, its years and classes, pupils, guardians, households, staff and places.

It has no pages of its own; every feature asks it.
"""
