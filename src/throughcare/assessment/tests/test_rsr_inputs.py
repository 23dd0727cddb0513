"""The inputs of RSR: each of its ways, what is needed of whom, and what cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.assessment.rules import rsr, rsr_inputs
from throughcare.assessment.tests.anything import ANYTHING, nearly
from throughcare.assessment.tests.rsr_cases import SCORED, SEXUAL, YES_NO, item, sexual

DAYS = {
    "date_of_birth": "1988-06-15",
    "conviction_date": "2018-06-20",
    "first_sanction_date": "2008-07-01",
    "sentence_date": "2018-08-31",
    "assessment_date": "2018-09-01",
}
AGES = ("age_risk", "age_conv", "age_first", "offence_free_months")


def by_days(**changes):
    """The same man, by the days of his life; a month has begun since the sentence."""
    return item(**dict.fromkeys(AGES), **DAYS) | changes


def errors_of(inputs):
    return rsr.read(inputs)[1]


def named(inputs):
    return {error.partition(":")[0] for error in errors_of(inputs)}


def inputs_of(inputs):
    read, errors = rsr.read(inputs)
    assert not errors
    return read


def test_days_give_ages_and_months():
    assert inputs_of(by_days()) == inputs_of(item(offence_free_months=1))
    assert inputs_of(item(**DAYS, offence_free_months=1)) == inputs_of(by_days())


@pytest.mark.parametrize(
    ("sentence", "assessment", "months"),
    [
        pytest.param("2018-06-20", "2018-06-30", 0, id="the same month"),
        pytest.param("2018-06-30", "2018-07-01", 1, id="a day, and the next month"),
        pytest.param("2017-12-31", "2018-12-01", 12, id="the same month of the next year"),
        pytest.param("2018-07-01", "2021-06-30", 35, id="one month short of three years"),
        pytest.param("2018-07-01", "2021-07-31", 36, id="three years"),
        pytest.param("2018-07-01", "2021-08-01", 36, id="more than three years"),
        pytest.param("2018-08-01", "2018-06-30", 0, id="before the sentence"),
    ],
)
def test_months_go_by_their_numbers_from_0_to_36(sentence, assessment, months):
    convicted = {"conviction_date": min(sentence, DAYS["conviction_date"])}
    found = inputs_of(by_days(sentence_date=sentence, assessment_date=assessment, **convicted))
    assert found.offence_free_months == months


def test_the_risk_date_is_the_sentence_unless_both_are_given():
    released = by_days(sentence_date=None, risk_date="2018-08-31")
    assert inputs_of(released) == inputs_of(by_days())
    both = inputs_of(by_days(risk_date="2019-06-15"))
    assert (both.age_risk, both.offence_free_months) == (31, 1)


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"age_risk": 31}, "age_risk"),
        ({"age_conv": 29}, "age_conv"),
        ({"age_first": 19}, "age_first"),
        ({"offence_free_months": 2}, "offence_free_months"),
        ({"total_sanctions": 4}, "total_sanctions"),
        ({"set": "static"}, "set"),
        ({"gender": "F"}, "sex"),
    ],
)
def test_two_ways_must_agree(changes, refused):
    assert named(by_days(**changes)) == {refused}


def test_months_beyond_those_that_count_agree():
    assert not errors_of(item(offence_free_months=1_440))
    years = {"assessment_date": "2023-09-01"}
    assert not errors_of(by_days(**years, offence_free_months=36))
    assert not errors_of(by_days(**years, offence_free_months=61))
    assert errors_of(by_days(**years, offence_free_months=35))


def test_the_set_may_be_named_in_place_of_the_interview():
    for interview, name in ((True, "dynamic"), (False, "Static")):
        assert inputs_of(item(interview=None, set=name)) == inputs_of(item(interview=interview))
    assert not errors_of(item(set="dynamic"))


def test_an_offence_and_a_kind_of_violence_may_be_given_by_number():
    by_number = item(offence=18, violence_category=3)
    by_name = item(offence="violence AGAINST the person", violence_category="Weapons (non-firearm)")
    assert inputs_of(by_number) == inputs_of(by_name)
    assert inputs_of(item(offence=0)).offence == "Absconding/bail"


def test_an_item_may_be_given_by_its_number():
    numbers = {"2.2": True, "3.4": 1, "4.2": "yes", "6.4": 2, "6.7": "No"}
    numbers |= {"9.1": 1, "9.2": 2, "11.2": 0, "11.4": 1, "12.1": 2}
    assert inputs_of(item(**numbers)) == inputs_of(
        item(
            weapon_used=True,
            accommodation_suitability=1,
            unemployed=True,
            partner_relationship=2,
            partner_violence_perpetrator=False,
            alcohol_current_use=1,
            alcohol_binge=2,
            impulsivity=0,
            temper_control=1,
            pro_criminal_attitudes=2,
        )
    )


@pytest.mark.parametrize(
    ("sentenced", "refused"),
    [
        pytest.param("2018-06-19", {"sentence_date"}, id="the eve of the conviction"),
        pytest.param("2018-06-20", set(), id="the day of the conviction"),
    ],
)
def test_no_sentence_before_the_conviction(sentenced, refused):
    assert named(by_days(sentence_date=sentenced)) == refused
    assert named(by_days(sentence_date=None, risk_date=sentenced)) == {
        name.replace("sentence", "risk") for name in refused
    }


def test_the_ages_keep_the_same_order():
    assert named(item(age_risk=29)) == {"age_risk"}
    assert named(item(age_first=31)) == {"age_first"}
    assert not named(item(age_first=30))
    assert named(by_days(first_sanction_date="2018-06-21")) == {"first_sanction_date"}


@pytest.mark.parametrize(
    ("age", "months", "refused"),
    [
        pytest.param(18, 0, set(), id="an adult"),
        pytest.param(17, 0, {"age_risk"}, id="a child now"),
        pytest.param(17, 1, set(), id="an adult by now, perhaps"),
        pytest.param(16, 12, {"age_risk"}, id="a child for another year"),
        pytest.param(16, 13, set(), id="an adult after a year, perhaps"),
    ],
)
def test_the_person_is_an_adult_by_age(age, months, refused):
    young = item(age_risk=age, age_conv=16, age_first=12, offence_free_months=months)
    assert named(young) == refused


def test_the_youngest_is_ten_at_risk_and_at_conviction():
    grown_up = {"age_first": 9, "offence_free_months": 120}
    assert not named(item(age_risk=10, age_conv=10, **grown_up))
    assert named(item(age_risk=9, age_conv=9, **grown_up)) == {"age_risk", "age_conv"}


@pytest.mark.parametrize(
    ("assessed", "refused"),
    [
        pytest.param("2019-06-14", {"assessment_date"}, id="the eve of the birthday"),
        pytest.param("2019-06-15", set(), id="the birthday"),
    ],
)
def test_the_person_is_an_adult_at_the_assessment(assessed, refused):
    young = by_days(date_of_birth="2001-06-15", first_sanction_date="2018-06-20")
    assert named(young | {"assessment_date": assessed}) == refused


def test_who_is_assessed_before_a_sentence_as_an_adult_is_scored():
    young = by_days(date_of_birth="2000-08-20", first_sanction_date="2018-06-20")
    assert not errors_of(young | {"assessment_date": "2018-07-01"})


def test_only_what_cannot_be_is_refused():
    assert not errors_of(item(previous_sanctions=0))  # though the first sanction is earlier
    assert not errors_of(item(previous_sanctions=99, violent_sanctions=100))
    assert named(item(previous_sanctions=99, violent_sanctions=101)) == {"violent_sanctions"}
    assert not errors_of(item(weapon_used=True, interview=False))


def test_a_kind_of_violence_belongs_to_violence_against_the_person():
    assert named(item(offence=18)) == {"violence_category"}
    assert not named(item(offence=18, violence_category=4))
    assert named(item(offence=4, violence_category=4)) == {"violence_category"}
    assert not named(item(offence=4, violence_category="sub-ABH or none"))


@pytest.mark.parametrize("name", [name for name in SEXUAL if name != "sexual_offence"])
def test_what_is_needed_of_a_man_with_a_sexual_offence(name):
    assert named(sexual(**{name: None})) == {name}
    assert not named(sexual(sex="F", **{name: None}))
    assert not named(item())


@pytest.mark.parametrize("offence", rsr_inputs.SEXUAL_OFFENCES)
def test_a_sexual_offence_cannot_be_denied(offence):
    assert named(item(offence=offence)) == {"sexual_offence"}
    assert not named(sexual(offence=offence))


@pytest.mark.parametrize(
    "recorded",
    [{"adult_contact": 1}, {"stranger_victim": True}, {"age_latest_sexual_offence": 20}],
)
def test_without_a_sexual_offence_nothing_can_be_recorded_of_it(recorded):
    assert named(item(**recorded)) == set(recorded)
    assert not errors_of(item(adult_contact=0, stranger_victim=False, paraphilia=0))


def test_the_latest_sexual_offence_is_not_to_come():
    assert not named(sexual(age_latest_sexual_offence=30))
    assert named(sexual(age_latest_sexual_offence=31)) == {"age_latest_sexual_offence"}
    assert not named(sexual(age_latest_sexual_offence=31, offence_free_months=1))
    assert named(sexual(age_latest_sexual_offence=9)) == {"age_latest_sexual_offence"}
    days = by_days() | SEXUAL | {"age_latest_sexual_offence": None}
    assert not named(days | {"latest_sexual_offence_date": "2018-09-01"})
    late = days | {"latest_sexual_offence_date": "2018-09-02"}
    assert named(late) == {"latest_sexual_offence_date"}
    early = days | {"latest_sexual_offence_date": "1998-06-14"}
    assert named(early) == {"latest_sexual_offence_date"}


def test_what_is_recorded_of_sexual_offences_is_a_mans():
    with pytest.raises(ValueError, match="a man"):
        rsr.Inputs(
            coefficients="static",
            sex="M",
            age_risk=30,
            age_conv=30,
            age_first=30,
            offence_free_months=0,
            total_sanctions=1,
            violent_sanctions=0,
            offence=rsr_inputs.OFFENCES[0],
            violence_category=rsr_inputs.NO_KIND,
            items={},
            sexual_offence=True,
            sexual=None,
        )


def test_a_home_office_code_has_no_category_here():
    assert "no published map" in errors_of(item(offence_code="00106"))[0]
    assert named(item(offence=None, offence_code="00106")) == {"offence_code", "offence"}


@pytest.mark.parametrize(
    ("inputs", "needed"),
    [
        (
            {},
            {"interview", "sex", *AGES, "previous_sanctions", "violent_sanctions", "offence"}
            | {"sexual_offence"},
        ),
        (item(), set()),
        (by_days(assessment_date=None), {"assessment_date"}),
        (by_days(sentence_date=None), {"sentence_date"}),
        (by_days(sentence_date=None, age_risk=30), {"sentence_date"}),
        (by_days(date_of_birth=None), {"date_of_birth"}),
        (item(sexual_offence=True), set(SEXUAL) - {"sexual_offence"}),
        (item(sexual_offence=True, sex="F"), set()),
    ],
)
def test_what_is_missing_is_named_and_stops_the_score(inputs, needed):
    missing = rsr.missing(inputs)
    assert set(missing.needed) == needed
    assert missing.score_possible == (not needed)


def test_items_that_are_not_known_do_not_stop_it():
    items = {*SCORED, *YES_NO}
    assert set(rsr.missing(item()).adds_nothing) == items
    assert set(rsr.missing(item(impulsivity=0)).adds_nothing) == items - {"impulsivity"}
    assert rsr.missing(item(interview=False)).adds_nothing == ()
    assert inputs_of(item(impulsivity=0)).not_known == rsr.missing(item(impulsivity=0)).adds_nothing


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"interview": 1}, "interview"),
        ({"interview": "?"}, "interview"),
        ({"set": "wide"}, "set"),
        ({"sex": "X"}, "sex"),
        ({"age_risk": 121}, "age_risk"),
        ({"age_risk": "30"}, "age_risk"),
        ({"age_conv": 9}, "age_conv"),
        ({"offence_free_months": -1}, "offence_free_months"),
        ({"offence_free_months": 1_441}, "offence_free_months"),
        ({"offence_free_months": 10**30}, "offence_free_months"),
        ({"previous_sanctions": True}, "previous_sanctions"),
        ({"total_sanctions": 0}, "total_sanctions"),
        ({"violent_sanctions": -1}, "violent_sanctions"),
        ({"offence": 20}, "offence"),
        ({"offence": -1}, "offence"),
        ({"offence": True}, "offence"),
        ({"offence": "Robbery"}, "offence"),
        ({"violence_category": 5}, "violence_category"),
        ({"sexual_offence": 0}, "sexual_offence"),
        ({"adult_contact": -1}, "adult_contact"),
        ({"stranger_victim": 1}, "stranger_victim"),
        ({"nickname": "Bob"}, '"nickname"'),
        *[({name: wrong}, name) for name in SCORED for wrong in (-1, 3, True, "1", float("inf"))],
        *[({name: wrong}, name) for name in YES_NO for wrong in (0, 1, 2, "?", [True], {})],
    ],
)
def test_an_error_names_its_input(changes, field):
    assert named(item(**changes)) == {field}


def test_an_item_that_is_no_object_has_one_error():
    assert len(errors_of([item()])) == 1


ITEMS = st.sampled_from([item(), sexual(), by_days(), item(offence=18, violence_category=2)])


@given(ANYTHING | nearly(ITEMS, rsr_inputs.INPUTS))
def test_any_json_gives_either_a_score_or_errors(anything):
    inputs, errors = rsr.read(anything)
    assert (inputs is None) == bool(errors)
    assert all(error.isprintable() for error in errors)
    assert rsr.missing(anything).score_possible or errors
    if inputs:
        assert 0 <= rsr.score(inputs).percent <= 99.99
