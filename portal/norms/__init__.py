"""The norm: how we treat each other here, two-sided, in every language; written by the leader, read by everybody."""
