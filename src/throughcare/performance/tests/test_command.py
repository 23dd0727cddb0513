"""`throughcare measures`."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from throughcare.__main__ import throughcare
from throughcare.history import clock
from throughcare.performance.tests.measured import booked, held, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people():
    clock.set_day(date(2017, 4, 3), reset=True)
    person("X123401", contacts=[booked("2017-03-10", "2017-03-10")])
    person("X123402", caseload=held(team="south", staff="petra"))


def run(*arguments):
    return CliRunner().invoke(throughcare, ["measures", *arguments])


def test_the_last_month_that_is_over_is_printed_by_all_provider_and_team():
    said = run().output
    assert said.startswith("March 2017\n")
    assert "SL001R     all: 50.0% (1 of 2, target 97%)" in said
    assert "SL001R     provider crc: 50.0%" in said
    assert "SL001R     team north: 100.0% (1 of 1" in said
    assert "SL001R     team south: 0.0% (0 of 1" in said


def test_as_json_for_one_provider():
    found = json.loads(run("--month", "2017-03", "--provider", "crc", "--json").output)
    first = found[0]
    assert first == {
        "measure": "SL001R",
        "month": "2017-03",
        "unit_kind": "provider",
        "unit": "crc",
        "numerator": 1,
        "denominator": 2,
        "percent": 50.0,
        "target": 97,
        "reached": False,
        "excluded": {"excused": 0, "ended": 0, "decided against": 0, "paused": 0},
    }
    assert {each["unit_kind"] for each in found} == {"provider", "team"}


def test_what_cannot_be_meant_is_said():
    assert "is no month" in run("--month", "March").output
    assert "no provider" in run("--provider", "xyz").output
    assert "nothing fell due" in run("--month", "2016-01").output
