"""The pages of service levels, as those in charge use them."""

import csv
import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.users import stranger, user_of

from throughcare import history
from throughcare.access import actions as access
from throughcare.access.roles import Role
from throughcare.contacts.models import Contact
from throughcare.history import clock, correcting
from throughcare.organisation.models import Provider, Team
from throughcare.performance.models import PublishedFigure
from throughcare.performance.tests.measured import booked, held, person

pytestmark = pytest.mark.django_db

OF_MARCH = "month=2017-03"


@pytest.fixture
def people():
    clock.set_day(date(2017, 4, 3), reset=True)
    moved = {"ref": "moved", "to_team": "south", "to_officer": "petra"}
    transfer = moved | {"effective_on": "2017-03-20", "accepted": {"date": "2017-03-20"}}
    return {
        "late": person("X123401", name="Ada", contacts=[booked("2017-03-13", "2017-03-10")]),
        "met": person("X123402", name="Bo", contacts=[booked("2017-03-10", "2017-03-10")]),
        "south": person("X123403", name="Cy", caseload=held(team="south", staff="petra")),
        "moved": person("X123404", name="Di", caseload=held(transfers=[transfer])),
    }


def signed_in(code, role):
    client = Client()
    client.force_login(user_of(code, role))
    return client


@pytest.fixture
def sam(people):
    """The manager of the north team."""
    return signed_in("sam", Role.TEAM_MANAGER)


@pytest.fixture
def dora(people):
    """The duty manager of the CRC."""
    return signed_in("dora", Role.DUTY_MANAGER)


def text(response):
    assert response.status_code == 200, response.status_code
    page = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def lines(response):
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_a_duty_manager_sees_the_provider_and_a_team_manager_the_team(dora, sam):
    shown = text(dora.get("/measures"))
    assert "Northern CRC, March 2017" in shown  # the last month that is over
    assert "1 of 4" in shown
    assert "25.0% Below target" in shown
    assert "no data" in shown  # nobody was released
    own = text(sam.get("/measures"))
    assert "North team, March 2017" in own
    assert "1 of 3" in own
    assert "Northern CRC, all teams" not in own


def test_a_team_manager_sees_no_other_team(sam):
    south = Team.objects.get(code="south").public_id
    assert "North team, March 2017" in text(sam.get(f"/measures?of={south}&{OF_MARCH}"))


def test_who_is_in_charge_of_nothing_is_told_so(people):
    client = Client()
    client.force_login(stranger("Nobody Atall", Role.TEAM_MANAGER))
    assert "not in charge of a team" in text(client.get("/measures"))
    assert client.get("/measures/cases?measure=SL001R").status_code == 302
    assert lines(client.get("/measures/figures.csv")) == []


def test_an_officer_sees_no_measures(people):
    client = signed_in("olga", Role.PRACTITIONER)
    for page in ("", "/one", "/cases", "/cases.csv", "/figures.csv", "/publish"):
        assert client.get(f"/measures{page}").status_code == 403
    assert 'href="/measures"' not in client.get("/").content.decode()


def test_the_current_month_counts_what_is_over_so_far(sam):
    clock.set_day(date(2017, 3, 11), reset=True)
    shown = text(sam.get("/measures?month=2017-03"))
    assert "March 2017 so far" in shown
    assert "1 of 3" in shown
    clock.set_day(date(2017, 3, 10), reset=True)
    assert "0 of 0" in text(sam.get("/measures?month=2017-03"))


def test_one_measure_has_its_definition_its_months_and_its_teams(dora):
    shown = text(dora.get(f"/measures/one?measure=SL001R&{OF_MARCH}"))
    assert "whose fifth business day after allocation fell in the month" in shown
    assert "target is from memory" in shown
    assert "Apr 2016" in shown
    assert "Mar 2017" in shown
    teams = shown.split("By team, March 2017")[-1]
    assert re.search(r"North team 33\.3%.*1 of 3", teams.replace("Figure ", ""))
    assert re.search(r"South team 0\.0%.*0 of 1", teams.replace("Figure ", ""))


