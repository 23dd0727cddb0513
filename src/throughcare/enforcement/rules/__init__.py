"""Rules of enforcement."""
