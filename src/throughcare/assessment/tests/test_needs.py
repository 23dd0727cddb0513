"""Points and thresholds of the sections, with the published vectors."""

import pytest

from throughcare.assessment.policy_sections import NEED_FROM, NEED_ITEMS, SEVERE_NEED_FROM
from throughcare.assessment.rules.needs import Need, calls_for_objective, need, points
from throughcare.kernel.casefile.assessment import AssessedSection


def section(number, *scores, **more):
    return AssessedSection(ref="s", number=number, scores=scores, **more)


def spread(number, wanted):
    """A section with so many points, two to an item as far as they go."""
    scores = []
    for item in NEED_ITEMS.value[number]:
        score = min(2, wanted - sum(int(each[-1]) for each in scores))
        scores.append(f"{item}={score}")
    return section(number, *scores)


@pytest.mark.parametrize(
    ("number", "wanted", "expected"),
    [
        pytest.param(3, 1, Need.NONE, id="accommodation 1"),
        pytest.param(3, 2, Need.STANDARD, id="accommodation 2"),
        pytest.param(3, 6, Need.STANDARD, id="accommodation 6"),
        pytest.param(3, 7, Need.SEVERE, id="accommodation 7"),
        pytest.param(4, 2, Need.NONE, id="employment 2"),
        pytest.param(4, 3, Need.STANDARD, id="employment 3"),
        pytest.param(4, 7, Need.SEVERE, id="employment 7"),
        pytest.param(9, 3, Need.NONE, id="alcohol 3"),
        pytest.param(9, 4, Need.STANDARD, id="alcohol 4"),
        pytest.param(11, 3, Need.NONE, id="thinking 3"),
        pytest.param(11, 4, Need.STANDARD, id="thinking 4"),
        pytest.param(11, 7, Need.SEVERE, id="thinking 7"),
        pytest.param(8, 8, Need.SEVERE, id="drugs 8"),
    ],
)
def test_the_published_vectors(number, wanted, expected):
    scored = spread(number, wanted)
    assert points(scored) == wanted
    assert need(scored) is expected


@pytest.mark.parametrize("number", sorted(NEED_FROM.value))
def test_each_threshold_from_both_sides(number):
    standard, severe = NEED_FROM.value[number], SEVERE_NEED_FROM.value[number]
    assert need(spread(number, standard - 1)) is Need.NONE
    assert need(spread(number, standard)) is Need.STANDARD
    assert need(spread(number, severe - 1)) is Need.STANDARD
    assert need(spread(number, severe)) is Need.SEVERE


@pytest.mark.parametrize("number", sorted(NEED_FROM.value))
def test_all_items_missing_is_not_scored_and_not_zero(number):
    assert points(section(number)) is None
    assert need(section(number)) is None
    assert need(section(number, f"{NEED_ITEMS.value[number][0]}=0")) is Need.NONE


def test_items_outside_the_set_do_not_count():
    assert points(section(11, "11.2=2", "11.4=2")) is None
    assert points(section(11, "11.2=2", "11.5=1")) == 1


@pytest.mark.parametrize("number", [1, 2, 5, 10, 13])
def test_a_section_without_a_threshold_is_never_a_need(number):
    assert need(section(number, f"{number}.1=2", f"{number}.5=2")) is None


@pytest.mark.parametrize(
    ("scores", "linked", "expected"),
    [
        (("6.1=2",), True, True),
        (("6.1=2",), False, False),
        (("6.1=2",), None, None),
        (("6.1=1",), True, False),
        (("6.1=1",), None, False),
        ((), True, None),
        ((), False, False),
    ],
)
def test_an_objective_is_called_for_over_the_threshold_and_linked(scores, linked, expected):
    assert calls_for_objective(section(6, *scores, linked_to_offending=linked)) is expected
