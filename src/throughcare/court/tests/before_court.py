"""A court team, a case before it, and its court officer at a browser."""

import json
from datetime import date
from typing import Any

from tests.casefiles import directory, document
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.accounts.models import User
from throughcare.history import clock
from throughcare.history.loading import load
from throughcare.kernel.casefile.reading import read
from throughcare.people.models import Person

TODAY = date(2017, 3, 1)
SCORED = {
    "ref": "rsr",
    "predictor": "RSR",
    "two_year": 0.0123,
    "one_year": 0.0061,
    "scored_on": "2017-03-01",
}


def with_court(**changes: Any) -> dict[str, Any]:
    """The plain directory with a court team of the NPS: Cora works there, Mona is its manager."""
    made = directory(**changes)
    made["providers"].append(
        {
            "ref": "nps",
            "name": "Northern NPS",
            "kind": "nps",
            "duty_managers": [{"ref": "nd", "staff": "nora", "starts_on": "2014-06-01"}],
        }
    )
    made["teams"] += [
        {
            "ref": "court",
            "name": "Court team",
            "provider": "nps",
            "managers": [{"ref": "cm", "staff": "mona", "starts_on": "2014-06-01"}],
        },
        {"ref": "field", "name": "NPS field team", "provider": "nps"},
    ]
    made["staff"] += [
        {
            "ref": ref,
            "name": ref.capitalize(),
            "grade": grade,
            "posts": [{"ref": f"post-{ref}", "team": team, "starts_on": "2014-06-01"}],
        }
        | changes.get(ref, {})
        for ref, grade, team in (
            ("cora", "court officer", "court"),
            ("mona", "SPO", "court"),
            ("nora", "senior manager", "field"),
        )
    ]
    return made


def before_the_court(**sections: Any) -> dict[str, Any]:
    """Sentenced on 1 March 2017, before Cora, nothing signed, received by nobody."""
    allocation = {"ref": "at-court", "of": "order", "team": "court", "officer": "cora"}
    return document(
        **{
            "directory": with_court(),
            "caseload": {},
            "court": {"allocations": [allocation]},
            **sections,
        }
    )


def stored(today: date = TODAY, **sections: Any) -> Person:
    """The same, stored; the clock stands at the day of sentence."""
    clock.set_day(today, reset=True)
    (case,) = read(json.dumps(before_the_court(**sections)).encode(), "case.json")
    return Person.objects.get(pk=load(case).person)


def cora() -> User:
    """The court officer."""
    return user_of("X123456/cora", Role.COURT_OFFICER)


def mona() -> User:
    """The manager of the court team."""
    return user_of("X123456/mona", Role.TEAM_MANAGER)
