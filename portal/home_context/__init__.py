"""At home: what a family wants the school to know, seen by the child's teachers and by nobody else."""
