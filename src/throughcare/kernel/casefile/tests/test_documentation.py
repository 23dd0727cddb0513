"""The page for those who write case files is right: its examples, its table."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.facts import Fact
from throughcare.kernel.casefile.parsing import yaml_documents
from throughcare.kernel.casefile.problems import Refused
from throughcare.kernel.casefile.reading import read_one
from throughcare.kernel.casefile.settling import DAYS
from throughcare.kernel.casefile.shapes import parts, shapes

PAGE = Path(__file__).parents[5] / "docs" / "case-file.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml( refused)?\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
WHOLE = BLOCKS[0][1]


def added(into: Any, data: Any) -> Any:
    """Put a fragment into the whole example: fields are joined, lists go on."""
    if isinstance(into, dict):
        return {**into, **{k: added(into.get(k), inner) for k, inner in data.items()}}
    return [*(into or []), *data] if isinstance(data, list) else data


def data_of(text: str) -> Any:
    (document,) = yaml_documents(text)
    return document.data


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_every_example_is_what_it_says(number: int) -> None:
    refused, text = BLOCKS[number]
    data = data_of(text) if "format" in data_of(text) else added(data_of(WHOLE), data_of(text))
    raw = json.dumps(data).encode()
    if refused:
        with pytest.raises(Refused):
            read_one(raw, "example.json")
    else:
        assert isinstance(read_one(raw, "example.json"), CaseFile)


def test_the_whole_example_is_read_as_it_stands() -> None:
    assert read_one(WHOLE.encode(), "example.yaml").crn == "X900001"


def struct_at(path: str) -> Any:
    kind: Any = CaseFile
    for name in path.replace("[]", "").split("."):
        kind = shapes(kind)[name].of
    return kind


def rows() -> dict[Any, tuple[str, ...]]:
    found = {}
    for line in TEXT.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `") and len(cells) == 2 and not cells[0].startswith("`."):
            for path in re.findall(r"`([^`]+)`", cells[0]):
                if path != "ended":
                    found[struct_at(path)] = tuple(re.findall(r"`([^`]+)`", cells[1]))
    return found


def test_the_table_of_days_is_the_one_in_use() -> None:
    assert rows() == DAYS


def test_every_day_in_the_table_is_a_day() -> None:
    for kind, names in DAYS.items():
        assert all(shapes(kind)[name].sort == "day" for name in names)


def test_only_what_the_page_names_has_no_day_of_its_own() -> None:
    def facts(kind: Any) -> set[Any]:
        inner = {kind} if issubclass(kind, Fact) else set()
        return inner.union(*(facts(shape.of) for shape in parts(kind)))

    assert {kind.__name__ for kind in facts(CaseFile) - set(DAYS)} == {
        *("Provider", "Office", "Team", "Staff"),
        *("Outcome", "Account", "Asked"),
        *("Requirement", "Offence", "Objective", "Action", "ManagedRisk", "ContactReason"),
        *("AssessedSection", "AnalysisPart", "Risk", "ReviewAnswer"),
        *("ReportSection", "CourtAllocation"),
        *("Particulars", "Name", "Identifier", "Characteristic"),
    }
