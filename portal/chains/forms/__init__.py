"""What is filled in about chains and the roster, and the words for what is fixed there."""
