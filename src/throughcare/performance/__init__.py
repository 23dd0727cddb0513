"""Service levels from the ledger, with the cases behind each figure."""
