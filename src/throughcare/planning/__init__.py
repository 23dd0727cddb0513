"""Sentence plans and their objectives."""
