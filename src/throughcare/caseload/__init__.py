"""Who holds a case, and when."""
