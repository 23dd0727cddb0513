"""Who holds a case on each day: team, responsible officer, cover, and whether anybody is there.

Duty calendar, reading 7, and the row officer-in-post.

Not here: who is named responsible from when (succession); what is owed (caseload.duties).
"""

from bisect import bisect_right
from datetime import date

import msgspec

from throughcare.caseload.policy import AWAY_UNCOVERED_DAYS
from throughcare.caseload.rules.at_court import AtCourt, allocation_of, at_court, report_for
from throughcare.caseload.rules.succession import effective_transfers, named, teams_held
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.court import Court
from throughcare.kernel.casefile.directory import Charge, Provider, Staff, Team
from throughcare.kernel.days import ONE_DAY, Days, next_working_days, working_days_between
from throughcare.kernel.duty import Duty, Role
from throughcare.kernel.regime import Regime

_NO_COURT = Court()


class Owner(msgspec.Struct, frozen=True):
    """Whose a duty is on a day: the role so resolved, the person, and the team holding the case."""

    role: Role
    staff: str | None
    team: str | None


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A run of days on which nothing about the holding changes."""

    first: date
    last: date | None
    team: str | None
    officer: str | None
    named_by: str | None
    """The fact that made this officer, or nobody, responsible."""
    in_post: bool
    away: str | None
    """The absence, where the officer is away."""
    cover: str | None
    at_court: AtCourt | None = None
    """Set while no team has received the case and a court team holds it."""


class Vacancy(msgspec.Struct, frozen=True):
    """A run of days on which an assigned case is nobody's, and the fact that began it."""

    days: Days
    opening: str
    because: str


