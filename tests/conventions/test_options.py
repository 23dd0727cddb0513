"""The table of options in docs/operating names every variable that is read, and no other."""

import re
from pathlib import Path

from throughcare.settings import options

ROOT = Path(__file__).resolve().parents[2]
VARIABLE = re.compile(r"\b(?:DATABASE_URL|THROUGHCARE_[A-Z_]+)\b")


class Asked(dict[str, str]):
    """An empty environment that remembers what was looked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def get(self, key, default=None):
        self.names.add(key)
        return default


def test_the_table_has_every_variable_that_is_read_and_no_other():
    environment = Asked()
    options.Options.from_environment(environment)
    page = (ROOT / "docs" / "operating" / "README.md").read_text(encoding="utf-8")
    table = page.split("\n## Options\n", 1)[1].split("\n## ", 1)[0]
    first_cells = "\n".join(line.split("|")[1] for line in table.splitlines() if "|" in line)
    assert set(VARIABLE.findall(first_cells)) == environment.names
