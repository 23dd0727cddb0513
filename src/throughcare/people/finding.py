"""Finding a person by a piece of a name, by how it sounds, by number, or by date of birth.

What is typed is read into pieces of names, a CRN and a day. Every piece must be part of the same
name, present or past; names that only sound alike come last.
"""

import re
from collections.abc import Collection, Iterable
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from django.db.models import Case, IntegerField, Q, Value, When

from throughcare.access.condition import of_rows
from throughcare.people.models import Crn, Name, Person
from throughcare.people.naming import Piece, pieces

MOST = 50
"""How many people are shown; more are asked to be told apart by a date of birth."""

_CRN = re.compile(r"\b([A-Za-z][0-9]{6})\b")
_SAID = re.compile(r"\b(?:crn|dob|d\.o\.b\.?|born|date of birth)\b:?", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY, _YEAR = r"(?P<d>[0-9]{1,2})", r"(?P<y>[0-9]{4}|[0-9]{2})"
_APART = r"\s*[\s/.\-]\s*"
_MONTH = r"(?P<m>[A-Za-z]{3,9})\.?"
_DAYS = (
    re.compile(r"\b(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})\b"),
    re.compile(rf"\b{_DAY}{_APART}(?P<m>[0-9]{{1,2}}){_APART}{_YEAR}\b"),
    re.compile(rf"\b{_DAY}(?:st|nd|rd|th)?[\s\-]*{_MONTH}[\s,\-]*{_YEAR}\b"),
    re.compile(rf"\b{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?[\s,]+(?P<y>[0-9]{{4}})\b"),
    re.compile(r"\b(?P<d>[0-9]{2})(?P<m>[0-9]{2})(?P<y>[0-9]{4})\b"),
)


class Closeness(IntEnum):
    """How a person was found, the closest first."""

    CRN = 0
    FORMER_CRN = 1
    WHOLE = 2
    BEGINNING = 3
    PIECE = 4
    SOUND = 5
    BIRTH = 6


class Asked(NamedTuple):
    """What was asked for."""

    crn: str
    born: date | None
    wrong_day: str
    """What looks like a day and is none."""
    names: list[Piece]

    @property
    def enough(self) -> bool:
        """Whether it tells people apart at all."""
        return bool(self.crn or self.born or any(piece.tells for piece in self.names))


class Found(NamedTuple):
    """A person who was found, and by what."""

    person_id: int
    by: Closeness
    name_kind: str = ""
    name: str = ""
    """The name that matched."""


def read(text: str, today: date) -> Asked:
    """Read what was typed: a CRN, a day in the usual forms, and the rest as pieces of a name."""
    text, crn = _SAID.sub(" ", text), ""
    if match := _CRN.search(text):
        crn = match[1].upper()
        text = text.replace(match[0], " ")
    born, wrong = None, ""
    for form in _DAYS:
        match = form.search(text)
        if match is None or (month := _month(match["m"])) is None:
            continue
        text = text.replace(match[0], " ")
        try:
            born = date(_year(match["y"], today), month, int(match["d"]))
        except ValueError:
            wrong = match[0].strip()
        break
    return Asked(crn, born, wrong, pieces(text))


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    begins = text[:3].lower()
    return _MONTHS.index(begins) + 1 if begins in _MONTHS else None


def _year(text: str, today: date) -> int:
    """Two figures mean the last hundred years."""
    if len(text) == 4:
        return int(text)
    year = today.year // 100 * 100 + int(text)
    return year if year <= today.year else year - 100


def find(asked: Asked, among: Q, *, wide: bool = False) -> tuple[list[Found], bool]:
    """Return the people of ``among`` who answer, the closest first, and whether there are more.

    ``among`` is an expression over people: those within reach. Where it is ``wide``, of a whole
    provider, each person found is asked about until there are enough; else who is within reach is
    asked once.
    """
    if asked.crn:
        return _by_crn(asked.crn, among), False
    if asked.names:
        within = Q(person__in=Person.objects.filter(among)) if wide else of_rows(among, "person")
        return _by_name(asked, within)
    same_day = (
        Person.objects.filter(among, date_of_birth=asked.born)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    found = [Found(key, Closeness.BIRTH) for key in same_day[: MOST + 1]]
    return found[:MOST], len(found) > MOST


def called(text: str, people: Collection[int]) -> set[int]:
    """Return who of ``people`` has a name with these beginnings, or this CRN, to narrow a list.

    As on a caseload: what only sounds alike does not count, since nobody is asked whom they mean.
    """
    begins = _all(piece.begins for piece in pieces(text))
    names = Name.objects.filter(person__in=people, in_error_at=None, trigrams__contains=begins)
    found = set(names.values_list("person_id", flat=True)) if begins else set()
    numbers = Crn.objects.filter(person__in=people, value=text.strip().upper())
    return found | set(numbers.values_list("person_id", flat=True))


def _by_crn(crn: str, among: Q) -> list[Found]:
    numbers = Crn.objects.filter(of_rows(among, "person"), value=crn)
    return [
        Found(key, Closeness.CRN if current else Closeness.FORMER_CRN)
        for key, current in numbers.values_list("person_id", "current")
    ]


def _by_name(asked: Asked, within: Q) -> tuple[list[Found], bool]:
    written, heard = Q(), Q()
    for piece in asked.names:
        as_written = Q(trigrams__contains=piece.inside)
        written &= as_written
        heard &= Q(sounds__overlap=piece.sounds) if piece.sounds else as_written
    names = Name.objects.filter(written | heard, within, in_error_at=None)
    if asked.born:
        names = names.filter(person__date_of_birth=asked.born)
    rows = (
        names.annotate(
            closeness=Case(
                When(trigrams__contains=_all(p.whole for p in asked.names), then=Closeness.WHOLE),
                When(
                    trigrams__contains=_all(p.begins for p in asked.names),
                    then=Closeness.BEGINNING,
                ),
                When(trigrams__contains=_all(p.inside for p in asked.names), then=Closeness.PIECE),
                default=Value(Closeness.SOUND),
                output_field=IntegerField(),
            )
        )
        .order_by("closeness", "family", "given", "pk")
        .values_list("person_id", "closeness", "kind", "given", "family")[: 3 * MOST]
    )
    found: dict[int, Found] = {}
    for key, closeness, kind, given, family in rows:
        name = f"{given} {family}".strip()
        found.setdefault(key, Found(key, Closeness(closeness), kind, name))
    more = len(found) > MOST or len(rows) == 3 * MOST
    return list(found.values())[:MOST], more


def _all(parts: Iterable[list[str]]) -> list[str]:
    return sorted({each for part in parts for each in part})
