"""Who the people on probation are."""
