"""Bringing a roster in: from a file to a plan, from a plan to the school, and back again."""

from portal.rosters.actions.importing import bring_in, preview
from portal.rosters.actions.imports import run_out
from portal.rosters.actions.reading import LARGEST, read_folder_or_file, read_upload
from portal.rosters.rules import Counts, RosterRefused

__all__ = ["LARGEST", "Counts", "RosterRefused", "bring_in", "preview", "read_folder_or_file", "read_upload", "run_out"]
