"""What is asked about rosters: the school they are compared with, the imports of the office, and how it is said."""
