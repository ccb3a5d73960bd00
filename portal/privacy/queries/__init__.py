"""What families and the office see of privacy: the log, holds, plans to erase, and everything about somebody."""
