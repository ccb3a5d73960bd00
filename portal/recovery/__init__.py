"""The way back after an incident: a first word, a talk, agreements, a check, and partnership again."""
