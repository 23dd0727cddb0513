"""The frame, the lists, and what is said when a page cannot be shown."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.paginator import Paginator
from django.db import OperationalError
from django.template import engines
from django.test import RequestFactory

from throughcare.design import errors, frame, wording
from throughcare.design.listing import Column, Sort, page_of, with_query

COLUMNS = [Column("name", "Name"), Column("due", "Due"), Column("do", "Do", sortable=False)]


def get(address="/"):
    return RequestFactory().get(address)


def rendered(source, request=None, **context):
    return engines["jinja2"].from_string(source).render(context, request)


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        (datetime(2017, 11, 6, 14, 30, tzinfo=UTC), "Monday 6 November 2017 at 2:30pm"),
        (datetime(2017, 7, 3, 23, 30, tzinfo=UTC), "Tuesday 4 July 2017 at 12:30am"),
        (datetime(2017, 11, 6, 12, 0, tzinfo=UTC), "Monday 6 November 2017 at midday"),
    ],
)
def test_instants_are_written_in_the_time_of_the_country(instant, said):
    assert wording.moment(instant) == said


def test_days_carry_their_weekday():
    assert wording.day(date(2017, 11, 6)) == "Monday 6 November 2017"
    assert wording.day_short(date(2017, 11, 6)) == "Mon 6 Nov 2017"
    assert wording.day(None) == ""
    assert wording.clock(time(9, 5)) == "9:05am"


def test_lists_end_in_and():
    assert wording.listed(["a"]) == "a"
    assert wording.listed(["a", "b", "c"]) == "a, b and c"


def test_typed_text_is_never_markup():
    page = rendered("{{ text | paragraphs }}", text="<b>one\n\ntwo\nlines")
    assert page == '<p class="govuk-body">&lt;b&gt;one</p><p class="govuk-body">two<br>lines</p>'


@pytest.mark.parametrize("asked", ["", "?sort=secret", "?sort=do", "?sort=-"])
def test_an_unknown_sort_gives_the_usual_one(asked):
    assert Sort.of(get(f"/{asked}"), COLUMNS, "-due") == Sort("due", descending=True)


def test_a_second_press_on_a_heading_turns_the_sort_round():
    sort = Sort.of(get("/?sort=name"), COLUMNS, "due")
    assert (sort.toggled("name"), sort.toggled("due")) == ("-name", "due")
    assert (sort.aria("name"), sort.aria("due")) == ("ascending", "none")
    assert Sort("due", descending=True).order("due_on", "name") == ("-due_on", "name")


def test_turning_a_page_keeps_the_filter():
    request = get("/?risk=h&risk=m&page=2")
    assert with_query(request, page=3) == "?risk=h&risk=m&page=3"
    assert with_query(request, page=None) == "?risk=h&risk=m"


@pytest.mark.parametrize(("asked", "number"), [("99", 3), ("x", 1), ("-1", 3)])
def test_a_page_out_of_range_gives_one_that_is_there(asked, number):
    assert page_of(get(f"/?page={asked}"), list(range(60)), 25).number == number


def test_sorted_heads_are_links_and_say_so():
    page = rendered(
        '{% from "design/components/list.html" import table, row, cell %}'
        '{% call table("Cases", columns, request, sort) %}'
        '{% call row() %}{{ cell("Name", "<Kevin>", head=True) }}{% endcall %}{% endcall %}',
        get("/?sort=name&risk=h&page=2"),
        columns=COLUMNS,
        sort=Sort("name"),
    )
    assert 'aria-sort="ascending"' in page
    assert 'href="?sort=-name&amp;risk=h"' in page
    assert "&lt;Kevin&gt;" in page


def test_one_page_needs_no_turning():
    text = (
        '{% from "design/components/list.html" import pagination %}{{ pagination(request, page) }}'
    )
    assert rendered(text, get(), page=Paginator([1], 5).page(1)).strip() == ""
    many = rendered(text, get("/?page=3"), page=Paginator(range(50), 5).page(3))
    assert 'aria-current="page">3<' in many
    assert "Showing 11 to 15 of 50" in many


@pytest.fixture
def places(monkeypatch):
    monkeypatch.setattr(frame, "_places", {})
    monkeypatch.setattr(frame, "_extras", [])


def test_only_places_that_are_open_to_the_person_are_shown(places):
    frame.nav(frame.NavItem("Out", "account_login", "out", shown=lambda request: True, order=2))
    frame.nav(frame.NavItem("In", "account_logout", "in", shown=lambda request: True, order=1))
    frame.nav(frame.NavItem("Closed", "account_login", "closed", shown=lambda request: False))
    frame.nav(frame.NavItem("Nowhere", "no-such-page", "nowhere", shown=lambda request: True))
    assert [place.label for place in frame.Frame(get()).places] == ["In", "Out"]


def test_areas_add_names_that_are_worked_out_only_when_read(places):
    asked = []

    @frame.register
    def extra(request):
        asked.append(request)
        return {"demo": "bar"}

    around = frame.Frame(get())
    assert asked == []
    assert (around.demo, around.anything) == ("bar", None)
    assert len(asked) == 1


def test_the_page_has_no_script_or_style_in_it():
    page = rendered('{% extends "design/page.html" %}{% block title %}T{% endblock %}')
    assert page.count("<script") == page.count('<script src="') + page.count(
        '<script type="module" src="'
    )
    assert "<style" not in page
    assert " style=" not in page
    assert "<title>T - Throughcare</title>" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("handler", "status", "words"),
    [
        (errors.not_found, 404, "Page not found"),
        (errors.forbidden, 403, "You cannot do this"),
        (errors.server_error, 500, "Sorry, there is a problem"),
        (errors.unavailable, 503, "not available"),
        (errors.csrf_failure, 403, "what you typed is still there"),
    ],
)
def test_every_error_page_has_plain_words_and_the_reference(handler, status, words):
    request = RequestFactory().post("/")
    request.request_id = "abc123"
    response = handler(request)
    page = response.content.decode()
    assert response.status_code == status
    assert words.replace("'", "&#39;") in page
    assert "abc123" in page


def test_a_database_that_does_not_answer_is_worth_another_try():
    try:
        raise OperationalError
    except OperationalError:
        response = errors.server_error(RequestFactory().post("/"))
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "cannot record it twice" in response.content.decode()
