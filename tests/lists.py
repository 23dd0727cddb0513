"""Caseloads for tests of lists: plain, well-run cases of one installation, loaded as files."""

from typing import Any

from tests.assessed import oasys, objective, plan, review
from tests.casefiles import case, contact, directory
from throughcare.history.loading import load
from throughcare.people.models import Person

TODAY = "2017-11-06"


def seen_monthly(last: str = "2017-10-30") -> list[dict[str, Any]]:
    """Contacts after which nothing about contact is owed on the day of these tests."""
    days = ["2017-03-06", "2017-03-20", "2017-04-03", "2017-04-17", "2017-05-02", "2017-05-15"]
    days += ["2017-05-30", "2017-06-26", "2017-07-24", "2017-08-21", "2017-09-18", "2017-10-16"]
    made = [contact(f"seen-{at}", day) for at, day in enumerate(days)]
    return [*made, contact("seen-last", last)]


def asked() -> dict[str, Any]:
    """The enquiries of the start: sent, answered and read, so that nothing about them is owed."""
    return {
        "enquiries": [
            {
                "ref": f"asked-{kind.replace(' ', '-')}",
                "kind": kind,
                "asked_on": "2017-03-06",
                "sent": {"date": "2017-03-06", "text": "Is anything known?"},
                "answer": {"received_on": "2017-03-13"},
                "read": {"date": "2017-03-14"},
            }
            for kind in ("domestic abuse", "safeguarding")
        ]
    }


def thought_through(contacts: list[dict[str, Any]], assessment: dict[str, Any]) -> dict[str, Any]:
    """Assessment, plan and reviews in time, and contacts that name the objective of the plan."""
    for each in contacts:
        if each.get("account", {}).get("done"):
            each["account"].setdefault("objectives", ["objective"])
    looked = [("2017-07-03", "review-1"), ("2017-10-02", "review-2")]
    return {
        "assessment": {"oasys": [oasys("2017-03-17")]} | assessment,
        "planning": {
            "plans": [plan("2017-03-17", objectives=[objective()])],
            "reviews": [review(on, on, ref=ref) for on, ref in looked],
        },
    }


def booked(ref: str, on: str, at: str | None = "10:00:00", **more: Any) -> dict[str, Any]:
    """An appointment with Olga without an outcome."""
    return contact(ref, on, None, staff="olga", booked_on="2017-10-02", time=at, **more)


def person(
    crn: str = "X123456", given: str = "Ari", family: str = "Example", **sections: Any
) -> Person:
    """Load a case of Olga's on which nothing is owed unless the test says so."""
    names = sections.pop("names", [{"ref": "name", "given": given, "family": family}])
    about = {
        "particulars": {
            "ref": "person",
            "date_of_birth": sections.pop("born", "1985-05-05"),
            "sex": "M",
        },
        "names": names,
    } | sections.pop("about", {})
    more = sections.pop("more", [])
    sections.setdefault("contacts", [*seen_monthly(), *more])
    sections.setdefault("information", asked())
    thought = thought_through(sections["contacts"], sections.pop("assessment", {}))
    sections = thought | sections
    shared = sections.pop("directory", directory()) | {"scope": "installation"}
    found = load(case(crn=crn, person=about, directory=shared, **sections))
    return Person.objects.get(pk=found.person)
