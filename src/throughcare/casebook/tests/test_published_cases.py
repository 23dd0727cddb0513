"""The published cases: as the reports have them on the demo's day, in canonical form."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from throughcare.kernel.casefile import CaseFile, items
from throughcare.kernel.casefile.facts import end_of
from throughcare.kernel.casefile.reading import read_one
from throughcare.kernel.casefile.schema import schema
from throughcare.kernel.casefile.writing import canonical
from throughcare.ledger import reporting
from throughcare.ledger.calendar import account

DEMO_DAY = date(2017, 11, 6)
FOLDER = Path(__file__).parents[1]
FILES = sorted(FOLDER.glob("*.yaml"))


def case(name: str) -> CaseFile:
    return read_one(FOLDER / f"{name}.yaml")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_published_case_is_canonical_valid_and_attributed(file: Path) -> None:
    found = read_one(file)
    assert canonical(found) == file.read_text(encoding="utf-8")
    jsonschema.Draft202012Validator(schema()).validate(json.loads(canonical(found, "json")))
    assert found.provenance is not None
    assert "Open Government Licence v3.0" in found.provenance.source
    assert found.provenance.states
    assert found.provenance.assumes


MANAGER = ("team manager", "west-mercia-kowalczyk")
KEVIN = ("responsible officer", "london-adeyemi")
CHIDI = ("responsible officer", "london-okafor")
HEATHER = ("responsible officer", "london-fraser")
FIONA = ("responsible officer", "west-mercia-adair")
IFEOMA = ("responsible officer", "london-nwosu")
UTE = ("responsible officer", "thames-valley-brandt")
OVERDUE = {
    "000-kevin": {
        ("refer-requirement", "drug-testing", "2017-03-21", *KEVIN),
        ("start-requirement", "drug-testing", "2017-03-21", *KEVIN),
        ("start-requirement", "bbr", "2017-05-30", *KEVIN),
    },
    "000-carole": set(),
    "000-david": {
        ("decide-on-child-or-partner", "partner", "2017-10-19", *CHIDI),
        ("decide-on-change", "change-1", "2017-10-26", *CHIDI),
    },
    "000-george": {
        ("make-objective-concrete", "engage", "2017-07-14", *HEATHER),
        ("agree-plan", "plan-2", "2017-07-21", *HEATHER),
        ("start-requirement", "iom", "2017-09-12", *HEATHER),
        ("start-requirement", "substances", "2017-09-12", *HEATHER),
        ("initial-assessment", "licence-2", "2017-07-12", *HEATHER),
        ("review-acceptable-absences", "licence-2", "2017-10-06", *HEATHER),
    },
    "000-eric": {
        ("decide-breach", "u-10/order", "2017-06-23", *IFEOMA),
    },
    "000-duncan": set(),
    "000-trevor": {
        ("send-da-enquiry", "case", "2017-05-11", *HEATHER),
        ("send-safeguarding-enquiry", "case", "2017-05-11", *HEATHER),
        ("decide-on-change", "change-1", "2017-08-30", *HEATHER),
        ("set-contact-level", "plan-1", "2017-06-07", *HEATHER),
        ("agree-plan", "plan-1", "2017-06-14", *HEATHER),
        ("objective-for-need", "oasys-1-s11", "2017-06-01", *HEATHER),
    },
    "002-gary": {
        ("officer-in-post", "case", "2017-06-04", *MANAGER),
        ("see-the-person", "case", "2017-06-15", *MANAGER),
        ("send-da-enquiry", "case", "2016-10-13", *MANAGER),
        ("send-safeguarding-enquiry", "case", "2016-10-13", *MANAGER),
        ("objective-for-need", "oasys-1-s12", "2016-11-01", *MANAGER),
        ("review-assessment", "case", "2017-04-29", *MANAGER),
    },
    "002-darren": {
        ("decide-on-change", "change-1", "2017-08-18", *FIONA),
        ("decide-on-change", "change-2", "2017-09-13", *FIONA),
        ("decide-on-change", "change-3", "2017-09-20", *FIONA),
        ("decide-on-change", "change-4", "2017-10-21", *FIONA),
        ("decide-on-change", "change-5", "2017-10-17", *FIONA),
    },
    "003-alan": {
        ("analyse-harm", "oasys-1", "2017-05-05", *UTE),
        ("send-da-enquiry", "case", "2017-04-08", *UTE),
        ("send-safeguarding-enquiry", "case", "2017-04-08", *UTE),
    },
}


def test_every_published_case_says_what_is_overdue() -> None:
    assert {file.stem for file in FILES} == set(OVERDUE)


@pytest.mark.parametrize("name", OVERDUE)
def test_exactly_this_is_overdue_on_the_demos_day(name: str) -> None:
    rows = reporting.rows(account(case(name), known_before=end_of(DEMO_DAY)), DEMO_DAY)
    assert {
        (
            row["code"],
            row["subject"],
            row["failing_since"],
            row["owner"]["role"],
            row["owner"]["staff"],
        )
        for row in rows
        if row["state"] == "overdue"
    } == OVERDUE[name]


@pytest.mark.parametrize("name", OVERDUE)
def test_nothing_else_was_ever_late(name: str) -> None:
    rows = reporting.rows(account(case(name), known_before=end_of(DEMO_DAY)), DEMO_DAY)
    assert {row["state"] for row in rows} <= {"met", "ended", "open", "due-soon", "overdue"}


def test_what_cases_share_of_the_directory_is_the_same() -> None:
    known: dict[str, object] = {}
    for file in FILES:
        found = read_one(file)
        assert found.directory.scope == "installation"
        for each in items(found.directory):
            assert known.setdefault(each.ref, each) == each, each.ref


def test_of_eric_s_failures_seventeen_count_against_him() -> None:
    failed = [each for each in case("000-eric").contacts if each.failed]
    service = [
        each for each in failed if each.decision and each.decision.cause == "caused by the service"
    ]
    unacceptable = [each for each in failed if each.decision and not each.decision.acceptable]
    assert (len(unacceptable), len(service), len(failed)) == (17, 2, 19)
