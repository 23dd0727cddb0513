"""RSR against published results, each of its terms, and both sides of every table."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.assessment.rules import rsr, rsr_inputs
from throughcare.assessment.tests import rsr_cases
from throughcare.assessment.tests.rsr_cases import (
    SCORED,
    VECTORS,
    YES_NO,
    item,
    score_of,
    sexual,
)

OFFENCES = {  # dynamic, static
    "Absconding/bail": (0.271350568105055, 0.304896300301182),
    "Acquisitive violence": (0.264445840395185, 0.326858080852591),
    "Burglary (domestic)": (0.123617390798186, 0.151649692548355),
    "Burglary (other)": (-0.225990540250696, -0.194200416367268),
    "Criminal damage": (0.156493599418026, 0.186977546333514),
    "Drink driving": (-0.210828726274969, -0.212258595209629),
    "Drug import/export/production": (0.130461601097636, 0.0818982459627011),
    "Drug possession/supply": (0.081753216630546, 0.0694507822486554),
    "Drunkenness": (0.0923765737156082, 0.0841789642942883),
    "Fraud, forgery, misrepresentation": (-0.0883945245425247, -0.136811424047985),
    "Handling stolen goods": (-0.211172350332101, -0.2245058213129),
    "Motoring (not drink driving)": (0.00778028771796321, -0.0286442357674878),
    "Other offence": (-0.226808217378264, -0.215779995107354),
    "Public order, harassment": (0.0206396832377319, 0.0446132016665715),
    "Sexual (against children)": (-0.407005679932105, -0.442179128494551),
    "Sexual (not against children)": (-0.067383107093799, -0.0455228893277184),
    "Theft (not vehicle-related)": (0.0187611938936452, 0.0202407984946185),
    "Vehicle-related theft": (0.194487131847261, 0.226781312933932),
    "Violence against the person": (-0.00653849840412098, 0.0192703822415124),
    "Welfare fraud": (0.0819545573517356, -0.0169128022430282),
}
VIOLENCE = {
    "sub-ABH or none": (0, 0),
    "firearms (most serious)": (0.41315945136753, 0.503126183131338),
    "firearms (other)": (0.261448353627646, 0.296194351653227),
    "weapons (non-firearm)": (0.200143106218146, 0.331898861349699),
    "ABH or above": (0.204895023669854, 0.238802610774108),
}


def log_odds(**changes):
    """The sum of the terms of violence, as far as one year's constant."""
    probability = score_of(item(**changes)).snsv_one_year
    return math.log(probability / (1 - probability))


def added(less, **more):
    """What the second case has more than the first, which it changes."""
    return log_odds(**(less | more)) - log_odds(**less)


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
def test_published_results_are_reproduced(vector):
    inputs, snsv_one, snsv_two, contact, images, two_year, percent, points = vector
    result = score_of(inputs)
    assert (result.snsv_one_year, result.snsv_two_year) == pytest.approx(
        (snsv_one, snsv_two), abs=1e-12
    )
    assert result.contact_two_year == pytest.approx(contact, abs=1e-10)
    assert result.images_two_year == images
    assert result.two_year == pytest.approx(two_year, abs=1e-12)
    assert (result.percent, result.percent_two_year) == (percent, percent)
    assert result.contact_points == points
    assert result.set == ("dynamic" if inputs["interview"] else "static")
    assert result.not_known == ()


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("T0", 0.08156458710669212),
        ("T1", 0.003916494498488347),
        ("T2", 0.005589843478245532),
        ("T20", 0.0002878725156246928),
        ("T23", 0.003827317291469504),
    ],
)
def test_what_is_published_to_the_last_digit_is_reproduced_to_a_billionth(name, published):
    assert score_of(VECTORS[name][0]).two_year == pytest.approx(published, abs=1e-14)


@pytest.mark.parametrize("years", ["one_year", "two_year"])
def test_the_score_is_the_sum_of_its_three_parts(years):
    result = score_of(sexual(child_contact=1, indecent_images=2))
    parts = [getattr(result, f"{part}_{years}") for part in ("snsv", "contact", "images")]
    assert getattr(result, years) == pytest.approx(sum(parts), abs=1e-15)
    assert all(parts)


@pytest.mark.parametrize("name", SCORED)
@pytest.mark.parametrize("scored", [1, 2])
def test_each_scored_item_adds_its_coefficient_for_each_point(name, scored):
    assert added({name: 0}, **{name: scored}) == pytest.approx(scored * SCORED[name])


@pytest.mark.parametrize("name", YES_NO)
def test_each_yes_adds_its_coefficient(name):
    assert added({name: False}, **{name: True}) == pytest.approx(YES_NO[name])


@pytest.mark.parametrize("name", [*SCORED, *YES_NO])
def test_an_item_not_known_adds_nothing_and_is_named(name):
    known = dict.fromkeys(SCORED, 0) | dict.fromkeys(YES_NO, False)
    without = {other: value for other, value in known.items() if other != name}
    result = score_of(item(**without))
    assert result.two_year == score_of(item(**known)).two_year
    assert result.not_known == (name,)


