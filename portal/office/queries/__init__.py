"""What the office sees, a module for each of its pages."""
