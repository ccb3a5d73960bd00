"""What the school keeps about a family, who saw it, a copy of it, and its end: for families, and for the office."""
