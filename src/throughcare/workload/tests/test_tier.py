"""The tier of a case, by the vectors of rules 4.1 and from case files."""

from datetime import date
from decimal import Decimal

import pytest
from tests.assessed import assessed, oasys, section
from tests.casefiles import case, custody, licence, order

from throughcare.assessment.rules.needs import Need
from throughcare.kernel.casefile.assessment import Level
from throughcare.workload.rules import tier as rule
from throughcare.workload.rules.tier import Facts, tier, tier_on

EIGHT = (3, 4, 6, 7, 8, 9, 11, 12)
DAY = date(2017, 6, 5)


def of(rsr=None, harm=None, **more):
    return Facts(rsr=None if rsr is None else Decimal(str(rsr)), harm=harm, **more)


VECTORS = [
    pytest.param(of(2.5, Level.LOW, ogrs3=23), 0, 2, "D1", id="low in everything"),
    pytest.param(
        of(
            6.99,
            Level.MEDIUM,
            complexity=1,
            ogrs3=55,
            needs={11: Need.STANDARD, 12: Need.STANDARD, 8: Need.SEVERE},
        ),
        12,
        11,
        "C2",
        id="just under seven",
    ),
    pytest.param(
        of(
            7.00,
            Level.MEDIUM,
            mappa=1,
            complexity=3,
            ogrs3=81,
            iom=True,
            needs={3: Need.SEVERE, 11: Need.SEVERE, 12: Need.STANDARD},
        ),
        31,
        18,
        "B2",
        id="seven, and MAPPA level 1",
    ),
    pytest.param(of(1.0, Level.VERY_HIGH, assessed=False), 150, 0, "A2", id="not assessed"),
    pytest.param(
        of(0.5, Level.MEDIUM, mappa=2, mandate=False), 160, 0, "A0", id="unpaid work alone"
    ),
    pytest.param(
        of(
            2.0,
            Level.LOW,
            complexity=1,
            woman=True,
            parenting=True,
            impulsive=True,
            breached=True,
            ogrs3=67,
            iom=True,
            needs=dict.fromkeys(EIGHT, Need.STANDARD),
        ),
        8,
        18,
        "D2",
        id="a woman, every need",
    ),
    pytest.param(
        of(3.2, Level.HIGH, complexity=2, ogrs3=90, needs=dict.fromkeys(EIGHT, Need.SEVERE)),
        24,
        29,
        "B3",
        id="every need severe",
    ),
]


@pytest.mark.parametrize(("facts", "protect", "change", "expected"), VECTORS)
def test_the_published_vectors(facts, protect, change, expected):
    found = tier(facts)
    assert (found.protect, found.change, str(found)) == (protect, change, expected)


@pytest.mark.parametrize(
    ("rsr", "points"),
    [(0, 0), (2.99, 0), (3, 10), (6.99, 10), (6.994, 10), (6.995, 20), (7, 20), (99.99, 20)],
)
def test_rsr_is_rounded_to_two_places_before_it_counts(rsr, points):
    assert tier(of(rsr)).protect == points


@pytest.mark.parametrize(
    ("complexity", "mappa", "letter"),
    [(4, None, "D"), (5, None, "C"), (9, None, "C"), (10, None, "B"), (0, 1, "D"), (0, 3, "A")],
)
def test_the_letter_at_its_limits(complexity, mappa, letter):
    assert tier(of(complexity=complexity, mappa=mappa)).letter == letter


def test_the_factors_of_women_count_for_nobody_else():
    man = of(parenting=True, impulsive=True, breached=True)
    assert tier(man).protect == 0


@pytest.mark.parametrize(("ogrs3", "digit"), [(9, 1), (99, 1)])
def test_whole_tens_of_ogrs3_count(ogrs3, digit):
    assert tier(of(ogrs3=ogrs3)).digit == digit
    assert tier(of(ogrs3=ogrs3)).change == ogrs3 // 10


@pytest.mark.parametrize(
    ("severe", "digit"), [((), 1), (EIGHT[:4], 1), (EIGHT[:5], 2), (EIGHT[:7], 2), (EIGHT, 3)]
)
def test_the_digit_at_its_limits(severe, digit):
    assert tier(of(needs=dict.fromkeys(severe, Need.SEVERE))).digit == digit


def test_nineteen_points_are_two_and_twenty_are_three():
    severe = dict.fromkeys(EIGHT, Need.SEVERE)  # 20
    assert tier(of(needs=severe)).digit == 3
    assert tier(of(needs=severe | {3: Need.STANDARD})).digit == 2  # 19


def test_who_is_not_supervised_is_marked():
    assert str(tier(of(supervised=False, mandate=False))) == "D0S"


def from_file(on: date = DAY, **sections):
    sections.setdefault(
        "sentences",
        {"orders": [order(requirements=[{"ref": "rar", "kind": "rehabilitation activity"}])]},
    )
    return tier_on(on, case(caseload={}, **sections))


def person(sex="M", registrations=()):
    return {
        "particulars": {"ref": "person", "date_of_birth": "1985-05-05", "sex": sex},
        "names": [{"ref": "name", "family": "Example"}],
        "registrations": list(registrations),
    }