def test_the_cases_behind_agree_with_the_figure(dora, people):
    shown = text(dora.get(f"/measures/cases?measure=SL001R&{OF_MARCH}"))
    assert "All (4) Late (3) Met in time (1) Left out (0)" in re.sub(r"\s+", " ", shown)
    for each in ("Ada Case01", "Bo Case02", "Cy Case03", "Di Case04"):
        assert each in shown
    assert shown.index("Ada Case01") < shown.index("Bo Case02")  # late first
    late = text(dora.get(f"/measures/cases?measure=SL001R&{OF_MARCH}&shown=met"))
    assert "Bo Case02" in late
    assert "Ada Case01" not in late


def _crns(response):
    return re.findall(r"X1234\d\d", text(response))


def test_the_cases_behind_are_sorted_by_a_column_either_way(dora, people):
    of = f"/measures/cases?measure=SL001R&{OF_MARCH}"
    late_first = ["X123401", "X123403", "X123404", "X123402"]
    assert _crns(dora.get(of)) == late_first
    assert _crns(dora.get(f"{of}&sort=crn")) == sorted(late_first)
    assert _crns(dora.get(f"{of}&sort=-name")) == sorted(late_first, reverse=True)
    assert _crns(dora.get(f"{of}&sort=done"))[:2] == ["X123402", "X123401"]
    assert _crns(dora.get(f"{of}&sort=%00&page=x")) == late_first


def test_a_case_held_elsewhere_today_counts_and_is_not_named(sam):
    """Di was the north team's on the due day; the south team holds her now."""
    shown = text(sam.get(f"/measures/cases?measure=SL001R&{OF_MARCH}"))
    assert "1 of 3" in shown
    assert "Ada Case01" in shown
    assert "Case04" not in shown
    assert "not shown to you" in shown
    assert "Late: 1" in shown
    found = lines(sam.get(f"/measures/cases.csv?measure=SL001R&{OF_MARCH}"))
    assert sorted((each["crn"], each["counts as"]) for each in found) == [
        ("X123401", "late"),
        ("X123402", "met"),
        ("not shown to you", "late"),
    ]
    assert all(not each["due"] for each in found if each["crn"].startswith("not"))


@pytest.mark.parametrize("kept", ["excluded", "restricted"])
def test_a_record_kept_from_the_reader_counts_and_is_nowhere_named(dora, people, kept):
    user = user_of("dora")
    if kept == "excluded":
        access.exclude(people["late"], user, by=None, because="her aunt")
    else:
        access.restrict(people["late"], by=None, because="well known", allowed=[user_of("sam")])
    for page in ("measures?", "measures/one?measure=SL001R&", "measures/cases?measure=SL001R&"):
        said = dora.get(f"/{page}{OF_MARCH}").content.decode()
        assert "1 of 4" in said
        assert "Case01" not in said
        assert "X123401" not in said
        assert people["late"].public_id not in said
    found = lines(dora.get(f"/measures/cases.csv?measure=SL001R&{OF_MARCH}"))
    assert len(found) == 4
    assert "X123401" not in {each["crn"] for each in found}


def test_the_figures_of_twelve_months_are_a_file(dora):
    found = lines(dora.get(f"/measures/figures.csv?{OF_MARCH}"))
    assert len(found) == 4 * 12 * 3  # measures of a CRC, months, the provider and its two teams
    (one,) = [
        each
        for each in found
        if (each["measure"], each["month"], each["code"]) == ("SL001R", "2017-03", "north")
    ]
    assert (one["met in time"], one["fell due"], one["percent"], one["target"]) == (
        "1",
        "3",
        "33.3",
        "97",
    )


def publish(client, **more):
    page = client.get(f"/measures/publish?{OF_MARCH}").content.decode()
    token = re.search(r'name="token" value="(\w+)"', page)[1]
    return client.post(f"/measures/publish?{OF_MARCH}", {"token": token, **more}, follow=True)


