"""Duties from a file, from the ledger and from an as-at replay are the same duties."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from tests.casefiles import case, contact
from tests.strategies import DAYS, case_files

from throughcare.history.composing import compose
from throughcare.history.loading import load
from throughcare.kernel.casefile.facts import end_of
from throughcare.kernel.casefile.writing import canonical
from throughcare.ledger import queries, reporting
from throughcare.ledger.calendar import account

pytestmark = pytest.mark.django_db

WHOLE_CASES = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def _key(row):
    return row["code"], row["subject"], row["opened_on"], str(row["because"])


def in_order(rows):
    return sorted(rows, key=_key)


@WHOLE_CASES
@given(file=case_files(), today=DAYS, known=DAYS)
def test_file_ledger_and_replay_agree(db, file, today, known):
    with transaction.atomic():
        loaded = load(file)
        from_file = reporting.rows(account(file), today)
        assert in_order(queries.stored_rows(loaded.person, today)) == in_order(from_file)

        before = end_of(known)
        replayed = queries.case_file(loaded.person)
        assert in_order(reporting.rows(account(replayed, known_before=before), known)) == in_order(
            reporting.rows(account(file, known_before=before), known)
        )
        transaction.set_rollback(True)


@WHOLE_CASES
@given(file=case_files())
def test_what_is_loaded_is_exported_as_it_was(db, file):
    with transaction.atomic():
        loaded = load(file)
        (exported,) = compose([loaded.person])
        assert canonical(exported) == canonical(file)
        assert load(file).outcome == "unchanged"
        transaction.set_rollback(True)


def test_a_case_recorded_late_is_overdue_only_from_the_record_that_says_so():
    late = contact("c1", "2017-03-09") | {"recorded_at": "2017-03-20T09:00:00Z"}
    late["outcome"] = late["outcome"] | {"recorded_at": "2017-03-20T09:00:00Z"}
    file = case(contacts=[late])
    person = load(file).person
    (held,) = [
        row
        for row in reporting.rows(
            account(queries.case_file(person), known_before=end_of(date(2017, 3, 14))),
            date(2017, 3, 14),
        )
        if row["code"] == "hold-first-appointment"
    ]
    assert (held["met_on"], held["state"]) == (None, "overdue")
    (now,) = [
        row
        for row in queries.stored_rows(person, date(2017, 3, 20))
        if row["code"] == "hold-first-appointment"
    ]
    assert (now["met_on"], now["state"]) == ("2017-03-09", "met")


def test_a_contact_whose_author_nobody_named_is_the_officer_s_in_file_and_ledger():
    file = case(contacts=[contact("c1", "2017-03-09", None, outcome={"result": "attended"})])
    today = date(2017, 3, 10)
    (stored,) = [
        row
        for row in queries.stored_rows(load(file).person, today)
        if row["code"] == "complete-contact"
    ]
    assert stored["owner"] == {"role": "responsible officer", "staff": "olga", "team": "north"}
    assert stored in reporting.rows(account(file), today)
