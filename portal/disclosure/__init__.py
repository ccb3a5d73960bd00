"""How long the register is kept, what is held back from destruction, and copies for whom it is about."""
