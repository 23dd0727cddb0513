"""Failures to comply: what was decided, warnings, breach, by the kind of sentence."""
