"""What the office changes, a module for each of its pages."""
