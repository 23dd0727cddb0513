"""The register of what inspectors found going wrong, and what answers each row.

The rows stand in failings.csv: our words, the reports that say it (by number: 000 London
CRC 2018, 001 Annual Report 2019/20, 002 West Mercia 2017, 003 Thames Valley CRC 2018, 004
early implementation 2015), how we mean to respond, and what does so by now: a duty of the
calendar, which surfaces it, or a page that prevents, surfaces, prompts or measures it.
Ids are stable. What is prevented also surfaces, since records may arrive in that state.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

RESPONSES = ("prevent", "surface", "prompt", "measure")

_SOURCE_TREE = Path(__file__).resolve().parents[3]


class Answer(NamedTuple):
    """What answers a failing, and how. In the file a duty by its code, a page as prevent:name."""

    response: str
    name: str
    """The code of a duty, or the name of a page."""
    page: bool = False

    def __str__(self) -> str:
        """Return send-warning, or page court-allocate."""
        return f"page {self.name}" if self.page else self.name


@dataclass(frozen=True, slots=True)
class Failing:
    """One row of the register."""

    id: str
    failing: str
    sources: Sequence[str]
    response: Sequence[str]
    """How it is to be answered."""
    answers: Sequence[Answer]
    """What answers it by now; empty while nothing is built."""
    scenario: str | None
    """The path of the test that proves it, from the root of the source tree."""

    @property
    def by(self) -> Sequence[str]:
        """The duties and pages that answer, each once."""
        return tuple(dict.fromkeys(map(str, self.answers)))

    @property
    def answered(self) -> Sequence[str]:
        """In which of the ways it is answered by now."""
        given = {each.response for each in self.answers}
        return tuple(each for each in RESPONSES if each in given)

    def as_row(self) -> dict[str, Any]:
        """Return the row as the command prints it."""
        return {
            "id": self.id,
            "failing": self.failing,
            "sources": list(self.sources),
            "response": ", ".join(self.response),
            "answered": ", ".join(self.answered) or None,
            "by": ", ".join(self.by) or None,
            "scenario": self.scenario,
        }


def rows(source_tree: Path = _SOURCE_TREE) -> list[Failing]:
    """Return the register in its order, with the scenarios that ``source_tree`` holds."""
    text = resources.files(__package__).joinpath("failings.csv").read_text("utf-8")
    return [
        Failing(
            id=row["id"],
            failing=row["failing"],
            sources=tuple(row["sources"].split()),
            response=tuple(row["response"].split()),
            answers=tuple(_answer(each) for each in row["by"].split()),
            scenario=scenario_of(row["id"], source_tree),
        )
        for row in csv.DictReader(text.splitlines())
    ]


def _answer(text: str) -> Answer:
    """Read prevent:court-allocate, or the code of a duty."""
    response, colon, name = text.partition(":")
    return Answer(response, name, page=True) if colon else Answer("surface", text)


def scenario_of(failing: str, source_tree: Path = _SOURCE_TREE) -> str | None:
    """Return the path of the scenario of a failing; None where there is none.

    An installed product carries no tests, and so no scenarios.
    """
    found = sorted(source_tree.joinpath("tests", "failings").glob(f"test_{failing}_*.py"))
    return found[0].relative_to(source_tree).as_posix() if found else None
