"""A team's cases: who has them, what is overdue on them, how many officers each has had.

Set by set: as many statements for ten cases as for two thousand.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from throughcare.history import prepared
from throughcare.kernel.law import add_months
from throughcare.ledger.cases import IN_CHARGE, LATE, MINE, OVERDUE, WHOSE, keys_of
from throughcare.ledger.models import OwnerSpell
from throughcare.ledger.subject import CASE
from throughcare.people.models import Person
from throughcare.sentences.queries import LIVE
from throughcare.team.succession import MONTHS, SPELLS


class Holding(NamedTuple):
    """A case of the team, and who answers for it in the officer's place."""

    person_id: int
    staff_id: int | None
    """None where nobody is responsible and nobody covers."""


class Late(NamedTuple):
    """How much of one band somebody has overdue."""

    staff_id: int | None
    band: int
    overdue: int


class Continuity(NamedTuple):
    """How many officers each case of the team had within twelve months."""

    cases: int
    officers: int
    """Of all cases together."""
    several: int
    """Cases that had three or more."""


class Cases(NamedTuple):
    """The live cases of teams, and what is overdue on them by whose it is."""

    held: list[Holding]
    late: list[Late]
    every: list[int]
    """All cases of the teams within reach, those too that are no longer live."""
    continuity: Continuity


class Holder(NamedTuple):
    """Who answers for a case today in its officer's place."""

    public_id: str
    name: str


def cases_of_teams(teams: Iterable[int], among: QuerySet[Person], today: date) -> Cases:
    """Return the live cases that these teams hold, and what is overdue by officer and band.

    Only cases ``among`` those within reach count.
    """
    within, parameters = keys_of(among)
    parameters |= {
        "today": today,
        "teams": list(teams),
        "since": add_months(today, -MONTHS),
    }
    held, late, every = [], [], []
    officers = Continuity(0, 0, 0)
    for what, one, two, three in prepared.run(_CASES.replace("{within}", within), parameters):
        if what == "case":
            held.append(Holding(one, two))
        elif what == "late":
            late.append(Late(two, one, three))
        elif what == "officers":
            officers = Continuity(one, two or 0, three)
        else:
            every.append(one)
    return Cases(held, late, every, officers)


def overdue_by(late: Iterable[Late]) -> dict[int | None, dict[int, int]]:
    """For each member of staff, None for nobody, how much is overdue of each band."""
    found: dict[int | None, dict[int, int]] = defaultdict(dict)
    for each in late:
        found[each.staff_id][each.band] = each.overdue
    return found


def holders(people: Sequence[int], today: date) -> dict[int, Holder]:
    """Return who answers for each of these cases in its officer's place: one statement."""
    rows = OwnerSpell.objects.filter(
        Q(last=None) | Q(last__gte=today),
        subject_kind=CASE,
        subject_id__in=people,
        role="responsible officer",
        first__lte=today,
        staff__isnull=False,
    )
    return {
        person: Holder(public_id, name)
        for person, public_id, name in rows.values_list(
            "subject_id", "staff__public_id", "staff__name"
        )
    }


_CASES = f"""
    WITH {MINE}, {OVERDUE},
    live AS MATERIALIZED (SELECT DISTINCT person_id
        FROM ({LIVE.format(people="= ANY(ARRAY(SELECT subject_id FROM ours))")}) a),
    {SPELLS.replace("{people}", "= ANY(ARRAY(SELECT person_id FROM live))")},
    counted AS (
        SELECT person_id, count(DISTINCT staff_id) AS officers FROM spells
        WHERE until IS NULL OR until > %(since)s GROUP BY person_id)
    SELECT 'case', m.subject_id,
        CASE WHEN m.resolved IN {IN_CHARGE} THEN m.staff_id END, NULL::bigint
    FROM mine m JOIN live ON live.person_id = m.subject_id
    WHERE m.role = 'responsible officer'
    UNION ALL
    SELECT 'late', d.weight, {WHOSE}, count(*)
    FROM {LATE} GROUP BY 2, 3
    UNION ALL SELECT 'every', subject_id, NULL, NULL FROM ours
    UNION ALL
    SELECT 'officers', count(*), sum(officers)::bigint, count(*) FILTER (WHERE officers > 2)
    FROM counted
"""
