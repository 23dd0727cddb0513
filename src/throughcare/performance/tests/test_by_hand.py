"""Figures counted on paper from case files, against ledger, command, page and file."""

import csv
import io
import json
import re
from collections import Counter
from datetime import date

import pytest
from click.testing import CliRunner
from django.test import Client
from tests.users import user_of

from throughcare.__main__ import throughcare
from throughcare.access.roles import Role
from throughcare.history import clock
from throughcare.people.models import Crn
from throughcare.performance.policy import BY_ID, MEASURES
from throughcare.performance.queries import behind_all
from throughcare.performance.tests.october import CASES, LATE, MET, NOV, OCT, SEP, documents

pytestmark = pytest.mark.django_db

TODAY = date(2017, 11, 6)
BY_PROVIDER = {"north": "crc", "south": "crc", "court": "nps"}

ON_PAPER = {
    ("SL001R", SEP): (1, 2),
    ("SL001R", OCT): (12, 26),
    ("SL001R", NOV): (1, 1),
    ("SL002R", OCT): (3, 7),
    ("SL002R", NOV): (0, 1),
    ("SL003", SEP): (1, 2),
    ("SL003", OCT): (4, 10),
    ("SL003", NOV): (3, 3),
    ("NPS-SL002", SEP): (0, 1),
    ("NPS-SL002", OCT): (2, 3),
    ("NPS-SL002", NOV): (1, 1),
    ("AE", OCT): (1, 4),
    ("AE", NOV): (1, 1),
    ("NPS-SL014", OCT): (1, 2),
    ("NPS-SL014", NOV): (1, 1),
}
"""Met in time, and fallen due, of all: counted by hand in the list of cases."""


@pytest.fixture(autouse=True)
def loaded(tmp_path):
    clock.set_day(TODAY, reset=True)
    file = tmp_path / "october.jsonl"
    file.write_text("\n".join(json.dumps(each) for each in documents()))
    answer = CliRunner().invoke(throughcare, ["load", str(file)])
    assert answer.exit_code == 0, answer.output


def wanted():
    """Each case with how it counts, as it was written down."""
    return Counter((crn, *each) for crn, (_file, counts) in CASES.items() for each in counts)


def signed_in(code, role):
    client = Client()
    client.force_login(user_of(code, role))
    return client


def text(response):
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_ledger_the_command_the_page_and_the_file_count_as_one_does_on_paper():
    crns = dict(Crn.objects.values_list("person", "value"))
    found = Counter(
        (crns[each.person], each.measure, f"{each.month:%Y-%m}", str(each.outcome), each.team)
        for month in (9, 10, 11)
        for each in behind_all(MEASURES, date(2017, month, 1), today=TODAY)
    )
    assert found == wanted()
    for (measure, month), figure in ON_PAPER.items():
        assert figure == _sum(measure, month), (measure, month)
    _command()
    _pages(signed_in("dora", Role.DUTY_MANAGER), "crc")
    _pages(signed_in("nora", Role.DUTY_MANAGER), "nps")


def _sum(measure, month, teams=tuple(BY_PROVIDER)):
    counts = Counter(
        outcome
        for (_crn, its, of, outcome, team), number in wanted().items()
        for _each in range(number)
        if (its, of) == (measure, month) and team in teams
    )
    return counts[MET], counts[MET] + counts[LATE]


def _command():
    """`throughcare measures --json`, for all, each provider and each team."""
    for month in (SEP, OCT, NOV):
        said = CliRunner().invoke(throughcare, ["measures", "--month", month, "--json"]).output
        for row in json.loads(said):
            teams = {
                "all": tuple(BY_PROVIDER),
                "provider": [t for t, p in BY_PROVIDER.items() if p == row["unit"]],
                "team": [row["unit"]],
            }[row["unit_kind"]]
            figure = _sum(row["measure"], month, teams)
            assert (row["numerator"], row["denominator"]) == figure, row


def _pages(client, provider):
    """The page of all measures and of each, the cases behind, and both files."""
    teams = [team for team, its in BY_PROVIDER.items() if its == provider]
    whole = text(client.get(f"/measures?month={OCT}"))
    for measure in (each for each in MEASURES if each.of == provider):
        met, due = _sum(measure.id, OCT, teams)
        assert f"{met} of {due}" in whole
        address = f"month={OCT}&measure={measure.id}"
        assert f"{met} of {due}" in text(client.get(f"/measures/one?{address}"))
        rows = _file(client.get(f"/measures/cases.csv?{address}"))
        assert Counter(row["crn"] for row in rows) == Counter(
            crn
            for (crn, its, at, _outcome, _team), number in wanted().items()
            for _each in range(number)
            if (its, at) == (measure.id, OCT)
        )
    titles = {each.title: each.id for each in BY_ID.values()}
    for row in _file(client.get(f"/measures/figures.csv?month={NOV}")):
        among = teams if row["code"] == provider else [row["code"]]
        if row["month"] in (SEP, OCT, NOV):
            figure = _sum(titles[row["measure"]], row["month"], among)
            assert (int(row["met in time"]), int(row["fell due"])) == figure, row


def _file(response):
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(response.content.decode())))
