"""A demo is started in a place of its own, and a start that was broken off is completed."""

import pytest
from tests.casefiles import case
from tests.users import stranger

from throughcare.accounts.models import User
from throughcare.casebook import personas
from throughcare.casebook.published import FILES, HoldsOthers, load_published_cases, refuse_others
from throughcare.history.loading import load
from throughcare.kernel.casefile.reading import read_one
from throughcare.people.models import Person

pytestmark = pytest.mark.django_db


def test_a_start_that_was_broken_off_is_completed():
    load(read_one(FILES[0]))
    load_published_cases()
    assert Person.objects.count() == len(FILES)
    assert personas.complete()


def test_it_refuses_a_database_with_other_people():
    load(case())
    with pytest.raises(HoldsOthers, match="people who are not of the casebook"):
        load_published_cases()
    assert not User.objects.exists()
    assert Person.objects.count() == 1


def test_it_refuses_a_database_with_accounts_of_others():
    refuse_others()
    stranger()
    with pytest.raises(HoldsOthers, match="accounts"):
        refuse_others()
