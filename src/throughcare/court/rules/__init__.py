"""Rules of court."""
