"""Reading case files: YAML, JSON or JSON lines, one person a document.

What is wrong is said with file, line and reason, at most twenty a file; a file with
anything wrong in it is refused whole. Nothing of practice is judged here: what
arrives bad is taken, and surfaces as duties.
"""

from collections.abc import Iterator
from datetime import UTC
from functools import cache
from pathlib import Path as FilePath
from typing import Any

import msgspec

from throughcare.kernel.casefile import CaseFile, possibility, references
from throughcare.kernel.casefile.checking import built, versions_of
from throughcare.kernel.casefile.facts import Fact
from throughcare.kernel.casefile.parsing import Document, Unreadable, documents
from throughcare.kernel.casefile.problems import (
    MOST_TOLD,
    Found,
    Path,
    Problem,
    Refused,
    shown,
    written,
)
from throughcare.kernel.casefile.settling import ordered, placed, settle
from throughcare.kernel.casefile.shapes import shapes
from throughcare.kernel.days import FIRST_YEAR, LAST_YEAR


def read(path_or_bytes: FilePath | str | bytes, name: str | None = None) -> Iterator[CaseFile]:
    """Yield the case files in a file, or in bytes called ``name``.

    Raises Refused, at the latest when the file has been read to its end: a caller
    that must not act on half a file takes all of it first.
    """
    if isinstance(path_or_bytes, str):
        path_or_bytes = FilePath(path_or_bytes)
    if name is None:
        name = str(path_or_bytes) if isinstance(path_or_bytes, FilePath) else "input"
    refusal = _Refusal(name)
    crns: dict[str, int] = {}
    seen = 0
    try:
        for document in documents(path_or_bytes, name):
            seen += 1
            case = _case(document, refusal)
            if case is None:
                continue
            line = document.line(("crn",))
            if case.crn in crns:
                first = crns[case.crn]
                refusal.add(line, "crn", f"{case.crn} was already given on line {first}")
            crns.setdefault(case.crn, line)
            if not refusal.problems:
                yield case
    except Unreadable as error:
        refusal.add(error.line, "", error.reason)
    except OSError as error:
        refusal.add(1, "", f"the file cannot be read: {error.strerror}")
    if not seen and not refusal.problems:
        refusal.add(1, "", "there is no case in this file")
    refusal.raise_if_any()


def read_one(path_or_bytes: FilePath | str | bytes, name: str | None = None) -> CaseFile:
    """Return the one case in a file; more than one is refused."""
    cases = list(read(path_or_bytes, name))
    if len(cases) > 1:
        problem = Problem(name or str(path_or_bytes), 1, "", "one case is wanted in this file")
        raise Refused([problem])
    return cases[0]


def read_sound(line: bytes) -> CaseFile:
    """Return the case file in a line of JSON that is known to be sound, as `read` would.

    For what a program has just made and tests have shown to be without fault: nothing is looked
    for, and a fault is not said but raised by whatever meets it.
    """
    case = msgspec.json.decode(line, type=CaseFile)
    if not _look_over(case):
        raise ValueError(f"{case.crn}: the case file is not sound")
    settle(case)
    return ordered(case)


class _Refusal:
    """The problems of one file, gathered over its documents."""

    def __init__(self, name: str) -> None:
        self.name = shown(name, 200)
        self.problems: list[Problem] = []
        self.more = 0

    def add(self, line: int, where: str, reason: str) -> None:
        """Add a problem."""
        if len(self.problems) < MOST_TOLD:
            self.problems.append(Problem(self.name, line, where, reason))
        else:
            self.more += 1

    def raise_if_any(self) -> None:
        """Refuse the file if anything is wrong with it."""
        if self.problems:
            self.problems.sort(key=lambda problem: problem.line)
            raise Refused(self.problems, self.more)


def _case(document: Document, refusal: _Refusal) -> CaseFile | None:
    for line, path, reason in document.flaws:
        refusal.add(line, written(path), reason)
    found = Found()
    case = _quick(document) or built(CaseFile, document.data, (), found)
    if case is not None:
        _check_and_settle(case, found)
    if not found and not document.flaws and case is not None:
        return ordered(case)
    flawed = {path for _, path, _ in document.flaws}
    for path, reason in found.problems:
        if path not in flawed:
            refusal.add(document.line(path), written(path), reason)
    refusal.more += found.more
    return None


def _check_and_settle(case: CaseFile, found: Found) -> None:
    everything = list(placed(case))
    stumbled = {_stem(path) for path, _ in found.problems}
    later = Found()
    later.dropped = found.dropped
    references.check(case, everything, later)
    unclear = [each for each in everything if each.fact.recorded_at is None and each.fact.earlier]
    for each in unclear:
        later.say(each.path, "recorded_at is missing: with earlier versions it must be given")
    if not unclear:
        settle(case)
        possibility.check(case, everything, later)
    for built_path, reason in later.problems:
        path = found.in_file(built_path)
        # No second problem is made of what was left out because of a first one.
        if _stem(path) not in stumbled and built_path not in found.gaps:
            found.say(path, reason)
    found.more += later.more


def _stem(path: Path) -> Path:
    for index, part in enumerate(path):
        if isinstance(part, int):
            return path[: index + 1]
    return path


# The quick way: what msgspec accepts at once and needs no more than a look over


def _quick(document: Document) -> CaseFile | None:
    """Build the case without collecting faults; None where the careful way is needed."""
    if not document.plain:
        return None
    try:
        case = msgspec.convert(document.data, CaseFile)
    except (msgspec.ValidationError, RecursionError, ValueError, OverflowError):
        return None
    return case if _look_over(case) else None


def _look_over(struct: msgspec.Struct) -> bool:
    """Check what the types do not say and build earlier versions; False if anything is odd."""
    for name, sort, many in _looked_at(type(struct)):
        value = getattr(struct, name)
        if value is None or value == ():
            continue
        if sort == "part":
            if not all(map(_look_over, value)) if many else not _look_over(value):
                return False
        elif sort == "day":
            if not FIRST_YEAR <= value.year <= LAST_YEAR:
                return False
        elif sort == "instant":
            if value.tzinfo is None or not FIRST_YEAR < value.year < LAST_YEAR:
                return False
            if value.tzinfo is not UTC:
                msgspec.structs.force_setattr(struct, name, value.astimezone(UTC))
        elif sort == "versions":
            found = Found()
            versions = versions_of(struct, value, (), found)
            if found:
                return False
            msgspec.structs.force_setattr(struct, "earlier", versions)
        elif not _ordinary(value):
            return False
    return True


def _ordinary(value: Any) -> bool:
    if isinstance(value, int | float):
        return -1_000_000 <= value <= 1_000_000
    return getattr(value, "tzinfo", None) is None


@cache
def _looked_at(kind: type[msgspec.Struct]) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (shape.name, shape.sort, shape.many)
        for shape in shapes(kind).values()
        if shape.sort not in ("text", "choice", "flag")
        and (shape.name != "earlier" or issubclass(kind, Fact))
    )
