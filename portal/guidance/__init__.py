"""Guidance at hand: who does what and whom to call, a page for each role; trainings, and the school's safety plan."""
