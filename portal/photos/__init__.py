"""For what a child may be photographed: guardians say it per purpose, teachers and the office see it."""
