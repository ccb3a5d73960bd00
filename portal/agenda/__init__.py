"""The agenda: the dates of one's classes and of the school, as a page and in the calendar of one's own phone."""
