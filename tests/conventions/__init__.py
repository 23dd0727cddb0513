"""Conventions that hold over the whole."""
