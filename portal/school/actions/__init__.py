"""Changes of who belongs to whom, a module for each deed."""
