"""Rules of performance."""
