"""Journeys in a real browser, a stage of the work each, told as prose."""
