"""What the ledger is kept of, as `history.subject` names it."""

CASE = "case"
"""A case, by the number of its person."""
