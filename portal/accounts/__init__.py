"""Coming in: staff with a password, parents with a one-time link; sessions, devices and the language."""
