"""Samen: a school's parent portal with a safe front desk."""