@pytest.mark.parametrize("name", [*SCORED, *YES_NO])
def test_without_an_interview_items_add_nothing_and_are_not_missed(name):
    static = item(interview=False)
    worst = 2 if name in SCORED else True
    assert score_of(static | {name: worst}) == score_of(static)
    assert score_of(static).not_known == ()


@pytest.mark.parametrize("interview", [True, False])
@pytest.mark.parametrize("offence", [name for name in OFFENCES if "Sexual" not in name])
def test_each_offence_has_its_coefficient(offence, interview):
    column = 0 if interview else 1
    other = {"interview": interview, "offence": "Absconding/bail"}
    more = {"offence": offence}
    if "person" in offence:
        more["violence_category"] = 0
    difference = OFFENCES[offence][column] - OFFENCES["Absconding/bail"][column]
    assert added(other, **more) == pytest.approx(difference)


@pytest.mark.parametrize("interview", [True, False])
@pytest.mark.parametrize("offence", [name for name in OFFENCES if "Sexual" in name])
def test_each_sexual_offence_has_its_coefficient(offence, interview):
    column = 0 if interview else 1
    both = [
        score_of(sexual(interview=interview, offence=name)).snsv_one_year
        for name in ("Absconding/bail", offence)
    ]
    less, more = (math.log(each / (1 - each)) for each in both)
    difference = OFFENCES[offence][column] - OFFENCES["Absconding/bail"][column]
    assert more - less == pytest.approx(difference)


@pytest.mark.parametrize("interview", [True, False])
@pytest.mark.parametrize("kind", VIOLENCE)
def test_each_kind_of_violence_has_its_coefficient(kind, interview):
    violent = {"interview": interview, "offence": 18, "violence_category": "sub-ABH or none"}
    expected = VIOLENCE[kind][0 if interview else 1]
    assert added(violent, violence_category=kind) == pytest.approx(expected)


def test_offences_and_kinds_stand_in_the_published_order():
    assert tuple(OFFENCES) == rsr_inputs.OFFENCES
    assert tuple(VIOLENCE) == rsr_inputs.VIOLENCE


@pytest.mark.parametrize("interview", [True, False])
@pytest.mark.parametrize("sex", ["M", "F"])
def test_the_terms_of_the_career(sex, interview):
    column = 0 if interview else 1
    male = sex == "M"
    first = (-1.89458617745666, -2.09447596484765)[column]
    second = (-1.51763151836726, -1.67613460779912)[column]
    years_to_second = (
        (-0.0271828619470523, -0.0292205730647305)
        if male
        else (-0.0960719132524968, -0.0841673003341906)
    )[column]
    rate = (
        (0.689153313085879, 0.769213898314811) if male else (0.76704149890481, 0.793186572461819)
    )[column]
    each = (-0.0182592921752245, -0.0147495874606046)[column]
    career = {"interview": interview, "sex": sex, "violent_sanctions": 0}
    once = career | {"total_sanctions": 1, "previous_sanctions": None, "age_first": 30}
    assert added(once, total_sanctions=2) == pytest.approx(second - first + each)
    assert added(once, age_first=23) == 0
    twice = once | {"total_sanctions": 2}
    assert added(twice, age_first=23) == pytest.approx(7 * years_to_second)
    thrice = once | {"total_sanctions": 3}
    assert added(thrice, total_sanctions=60, age_first=20) == pytest.approx(
        rate * (math.log(60 / 22) - math.log(3 / 12)) + 57 * each
    )
    assert added(twice, total_sanctions=3) == pytest.approx(rate * math.log(3 / 12) - second + each)


@pytest.mark.parametrize("interview", [True, False])
@pytest.mark.parametrize("sex", ["M", "F"])
def test_the_terms_of_violence_before(sex, interview):
    column = 0 if interview else 1
    never = (
        (-0.35940007303088, -0.942816163300621)
        if sex == "M"
        else (-1.7513536371131, -2.32321324569237)
    )[column]
    each = (0.021160895925655, 0.0188685880078656)[column]
    once = (-0.101514048705338, -0.0633592949212861)[column]
    rate = (0.0549319831836878, 0.207442427665471)[column]
    none = {"interview": interview, "sex": sex, "violent_sanctions": 0}
    assert added(none, violent_sanctions=1) == pytest.approx(
        each + once + rate * math.log(1 / 40) - never
    )
    assert added(none, violent_sanctions=2) == pytest.approx(
        2 * each + rate * math.log(2 / 40) - never
    )


@pytest.mark.parametrize(
    ("interview", "powers"),
    [
        (True, (-0.0368447371150021, 0.000557887384281899, 6.15531052486415e-05, -1.496526945e-06)),
        (False, (-0.038382727965819, 0.000548515180678996, 6.62558757635182e-05, -1.596364602e-06)),
    ],
)
@pytest.mark.parametrize(("months", "counting"), [(1, 1), (35, 35), (36, 36), (37, 36), (400, 36)])
def test_at_most_36_offence_free_months_count(interview, powers, months, counting):
    none = {"interview": interview, "offence_free_months": 0}
    expected = sum(each * counting**power for power, each in enumerate(powers, start=1))
    assert added(none, offence_free_months=months) == pytest.approx(expected, abs=1e-8)


