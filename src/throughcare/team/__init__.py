"""A senior officer's work on a team: who has what, what is late, what waits to be decided."""
