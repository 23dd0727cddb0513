"""What was set in motion for the requirements."""
