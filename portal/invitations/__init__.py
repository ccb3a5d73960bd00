"""Letters with which families come in: the office prints one for each guardian, its code opens the account."""
