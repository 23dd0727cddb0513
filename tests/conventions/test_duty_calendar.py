"""docs/duties.md, the code, the words and the register of failings agree, both ways."""

import re
from pathlib import Path

import pytest

from throughcare.inspection import failings
from throughcare.ledger import wording
from throughcare.ledger.calendar import KINDS

ROOT = Path(__file__).resolve().parents[2]
CALENDAR = (ROOT / "docs" / "duties.md").read_text(encoding="utf-8")
RULES = sorted((ROOT / "src" / "throughcare").glob("**/*.py"))
READINGS = re.compile(r"\breadings? (\d+(?:(?:, | and )\d+)*)", re.IGNORECASE)


def section(title: str) -> str:
    """The text under a heading, up to the next of the same rank."""
    return CALENDAR.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def built() -> dict[str, dict[str, str]]:
    """The rows of the table by code, each by the heads of its columns."""
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section("Built").splitlines()
        if line.startswith("|")
    ]
    heads, _, *rows = lines
    made = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert len(made) == len(rows), "a code has two rows"
    return made


ROWS = built()


def test_every_duty_has_its_row_and_every_row_its_duty():
    assert sorted(ROWS) == sorted(KINDS)


@pytest.mark.parametrize("code", KINDS)
def test_a_row_says_what_the_code_says(code):
    row, kind = ROWS[code], KINDS[code]
    assert kind.code == code
    assert tuple(row["failing"].split(", ")) == kind.failings
    assert int(row["weight"].split(";")[0]) == kind.weight
    assert row["owner"] == kind.role.value


@pytest.mark.parametrize("code", KINDS)
def test_a_row_leaves_nothing_blank(code):
    assert all(ROWS[code].values())


@pytest.mark.parametrize("code", KINDS)
def test_a_row_says_whether_its_limit_is_fixed_or_a_setting(code):
    assert ROWS[code]["status"].startswith(("fixed", "a setting"))


def test_the_list_calls_a_duty_what_the_calendar_calls_it():
    assert {code: row["on the list"] for code, row in ROWS.items()} == dict(wording.NAMES)


def test_what_is_to_come_is_not_built():
    coming = re.findall(r"`([a-z-]+)`", section("To come"))
    assert len(coming) == len(set(coming))
    assert not set(coming) & set(KINDS)


def test_every_reading_that_the_code_names_is_there():
    there = set(re.findall(r"^### Reading (\d+):", CALENDAR, re.MULTILINE))
    named = {
        number
        for path in RULES
        for found in READINGS.findall(path.read_text(encoding="utf-8"))
        for number in re.findall(r"\d+", found)
    }
    assert named
    assert named <= there


def test_the_register_names_the_duties_that_surface_a_failing():
    register = {row.id: {code for code in row.by if code in KINDS} for row in failings.rows()}
    surfaced = {kind.code: set(kind.failings) for kind in KINDS.values()}
    assert surfaced == {
        code: {id_ for id_, codes in register.items() if code in codes} for code in KINDS
    }