def registered(ref, kind, on="2017-03-10", **more):
    return {"ref": ref, "kind": kind, "registered_on": on} | more


SCORED = [
    {"ref": "rsr", "predictor": "RSR", "two_year": 0.07, "scored_on": "2017-03-06"},
    {"ref": "ogrs3", "predictor": "OGRS3", "percent_two_year": 81, "scored_on": "2017-03-06"},
]


def test_a_file_without_anything_says_what_is_missing():
    found = from_file()
    assert str(found) == "D2"
    assert found.missing == (rule.RSR, rule.HARM, rule.OGRS3, rule.ASSESSMENT)


def test_a_whole_file_gives_its_tier_and_misses_nothing():
    found = from_file(
        person=person(
            registrations=[
                registered("mappa", "MAPPA", detail="Category 2, level 1"),
                registered("iom", "integrated offender management"),
                registered("a", "mental health"),
                registered("b", "gangs"),
                registered("c", "child concerns"),
                registered("gone", "vulnerability", ended={"date": "2017-06-04"}),
                registered("other", "domestic abuse perpetrator"),
            ]
        ),
        assessment=assessed(
            oasys(
                "2017-03-20",
                level="medium",
                sections=[
                    section(3, scores=["3.3=2", "3.4=2", "3.5=2", "3.6=1"]),
                    section(11, scores=["11.5=2", "11.6=2", "11.7=2", "11.9=1"]),
                    section(12),
                ],
            ),
            scores=SCORED,
        ),
    )
    assert (found.protect, found.change, str(found), found.missing) == (31, 18, "B2", ())


def test_what_was_signed_scored_or_registered_later_counts_for_nothing():
    later = {"assessment": assessed(oasys("2017-06-06", level="high"), scores=SCORED)}
    assert from_file(date(2017, 3, 5), **later).missing == (
        rule.RSR,
        rule.HARM,
        rule.OGRS3,
        rule.ASSESSMENT,
    )


@pytest.mark.parametrize(
    ("detail", "points", "missing"),
    [("Category 1 level 2", 150, False), ("level 3", 150, False), ("category 3", 5, True)],
)
def test_the_level_of_mappa_is_read_from_the_registration(detail, points, missing):
    found = from_file(person=person(registrations=[registered("m", "MAPPA", detail=detail)]))
    assert found.protect == points
    assert (rule.MAPPA in found.missing) is missing


@pytest.mark.parametrize(
    ("required", "digit"),
    [
        (["unpaid work"], 0),
        (["curfew", "unpaid work"], 0),
        (["exclusion"], 0),
        (["programme", "unpaid work"], 2),
        ([], 2),
    ],
)
def test_the_mandate_follows_from_what_is_required(required, digit):
    made = [{"ref": f"r-{at}", "kind": kind} for at, kind in enumerate(required)]
    found = from_file(sentences={"orders": [order(requirements=made)]})
    assert found.digit == digit
    assert (rule.REQUIREMENTS in found.missing) is (not required)


def test_a_requirement_that_has_ended_gives_no_mandate():
    ended = {"ref": "r", "kind": "programme", "ended": {"date": "2017-06-04", "because": "done"}}
    assert from_file(sentences={"orders": [order(requirements=[ended])]}).digit == 0


def test_custody_licence_and_supervision_give_a_mandate():
    assert from_file(sentences=custody()).digit == 2
    assert from_file(sentences=custody(licence())).digit == 2
    ended = custody(licence(expires_on="2017-06-04"))
    assert str(from_file(sentences=ended)) == "D0S"


def test_an_assessment_counts_as_current_for_fifty_five_weeks():
    signed = {"assessment": assessed(oasys("2017-03-20", level="low"))}
    assert rule.ASSESSMENT not in from_file(date(2018, 4, 9), **signed).missing
    assert rule.ASSESSMENT in from_file(date(2018, 4, 10), **signed).missing


def recalled(on):
    return custody(licence(recall={"date": on}), licence("again", "2017-05-30"))


@pytest.mark.parametrize(
    ("on", "points"), [(date(2018, 5, 20), 2), (date(2018, 5, 21), 0), (date(2017, 5, 19), 0)]
)
def test_a_recall_of_a_woman_counts_for_a_year(on, points):
    found = from_file(on, person=person("F"), sentences=recalled("2017-05-20"))
    assert found.protect == points


@pytest.mark.parametrize(("result", "points"), [("proved", 2), ("withdrawn", 0)])
def test_a_breach_of_a_woman_counts_once_it_is_proved(result, points):
    breach = {
        "ref": "breach",
        "of": "order",
        "decided_on": "2017-05-01",
        "outcome": "referred",
        "dealt_with": {"date": "2017-05-20", "result": result},
    }
    found = from_file(person=person("F"), enforcement={"breaches": [breach]})
    assert found.protect == points


def test_items_of_a_woman_s_assessment_count():
    items = [
        section(6, scores=["6.9=1"]),
        section(11, scores=["11.2=0", "11.4=1"]),
    ]
    found = from_file(
        person=person("F"), assessment=assessed(oasys("2017-03-20", level="low", sections=items))
    )
    assert found.protect == 4