class Holding:
    """The holding of one case over time. Built once for a case file, asked for any day."""

    def __init__(self, case: CaseFile, regime: Regime) -> None:
        self._staff: dict[str, Staff] = {each.ref: each for each in case.directory.staff}
        self._teams: dict[str, Team] = {each.ref: each for each in case.directory.teams}
        self._providers: dict[str, Provider] = {each.ref: each for each in case.directory.providers}
        self._case = case
        self._away_limit: int = regime.of(AWAY_UNCOVERED_DAYS).value
        self._away = {each.ref: _away_runs(each) for each in case.directory.staff if each.absences}
        self.transfers = effective_transfers(case)
        self._held_by = teams_held(case, self.transfers)
        self._named = named(case, self._staff, self.transfers)
        received = [day for day, _ in self._held_by] + [day for day, _, _ in self._named]
        self._at_court = at_court(case, received) if case.court != _NO_COURT else []
        self.stretches = self._stretches()
        self._firsts = [stretch.first for stretch in self.stretches]
        self.vacancies = self._vacancies()

    def on(self, day: date) -> Stretch | None:
        """Return how the case is held on ``day``; None before any team has it, even at court."""
        at = bisect_right(self._firsts, day)
        return self.stretches[at - 1] if at else None

    def vacant_on(self, day: date) -> bool:
        """Say whether officer-in-post has opened and nobody has come by ``day``."""
        return any(day in vacancy.days for vacancy in self.vacancies)

    def assigned_from(self, day: date) -> date | None:
        """Return the first day from ``day`` on with a responsible officer assigned.

        An officer who is already in post that day counts at once.
        """
        held = self.on(day)
        if held and held.officer and held.in_post:
            return day
        return next((on for on, officer, _ in self._named if officer and on >= day), None)

    def owner(self, duty: Duty, day: date) -> Owner | None:
        """Return whose ``duty`` is on ``day``; None before any team has the case."""
        return self.owner_of(duty.role, day, author=duty.author)

    def owner_of(self, role: Role, day: date, *, author: str | None = None) -> Owner | None:
        """Return who answers for ``role`` on ``day``.

        ``author`` names whose entry it is; for the court officer, the sentence.
        """
        held = self.on(day)
        if held is None:
            return None
        if role is Role.COURT_OFFICER:
            allocation = allocation_of(self._case, author)
            if allocation and (allocation.team or allocation.officer):
                return self._court_officer(allocation.officer, allocation.team, day)
            report = report_for(self._case, author) if allocation is None else None
            if report is not None:
                return self._court_officer(report.author, report.team, day)
            return self._manager(held.team, day)
        if held.at_court and role is Role.RESPONSIBLE_OFFICER:
            return self._court_officer(held.at_court.officer, held.team, day)
        if role is Role.TEAM_MANAGER:
            return self._manager(held.team, day)
        if role is Role.AUTHOR and author in self._staff:
            return self._author(author, held, day)
        if held.cover:
            return Owner(Role.ACTING_COVER, held.cover, held.team)
        if held.officer and not self.vacant_on(day):
            return Owner(Role.RESPONSIBLE_OFFICER, held.officer, held.team)
        return self._manager(held.team, day)

    def owners(self, role: Role, *, author: str | None = None) -> list[tuple[Days, Owner]]:
        """Return who answers for ``role``, run by run, from the first allocation on."""
        firsts = sorted(day for day in self._boundaries() if self.on(day))
        result: list[tuple[Days, Owner]] = []
        for at, first in enumerate(firsts):
            owner = self.owner_of(role, first, author=author)
            if owner is None:
                continue
            last = firsts[at + 1] - ONE_DAY if at + 1 < len(firsts) else None
            if result and result[-1][1] == owner and result[-1][0].last == first - ONE_DAY:
                result[-1] = (Days(result[-1][0].first, last), owner)
            else:
                result.append((Days(first, last), owner))
        return result

    def in_post(self, staff: str, day: date, *, team: str | None = None) -> bool:
        """Say whether ``staff`` holds a post on ``day``, with ``team``'s provider if one is named.

        Of somebody without any recorded post nothing is known but that they are there.
        """
        member = self._staff.get(staff)
        if member is None or not member.posts:
            return True
        provider = self._provider_of(team)
        return any(
            post.starts_on <= day
            and (post.left is None or day <= post.left.date)
            and (provider is None or self._provider_of(post.team) in (None, provider))
            for post in member.posts
        )

    def _provider_of(self, team: str | None) -> str | None:
        found = self._teams.get(team) if team else None
        return found.provider if found else None

    def _team_of(self, staff: str | None, day: date) -> str | None:
        """The team in which ``staff`` works: it holds a case no team is known to have received."""
        member = self._staff.get(staff) if staff else None
        for post in member.posts if member else ():
            if day in Days(post.starts_on, post.left.date if post.left else None):
                return post.team
        return None

    def _manager(self, team: str | None, day: date) -> Owner:
        found = self._teams.get(team) if team else None
        if found:
            if manager := self._in_charge(found.managers, day):
                return Owner(Role.TEAM_MANAGER, manager, team)
            provider = self._providers.get(found.provider)
            if provider and (manager := self._in_charge(provider.duty_managers, day)):
                return Owner(Role.DUTY_MANAGER, manager, team)
        return Owner(Role.TEAM_MANAGER, None, team)

    def _court_officer(self, officer: str | None, team: str | None, day: date) -> Owner:
        team = team or self._team_of(officer, day)
        if officer and self.in_post(officer, day, team=team):
            if self._absence(officer, day) is None:
                return Owner(Role.COURT_OFFICER, officer, team)
            if cover := self._staff_cover(officer, day):
                return Owner(Role.ACTING_COVER, cover, team)
        return self._manager(team, day)

    def _in_charge(self, charges: tuple[Charge, ...], day: date) -> str | None:
        in_force = [
            charge
            for charge in charges
            if day in Days(charge.starts_on, charge.ends_on) and self.in_post(charge.staff, day)
        ]
        latest = max(in_force, key=lambda charge: (charge.starts_on, charge.ref), default=None)
        return latest.staff if latest else None

    def _author(self, author: str, held: Stretch, day: date) -> Owner:
        if self.in_post(author, day):
            if self._absence(author, day) is None:
                return Owner(Role.AUTHOR, author, held.team)
            cover = self._staff_cover(author, day)
            if cover is None and author == held.officer:
                cover = held.cover
            if cover:
                return Owner(Role.ACTING_COVER, cover, held.team)
        return self._manager(held.team, day)

    def _absence(self, staff: str, day: date) -> str | None:
        return next((ref for run, ref in self._away.get(staff, ()) if day in run), None)

    def _staff_cover(self, staff: str, day: date) -> str | None:
        member = self._staff.get(staff)
        for cover in member.cover if member else ():
            if day in Days(cover.starts_on, cover.ends_on) and self.in_post(cover.by, day):
                return cover.by
        return None

    def _cover(self, officer: str | None, day: date) -> str | None:
        for cover in self._case.caseload.cover:
            if day in Days(cover.starts_on, cover.ends_on) and self.in_post(cover.staff, day):
                return cover.staff
        return self._staff_cover(officer, day) if officer else None

    def _boundaries(self) -> set[date]:
        days = {day for day, _ in self._held_by} | {day for day, _, _ in self._named}
        spans: list[tuple[date, date | None]] = [
            (cover.starts_on, cover.ends_on) for cover in self._case.caseload.cover
        ]
        spans += [(each.first, each.last) for each in self._at_court]
        for member in self._staff.values():
            spans += [
                (post.starts_on, post.left.date if post.left else None) for post in member.posts
            ]
            spans += [(absence.starts_on, absence.ends_on) for absence in member.absences]
            spans += [(cover.starts_on, cover.ends_on) for cover in member.cover]
        charges = [charge for team in self._teams.values() for charge in team.managers]
        charges += [
            each for provider in self._providers.values() for each in provider.duty_managers
        ]
        spans += [(charge.starts_on, charge.ends_on) for charge in charges]
        for first, last in spans:
            days.add(first)
            if last:
                days.add(last + ONE_DAY)
        for vacancy in getattr(self, "vacancies", ()):
            days.add(vacancy.days.first)
            if vacancy.days.last:
                days.add(vacancy.days.last + ONE_DAY)
        return days

    def _stretches(self) -> list[Stretch]:
        teams, named = self._held_by, self._named
        begins = min(
            [
                *(day for day, _ in teams),
                *(day for day, _, _ in named),
                *(each.first for each in self._at_court),
            ],
            default=None,
        )
        if begins is None:
            return []
        firsts = sorted(day for day in self._boundaries() if day >= begins)
        result = []
        for at, first in enumerate(firsts):
            last = firsts[at + 1] - ONE_DAY if at + 1 < len(firsts) else None
            court = next(
                (c for c in reversed(self._at_court) if first in Days(c.first, c.last)), None
            )
            if court:
                result.append(self._while_at_court(court, first, last))
                continue
            latest = [each for each in named if each[0] <= first]
            _, officer, ref = latest[-1] if latest else (first, None, None)
            held = [team for day, team in teams if day <= first]
            team = held[-1] if held else self._team_of(officer, first)
            result.append(
                Stretch(
                    first=first,
                    last=last,
                    team=team,
                    officer=officer,
                    named_by=ref,
                    in_post=bool(officer and self.in_post(officer, first, team=team)),
                    away=self._absence(officer, first) if officer else None,
                    cover=self._cover(officer, first),
                )
            )
        return result

    def _while_at_court(self, court: AtCourt, first: date, last: date | None) -> Stretch:
        return Stretch(
            first=first,
            last=last,
            team=court.team or self._team_of(court.officer, first),
            officer=None,
            named_by=None,
            in_post=False,
            away=None,
            cover=None,
            at_court=court,
        )

    def _vacancies(self) -> list[Vacancy]:
        found: list[Vacancy] = []
        row, since = 0, ""
        before: Stretch | None = None
        for stretch in self.stretches:
            if before is None or stretch.officer != before.officer:
                row, since = 0, ""
            nobody = stretch.named_by is not None and not stretch.cover
            if nobody and stretch.in_post and stretch.away:
                since = since or self._cover_ended(stretch, before) or stretch.away
                row, first = self._count_away(stretch, row)
                if first:
                    _open(found, stretch, first, since, "away")
            elif nobody and not stretch.in_post:
                row, since = 0, ""
                _open(found, stretch, stretch.first, *self._cause(stretch, before))
            elif stretch.last is None or working_days_between(stretch.first, stretch.last):
                row, since = 0, ""
            before = stretch
        return found

    def _count_away(self, stretch: Stretch, row: int) -> tuple[int, date | None]:
        """Count working days away in a row; return the day from which the case is nobody's."""
        if row >= self._away_limit:
            return row, stretch.first
        away = next_working_days(stretch.first, self._away_limit - row)
        if stretch.last is not None and away[-1] > stretch.last:
            return row + len(working_days_between(stretch.first, stretch.last)), None
        return self._away_limit, away[-1]

    def _cause(self, stretch: Stretch, before: Stretch | None) -> tuple[str, str]:
        """The fact that left the case with nobody on the first day of ``stretch``."""
        for on, transfer in self.transfers:
            if on == stretch.first:
                return transfer.ref, "transferred"
        if cover := self._cover_ended(stretch, before):
            return cover, "cover-ended"
        if left := self._left(stretch.officer, stretch.first - ONE_DAY):
            return left, "left"
        moved = before is not None and not before.at_court and before.team != stretch.team
        for allocation in self._case.caseload.allocations:
            if allocation.received_on == stretch.first and moved:
                return allocation.ref, "transferred"
        return stretch.named_by or "", "unassigned"

    def _cover_ended(self, stretch: Stretch, before: Stretch | None) -> str | None:
        """The fact by which cover had ended on the eve of ``stretch``."""
        if before is None or before.cover is None:
            return None
        eve = stretch.first - ONE_DAY
        member = self._staff.get(stretch.officer) if stretch.officer else None
        ended = [(each.ends_on, each.ref) for each in self._case.caseload.cover]
        ended += [(each.ends_on, each.ref) for each in (member.cover if member else ())]
        for ends_on, ref in ended:
            if ends_on == eve:
                return ref
        return self._left(before.cover, eve)

    def _left(self, staff: str | None, on: date) -> str | None:
        member = self._staff.get(staff) if staff else None
        for post in member.posts if member else ():
            if post.left and post.left.date == on:
                return post.ref
        return None


