"""D1: what was ordered is not begun, eight months on: a programme, drug tests.

Kevin is on licence with conditions of Building Better Relationships and of drug
testing. The programme was referred in time; nothing else was done.
"""

from tests.casefiles import custody, held_on_licence, licence
from tests.failings.command import CaseInAFile

CONDITIONS = [
    {"ref": "bbr", "kind": "programme", "name": "Building Better Relationships"},
    {"ref": "tests", "kind": "drug testing"},
    {"ref": "curfew", "kind": "curfew"},
]


def of_kevin(tmp_path, *contacts, **interventions):
    return CaseInAFile(
        tmp_path,
        sentences=custody(licence(released_on="2017-03-06", conditions=CONDITIONS)),
        caseload=held_on_licence("licence", "2017-03-06"),
        interventions={
            "referrals": [{"ref": "referral", "requirement": "bbr", "made_on": "2017-03-14"}]
        }
        | interventions,
        contacts=list(contacts),
    )


def overdue(case, on):
    return {
        (row["code"], row["subject"]): row["failing_since"]
        for row in case.rows(on)
        if row["state"] == "overdue" and row["failings"] == ["D1"]
    }


def test_each_condition_surfaces_on_its_own_clock(tmp_path):
    kevin = of_kevin(tmp_path)
    assert overdue(kevin, "2017-03-20") == {}
    assert overdue(kevin, "2017-03-21") == {
        ("refer-requirement", "tests"): "2017-03-21",
        ("start-requirement", "tests"): "2017-03-21",
    }
    assert overdue(kevin, "2017-11-06") == {
        ("refer-requirement", "tests"): "2017-03-21",
        ("start-requirement", "tests"): "2017-03-21",
        ("start-requirement", "bbr"): "2017-05-30",
    }


def test_it_names_the_programme_and_since_when(tmp_path):
    (row,) = (
        row
        for row in of_kevin(tmp_path).rows("2017-11-06", "start-requirement")
        if row["subject"] == "bbr"
    )
    assert row["because"]["text"].startswith("Building Better Relationships (programme) was")
    assert "Monday 6 March 2017" in row["because"]["text"]
    assert (row["owner"]["staff"], row["weight"]) == ("olga", 4)


def test_a_place_booked_and_work_begun_meanwhile_closes_it(tmp_path):
    booked = {
        "ref": "s-1",
        "date": "2017-09-04",
        "kind": "session",
        "requirement": "bbr",
        "booked_on": "2017-05-02",
    }
    interim = [{"ref": "interim", "requirement": "bbr", "begun_on": "2017-05-09"}]
    kevin = of_kevin(tmp_path, booked, interim_work=interim)
    assert ("start-requirement", "bbr") not in overdue(kevin, "2017-11-06")
