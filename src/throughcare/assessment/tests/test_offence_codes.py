"""Home Office codes: whole classes, codes that part from theirs, and those without a category."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.assessment import policy
from throughcare.assessment.rules import ogrs3
from throughcare.assessment.rules.offence_codes import find


@pytest.mark.parametrize(
    ("code", "category"),
    [
        pytest.param("00106", "Violence", id="a whole class"),
        pytest.param("001/06", "Violence", id="with a stroke"),
        pytest.param("00899", "Violence", id="the last class of a range"),
        pytest.param("00406", "Drink driving", id="parts from its class"),
        pytest.param("00407", "Violence", id="beside one that parts"),
        pytest.param("004/04", "Other motoring", id="another that parts"),
        pytest.param("08801", "Sexual (against child)", id="of a class that is a mixture"),
        pytest.param("08899", "Sexual (not against child)", id="the rest of that class"),
        pytest.param("08890", "Other", id="and one of it that is neither"),
        pytest.param("02800", "Burglary (domestic)", id="burglary of a home"),
        pytest.param("99920", "Burglary (domestic)", id="parts from a class without a row"),
        pytest.param("99960", "Other", id="the rest of a class without a row"),
        pytest.param("05899", "Criminal damage", id="inside a range"),
        pytest.param("06099", "Fraud and forgery", id="after a range"),
        pytest.param("80801", "Other", id="between two ranges"),
        pytest.param("80800", "Other", id="a class of no row"),
        pytest.param("82599", "Other motoring", id="the end of a long range"),
        pytest.param("82600", "Other", id="after the end of it"),
        pytest.param("09250", "Drug possession/supply", id="parts from import"),
        pytest.param("092/49", "Drug import/export/production", id="import"),
        pytest.param("07750", "Drug import/export/production", id="parts from possession"),
        pytest.param("16601", "Soliciting or prostitution", id="soliciting"),
        pytest.param("13001", "TDA and related", id="taking and driving away"),
        pytest.param("15999", "Absconding or bail", id="bail by exception"),
    ],
)
def test_a_code_has_the_category_of_its_own_row_or_else_of_its_class(code, category):
    assert find(code).category == category


@pytest.mark.parametrize("code", ["95000", "950/99", "99955"])
def test_a_missing_description_has_no_category(code):
    assert find(code).category is None
    assert "missing description" in find(code).what_to_do


@pytest.mark.parametrize("code", ["08800", "111/00", "14100"])
def test_a_mixture_asks_for_the_exact_offence(code):
    assert find(code).category is None
    assert "exact offence" in find(code).what_to_do


@pytest.mark.parametrize(
    "code", ["", "0010", "001006", "1/06", "001-06", "001/6", " 00106", "0O106", "٠٠١٠٦", "00106\n"]
)
def test_a_code_of_another_form_is_refused(code):
    assert find(code).category is None
    assert "five digits" in find(code).what_to_do


def test_every_category_is_one_of_ogrs3_and_every_one_can_be_reached():
    without_score = {policy.MISSING_DESCRIPTION, policy.NEEDS_EXACT_OFFENCE}
    assert set(policy.OFFENCE_CODES.value) - without_score == set(ogrs3.OFFENCES)


def test_no_code_stands_under_two_categories_and_none_repeats_its_class():
    rows = [(code, name) for name, codes in policy.OFFENCE_CODES.value.items() for code in codes]
    by_code = dict(rows)
    assert len(rows) == len(by_code) == 355
    assert not [code for code, name in rows if "/" in code and by_code.get(code[:3]) == name]


@given(st.from_regex(r"\A[0-9]{3}/?[0-9]{2}\Z"))
def test_every_code_has_a_category_or_a_reason(code):
    found = find(code)
    assert (found.category in ogrs3.OFFENCES) != bool(found.what_to_do)
    assert find(code.replace("/", "")) == found


@given(st.text())
def test_any_text_is_answered(text):
    found = find(text)
    assert (found.category is None) == bool(found.what_to_do)
