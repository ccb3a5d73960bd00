"""What families and the office do about privacy: ask for a copy, hold data, plan to erase it; and erasing itself."""
