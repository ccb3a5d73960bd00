"""What the school learns from an incident, who changes what, and by when."""
