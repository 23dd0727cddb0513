"""An absence or a leaving of Olga's as a manager plans it on the pages, for tests."""

from throughcare.organisation.models import Staff
from throughcare.workload.models import Move, MovePlan

CASES = 5


def text(response) -> str:
    """What a page says, on one line."""
    return " ".join(response.content.decode().split())


def staff(code: str) -> Staff:
    """The member of staff with this code."""
    return Staff.objects.get(code=code)


def plan_it(client, kind="leave", cases="spread", **more):
    """What a manager sends from the first page: Olga, from Monday 13 to Friday 24 November."""
    sent = {
        "staff": staff("olga").public_id,
        "kind": kind,
        "first-day": "13",
        "first-month": "11",
        "first-year": "2017",
        "last-day": "24",
        "last-month": "11",
        "last-year": "2017",
        "because": "Two weeks of leave.",
        "cases": cases,
    } | more
    if kind == "leaving" and "last-day" not in more:
        sent |= {"last-day": "", "last-month": "", "last-year": ""}
    return client.post("/team/absence", sent)


def planned(client, **more):
    """The plan that comes of it, and the address of its page."""
    answer = plan_it(client, **more)
    assert answer.status_code == 302, text(answer)
    return MovePlan.objects.get(), answer["Location"]


def as_shown(plan, **more):
    """What the second page holds, as it is sent."""
    sent = {"version": str(plan.version), "grade_because": ""}
    for move in plan.moves.exclude(state=Move.DONE).select_related("to"):
        sent[f"to-{move.pk}"] = move.to.public_id if move.to else ""
    return sent | more
