"""The first page: what is new, what is asked and when we meet; it composes the other features."""
