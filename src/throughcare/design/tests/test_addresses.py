"""Addresses are those of Django, whatever stands in them."""

import pytest
from django.urls import NoReverseMatch, reverse

from throughcare.design.addresses import address


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("caseload", {}),
        ("case", {"case": "aB3_x-9Zq"}),
        ("contact", {"case": "aB3_x-9Zq", "ref": "seen-1"}),
        ("contact", {"ref": "seen-1", "case": "aB3_x-9Zq"}),
        ("contact", {"case": "a", "ref": "a b/%s?"}),
        ("contact", {"case": "a", "ref": "é:1"}),
    ],
)
def test_an_address_is_that_of_django(name, named):
    try:
        expected = reverse(name, kwargs=named)
    except NoReverseMatch:
        with pytest.raises(NoReverseMatch):
            address(name, **named)
        return
    assert address(name, **named) == expected


@pytest.mark.parametrize(
    ("name", "words"),
    [("case", ["aB3_x-9Zq"]), ("contact", ["aB3_x-9Zq", "seen-1"]), ("contact", ["a", "a b/%s?"])],
)
def test_an_address_may_be_given_its_words_in_their_order(name, words):
    try:
        expected = reverse(name, args=words)
    except NoReverseMatch:
        with pytest.raises(NoReverseMatch):
            address(name, *words)
        return
    assert address(name, *words) == expected


def test_what_is_no_address_is_refused():
    with pytest.raises(NoReverseMatch):
        address("no-such-page")
    with pytest.raises(NoReverseMatch):
        address("case")
    with pytest.raises(NoReverseMatch):
        address("case", case="")
