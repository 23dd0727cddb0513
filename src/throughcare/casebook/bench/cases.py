"""Whose pages are opened, and which cases are written in, once the database is filled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughcare.casebook.bench.floors import Floor
from throughcare.casebook.bench.operations import Page, cookies_of
from throughcare.casebook.bench.population import MANAGER
from throughcare.casebook.crowd import LONG_CASE, officer_code

SEARCHED = ("Smith", "Okafor", "Novak")
"""Names looked for: the commonest, and others."""


@dataclass(frozen=True)
class Cases:
    """The cases and staff that the bench works with."""

    today: date
    officer: Any
    manager: Any
    longest: Any
    own: Sequence[Any]
    """Cases of the officer, the longest left out."""
    some: Sequence[int]
    every: Sequence[int]
    team: Sequence[int]

    @classmethod
    def found(cls) -> "Cases":
        """Look them up."""
        from throughcare.history import clock
        from throughcare.organisation.models import Staff
        from throughcare.people.models import Crn, Person

        longest = Person.objects.get(pk=Crn.objects.get(value=LONG_CASE).person_id)
        every = list(Person.objects.order_by("pk").values_list("pk", flat=True))
        officer = Staff.objects.select_related("user").get(code=officer_code(1))
        own = Person.objects.filter(officers__staff=officer).exclude(pk=longest.pk)
        return cls(
            today=clock.today(),
            officer=officer,
            manager=Staff.objects.select_related("user").get(code=MANAGER),
            longest=longest,
            own=list(own.order_by("pk")),
            some=every[:: len(every) // 200 + 1],
            every=every,
            team=list(
                Staff.objects.filter(code__startswith="crowd-officer").values_list("pk", flat=True)
            ),
        )

    def pages(self) -> list[Page]:
        """The pages that are read, the worst cases among them."""
        from throughcare.people.naming import trigrams

        officer, manager = cookies_of(self.officer.user), cookies_of(self.manager.user)
        caseload = Floor("caseload", [[self.officer.pk]])
        searched = [{"q": name} for name in SEARCHED]
        pieces = Floor("find", [[sorted(trigrams(name.lower()))] for name in SEARCHED])
        smith = Floor("find", [[sorted(trigrams("smith"))]])
        case = self.own[0]
        return [
            Page("Today, 120 cases", officer, "/", caseload),
            Page("My cases, 120 cases", officer, "/cases", caseload),
            Page("a case", officer, f"/cases/{case.public_id}", Floor("case", [[case.pk]])),
            Page(
                "the longest case",
                officer,
                f"/cases/{self.longest.public_id}",
                Floor("case", [[self.longest.pk]]),
            ),
            Page("find a person", officer, "/find", pieces, searched),
            Page("find Smith", officer, "/find", smith, [{"q": "Smith"}]),
            Page("Today of a manager, team of 40", manager, "/", caseload),
            Page("Team, 40 officers", manager, "/team", Floor("team", [[list(self.team)]])),
        ]

    def written_in(self) -> Iterator[tuple[str, Sequence[Any], int]]:
        """Where outcomes are recorded, and how many are made ready for each second."""
        yield "an outcome", self.own[:100], 100
        yield "an outcome, longest case", [self.longest], 50
