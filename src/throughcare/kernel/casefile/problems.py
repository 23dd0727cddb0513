"""What is wrong with a file, said so that its author can put it right."""

from collections.abc import Iterable
from typing import Any

import msgspec

MOST_TOLD = 20

Path = tuple[str | int, ...]


class Problem(msgspec.Struct, frozen=True):
    """One thing wrong with a file."""

    file: str
    """The file's name."""
    line: int
    """The line, counted from 1."""
    where: str
    """The place in the case file, as ``contacts[3].outcome.result``."""
    reason: str
    """What is wrong there."""

    def __str__(self) -> str:
        """Put the problem on one line."""
        where = f" {self.where}:" if self.where else ""
        return f"{self.file}:{self.line}:{where} {self.reason}"


class Refused(ValueError):
    """A file that cannot be taken; it names at most twenty problems, and how many more."""

    def __init__(self, problems: Iterable[Problem], more: int = 0) -> None:
        self.problems = list(problems)
        self.more = more
        super().__init__(str(self))

    def __str__(self) -> str:
        """List the problems, one a line."""
        lines = [str(problem) for problem in self.problems]
        if self.more:
            lines.append(f"and {self.more} more")
        return "\n".join(lines)


class Found:
    """The problems found in one document, by their place."""

    def __init__(self) -> None:
        self.problems: list[tuple[Path, str]] = []
        self.more = 0
        self.dropped: set[str] = set()
        """References of items that could not be read, so that no second problem is made of them."""

        self.gaps: dict[Path, list[int]] = {}
        """Which items of a list were left out, because they could not be read."""

    def say(self, path: Path, reason: str) -> None:
        """Add a problem."""
        if self.full:
            self.more += 1
        else:
            self.problems.append((path, reason))

    def in_file(self, path: Path) -> Path:
        """Turn a path into the case as built into one into the file, where nothing is left out."""
        result: Path = ()
        for part in path:
            if isinstance(part, int):
                for gap in self.gaps.get(result, ()):
                    part += gap <= part
            result = (*result, part)
        return result

    def drop(self, data: Any) -> None:
        """Remember the references inside data that could not be read."""
        if isinstance(data, dict):
            ref = data.get("ref")
            if isinstance(ref, str):
                self.dropped.add(ref)
            for inner in data.values():
                self.drop(inner)
        elif isinstance(data, list):
            for inner in data:
                self.drop(inner)

    @property
    def full(self) -> bool:
        """Whether no more will be told, only counted."""
        return len(self.problems) >= MOST_TOLD

    def __bool__(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.problems)


def written(path: Path) -> str:
    """Write a path as ``contacts[3].outcome.result``."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{part}" if text else part
    return shown(text, 200)


def shown(value: Any, most: int = 60) -> str:
    """Show a value from a file in a message: on one line, not too long, no control characters."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(c if c.isprintable() else "?" for c in text[: most + 1])
    return text if len(text) <= most else text[:most] + "…"
