"""Conversations between parents and teachers: rounds, free times, bookings, and their place in everybody's calendar."""
