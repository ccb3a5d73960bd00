"""Parents of a class who wish to know each other: introductions, buddies, and what they ask and offer each other."""
