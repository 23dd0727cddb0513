"""Two scans, as an installation may name them."""

from pathlib import Path


def finds_nothing(path: Path) -> str:
    """Nothing, in the one file it knows."""
    return "" if path.read_bytes().startswith(b"%PDF-") else "this is not the file that was sent"


def finds_something(path: Path) -> str:
    """Something, in every file."""
    return "the scan found something in it"
