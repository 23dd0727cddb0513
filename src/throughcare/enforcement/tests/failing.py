"""Failures, warnings and decisions for tests of enforcement: plain data of a case file."""

from typing import Any

from tests.casefiles import case, caseload, contact, one, order, owed

Plain = dict[str, Any]

LATER = "2019-12-02"
"""A day by which all that these tests tell of has happened."""


def failed(
    ref: str, on: str, decided: str | None = None, acceptable: bool = False, **more: Any
) -> Plain:
    """A failure to attend, decided on a day; unacceptable unless it says so."""
    made = contact(ref, on, "failed to attend", asked={})
    if decided:
        cause = more.pop("cause", None)
        made["decision"] = {
            "acceptable": acceptable,
            "decided_on": decided,
            **({"cause": cause} if cause else {}),
        }
    return made | more


def accepted(ref: str, on: str, decided: str | None = None, **more: Any) -> Plain:
    """A failure whose reason was accepted, on its day unless it says when."""
    return failed(ref, on, decided or on, acceptable=True, **more)


def warned(on: str, failure: str | None = None, of: str = "order", **more: Any) -> Plain:
    """A warning sent."""
    named = {"failure": failure} if failure else {}
    return {"ref": f"w-{on}-{of}", "of": of, "sent_on": on, "text": "Come.", **named} | more


def breach(on: str, outcome: str = "referred", of: str = "order", **more: Any) -> Plain:
    """A decision about breach."""
    return {"ref": f"b-{on}", "of": of, "decided_on": on, "outcome": outcome} | more


def dealt(on: str, result: str = "proved") -> Plain:
    """What the court made of it."""
    return {"dealt_with": {"date": on, "result": result}}


def reviewed(on: str, outcome: str = "adjust", of: str = "order", **more: Any) -> Plain:
    """A decision about acceptable absences."""
    return {"ref": f"r-{on}", "of": of, "date": on, "outcome": outcome, "because": "x"} | more


def file(*contacts: Plain, **enforcement: Any) -> Any:
    """A case on a community order from 1 March 2017, with contacts and what was decided."""
    sections = {
        key: enforcement.pop(key) for key in ("sentences", "caseload") if key in enforcement
    }
    return case(contacts=list(contacts), enforcement=enforcement, **sections)


def two_orders(*contacts: Plain, first: Plain | None = None, **enforcement: Any) -> Any:
    """A second order from 3 April 2017, with unpaid work; ``first`` changes the first one."""
    upw = {"ref": "upw", "kind": "unpaid work", "amount": 80, "unit": "hours"}
    second = order("order-2", "2017-04-03", requirements=[upw])
    held = [
        {"ref": f"a-{of}", "of": of, "team": "north", "received_on": on}
        for of, on in (("order", "2017-03-03"), ("order-2", "2017-04-04"))
    ]
    return file(
        *contacts,
        sentences={"orders": [order(**(first or {})), second]},
        caseload=caseload(allocations=held),
        **enforcement,
    )


def row(made: Any, code: str, on: str = LATER) -> Plain:
    """The one row of a duty."""
    return one(made, on, code)


def subjects(made: Any, code: str, on: str = LATER) -> list[str]:
    """Of what a duty has rows, in order."""
    return sorted(each["subject"] for each in owed(made, on, code=code))
