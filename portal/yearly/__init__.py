"""The year in figures, without names: for the leader and the coordinator, and in a form that the council may see."""
