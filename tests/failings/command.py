"""A case in a file, and what `throughcare duties FILE` says of it on a day."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from tests.casefiles import document

from throughcare.ledger.commands import duties


class CaseInAFile:
    """One case, written to a file as somebody outside would write it."""

    def __init__(self, folder: Path, **sections: Any) -> None:
        self.path = folder / "case.json"
        self.path.write_text(json.dumps(document(**sections)), encoding="utf-8")

    def rows(self, on: str, code: str | None = None) -> list[dict[str, Any]]:
        """Every row as known and as it stands on a day; with ``code``, those of one duty."""
        asked = [str(self.path), "--as-at", on, "--json"]
        result = CliRunner().invoke(duties, asked, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return [row for row in json.loads(result.stdout) if code in (None, row["code"])]

    def row(self, on: str, code: str) -> dict[str, Any]:
        """The one row of a duty."""
        (only,) = self.rows(on, code)
        return only

    def failing(self, on: str) -> dict[str, str]:
        """What is overdue, by duty, and since when."""
        return {
            row["code"]: row["failing_since"] for row in self.rows(on) if row["state"] == "overdue"
        }
