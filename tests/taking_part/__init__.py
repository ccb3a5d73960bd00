"""Tests of taking part."""
