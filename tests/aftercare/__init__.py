"""Aftercare: begins by itself, is never dropped, keeps no content."""
