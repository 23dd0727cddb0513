"""The components in a real browser: wide, on a phone, without JavaScript, and read by axe."""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory

from throughcare.design.forms import Conflict, Difference
from throughcare.design.listing import Column, Sort
from throughcare.design.tests.test_forms import SEEN, Outcome

FORM = """{% extends "design/page.html" %}
{% from "design/components/fields.html" import error_summary, fields, submit %}
{% from "design/components/record.html" import identity_bar, back_link %}
{% block title %}Record an outcome{% endblock %}
{% block identity %}{{ identity_bar("Gary Hall", facts=[("CRN", "X000002")],
  tags=[("MAPPA level 2", "red"), ("High risk of serious harm", "orange")]) }}{% endblock %}
{% block before %}{{ back_link("/") }}{% endblock %}
{% block content %}{{ error_summary(form) }}<h1 class="govuk-heading-l">Record an outcome</h1>
<form method="post" novalidate>{{ secrets(form) }}{{ fields(form) }}{{ submit("Save") }}</form>
{% endblock %}"""

LIST = """{% extends "design/page.html" %}
{% from "design/components/list.html" import table, row, cell, pagination, filter %}
{% from "design/components/record.html" import timeline, timeline_item %}
{% from "design/components/record.html" import sub_navigation, summary_list %}
{% from "design/components/notice.html" import banner, empty, tag, warning, details %}
{% block title %}My cases{% endblock %}
{% block content %}{{ sub_navigation([("Overview", "/", True), ("Contacts", "/c", False)]) }}
<h1 class="govuk-heading-l">My cases</h1>
{{ banner("Saved", level="success") }}{{ warning("Do not write to the home address") }}
{% call filter(request, [("High", "?")]) %}<p class="govuk-body">Fields</p>{% endcall %}
{% call table("Cases", columns, request, sort) %}
{% call row() %}{{ cell("Name", "Carole Whitehouse-Montgomery-Featherstonehaugh", head=True) }}
{{ cell("Due", day | day_short) }}{{ cell("Owed", 3, numeric=True) }}{% endcall %}{% endcall %}
{{ pagination(request, page) }}
{{ summary_list([("Address", None, "/", "Change", "address")]) }}
{% call details("Why is this owed?") %}Nobody followed.{% endcall %}
<h2 class="govuk-heading-m">Contacts</h2>
{% call timeline() %}{{ timeline_item("Seen", at=now, by="Ruth", tags=[("Late", "red")]) }}
{% endcall %}
{% call empty("Nothing is owed") %}<a class="govuk-link" href="/">Book</a>{% endcall %}
{% endblock %}"""


def form_page(form):
    return engines["jinja2"].from_string(FORM).render({"form": form})


def list_page():
    columns = [Column("name", "Name"), Column("due", "Due"), Column("owed", "Owed", numeric=True)]
    context = {
        "columns": columns,
        "sort": Sort("name"),
        "day": date(2017, 11, 6),
        "now": datetime(2017, 11, 6, 14, 30, tzinfo=UTC),
        "page": Paginator(range(300), 25).page(6),
    }
    request = RequestFactory().get("/?page=6")
    return engines["jinja2"].from_string(LIST).render(context, request)


def conflict_page():
    form = Outcome(QueryDict(f"{SEEN}&outcome=absent&proof=no&reason=mine&version=3"))
    at = datetime(2017, 11, 6, 14, 30, tzinfo=UTC)
    form.meet(Conflict("Ruth Okafor", at, [Difference("Reason", "theirs", "mine")]), version=4)
    return form_page(form)


PAGES = {
    "a form": lambda: form_page(Outcome()),
    "a form with errors": lambda: form_page(Outcome(QueryDict("outcome=absent&seen_on-day=6"))),
    "two editors": conflict_page,
    "a list": list_page,
}


def show(page, body):
    page.unroute_all()
    page.route("**/shown", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto("/shown")
    return page


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_pages_fit_and_are_accessible(new_page, accessible, width):
    shown = new_page(viewport={"width": width, "height": 700})
    for make in PAGES.values():
        accessible(show(shown, make()))
        assert shown.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scripts", [True, False])
def test_an_answer_reveals_its_fields_with_or_without_scripts(new_page, scripts):
    shown = show(new_page(java_script_enabled=scripts), form_page(Outcome()))
    reason, which = shown.get_by_label("Reason given"), shown.get_by_label("Which evidence?")
    assert not reason.is_visible()
    shown.get_by_label("Did not attend").check()
    assert reason.is_visible()
    assert not which.is_visible()
    shown.get_by_label("Yes").check()
    assert which.is_visible()


def test_typed_lines_come_back_as_they_were(page):
    typed = "\nfirst\n    second\n"
    form = Outcome(QueryDict(mutable=True))
    form.data = {"outcome": "absent", "reason": typed}
    assert show(page, form_page(form)).get_by_label("Reason given").input_value() == typed


def test_an_error_leads_to_its_box(page):
    show(page, PAGES["a form with errors"]())
    page.get_by_role("link", name="Day must include a month and a year").click()
    assert page.evaluate("document.activeElement.id") == "seen_on-month"


def test_no_font_of_gov_uk_is_used(page):
    show(page, form_page(Outcome()))
    families = page.evaluate(
        "[...document.querySelectorAll('*')].map(e => getComputedStyle(e).fontFamily).join()"
    )
    assert "Transport" not in families
