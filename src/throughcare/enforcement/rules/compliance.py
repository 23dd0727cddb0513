"""How a sentence was complied with, in numbers that add up.

Every appointment offered for a sentence, up to a day, is one of: attended, acceptable,
unacceptable, undecided, caused by the service, not recorded.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Generic, NamedTuple, Protocol, TypeVar

from throughcare.enforcement.rules.failures import Answer, answer_of, serves_by
from throughcare.sentences.rules.spells import Spell


class Offered(Protocol):
    """An appointment, as far as it is counted."""

    @property
    def on(self) -> date:
        """The day for which it stands."""

    @property
    def kind(self) -> str:
        """What it is for."""

    @property
    def requirement(self) -> str | None:
        """The requirement it serves."""

    @property
    def cancelled(self) -> bool:
        """Whether it was given up by its day."""

    @property
    def result(self) -> str | None:
        """What came of it."""

    @property
    def acceptable(self) -> bool | None:
        """What was decided."""

    @property
    def cause(self) -> str | None:
        """Why, as it was decided."""

    @property
    def service_cause(self) -> str | None:
        """Why the service did not hold it."""


OfferedT = TypeVar("OfferedT", bound=Offered)


class Compliance(NamedTuple, Generic[OfferedT]):
    """The appointments offered for one sentence, by what came of them."""

    spell: Spell
    by_answer: Mapping[Answer, list[OfferedT]]
    to_come: int = 0
    """Appointments whose day has not come; not counted."""
    cancelled: int = 0
    """Appointments given up by their day; not counted."""

    @property
    def offered(self) -> int:
        """How many there were: the sum of all the others."""
        return sum(len(each) for each in self.by_answer.values())

    def number(self, answer: Answer) -> int:
        """How many came to that."""
        return len(self.by_answer[answer])

    def causes(self, answer: Answer) -> list[tuple[str, int]]:
        """The causes recorded, the most frequent first; empty where none was said."""
        said = (
            (each.service_cause or each.cause or "") if answer is Answer.SERVICE else each.cause
            for each in self.by_answer[answer]
        )
        return Counter(each or "" for each in said).most_common()


def complied(
    spell: Spell, among: Sequence[Spell], offered: Iterable[OfferedT], today: date
) -> Compliance[OfferedT]:
    """Sort the appointments of a sentence by what came of them, as far as their day has come.

    One of today counts once something is recorded of it.
    """
    found: dict[Answer, list[OfferedT]] = {answer: [] for answer in Answer}
    to_come = cancelled = 0
    for each in offered:
        if not spell.lives_on(each.on):
            continue
        if not serves_by(each.requirement, each.kind, each.on, spell, among):
            continue
        if each.cancelled:
            cancelled += 1
            continue
        if each.result is None and each.on >= today:
            to_come += 1
            continue
        found[answer_of(each.result, each.acceptable, each.cause)].append(each)
    return Compliance(spell, found, to_come, cancelled)
