"""What the cases of October are put together from."""

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.casefiles import at_court, contact, order

from throughcare.performance.tests.measured import held

SEP, OCT, NOV = "2017-09", "2017-10", "2017-11"
FIRST, RELEASED, PLAN, ALLOCATED = "SL001R", "SL002R", "SL003", "NPS-SL002"
REFERRED, PRESENTED = "AE", "NPS-SL014"
MET, LATE, EXCUSED, ENDED, AGAINST = "met", "late", "excused", "ended", "decided against"


class Counts(NamedTuple):
    """How one duty of a case counts: in which figure, of which month, how, and for which team."""

    measure: str
    month: str
    outcome: str
    team: str = "north"


def on_order(received_on: str, *contacts: Any, **more: Any) -> dict[str, Any]:
    """An order of 18 August received by the north team on a day."""
    caseload = held(received_on=received_on, **more.pop("caseload", {}))
    about = order(sentenced_on="2017-08-18", **more.pop("order", {}))
    return {"sentences": {"orders": [about]}, "caseload": caseload, "contacts": list(contacts)} | (
        more
    )


def released(*licences: Any, **more: Any) -> dict[str, Any]:
    """A release on licence, held by the north team since the sentence."""
    custody = {"ref": "custody", "sentenced_on": "2017-01-06", "months": 30, "licences": licences}
    return {
        "sentences": {"custody": [custody | more.pop("custody", {})]},
        "caseload": held(of="custody", received_on="2017-01-09"),
    } | more


def at(on: str, made: str, result: str | None = "attended", **more: Any) -> dict[str, Any]:
    """An appointment for a day, booked on another."""
    return contact(f"on-{on}", on, result, booked_on=made, **more)


def plan(signed_on: str, **more: Any) -> dict[str, Any]:
    """A signed plan, so that nothing else of planning matters."""
    return {"planning": {"plans": [{"ref": "plan", "signed_on": signed_on} | more]}}


PLANNED = plan("2017-09-01")
"""A plan early enough for every order here, so that SL003 is met."""


def excusal(date: str, until: str) -> dict[str, Any]:
    """The booking of a first appointment due on 16 October is excused."""
    return {
        "excusals": [
            {
                "ref": "excusal",
                "code": "arrange-first-appointment",
                "about": "order",
                "opening": "allocation",
                "opened_on": "2017-10-09",
                "due_on": "2017-10-16",
                "date": date,
                "until": until,
                "because": "In hospital.",
                "by": "sam",
            }
        ]
    }


def moved(effective_on: str, accepted: str, to_team: str = "south", to: str = "petra") -> Any:
    """A transfer to another team."""
    return {
        "transfers": [
            {
                "ref": "transfer",
                "to_team": to_team,
                "to_officer": to,
                "effective_on": effective_on,
                "accepted": {"date": accepted},
            }
        ]
    }


def failing(decided_on: str, outcome: str = "", on: str = "", team: str = "north") -> Any:
    """Warned on 4 September, failed again on 12 October; what was decided of it, on which day."""
    who = "colin" if team == "court" else "olga"
    failure = at("2017-10-12", "2017-10-02", "failed to attend")
    failure["decision"] = {"acceptable": False, "decided_on": decided_on}
    warned = {"ref": "warned", "of": "order", "sent_on": "2017-09-04", "by": who}
    enforcement: dict[str, Any] = {"warnings": [warned]}
    if outcome:
        breach = {"ref": "breach", "of": "order", "failure": "on-2017-10-12", "outcome": outcome}
        enforcement["breaches"] = [breach | {"decided_on": on, "because": "Said why."}]
    return {
        "sentences": {"orders": [order(sentenced_on="2017-07-03")]},
        "caseload": held(team, "2017-07-05", staff=who),
        "contacts": [at("2017-07-06", "2017-07-05"), failure],
        "enforcement": enforcement,
    } | plan("2017-07-10")


def sentenced(on: str, decided_on: str | None = None, **more: Any) -> dict[str, Any]:
    """An order at the court team, allocated on a day or not yet."""
    decision = {"decided_on": decided_on, "provider": "crc"} if decided_on else None
    court = at_court("order", on, decision=decision) | {"team": "court", "officer": "colin"}
    about = order(sentenced_on=on, **more)
    return {"sentences": {"orders": [about]}, "court": {"allocations": [court]}, "caseload": {}}


Written = dict[str, tuple[dict[str, Any], list[Counts]]]
"""Under each number the case, and how it counts from September to 5 November 2017."""


def written_in(cases: Written) -> Callable[..., None]:
    """What writes down a case under its number, with how it counts."""

    def case_of(number: int, sections: dict[str, Any], *counts: Counts) -> None:
        cases[f"X5{number:05}"] = sections, list(counts)

    return case_of
