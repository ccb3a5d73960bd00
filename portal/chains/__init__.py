"""Who is told when help is called: chains per place and time, the roster of duties, groups and who is away.

The office, the school leader and the safety coordinator set them; a call for help asks `queries.chain_at`.
"""
