"""What a write is about: a case, a member of staff, a team. Named by kind and id."""

from dataclasses import dataclass
from typing import Protocol

_RANKS = {"provider": 10, "office": 20, "team": 30, "staff": 40, "case": 50}
_MOST_IDS = 1 << 52


def declare_kind(kind: str, *, rank: int) -> None:
    """Make a kind of subject known; locks of a lower rank are taken before those of a higher."""
    if _RANKS.get(kind, rank) != rank or not 0 < rank < 1000:
        raise ValueError(f"the kind {kind!r} cannot have the rank {rank}")
    _RANKS[kind] = rank


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that has facts, a lock and rules of its own."""

    kind: str
    id: int

    @property
    def lock(self) -> int:
        """The number of its lock. Locks are taken from the lowest number to the highest."""
        return _RANKS[self.kind] * _MOST_IDS + self.id

    @property
    def subject(self) -> "Subject":
        """Itself, so that a subject may stand where a thing that has one is asked for."""
        return self

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class HasSubject(Protocol):
    """Anything that says which subject it is: a subject itself, a person, a member of staff."""

    @property
    def subject(self) -> Subject: ...
