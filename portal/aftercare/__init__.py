"""Aftercare by default: who stands behind a colleague after an incident, and when; for colleagues and who cares."""
