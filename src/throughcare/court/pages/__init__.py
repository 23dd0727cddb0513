"""The pages of the court."""
