"""Providers, teams, offices and staff: the same for everybody of a seed, whoever is written first.

An officer holds fifty people (002: the average of the CRC and of the NPS alike), a team has ten
officers. Beside them each team has an officer who left, one who has been away for long, a team of
the same provider to transfer from, and the court team of its area. Names are invented, those of
the providers too.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any, Final, NamedTuple

from throughcare.casebook.synthetic import calendar, limits, names, proportions

CASES: Final = 50
OFFICERS: Final = 10
SINCE: Final = date(2014, 6, 1)
PO_ONLY: Final = ["domestic abuse", "child protection", "looked-after child"]
_TEAMS_A_PROVIDER: Final = {"crc": 16, "nps": 29}
_TEAMS_A_COURT: Final = 10
_FIRST_DIVISION: Final = "syn-nps-p00"


@dataclass(frozen=True)
class Member:
    """A member of staff."""

    code: str
    name: str
    grade: str
    document: dict[str, Any]
    away: tuple[tuple[date, date | None], ...] = ()
    cover: tuple[tuple[str, date, date], ...] = ()
    left: date | None = None

    def covered_by(self, day: date) -> str | None:
        """Who does all of their cases on a day, if anybody."""
        return next((by for by, first, last in self.cover if first <= day <= last), None)

    def is_away(self, day: date) -> bool:
        """Whether they are away on a day."""
        return any(first <= day and (last is None or day <= last) for first, last in self.away)


@dataclass(frozen=True)
class Team:
    """A team with all that its files name."""

    kind: str
    code: str
    town: str
    manager: str
    officers: tuple[Member, ...]
    leaver: Member
    absentee: Member
    vacant_from: date
    """The day on which the cases of the absent officer are nobody's."""
    neighbour: str
    """Another team of the provider, and one who works there."""
    sender: Member
    court: str
    court_officers: tuple[Member, ...]
    court_manager: str
    office: str
    fixed: dict[str, Any]
    """The directory without staff."""
    staff: dict[str, dict[str, Any]] = field(default_factory=dict)
    always: tuple[str, ...] = ()
    """Staff whom the teams name themselves."""

    def directory(self, named: list[str]) -> dict[str, Any]:
        """The directory of a file that names these members of staff."""
        wanted: dict[str, None] = {}
        waiting = [*self.always, *named]
        while waiting:
            code = waiting.pop()
            if code not in wanted:
                wanted[code] = None
                waiting += [cover["by"] for cover in self.staff[code].get("cover", ())]
        return {**self.fixed, "staff": [self.staff[code] for code in sorted(wanted)]}


class Place(NamedTuple):
    """Which team is the how manyeth of its provider's kind, and which officers are its."""

    kind: str
    number: int
    first: int
    officers: int