def test_a_month_is_published_from_the_page_and_then_shows_both(dora, people):
    assert "Publish March 2017" in text(dora.get(f"/measures?{OF_MARCH}"))
    shown = text(publish(dora))
    assert "Service levels of March 2017 published." in shown
    assert "by Dora" in shown
    assert "Differs now" not in shown
    contact = Contact.objects.get(person=people["late"])
    with history.write(people["late"], by=user_of("olga"), why="Day corrected"):
        correcting.supersede(contact, date=date(2017, 3, 10))
    listed = text(dora.get(f"/measures?{OF_MARCH}"))
    assert "50.0%" in listed
    assert "25.0% (1 of 4) Differs now" in listed
    one = text(dora.get(f"/measures/one?measure=SL001R&{OF_MARCH}"))
    both = one.split("As published, and as it would be now")[-1]
    assert "Cases that count otherwise now (1)" in re.sub(r"\s+", " ", one)
    assert "Ada Case01" in both
    assert "Corrected since: Day corrected, by Olga on 3 April 2017" in both
    assert PublishedFigure.objects.get(measure="SL001R", unit="crc").numerator == 1


def test_a_difference_out_of_reach_is_counted_and_not_named(dora, people):
    publish(dora)
    contact = Contact.objects.get(person=people["late"])
    with history.write(people["late"], by=None, why="Day corrected"):
        correcting.supersede(contact, date=date(2017, 3, 10))
    access.exclude(people["late"], user_of("dora"), by=None, because="her aunt")
    shown = text(dora.get(f"/measures/one?measure=SL001R&{OF_MARCH}"))
    assert "1 more case counts otherwise that is not shown to you" in shown
    assert "Case01" not in shown


def test_publishing_again_asks_for_a_reason(dora):
    publish(dora)
    refused = text(publish(dora, because=""))
    assert "There is a problem" in refused
    assert PublishedFigure.objects.filter(revision=2).count() == 0
    shown = text(publish(dora, because="Late entries of the south team"))
    assert "Revision 2, published on" in shown
    assert "Late entries of the south team" in shown
    assert "Revision 2: Late entries" in text(dora.get(f"/measures/one?measure=SL001R&{OF_MARCH}"))


def test_a_form_sent_twice_publishes_once(dora):
    page = dora.get(f"/measures/publish?{OF_MARCH}").content.decode()
    token = re.search(r'name="token" value="(\w+)"', page)[1]
    for _again in range(2):
        response = dora.post(f"/measures/publish?{OF_MARCH}", {"token": token})
        assert response.status_code == 302
    assert set(PublishedFigure.objects.values_list("revision", flat=True)) == {1}


def test_a_month_that_is_not_over_cannot_be_published(dora):
    assert "April 2017 is not over" in text(dora.get("/measures/publish?month=2017-04"))
    refused = dora.post("/measures/publish?month=2017-04", {"token": "abc"})
    assert "April 2017 is not over" in text(refused)
    assert not PublishedFigure.objects.exists()


def test_a_team_manager_publishes_nothing(sam):
    assert sam.get(f"/measures/publish?{OF_MARCH}").status_code == 403
    assert "Publish" not in text(sam.get(f"/measures?{OF_MARCH}")).split("Published")[0]


@pytest.mark.parametrize(
    "address",
    [
        "/measures?",
        "/measures/one?measure=SL001R&",
        "/measures/cases?measure=SL001R&",
        "/measures/cases.csv?measure=SL001R&",
        "/measures/figures.csv?",
        "/measures/publish?",
    ],
)
def test_a_page_is_at_most_twelve_statements(dora, people, address):
    publish(dora)
    contact = Contact.objects.get(person=people["late"])
    with history.write(people["late"], by=user_of("olga"), why="Day corrected"):
        correcting.supersede(contact, date=date(2017, 3, 10))
    dora.get(address + OF_MARCH)
    with CaptureQueriesContext(connection) as asked:
        assert dora.get(address + OF_MARCH).status_code == 200
    assert len(asked) <= 12, [each["sql"][:90] for each in asked]


def test_a_file_holds_no_formula(dora):
    provider = Provider.objects.get(code="crc")
    with history.write(provider, by=None, why="Renamed"):
        correcting.supersede(provider, name="=1+1")
    found = lines(dora.get(f"/measures/figures.csv?{OF_MARCH}"))
    assert found[0]["of"] == "'=1+1"


def test_the_two_kinds_of_measure_are_beside_each_other(sam):
    assert 'href="/measures/enquiries"' in sam.get("/measures").content.decode()
    assert 'href="/measures"' in sam.get("/measures/enquiries").content.decode()