def _open(found: list[Vacancy], stretch: Stretch, first: date, opening: str, because: str) -> None:
    """Add a vacancy, or carry on the one of the day before. No two have one opening."""
    before = found[-1] if found else None
    if before and before.days.last == first - ONE_DAY:
        days = Days(before.days.first, stretch.last)
        found[-1] = Vacancy(days, before.opening, before.because)
        return
    if any(vacancy.opening == opening for vacancy in found):
        opening = f"{opening}/{first}"
    found.append(Vacancy(Days(first, stretch.last), opening, because))


def _away_runs(member: Staff) -> list[tuple[Days, str]]:
    """Runs of days away, each with its first absence; only a working day between ends a run."""
    runs: list[tuple[Days, str]] = []
    for absence in sorted(member.absences, key=lambda each: (each.starts_on, each.ref)):
        run, ref = runs[-1] if runs else (None, "")
        if run is None or (
            run.last is not None
            and run.last < absence.starts_on - ONE_DAY
            and working_days_between(run.last + ONE_DAY, absence.starts_on - ONE_DAY)
        ):
            runs.append((Days(absence.starts_on, absence.ends_on), absence.ref))
        elif run.last is not None:
            last = max(run.last, absence.ends_on) if absence.ends_on else None
            runs[-1] = (Days(run.first, last), ref)
    return runs