class Layout:
    """How many teams there are for so many people, and who holds whom."""

    def __init__(self, people: int) -> None:
        officers = max(1, -(-people // CASES))
        nps = round(officers * proportions.NPS.value) if officers > 2 else 0
        self.places: list[Place] = []
        first = 0
        for kind, count in (("crc", officers - nps), ("nps", nps)):
            teams = max(1, round(count / OFFICERS)) if count else 0
            for number in range(teams):
                here = count * (number + 1) // teams - count * number // teams
                self.places.append(Place(kind, number, first, here))
                first += here
        self._firsts = [place.first for place in self.places]

    def officer_of(self, person: int) -> tuple[Place, int]:
        """The team of the person with this number, and which of its officers holds them."""
        officer = person // CASES
        place = self.places[bisect_right(self._firsts, officer) - 1]
        return place, officer - place.first


@lru_cache(maxsize=8)
def team(seed: int, place: Place, today: date) -> Team:
    """Make a team."""
    chance = Random(f"{seed} team {place.kind} {place.number}")
    made = _Maker(seed, place, today, chance)
    return made.team()


class _Maker:
    """Makes one team."""

    def __init__(self, seed: int, place: Place, today: date, chance: Random) -> None:
        self.chance, self.today, self.place = chance, today, place
        self.kind = place.kind
        number = place.number + (0 if self.kind == "crc" else 400)
        self.town = names.town(number)
        self.code = f"syn-{self.kind}-{place.number:03d}"
        self.provider = f"syn-{self.kind}-p{place.number // _TEAMS_A_PROVIDER[self.kind]:02d}"
        self.staff: dict[str, dict[str, Any]] = {}

    def team(self) -> Team:
        """Everything about it."""
        code = self.code
        manager = self._member("spo", "SPO", code, hours=37)
        officers = self._officers()
        leaver, absentee, vacant_from = self._gone(officers)
        sender = self._shared(f"{self.provider}-x", "PO", f"{self.provider}-x1", self.provider)
        self._shared(f"{self.provider}-x", "SPO", f"{self.provider}-xm", self.provider)
        duty = self._shared(
            code, "senior manager", f"{self.provider}-dm", self.provider, post=False
        )
        # Teams of the first division share the court teams of the companies, which are its own too.
        apart = self.kind == "nps" and self.provider != _FIRST_DIVISION
        court_number = self.place.number // _TEAMS_A_COURT + (40 if apart else 0)
        court = f"syn-court-{court_number:02d}"
        court_officers = tuple(
            self._shared(court, "court officer", f"{court}-o{at}", court) for at in range(3)
        )
        court_manager = self._shared(court, "SPO", f"{court}-m", court)
        office = f"{code}-office"
        nps = self.provider if self.kind == "nps" else _FIRST_DIVISION
        if nps != self.provider:
            self._shared(court, "senior manager", f"{nps}-dm", nps, post=False)
        fixed = {
            "scope": "installation",
            "providers": [self._provider(ref) for ref in dict.fromkeys((self.provider, nps))],
            "offices": [
                {
                    "ref": office,
                    "name": f"{self.town} probation office",
                    "provider": self.provider,
                    "address": f"1 Station Road, {self.town}",
                }
            ],
            "teams": [
                self._team(
                    code, f"{self.town} {self.kind.upper()}", self.provider, manager, office
                ),
                self._team(
                    f"{self.provider}-x",
                    f"{self.town_of(self.provider)} resettlement",
                    self.provider,
                    f"{self.provider}-xm",
                    None,
                ),
                self._team(
                    court, f"{self.town_of(court)} court team", nps, court_manager.code, None
                ),
            ],
        }
        return Team(
            kind=self.kind,
            code=code,
            town=self.town,
            manager=manager,
            officers=officers,
            leaver=leaver,
            absentee=absentee,
            vacant_from=vacant_from,
            neighbour=f"{self.provider}-x",
            sender=sender,
            court=court,
            court_officers=court_officers,
            court_manager=court_manager.code,
            office=office,
            fixed=fixed,
            staff=self.staff,
            always=tuple(
                dict.fromkeys(
                    (manager, duty.code, f"{nps}-dm", f"{self.provider}-xm", court_manager.code)
                )
            ),
        )

    @staticmethod
    def town_of(code: str) -> str:
        """The town of something that several teams share."""
        return names.town(500 + sum(code.encode()) % 97)

    def _officers(self) -> tuple[Member, ...]:
        count = self.place.officers
        of_all = proportions.QUALIFIED if self.kind == "crc" else proportions.NPS_QUALIFIED
        qualified = max(1, round(count * of_all.value))
        codes = [f"{self.code}-o{at:02d}" for at in range(count)]
        made = []
        for at, code in enumerate(codes):
            away, cover = self._leave(code, codes)
            made.append(
                self._employ(code, "PO" if at < qualified else "PSO", self.code, away, cover)
            )
        return tuple(made)

    def _leave(
        self, code: str, colleagues: list[str]
    ) -> tuple[list[tuple[date, date | None]], list[tuple[str, date, date]]]:
        """Leave of the last two years, never so long uncovered that a case is nobody's."""
        chance = self.chance
        away: list[tuple[date, date | None]] = []
        cover: list[tuple[str, date, date]] = []
        day = self.today - timedelta(days=chance.randint(600, 720))
        others = [each for each in colleagues if each != code]
        while day < self.today - timedelta(days=60):
            first = calendar.on_or_after(day)
            if others and chance.random() < 0.06:
                last = calendar.later(first, chance.randint(15, 40))
                if last < self.today - timedelta(days=20):
                    away.append((first, last))
                    cover.append((chance.choice(others), first, last))
            else:
                last = calendar.later(first, chance.choice((0, 0, 4, 4, 4, 9)))
                away.append((first, last))
            day = last + timedelta(days=chance.randint(45, 140))
        if chance.random() < 0.12:
            gone = chance.randint(1, limits.UNCOVERED - 2)  # at most the tenth day in a row
            first = calendar.earlier(calendar.on_or_before(self.today), gone)
            away.append((first, calendar.later(first, limits.UNCOVERED - 2)))
        return away, cover

    def _gone(self, officers: tuple[Member, ...]) -> tuple[Member, Member, date]:
        """One who left, and one who is away: by today, yesterday or longer."""
        chance, today = self.chance, self.today
        left = today - timedelta(days=chance.choice((1, 2, 3, 6, 10, 20, 34)))
        leaver = self._employ(f"{self.code}-left", "PO", self.code, [], [], left)
        working = calendar.on_or_before(today)
        vacant = calendar.earlier(working, chance.choice((0, 1, 2, 5, 11, 25)))
        first = calendar.earlier(vacant, limits.UNCOVERED - 1)
        absentee = self._employ(f"{self.code}-away", "PO", self.code, [(first, None)], [])
        return leaver, absentee, vacant

    def _member(self, short: str, grade: str, team_code: str, hours: float) -> str:
        return self._employ(f"{self.code}-{short}", grade, team_code, [], []).code

    def _shared(
        self, team_code: str, grade: str, code: str, of: str, *, post: bool = True
    ) -> Member:
        """Somebody whom several teams name: made of nothing but their own code."""
        chance = self.chance
        self.chance = Random(f"staff {code}")
        try:
            return self._employ(code, grade, team_code, [], [], post=post)
        finally:
            self.chance = chance

    def _employ(
        self,
        code: str,
        grade: str,
        team_code: str,
        away: list[tuple[date, date | None]],
        cover: list[tuple[str, date, date]],
        left: date | None = None,
        *,
        post: bool = True,
    ) -> Member:
        chance = self.chance
        sex = chance.choice("MFF")
        called = names.name(chance, sex)
        name = f"{called.given} {called.family}"
        made: dict[str, Any] = {
            "ref": code,
            "name": name,
            "grade": grade,
            "sex": sex,
            "hours": 37.0 if chance.random() < 0.8 else 29.6,
        }
        if post:
            made["posts"] = [{"ref": f"{code}-post", "team": team_code, "starts_on": SINCE}]
            if left:
                made["posts"][0]["left"] = {"date": left, "because": "Left for another service"}
        if away:
            made["absences"] = [
                {"ref": f"{code}-away-{at}", "kind": _kind(first, last), "starts_on": first}
                | ({"ends_on": last} if last else {})
                for at, (first, last) in enumerate(away)
            ]
        if cover:
            made["cover"] = [
                {"ref": f"{code}-cover-{at}", "by": by, "starts_on": first, "ends_on": last}
                for at, (by, first, last) in enumerate(cover)
            ]
        if grade in ("PO", "PSO"):
            trained = proportions.TRAINED.value
            made["training"] = [
                {"ref": f"{code}-t{at}", "name": what, "completed_on": date(2016, 3 + at, 7)}
                for at, what in enumerate(("domestic abuse", "child safeguarding"))
                if chance.random() < trained
            ]
        self.staff[code] = made
        return Member(code, name, grade, made, tuple(away), tuple(cover), left)

    def _provider(self, ref: str) -> dict[str, Any]:
        region = self.town_of(ref)
        kind = "nps" if "-nps-" in ref else "crc"
        return {
            "ref": ref,
            "name": f"NPS {region} division" if kind == "nps" else f"{region} CRC",
            "kind": kind,
            "region": region,
            "po_only": PO_ONLY,
            "duty_managers": [{"ref": f"{ref}-duty", "staff": f"{ref}-dm", "starts_on": SINCE}],
        }

    @staticmethod
    def _team(
        ref: str, name: str, provider: str, manager: str, office: str | None
    ) -> dict[str, Any]:
        made: dict[str, Any] = {"ref": ref, "name": name, "provider": provider}
        if office:
            made["office"] = office
        made["managers"] = [{"ref": f"{ref}-charge", "staff": manager, "starts_on": SINCE}]
        return made


def _kind(first: date, last: date | None) -> str:
    if last is None or calendar.between(first, last) > 12:
        return "sickness"
    return "leave"
