"""Measures after an incident: deciding, the letters, the days that are watched, the front desk."""
