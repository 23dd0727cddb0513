"""Cases and figures for tests of service levels."""

from datetime import date

from tests.casefiles import case, contact, directory, order

from throughcare.history.loading import load
from throughcare.people.models import Person
from throughcare.performance.policy import BY_ID
from throughcare.performance.queries import ALL, Figure, Unit, behind, figures

MARCH, APRIL = date(2017, 3, 1), date(2017, 4, 1)
TODAY = date(2017, 11, 6)
NORTH, SOUTH, CRC = Unit("team", "north"), Unit("team", "south"), Unit("provider", "crc")


def shared():
    """The directory of the installation: one CRC of two teams, and one NPS division of one."""
    made = directory()
    made["providers"].append({"ref": "nps", "name": "Northern NPS", "kind": "nps"})
    made["providers"][1]["duty_managers"] = [
        {"ref": "nd", "staff": "nora", "starts_on": "2014-06-01"}
    ]
    made["teams"].append(
        {
            "ref": "court",
            "name": "Court team",
            "provider": "nps",
            "managers": [{"ref": "cm", "staff": "cora", "starts_on": "2014-06-01"}],
        }
    )
    for ref, grade in (("nora", "senior manager"), ("cora", "SPO"), ("colin", "PO")):
        post = {"ref": f"post-{ref}", "team": "court", "starts_on": "2014-06-01"}
        made["staff"].append(
            {"ref": ref, "name": ref.capitalize(), "grade": grade, "posts": [post]}
        )
    return made | {"scope": "installation"}


def held(team="north", received_on="2017-03-03", of="order", staff="olga", **more):
    """A caseload: received by a team on a day, with an officer from that day."""
    received = {"ref": "allocation", "of": of, "team": team, "received_on": received_on}
    officer = {"ref": "officer", "staff": staff, "starts_on": received_on}
    return {"allocations": [received], "officers": [officer]} | more


def booked(on, made, ref="first", result="attended"):
    """A first appointment for a day, booked on another."""
    return contact(ref, on, result, booked_on=made)


def excused(date, until, due_on="2017-03-10"):
    """An excusal of the booking of the first appointment."""
    return {
        "ref": "excused",
        "code": "arrange-first-appointment",
        "about": "order",
        "opening": "allocation",
        "opened_on": "2017-03-03",
        "due_on": due_on,
        "date": date,
        "until": until,
        "because": "In hospital.",
        "by": "sam",
    }


def person(crn, *, name="Ari", **sections):
    """Load a case: an order of 1 March 2017 received by the north team on Friday 3 March."""
    sections.setdefault("sentences", {"orders": [order()]})
    sections.setdefault("caseload", held())
    about = {
        "particulars": {"ref": "person", "date_of_birth": "1985-05-05", "sex": "M"},
        "names": [{"ref": "name", "given": name, "family": f"Case{crn[-2:]}"}],
    }
    found = load(case(crn=crn, person=about, directory=shared(), **sections))
    return Person.objects.get(pk=found.person)


def figure(measure, month=MARCH, unit=ALL, *, today=TODAY) -> Figure | None:
    """One figure, read from all."""
    found = figures(since=date(2016, 1, 1), until=date(2018, 12, 31), today=today)
    wanted = [e for e in found if (e.measure, e.month, e.unit) == (measure, month, unit)]
    assert len(wanted) <= 1
    return wanted[0] if wanted else None


def of(measure, month=MARCH, unit=ALL, *, today=TODAY) -> tuple[int, int]:
    """Numerator and denominator."""
    found = figure(measure, month, unit, today=today)
    return (found.numerator, found.denominator) if found else (0, 0)


def outcomes(measure, month=MARCH, *, today=TODAY) -> dict[int, str]:
    """How each person's duty counts."""
    found = behind(BY_ID[measure], month, today=today)
    assert len({each.key for each in found}) == len(found)
    return {each.person: str(each.outcome) for each in found}
