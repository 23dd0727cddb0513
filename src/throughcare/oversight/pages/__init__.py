"""The pages of this area: who has a case, and what managers decided about it."""
