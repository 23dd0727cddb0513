"""Decision records are numbered without gaps, have the same headings, and stand in the index."""

import re
from pathlib import Path

import pytest

DECISIONS = Path(__file__).resolve().parents[2] / "docs" / "decisions"
RECORDS = sorted(path for path in DECISIONS.glob("*.md") if path.name != "README.md")
HEADINGS = ["Context", "Options", "Choice", "Cost", "What would change our mind"]


def record_id(path: Path) -> str:
    """The name by which a failing test says which record it means."""
    return path.stem


def test_numbers_are_unique_and_consecutive():
    numbers = [int(path.name[:4]) for path in RECORDS]
    assert numbers == list(range(1, len(RECORDS) + 1))


@pytest.mark.parametrize("record", RECORDS, ids=record_id)
def test_a_record_is_named_for_its_title(record):
    title = record.read_text(encoding="utf-8").splitlines()[0]
    number, words = re.fullmatch(r"# (\d{4}) (.+)", title).groups()
    plain = re.sub(r"[^a-z0-9]+", "-", words.lower().replace(".", "")).strip("-")
    assert record.name == f"{number}-{plain}.md"


@pytest.mark.parametrize("record", RECORDS, ids=record_id)
def test_a_record_has_every_heading_in_order_and_something_under_each(record):
    _, *parts = re.split(r"^## ", record.read_text(encoding="utf-8"), flags=re.MULTILINE)
    said = [part.split("\n", 1) for part in parts]
    assert [heading for heading, _ in said] == HEADINGS
    assert all(text.strip() for _, text in said)


@pytest.mark.parametrize("record", RECORDS, ids=record_id)
def test_a_record_says_whether_it_is_in_force(record):
    status = record.read_text(encoding="utf-8").splitlines()[2]
    assert re.match(r"Status: (in force|withdrawn by \[\d{4}\])", status)


def test_the_index_has_every_record_once_with_its_title():
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d{4}) \| \[([^\]]+)\]\(([^)]+)\)", index, re.MULTILINE)
    titles = [record.read_text(encoding="utf-8").splitlines()[0] for record in RECORDS]
    assert [(f"# {number} {title}", name) for number, title, name in rows] == [
        (title, record.name) for title, record in zip(titles, RECORDS, strict=True)
    ]
