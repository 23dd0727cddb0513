"""A part of a case file, read for a page, says what the whole says."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from throughcare.contacts.models import Contact
from throughcare.history import sections
from throughcare.history.composing import compose
from throughcare.history.excerpt import excerpt
from throughcare.history.loading import load
from throughcare.history.tests.records import everything
from throughcare.kernel.casefile import CaseFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> int:
    return load(everything()).person


@pytest.fixture
def whole(person: int) -> CaseFile:
    (case,) = compose([person], "full", as_stored=True)
    return case


@pytest.fixture
def standing(person: int) -> CaseFile:
    (case,) = compose([person], "full", as_stored=True, standing=True)
    return case


def test_a_part_that_is_everything_is_the_whole(person, whole, standing) -> None:
    every = {section.kind: None for section in sections.of_case() if section.path}
    assert excerpt(person, every, standing=False) == whole
    assert excerpt(person, every) == standing


def test_of_contacts_only_the_rows_wanted_with_all_that_is_in_them(person, whole) -> None:
    wanted = Contact.objects.filter(person=person, ref__in=["c-2", "c-3"])
    kinds = {"order": None, "custody": None, "plan": None}
    ids = list(wanted.values_list("pk", flat=True))
    part = excerpt(person, {**kinds, "contact": ids}, standing=False)
    assert part.contacts == tuple(c for c in whole.contacts if c.ref in ("c-2", "c-3"))
    assert part.sentences.orders == whole.sentences.orders
    assert part.interventions.referrals == ()


def test_what_names_nothing_of_the_directory_is_one_statement(person) -> None:
    with CaptureQueriesContext(connection) as asked:
        part = excerpt(person, {"name": None, "registration": None})
    assert len(asked) == 1
    assert part.person.names
    assert part.contacts == ()


def test_a_part_without_the_directory_is_one_statement_and_names_nobody(person, standing) -> None:
    with CaptureQueriesContext(connection) as asked:
        part = excerpt(person, {"contact": None}, directory=False)
    assert len(asked) == 1
    assert [each.ref for each in part.contacts] == [each.ref for each in standing.contacts]
    assert any(each.staff for each in standing.contacts)
    assert {each.staff for each in part.contacts} == {None}
    assert part.directory.staff == ()
