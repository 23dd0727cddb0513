"""What pages of plans read: in few statements, logged, and nothing that is not there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from throughcare.history.models import Read
from throughcare.planning.tests.acting import contact, planned
from throughcare.planning.tests.test_pages import Desk

pytestmark = pytest.mark.django_db


def test_pages_of_plans_are_pages_of_few_statements():
    desk = Desk(planned(*(contact(f"c{n}", "2017-10-30") for n in range(20))))
    desk.begin()
    for name, ref in (
        ("case-plan", None),
        ("plan", "plan"),
        ("plan-copy", "plan"),
        ("plan-draft", None),
        ("plan-objective", "sober"),
        ("plan-remove-objective", "sober"),
        ("plan-risk", "to-partner"),
        ("plan-contact", None),
        ("plan-draft-agreement", None),
        ("plan-sign", None),
        ("plan-give-up", None),
        ("plan-agreement", "plan"),
        ("plan-contact-reason", "plan"),
        ("plan-add-action", "sober"),
        ("plan-end-objective", "sober"),
        ("plan-action", "diary"),
        ("plan-action-done", "diary"),
        ("review-begin", None),
    ):
        desk.get(name, ref)
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(name, ref).status_code == 200
        assert len(asked) <= 12, (name, *[each["sql"][:60] for each in asked])


def test_what_is_not_there_is_not_found_and_a_read_is_logged():
    desk = Desk(planned())
    desk.begin()
    for name in (
        "plan",
        "plan-copy",
        "plan-copy-pdf",
        "plan-agreement",
        "plan-objective",
        "plan-risk",
        "plan-action",
        "review",
    ):
        assert desk.get(name, "no-such").status_code == 404, name
    desk.get("case-plan")
    assert Read.objects.filter(page="case-plan").count() == 1
