"""What the school decides after an incident: from a conversation to refusing access for a time."""
