"""Tests of options, database and serving."""
