"""Theme evenings, the safety working group, and what families say about the vision and the norm: all are asked."""
