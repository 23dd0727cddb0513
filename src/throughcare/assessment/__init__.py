"""Levels of risk and scores."""
