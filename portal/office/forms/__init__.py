"""What the office fills in, a module for each of its pages."""
