"""Calling for help: a chain of colleagues who are told step by step until somebody comes.

Reception raises a call at the kiosk; responders answer on their phone; the worker climbs.
"""
