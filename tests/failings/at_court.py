"""A case before a court team, in a file: Cora is its court officer, Mona the team's manager."""

from pathlib import Path
from typing import Any

from tests.failings.command import CaseInAFile

from throughcare.court.tests.before_court import before_the_court, with_court

__all__ = ["before", "with_court"]


def before(folder: Path, received: str | None = None, **parts: Any) -> CaseInAFile:
    """Sentenced on Wednesday 1 March 2017, with what is signed; received by the north team."""
    plain = {"ref": "at-court", "of": "order", "team": "court", "officer": "cora"}
    sections = before_the_court(court={"allocations": [plain | parts]})
    if received:
        sections["caseload"] = {
            "allocations": [
                {"ref": "allocation", "of": "order", "team": "north", "received_on": received}
            ]
        }
    names = ("directory", "sentences", "caseload", "court")
    return CaseInAFile(folder, **{name: sections[name] for name in names})
