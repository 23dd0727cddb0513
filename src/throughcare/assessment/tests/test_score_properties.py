"""What the published formulas say of any person, found by trying."""

from hypothesis import assume, given
from hypothesis import strategies as st

from throughcare.assessment.rules import ogrs3, ovp, rsr_inputs
from throughcare.assessment.tests import rsr_cases, test_ovp
from throughcare.assessment.tests.rsr_cases import SCORED, YES_NO, score_of

AGES = st.integers(10, 120)
HISTORIES = st.fixed_dictionaries(
    {
        "sex": st.sampled_from(["M", "F"]),
        "age_risk": AGES,
        "age_conv": AGES,
        "age_first": st.integers(0, 120),
        "previous_sanctions": st.integers(0, 9_999),
        "offence": st.sampled_from(ogrs3.OFFENCES),
    }
).filter(lambda each: each["age_first"] <= each["age_conv"])
# Any person that is let in, believable or not.
PEOPLE = (
    st.integers(1, 10_000)
    .flatmap(
        lambda total: st.fixed_dictionaries(
            {
                "interview": st.booleans(),
                "sex": st.sampled_from(["M", "F"]),
                "age_conv": st.integers(18, 120),
                "age_first": st.integers(10, 120),
                "offence_free_months": st.integers(0, 1_440),
                "total_sanctions": st.just(total),
                "violent_sanctions": st.integers(0, total),
                "offence": st.integers(0, 13),
                "sexual_offence": st.just(value=True),
                "stranger_victim": st.booleans(),
                "age_latest_sexual_offence": st.integers(10, 18),
            }
            | dict.fromkeys(rsr_inputs.SEXUAL_SANCTIONS, st.integers(0, 9_999)),
            optional=dict.fromkeys(SCORED, st.integers(0, 2))
            | dict.fromkeys(YES_NO, st.booleans()),
        )
    )
    .filter(lambda each: each["age_first"] <= each["age_conv"])
)


def ogrs3_of(inputs):
    read, errors = ogrs3.read(inputs)
    assert not errors
    return ogrs3.score(read)


def person(drawn, **changes):
    return drawn | {"age_risk": drawn["age_conv"]} | changes


@given(HISTORIES)
def test_ogrs3_falls_with_the_years_of_a_career_and_rises_with_its_sanctions(history):
    here = ogrs3_of(history)
    assert 0 < here.one_year < here.two_year < 1
    assert 1 <= here.percent_one_year <= here.percent_two_year <= 99
    if history["age_first"] > 0:
        longer = ogrs3_of(history | {"age_first": history["age_first"] - 1})
        assert longer.two_year < here.two_year
    if history["previous_sanctions"] < 9_999:
        more = ogrs3_of(history | {"previous_sanctions": history["previous_sanctions"] + 1})
        assert more.two_year > here.two_year


@given(HISTORIES, AGES)
def test_ogrs3_has_one_weight_in_a_band_of_ages_and_sees_only_lengths(history, age):
    bands = (10, 12, 14, 16, 18, 21, 25, 30, 35, 40, 50, 121)
    band = max(each for each in bands if each <= history["age_risk"])
    inside = band <= age < bands[bands.index(band) + 1]
    same = ogrs3_of(history | {"age_risk": age}).two_year == ogrs3_of(history).two_year
    assert same == inside
    shift = 120 - history["age_conv"]
    later = {name: history[name] + shift for name in ("age_conv", "age_first")}
    assert ogrs3_of(history | later) == ogrs3_of(history)


@given(st.integers(18, 120), st.integers(18, 120), st.sampled_from(["M", "F"]))
def test_ovp_never_rises_with_age(younger, older, sex):
    assume(younger <= older)
    scores = [
        ovp.score(ovp.read(test_ovp.item(age_risk=age, sex=sex))[0]) for age in (younger, older)
    ]
    assert scores[0].points >= scores[1].points
    assert scores[0].dynamic_points == scores[1].dynamic_points


@given(PEOPLE)
def test_rsr_is_total_and_each_part_a_probability(drawn):
    result = score_of(person(drawn))
    for part in ("snsv", "contact", "images"):
        one, two = (getattr(result, f"{part}_{years}") for years in ("one_year", "two_year"))
        assert 0 <= one <= two <= 1
    assert 0 <= result.percent <= 99.99
    total = result.snsv_two_year + result.contact_two_year + result.images_two_year
    assert result.two_year == total


@given(PEOPLE)
def test_rsr_takes_what_is_not_known_for_nothing(drawn):
    inputs = person(drawn, interview=True)
    names = {*SCORED, *YES_NO} - set(inputs)
    result = score_of(inputs)
    assert set(result.not_known) == names
    nothing = {name: 0 if name in SCORED else False for name in names}
    assert score_of(inputs | nothing).two_year == result.two_year
    assert score_of(inputs | dict.fromkeys(names)).two_year == result.two_year


@given(PEOPLE)
def test_rsr_without_an_interview_does_not_hear_the_items(drawn):
    inputs = person(drawn, interview=False)
    bare = {name: value for name, value in inputs.items() if name not in {*SCORED, *YES_NO}}
    assert score_of(inputs) == score_of(bare)
    assert score_of(bare).not_known == ()


@given(PEOPLE, st.sampled_from(rsr_inputs.SEXUAL_SANCTIONS))
def test_images_and_contact_never_fall_with_a_sexual_sanction(drawn, name):
    inputs = person(drawn)
    assume(inputs[name] < 9_999)
    here, more = score_of(inputs), score_of(inputs | {name: inputs[name] + 1})
    assert more.images_two_year >= here.images_two_year
    assert more.contact_points >= here.contact_points


@given(st.integers(36, 1_440))
def test_months_beyond_thirty_six_do_not_count(months):
    item = rsr_cases.item
    assert score_of(item(offence_free_months=months)) == score_of(item(offence_free_months=36))
