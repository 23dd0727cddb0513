"""Writing synthetic people to a place, one line a person, as they are made."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from throughcare.casebook.synthetic.people import Person

_encoder = msgspec.json.Encoder()


class Written(NamedTuple):
    """How much was written."""

    people: int
    failing: int
    """People with anything overdue."""
    failings: int
    """What is overdue in all."""


def encode(person: Person) -> bytes:
    """The case file of a person, as one line of JSON."""
    return _encoder.encode(person.file)


def truth_lines(person: Person) -> Iterable[dict[str, Any]]:
    """What is overdue on a person's case on the day, and whose it is."""
    for each in person.truth:
        yield {
            "crn": person.crn,
            "failing": each.failing,
            "code": each.code,
            "failing_since": each.since,
            "owner": each.owner,
        }


def write(
    people: Iterable[Person], where: Path, *, each: Callable[[Person], None] | None = None
) -> Written:
    """Write ``cases.jsonl`` and ``truth.jsonl`` in a folder, made if it is not there.

    Both take their names when both are whole: what is broken off leaves those of before.
    """
    where.mkdir(parents=True, exist_ok=True)
    count = failing = failings = 0
    names = ("cases.jsonl", "truth.jsonl")
    parts = [where / f"{name}.part" for name in names]
    with parts[0].open("wb") as cases, parts[1].open("wb") as truth:
        for person in people:
            cases.write(encode(person))
            cases.write(b"\n")
            for line in truth_lines(person):
                truth.write(_encoder.encode(line))
                truth.write(b"\n")
            count += 1
            failing += bool(person.truth)
            failings += len(person.truth)
            if each:
                each(person)
    for part, name in zip(parts, names, strict=True):
        part.replace(where / name)
    return Written(count, failing, failings)


def until(today: date) -> str:
    """The day on which the truth holds, for people to read."""
    return f"{today.day} {today:%B %Y}"