AGE_POWERS = {
    ("M", True): (-0.508802063507919, 0.0153890192629454, -0.000208800171123703, 9.838241434e-07),
    ("M", False): (-0.546062410902905, 0.0170043887737295, -0.000232716989498981, 1.094922934e-06),
    ("F", True): (1.1436499550056, -0.0448159815299769, 0.000731812620052307, -4.245042108e-06),
    ("F", False): (1.09365106131567, -0.042733609488121, 0.000697583963826421, -4.048950852e-06),
}


@pytest.mark.parametrize(("sex", "interview"), AGE_POWERS)
@pytest.mark.parametrize("age", [18, 41, 90])
def test_the_powers_of_age(sex, interview, age):
    twenty = {"sex": sex, "interview": interview, "age_conv": 18, "age_first": 18, "age_risk": 20}
    powers = enumerate(AGE_POWERS[sex, interview], start=1)
    expected = sum(each * (age**power - 20**power) for power, each in powers)
    assert added(twenty, age_risk=age) == pytest.approx(expected, abs=1e-7)


def test_two_years_differ_from_one_by_their_constants():
    for interview, difference in ((True, 0.60690868908957), (False, 0.60612149102032)):
        result = score_of(item(interview=interview))
        one, two = (
            math.log(each / (1 - each)) for each in (result.snsv_one_year, result.snsv_two_year)
        )
        assert two - one == pytest.approx(difference)


@pytest.mark.parametrize(
    ("percent", "band"),
    [
        ("0", "Low"),
        ("2.99", "Low"),
        ("3.00", "Medium"),
        ("6.89", "Medium"),
        ("6.90", "High"),
        ("99.99", "High"),
    ],
)
def test_each_band_on_both_sides(percent, band):
    assert rsr.band(Decimal(percent)) == band


def test_the_percentage_stops_short_of_a_hundred():
    worst = sexual(
        age_risk=18,
        age_conv=18,
        age_first=18,
        total_sanctions=38,
        previous_sanctions=None,
        violent_sanctions=38,
        offence=18,
        violence_category=1,
        adult_contact=3,
        child_contact=3,
        indecent_images=2,
        paraphilia=3,
        stranger_victim=True,
        age_latest_sexual_offence=18,
        **dict.fromkeys(SCORED, 2),
        **dict.fromkeys(YES_NO, True),
    )
    result = score_of(worst)
    assert result.two_year > 1  # a sum, not a probability
    assert (result.percent, result.band) == (99.99, "High")
    assert result.contact_points == 32


CASES = st.integers(18, 100).flatmap(
    lambda age: st.fixed_dictionaries(
        {
            "interview": st.booleans(),
            "sex": st.sampled_from(["M", "F"]),
            "age_risk": st.just(age),
            "age_conv": st.just(age),
            "age_first": st.integers(10, age),
            "offence_free_months": st.integers(0, 60),
            "previous_sanctions": st.integers(5, 9_999),
            "violent_sanctions": st.integers(0, 6),
            "offence": st.integers(0, 13),
        }
        | dict.fromkeys(SCORED, st.integers(0, 2))
        | dict.fromkeys(YES_NO, st.booleans())
        | {
            "sexual_offence": st.sampled_from([True]),
            "stranger_victim": st.booleans(),
            "age_latest_sexual_offence": st.integers(10, age),
        }
        | dict.fromkeys(rsr_inputs.SEXUAL_SANCTIONS, st.integers(0, 5))
    )
)


@given(CASES, st.sampled_from([*SCORED, *YES_NO]), st.randoms())
def test_each_part_is_a_probability_and_never_falls_with_an_item(inputs, name, chance):
    shuffled = list(inputs.items())
    chance.shuffle(shuffled)
    here = score_of(dict(shuffled))
    assert here == score_of(inputs)
    assert 0 < here.snsv_one_year < here.snsv_two_year < 1
    assert 0 < here.contact_one_year <= here.contact_two_year < 1
    assert 0 <= here.images_one_year <= here.images_two_year < 1
    assert 0 <= here.percent_one_year <= here.percent <= 99.99
    worse = score_of(inputs | {name: 2 if name in SCORED else True})
    assert worse.two_year >= here.two_year


@given(CASES, st.sampled_from(rsr_inputs.SEXUAL_SANCTIONS))
def test_contact_never_falls_with_a_sexual_sanction(inputs, name):
    more = score_of(inputs | {name: inputs[name] + 1})
    assert more.contact_two_year >= score_of(inputs).contact_two_year


def test_the_cases_of_the_tests_name_every_item():
    assert set(rsr_cases.SCORED) == set(rsr_inputs.SCORED)
    assert set(rsr_cases.YES_NO) == set(rsr_inputs.YES_NO)
    assert rsr.VERSION
