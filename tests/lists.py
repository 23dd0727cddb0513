"""Caseloads for tests of lists: plain, well-run cases of one installation, loaded as files."""

from typing import Any

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
    shared = sections.pop("directory", directory()) | {"scope": "installation"}
    found = load(case(crn=crn, person=about, directory=shared, **sections))
    return Person.objects.get(pk=found.person)
