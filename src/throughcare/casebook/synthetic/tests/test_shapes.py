"""Every shape that the readings of the calendar name is among synthetic people.

That each is found, and nothing beside it, is what test_synthetic holds; here, that it is made.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from throughcare.casebook.synthetic import Planting, calendar, synthesise

TODAY = date(2017, 3, 10)
"""Eight working days after 28 February 2017, the last day of a warning of 29 February 2016."""
File = dict[str, Any]


@pytest.fixture(scope="module")
def files() -> list[File]:
    every = Planting(1.0, evenly=True)
    made = [each.file for each in synthesise(2600, seed=61, today=TODAY, planting=every)]
    return made + [each.file for each in synthesise(900, seed=62, today=TODAY)]


def part(file: File, area: str, name: str) -> list[File]:
    found: list[File] = file.get(area, {}).get(name, [])
    return found


def orders(file: File) -> dict[str, File]:
    return {each["ref"]: each for each in part(file, "sentences", "orders")}


def failed(file: File) -> list[File]:
    return [each for each in file.get("contacts", ()) if "decision" in each]


def warned_together(file: File) -> bool:
    """Warnings on two orders at once."""
    warnings = part(file, "enforcement", "warnings")
    return any(
        one["sent_on"] == two["sent_on"] and one["of"] < two["of"]
        for one in warnings
        for two in warnings
    )


def warned_on_29_february(file: File) -> bool:
    """A warning of 29 February."""
    sent = [each["sent_on"] for each in part(file, "enforcement", "warnings")]
    return any((day.month, day.day) == (2, 29) for day in sent)


def failed_on_the_last_day(file: File) -> bool:
    """A failure on the day on which an order ends."""
    ends = {each["expires_on"] for each in orders(file).values()}
    return any(
        each["date"] in ends and each.get("outcome", {}).get("result") == "failed to attend"
        for each in file.get("contacts", ())
    )


def decided_on_the_last_day(file: File) -> bool:
    """Evidence that comes on the last day in time."""
    return any(
        each["decision"].get("evidence")
        and calendar.between(each["date"], each["decision"]["decided_on"]) == 6
        for each in failed(file)
    )


def by_the_service(file: File) -> bool:
    """A failure caused by the service, among absences that were accepted."""
    causes = [each["decision"].get("cause") for each in failed(file)]
    return "caused by the service" in causes and len(causes) > 2


def breach_pending(file: File) -> bool:
    """A failure decided while breach is before the court."""
    pending = [each for each in part(file, "enforcement", "breaches") if "dealt_with" not in each]
    return any(
        each["decision"]["decided_on"] > breach["decided_on"] and not each["decision"]["acceptable"]
        for breach in pending
        for each in failed(file)
    )


def failed_before_the_warning(file: File) -> bool:
    """A failure before a warning, decided while it is live."""
    return any(
        each["date"] < warning["sent_on"] < each["decision"]["decided_on"]
        for warning in part(file, "enforcement", "warnings")
        for each in failed(file)
        if not each["decision"]["acceptable"] and warning["failure"] != each["ref"]
    )


def eleven(file: File) -> bool:
    """The eleventh acceptable absence."""
    return sum(each["decision"]["acceptable"] for each in failed(file)) >= 11


def supervised_after_a_licence(file: File) -> bool:
    """Supervision that follows a licence, and has begun."""
    found = part(file, "sentences", "custody")
    return any("supervision" in e and e["supervision"]["starts_on"] <= TODAY for e in found)


def released_again(file: File) -> bool:
    """A recall, and a release after it."""
    return any(len(e.get("licences", ())) > 1 for e in part(file, "sentences", "custody"))


def paused_before_its_clock_ran_out(file: File) -> bool:
    """Custody or hospital while a requirement has not begun."""
    starts = [
        each["starts_on"]
        for one in (*orders(file).values(), *part(file, "sentences", "custody"))
        for each in (
            *one.get("requirements", ()),
            *(c for licence in one.get("licences", ()) for c in licence.get("conditions", ())),
        )
        if "starts_on" in each
    ]
    pauses = part(file, "sentences", "pauses")
    return any(start < each["received_on"] for start in starts for each in pauses)


def no_longer_not_applicable(file: File) -> bool:
    """Not applicable, and then a trigger."""
    enquiries = part(file, "information", "enquiries")
    unknown = [s for s in part(file, "person", "child_protection") if s["ref"] == "cp-late"]
    return any("not_applicable" in each and each["ref"] == "sg" for each in enquiries) and bool(
        unknown
    )


def read_by_the_officer_before(file: File) -> bool:
    """An answer read by somebody who does not hold the case any more."""
    named = part(file, "caseload", "officers")
    return len(named) > 1 and any(
        each["ref"] == "late-read" and each.get("read", {}).get("by") == named[-2]["staff"]
        for each in part(file, "information", "enquiries")
    )


def planned_before_assessed(file: File) -> bool:
    """A plan signed before the assessment."""
    plans = part(file, "planning", "plans")
    signed = part(file, "assessment", "oasys")
    return bool(plans and signed) and plans[0]["signed_on"] < signed[0]["signed_on"]


def low_and_then_an_indicator(file: File) -> bool:
    """A low level, and then something on record that speaks against it."""
    signed = part(file, "assessment", "oasys")
    late = [e for e in part(file, "person", "registrations") if e["ref"] == "reg-late"]
    return any(each["registered_on"] > signed[0]["signed_on"] for each in late)


def review_begun(file: File) -> bool:
    """A change whose review is begun and not finished."""
    return any("signed_on" not in each for each in part(file, "planning", "reviews"))


def transferred_to_nobody(file: File) -> bool:
    """A transfer accepted by a team of which no officer was named."""
    arrived = [e for e in part(file, "caseload", "transfers") if "accepted" in e]
    named = [each["starts_on"] for each in part(file, "caseload", "officers")]
    return any("to_officer" not in e and e["effective_on"] not in named for e in arrived)


def cover_that_ended(file: File) -> bool:
    """Cover that ended while the officer is still away."""
    return any("ends_on" in each for each in part(file, "caseload", "cover"))


def never_seen(file: File) -> bool:
    """Not seen for more than twenty working days since the start."""
    came = [e for e in file.get("contacts", ()) if e.get("outcome", {}).get("result") == "attended"]
    received = [each["received_on"] for each in part(file, "caseload", "allocations")]
    old = bool(received) and max(received) < TODAY - timedelta(days=35)
    return old and "contacts" in file and not came and bool(part(file, "sentences", "orders"))


def unpaid_work_not_begun(file: File) -> bool:
    """Unpaid work, received weeks ago and not begun."""
    refs = [r["ref"] for o in orders(file).values() for r in o.get("requirements", ())]
    held = {each.get("requirement") for each in file.get("contacts", ())}
    received = [each["received_on"] for each in part(file, "caseload", "allocations")]
    return "upw" in refs and "upw" not in held and max(received, default=TODAY) < TODAY


@pytest.mark.parametrize(
    "shape",
    [
        warned_together,
        warned_on_29_february,
        failed_on_the_last_day,
        decided_on_the_last_day,
        by_the_service,
        breach_pending,
        failed_before_the_warning,
        eleven,
        supervised_after_a_licence,
        released_again,
        paused_before_its_clock_ran_out,
        no_longer_not_applicable,
        read_by_the_officer_before,
        planned_before_assessed,
        low_and_then_an_indicator,
        review_begun,
        transferred_to_nobody,
        cover_that_ended,
        never_seen,
        unpaid_work_not_begun,
    ],
    ids=lambda shape: shape.__doc__.rstrip("."),
)
def test_it_is_made(files: list[File], shape: Callable[[File], bool]) -> None:
    assert any(shape(file) for file in files)
