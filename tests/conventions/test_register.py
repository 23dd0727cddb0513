"""What the register of failings claims is built, is there, and proved as its user meets it."""

import re
from pathlib import Path

import pytest
from django.urls import get_resolver

from throughcare.inspection.failings import RESPONSES, rows
from throughcare.ledger.calendar import KINDS

ROOT = Path(__file__).resolve().parents[2]
ROWS = {row.id: row for row in rows()}
CLAIMED = [row.id for row in rows() if row.answers]
OF_THE_COURT_AND_THE_TEAM = ("C1", "C3", "C13", "A2", "A7", "A8", "E2", "E3", "E4", "E10", "M6")
PAGE = re.compile(r"\bdesk\.(?:get|post|send|client)|\bclient\.(?:get|post)\(|\bpage\.goto\(")
COMMAND = re.compile(r"\bCaseInAFile\(|\bbefore\(tmp_path|\bCliRunner\(\)")


def scenario(failing: str) -> str:
    """The text of the scenario of a failing."""
    path = ROWS[failing].scenario
    assert path, f"{failing} is said to be answered, and no scenario proves it"
    return (ROOT / path).read_text(encoding="utf-8")


def pages() -> set[str]:
    """The name of every page."""
    return {name for name in get_resolver().reverse_dict if isinstance(name, str)}


@pytest.mark.parametrize("failing", CLAIMED)
def test_what_is_said_to_answer_is_there_and_is_asked_for(failing):
    row = ROWS[failing]
    for answer in row.answers:
        assert answer.response in RESPONSES, answer
        assert answer.response in row.response, f"{failing} is not to be answered so: {answer}"
        there = pages() if answer.page else KINDS
        assert answer.name in there, f"{failing}: there is no {answer}"


@pytest.mark.parametrize("failing", CLAIMED)
def test_a_scenario_goes_through_a_page_or_a_command(failing):
    text = scenario(failing)
    assert re.search(r"^def test_", text, re.MULTILINE)
    assert PAGE.search(text) or COMMAND.search(text)
    if any(answer.page for answer in ROWS[failing].answers):
        assert PAGE.search(text), f"{failing} is answered by a page, and none is opened"


@pytest.mark.parametrize("failing", OF_THE_COURT_AND_THE_TEAM)
def test_what_court_enforcement_and_team_answer_is_answered_in_every_way(failing):
    assert ROWS[failing].answered == tuple(
        each for each in RESPONSES if each in ROWS[failing].response
    )


def test_a_scenario_is_claimed_by_its_row():
    there = {path.name.split("_")[1] for path in (ROOT / "tests/failings").glob("test_*.py")}
    assert there == set(CLAIMED)
