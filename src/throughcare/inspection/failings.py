"""The register of what inspectors found going wrong, and what answers each row.

The rows stand in failings.csv: our words, the reports that say it (by number: 000 London
CRC 2018, 001 Annual Report 2019/20, 002 West Mercia 2017, 003 Thames Valley CRC 2018, 004
early implementation 2015), how we respond, and which duties, guards and measures do so.
Ids are stable. What is prevented also surfaces, since records may arrive in that state.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

RESPONSES = ("prevent", "surface", "prompt", "measure")

_SOURCE_TREE = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Failing:
    """One row of the register."""

    id: str
    failing: str
    sources: Sequence[str]
    response: Sequence[str]
    by: Sequence[str]
    """Codes of the duties, guards and measures that answer; empty while none is built."""
    scenario: str | None
    """The path of the test that proves it, from the root of the source tree."""

    def as_row(self) -> dict[str, Any]:
        """Return the row as the command prints it."""
        return {
            "id": self.id,
            "failing": self.failing,
            "sources": list(self.sources),
            "response": ", ".join(self.response),
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
            by=tuple(row["by"].split()),
            scenario=scenario_of(row["id"], source_tree),
        )
        for row in csv.DictReader(text.splitlines())
    ]


def scenario_of(failing: str, source_tree: Path = _SOURCE_TREE) -> str | None:
    """Return the path of the scenario of a failing; None where there is none.

    An installed product carries no tests, and so no scenarios.
    """
    found = sorted(source_tree.joinpath("tests", "failings").glob(f"test_{failing}_*.py"))
    return found[0].relative_to(source_tree).as_posix() if found else None
