"""The pages of docs/law say what the code says, and every value says where it comes from."""

import pytest

from throughcare.kernel.law import Dated
from throughcare.ledger import law


def test_the_committed_pages_are_as_they_would_be_made():
    assert law.stale(law.PAGES, law.pages()) == [], "run `throughcare law`"


@pytest.mark.parametrize("area", law.areas())
def test_every_value_has_a_source_and_says_what_chooses_it(area):
    for name, _, value in (each for module in law.policies(area) for each in law.values(module)):
        if isinstance(value, Dated):
            assert value.chosen_by, name
            sources = [each.source for each in value.since.values()]
        else:
            sources = [value.source]
        assert all(source.strip() for source in sources), name
