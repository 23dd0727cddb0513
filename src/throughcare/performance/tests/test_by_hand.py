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

from throughcare import history
from throughcare.__main__ import throughcare
from throughcare.access.roles import Role
from throughcare.contacts.models import Contact
from throughcare.history import clock, correcting
from throughcare.people.models import Crn
from throughcare.performance.models import PublishedFigure
from throughcare.performance.policy import BY_ID, MEASURES
from throughcare.performance.queries import behind_all
from throughcare.performance.tests.october import CASES, documents
from throughcare.performance.tests.october.casefiles import LATE, MET, NOV, OCT, SEP
from throughcare.sentences.models import Order

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


@pytest.fixture
def loading(tmp_path):
    """Loads cases by their numbers, all without any, as their file is loaded."""

    def load(*numbers):
        clock.set_day(TODAY, reset=True)
        file = tmp_path / "october.jsonl"
        file.write_text("\n".join(json.dumps(each) for each in documents(*numbers)))
        answer = CliRunner().invoke(throughcare, ["load", str(file)])
        assert answer.exit_code == 0, answer.output

    return load


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


def test_the_ledger_the_command_the_page_and_the_file_count_as_one_does_on_paper(loading):
    loading()
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


def test_what_is_corrected_later_stands_beside_what_was_published(loading):
    """Published 3 of 4, 1 of 2 and 1 of 2; each case that counts otherwise says why."""
    loading(1, 2, 60, 61, 100, 101)
    dora, olga = signed_in("dora", Role.DUTY_MANAGER), user_of("olga", Role.PRACTITIONER)
    as_olga = Client()
    as_olga.force_login(olga)
    published = _publish(dora)
    for said in ("75.0% (3 of 4)", "50.0% (1 of 2)"):
        assert said in published
    assert "Differs now" not in published

    # In time, and recorded late: he had come on the 31st, which nobody had written down.
    came = {"which": "other", "kind": "supervision", "mode": "office", "done": "Came unasked."}
    came |= {"day-day": "31", "day-month": "10", "day-year": "2017", "token": "came"}
    answer = as_olga.post(_of(2, "record"), came)
    assert answer.status_code == 302, text(answer)
    # Never booked: it was another person's. And it was not he who came on the 10th.
    booked = Contact.objects.get(person__crns__value="X500001")
    wrong = {"because": "Another person's.", "version": str(booked.version), "token": "wrong"}
    assert as_olga.post(_of(1, f"contacts/{booked.ref}/in-error"), wrong).status_code == 302
    seen = Contact.objects.get(person__crns__value="X500060")
    missed = {"result": "failed to attend", "absent_asked": "telephone", "because": "Mixed up."}
    missed |= {"version": str(seen.version), "token": "missed"}
    assert as_olga.post(_of(60, f"contacts/{seen.ref}/correct"), missed).status_code == 302
    # Deleted as recorded in error: the order of which the breach was referred in time.
    order = Order.objects.get(person__crns__value="X500100")
    with history.write(order, by=olga, why="Recorded in error: another person's"):
        correcting.mark_in_error(order, "Another person's.")

    # SL001R: one for one, and 3 of 4 as before. SL003: nobody came, so the plan was due on
    # 6 November. AE: one case less.
    listed = text(dora.get(f"/measures?month={OCT}"))
    assert "75.0% (3 of 4) Differs now" not in listed
    assert "50.0% (1 of 2) Differs now" in listed
    changed = {}
    for measure in ("SL001R", "SL003", "AE"):
        one = text(dora.get(f"/measures/one?month={OCT}&measure={measure}"))
        changed[measure] = one.split("Cases that count otherwise now")[-1].split("What this")[0]
    assert re.findall(r"Ari Case (\d+)", changed["SL001R"]) == ["001", "002"]
    assert (
        "Corrected since: Recorded in error: Another person&#39;s., by Olga" in (changed["SL001R"])
    )
    assert "Recorded since: " in changed["SL001R"]
    assert re.findall(r"Ari Case (\d+)", changed["SL003"]) == ["060"]
    assert "Not counted here due Mon 6 Nov 2017" in changed["SL003"]
    assert "Outcome corrected" in changed["SL003"]
    assert re.findall(r"Ari Case (\d+)", changed["AE"]) == ["100"]
    assert "Not counted here Why" in changed["AE"]

    # Published again as a revision; the first stays as it was.
    assert "There is a problem" in _publish(dora)
    again = _publish(dora, because="Late entries of the north team")
    assert "Revision 2" in again
    assert "Late entries of the north team" in again
    figures = PublishedFigure.objects.filter(unit="crc", month=date(2017, 10, 1))
    found = {
        (each.measure, each.revision): (each.numerator, each.denominator)
        for each in figures.exclude(measure="SL002R")
    }
    assert found == {
        ("SL001R", 1): (3, 4),
        ("SL003", 1): (1, 2),
        ("AE", 1): (1, 2),
        ("SL001R", 2): (3, 4),
        ("SL003", 2): (0, 1),
        ("AE", 2): (0, 1),
    }


def _of(number, page):
    person = Crn.objects.get(value=f"X5{number:05}").person
    return f"/cases/{person.public_id}/{page}"


def _publish(client, **more):
    page = client.get(f"/measures/publish?month={OCT}").content.decode()
    token = re.search(r'name="token" value="(\w+)"', page)[1]
    sent = {"token": token, **more}
    return text(client.post(f"/measures/publish?month={OCT}", sent, follow=True))
