"""OGRS3 against published results, both sides of every boundary, and its guards."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.assessment import policy
from throughcare.assessment.rules import ogrs3
from throughcare.assessment.tests.anything import ANYTHING, nearly
from throughcare.assessment.tests.published import VECTORS, item
from throughcare.kernel.age import completed_years
from throughcare.kernel.regime import Regime


def errors_of(**changes):
    return ogrs3.read(item(**changes))[1]


def score_of(**changes):
    inputs, errors = ogrs3.read(item(**changes))
    assert not errors
    return ogrs3.score(inputs)


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
def test_published_results_are_reproduced_from_ages(vector):
    sex, at_risk, at_conviction, at_first, previous, offence, one, two, *rest = vector
    weight = offence if isinstance(offence, float) else ogrs3.offence_weight(offence)
    result = ogrs3.predict(
        ogrs3.weigh(
            sex=sex,
            age_at_risk=at_risk,
            age_at_conviction=at_conviction,
            age_at_first_sanction=at_first,
            previous_sanctions=previous,
            offence=weight,
        )
    )
    assert (result.one_year, result.two_year) == pytest.approx((one, two), abs=1e-10)
    assert [result.percent_one_year, result.percent_two_year, result.band] == rest


def test_the_published_api_example_is_reproduced_to_the_last_digit():
    result = ogrs3.predict(
        ogrs3.weigh(
            sex="M",
            age_at_risk=23,
            age_at_conviction=23,
            age_at_first_sanction=12,
            previous_sanctions=25,
            offence=0.6574,
        )
    )
    assert result.one_year == pytest.approx(0.8505241405394922, abs=1e-15)
    assert result.two_year == pytest.approx(0.9211344267816202, abs=1e-15)


@pytest.mark.parametrize(
    ("total", "one_year", "two_year"),
    [(0.0, 0.80259, 0.89299), (1.0, 0.91702, None), (-2.776835807, 0.20193, 0.34183)],
)
def test_published_probabilities_of_a_score(total, one_year, two_year):
    result = ogrs3.predict(ogrs3.Parts(age=total, status=0, copas=0, offence=0))
    assert result.one_year == pytest.approx(one_year, abs=1e-5)
    if two_year:
        assert result.two_year == pytest.approx(two_year, abs=1e-5)


def test_ages_are_read_from_the_dates():
    assert score_of().one_year == pytest.approx(0.2684845782, abs=1e-10)


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        pytest.param(date(1990, 6, 15), date(2018, 6, 14), 27, id="the eve of the birthday"),
        pytest.param(date(1990, 6, 15), date(2018, 6, 15), 28, id="the birthday"),
        pytest.param(date(1992, 2, 29), date(2018, 2, 28), 25, id="born 29 February, 28 February"),
        pytest.param(date(1992, 2, 29), date(2018, 3, 1), 26, id="born 29 February, 1 March"),
        pytest.param(date(1992, 2, 29), date(2016, 2, 29), 24, id="born 29 February, leap year"),
    ],
)
def test_a_year_is_complete_on_the_birthday(born, day, years):
    assert completed_years(born, day) == years


@pytest.mark.parametrize(
    ("percent", "band"),
    [
        (1, "Low"),
        (49, "Low"),
        (50, "Medium"),
        (74, "Medium"),
        (75, "High"),
        (89, "High"),
        (90, "Very high"),
        (99, "Very high"),
    ],
)
def test_each_band_on_both_sides(percent, band):
    assert ogrs3.band(percent) == band


@pytest.mark.parametrize(
    ("age", "male", "female"),
    [
        (10, 0.0, -0.785038489),
        (11, 0.0, -0.785038489),
        (12, 0.083922902, -0.613852078),
        (13, 0.083922902, -0.613852078),
        (14, 0.075775765, -0.669521331),
        (15, 0.075775765, -0.669521331),
        (16, -0.061594199, -0.959179629),
        (17, -0.061594199, -0.959179629),
        (18, -0.625103618, -0.897480934),
        (20, -0.625103618, -0.897480934),
        (21, -1.051515067, -1.028488454),
        (24, -1.051515067, -1.028488454),
        (25, -1.166679288, -1.052777806),
        (29, -1.166679288, -1.052777806),
        (30, -1.325976554, -1.129127959),
        (34, -1.325976554, -1.129127959),
        (35, -1.368045933, -1.42187494),
        (39, -1.368045933, -1.42187494),
        (40, -1.499690953, -1.524652221),
        (49, -1.499690953, -1.524652221),
        (50, -2.025261458, -2.44983716),
        (99, -2.025261458, -2.44983716),
    ],
)
def test_each_age_band_on_both_sides(age, male, female):
    facts = {"age_at_risk": age, "age_at_conviction": 10, "age_at_first_sanction": 10}
    facts |= {"previous_sanctions": 0, "offence": 0.0}
    assert ogrs3.weigh(sex="M", **facts).age == male
    assert ogrs3.weigh(sex="F", **facts).age == female


def test_there_are_twenty_offences_named_by_name():
    assert len(set(ogrs3.OFFENCES)) == 20
    assert ogrs3.offence_weight("Other motoring") == 0.262228428
    assert ogrs3.offence_weight("Drink driving") == -0.121439408


def test_the_disputed_coefficient_can_be_set_by_the_regime():
    name = policy.SEXUAL_NOT_AGAINST_CHILD
    other = Regime("elsewhere", {policy.OGRS3_SEXUAL_NOT_AGAINST_CHILD.name: 0.0328})
    assert ogrs3.offence_weight(name) == 0.003276327
    assert ogrs3.offence_weight(name, other) == 0.0328
    inputs, _ = ogrs3.read(item(offence=name))
    assert ogrs3.score(inputs, other).two_year > ogrs3.score(inputs).two_year


def test_capital_letters_in_the_offence_do_not_matter():
    assert score_of(offence="dRINK driving") == score_of(offence="Drink driving")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sex": "X"}, "sex"),
        ({"sex": None}, "sex"),
        ({"offence": "Piracy"}, "offence"),
        ({"offence": " Robbery"}, "offence"),
        ({"offence": 3}, "offence"),
        ({"previous_sanctions": -1}, "previous_sanctions"),
        ({"previous_sanctions": 3.0}, "previous_sanctions"),
        ({"previous_sanctions": True}, "previous_sanctions"),
        ({"previous_sanctions": "3"}, "previous_sanctions"),
        ({"previous_sanctions": 10**400}, "previous_sanctions"),
        ({"date_of_birth": "1995-02-29"}, "date_of_birth"),
        ({"date_of_birth": "10/03/1995"}, "date_of_birth"),
        ({"date_of_birth": "19950310"}, "date_of_birth"),
        ({"date_of_birth": "1095-03-10"}, "conviction_date"),
        ({"conviction_date": "2018-03-10T00:00:00"}, "conviction_date"),
        ({"conviction_date": None}, "conviction_date"),
        ({"risk_date": "٢٠١٩-03-09"}, "risk_date"),
        ({"first_sanction_date": "2018-03-11"}, "first_sanction_date"),
        ({"first_sanction_date": "1995-03-10"}, "first_sanction_date"),
        ({"nickname": "Bob"}, '"nickname"'),
    ],
)
def test_an_error_names_its_input(changes, field):
    assert any(error.startswith(f"{field}: ") for error in errors_of(**changes))


def test_all_errors_of_an_item_are_given_together():
    broken = item(sex="?", risk_date="never", previous_sanctions=-1, conviction_date="2009-01-01")
    del broken["offence"]
    _, errors = ogrs3.read(broken)
    named = {error.partition(":")[0] for error in errors}
    assert named == {"sex", "risk_date", "previous_sanctions", "offence", "first_sanction_date"}


@pytest.mark.parametrize(
    ("convicted", "allowed"),
    [
        pytest.param("2005-03-09", False, id="the eve of the tenth birthday"),
        pytest.param("2005-03-10", True, id="the tenth birthday"),
    ],
)
def test_the_youngest_is_ten_at_conviction(convicted, allowed):
    errors = errors_of(conviction_date=convicted, first_sanction_date=convicted)
    assert (not errors) == allowed


def test_birth_is_strictly_before_every_date():
    same = errors_of(
        conviction_date="1995-03-10", first_sanction_date="1995-03-10", risk_date="1995-03-10"
    )
    assert len([error for error in same if "after date_of_birth" in error]) == 3


def test_dates_may_fall_on_one_day():
    day = {"conviction_date": "2018-03-10", "first_sanction_date": "2018-03-10"}
    assert not errors_of(**day, risk_date="2018-03-10", previous_sanctions=0)


def test_only_the_published_guards_refuse():
    assert not errors_of(previous_sanctions=0)  # though the first sanction is earlier
    assert not errors_of(risk_date="2018-03-09")  # the eve of the conviction


def test_earlier_sanctions_may_fall_in_the_year_of_the_conviction():
    assert not errors_of(first_sanction_date="2018-03-10", previous_sanctions=4)


AGES = {"age_risk": 23, "age_conv": 23, "age_first": 15}


def with_ages(**changes):
    """The same man, by his ages."""
    inputs = {"sex": "M", **AGES, "previous_sanctions": 6, "offence": "Robbery"}
    return inputs | changes


def test_ages_will_do_in_place_of_dates():
    assert ogrs3.read(with_ages()) == ogrs3.read(item())
    assert ogrs3.read(item(**AGES)) == ogrs3.read(item())


@pytest.mark.parametrize("name", AGES)
@pytest.mark.parametrize("by", [-1, 1])
def test_an_age_that_contradicts_its_date_is_refused(name, by):
    errors = ogrs3.read(item(**{name: AGES[name] + by}))[1]
    assert any(error.startswith(f"{name}: is {AGES[name] + by}, but") for error in errors)


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"age_risk": 9}, "age_risk"),
        ({"age_risk": 10}, None),
        ({"age_risk": 120}, None),
        ({"age_risk": 121}, "age_risk"),
        ({"age_risk": 23.0}, "age_risk"),
        ({"age_risk": True}, "age_risk"),
        ({"age_conv": 9, "age_first": 9}, "age_conv"),
        ({"age_conv": 10, "age_first": 10}, None),
        ({"age_first": 23}, None),
        ({"age_first": 24}, "age_first"),
        ({"age_first": -1}, "age_first"),
        ({"total_sanctions": 7}, None),
        ({"total_sanctions": 6}, "total_sanctions"),
        ({"total_sanctions": 8}, "total_sanctions"),
        ({"gender": "M"}, None),
        ({"gender": "F"}, "sex"),
        ({"offence_code": "03401"}, None),
        ({"offence_code": "00106"}, "offence"),
        ({"offence_code": "95001"}, "offence_code"),
        ({"offence_code": "088/00"}, "offence_code"),
        ({"offence_code": 3401}, "offence_code"),
        ({"risk_date": None}, None),
    ],
)
def test_two_ways_must_agree_and_each_has_its_limits(changes, refused):
    named = {error.partition(":")[0] for error in ogrs3.read(with_ages(**changes))[1]}
    assert named == ({refused} if refused else set())


def test_a_risk_date_before_the_tenth_birthday_is_refused():
    assert any("not yet 10" in error for error in errors_of(risk_date="2005-03-09"))
    assert not errors_of(risk_date="2005-03-10")


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"age_first": 0}, set()),
        ({"previous_sanctions": 9_999}, set()),
        ({"previous_sanctions": 10_000}, {"previous_sanctions"}),
        ({"previous_sanctions": None, "total_sanctions": 10_000}, set()),
        ({"previous_sanctions": None, "total_sanctions": 10_001}, {"total_sanctions"}),
        ({"previous_sanctions": None, "total_sanctions": 0}, {"total_sanctions"}),
    ],
)
def test_what_nobody_would_believe_is_refused(changes, refused):
    named = {error.partition(":")[0] for error in ogrs3.read(with_ages(**changes))[1]}
    assert named == refused


@pytest.mark.parametrize(("day", "refused"), [("2116-03-09", False), ("2116-03-10", True)])
def test_nobody_is_older_than_a_hundred_and_twenty(day, refused):
    errors = errors_of(date_of_birth="1995-03-10", risk_date=day)
    assert any("more than 120 years" in error for error in errors) == refused


def test_other_names_and_ways_give_the_same_inputs():
    other = with_ages(gender="male", total_sanctions=7, offence_code="034/01")
    for name in ("sex", "previous_sanctions", "offence"):
        del other[name]
    assert ogrs3.read(other) == ogrs3.read(with_ages())
    assert ogrs3.read(with_ages(sex="Female"))[0].sex == "F"


def test_an_input_given_under_two_names_must_be_one():
    assert not ogrs3.read(with_ages(gender="M"))[1]
    assert "sex: is given twice" in ogrs3.read(with_ages(gender="F"))[1][0]


@pytest.mark.parametrize(
    ("inputs", "needed"),
    [
        ({}, {"sex", "age_risk", "age_conv", "age_first", "previous_sanctions", "offence"}),
        (with_ages(), set()),
        (with_ages(sex=None), {"sex"}),
        (with_ages(sex="?"), set()),
        (item(date_of_birth=None), {"date_of_birth"}),
        (item(risk_date=None), {"risk_date"}),
        (item(risk_date=None, age_risk=23), set()),
    ],
)
def test_what_is_missing_is_named_and_stops_the_score(inputs, needed):
    missing = ogrs3.missing(inputs)
    assert set(missing.needed) == needed
    assert missing.score_possible == (not needed)


def test_a_day_may_be_given_as_a_date():
    assert not errors_of(risk_date=date(2019, 3, 9))
    assert errors_of(date_of_birth=date(2019, 3, 9))


ITEMS = st.fixed_dictionaries(
    {
        "sex": st.sampled_from(["M", "F"]),
        "date_of_birth": st.dates(date(1930, 1, 1), date(1990, 12, 31)).map(str),
        "first_sanction_date": st.dates(date(2001, 1, 1), date(2005, 12, 31)).map(str),
        "conviction_date": st.dates(date(2006, 1, 1), date(2015, 12, 31)).map(str),
        "risk_date": st.dates(date(2016, 1, 1), date(2021, 12, 31)).map(str),
        "previous_sanctions": st.integers(1, 9_998),
        "offence": st.sampled_from(ogrs3.OFFENCES),
    }
)


@given(ITEMS)
def test_a_score_is_possible_and_rises_with_earlier_sanctions(inputs):
    here, errors = ogrs3.read(inputs)
    assert not errors
    more, _ = ogrs3.read(inputs | {"previous_sanctions": inputs["previous_sanctions"] + 1})
    result = ogrs3.score(here)
    assert 0 < result.one_year < result.two_year < 1
    assert 1 <= result.percent_one_year <= result.percent_two_year <= 99
    assert result.one_year < ogrs3.score(more).one_year


@given(ANYTHING | nearly(ITEMS, ogrs3.INPUTS))
def test_any_json_gives_either_a_score_or_errors(anything):
    inputs, errors = ogrs3.read(anything)
    assert (inputs is None) == bool(errors)
    assert all(error.isprintable() for error in errors)
    if inputs:
        assert 1 <= ogrs3.score(inputs).percent_two_year <= 99
