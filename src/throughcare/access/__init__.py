"""Who may do what, and which records a user reaches. Deny by default, one table, one expression."""
