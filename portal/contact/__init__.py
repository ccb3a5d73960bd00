"""Contact: what home and school said, when it is time again, and who is not reached yet; for teachers and families."""
