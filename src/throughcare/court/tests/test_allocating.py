"""To whom a case goes: the vectors of rules 2.3, and each ground from both sides."""

from datetime import date
from decimal import Decimal

import pytest
from tests.casefiles import at_court, case

from throughcare.caseload.rules.holding import Holding
from throughcare.court.rules.allocating import Grounds, Missing, Outcome, Why, allocate, lacking
from throughcare.court.rules.grounds import grounds
from throughcare.court.tests.before_court import SCORED, with_court
from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime

TODAY = date(2017, 3, 1)


def decided(**changes):
    """A low risk case, unless the test differs."""
    facts = {"mappa": False, "harm": Level.LOW, "rsr": Decimal("1.00")}
    return allocate(Grounds(**facts | changes))


@pytest.mark.parametrize(
    ("changes", "outcome", "because"),
    [
        pytest.param({"harm": Level.MEDIUM, "rsr": Decimal("6.88")}, "crc", Why.NONE, id="6.88"),
        pytest.param({"harm": Level.MEDIUM, "rsr": Decimal("6.89")}, "nps", Why.RSR, id="6.89"),
        pytest.param({"harm": Level.HIGH, "rsr": Decimal("0.5")}, "nps", Why.HARM, id="high"),
        pytest.param({"harm": Level.VERY_HIGH}, "nps", Why.HARM, id="very high"),
        pytest.param({"mappa": True, "rsr": Decimal("0.2")}, "nps", Why.MAPPA, id="MAPPA"),
        pytest.param({"public_interest": True}, "nps", Why.PUBLIC_INTEREST, id="public interest"),
        pytest.param({"deportation": True}, "nps", Why.DEPORTATION, id="deportation"),
        pytest.param({"held_by_nps": True}, "nps", Why.HELD, id="held by the NPS"),
        pytest.param({"rsr": None}, "cannot allocate", Why.MISSING, id="no RSR"),
    ],
)
def test_the_published_vectors(changes, outcome, because):
    decision = decided(**changes)
    assert (decision.outcome, decision.because) == (outcome, because)
    assert "2.3" in decision.source


def test_the_reason_is_the_first_that_the_rule_asks():
    every = {
        "mappa": True,
        "harm": Level.HIGH,
        "rsr": Decimal(20),
        "public_interest": True,
        "deportation": True,
        "held_by_nps": True,
    }
    gone = {"mappa": False, "harm": Level.LOW, "rsr": Decimal(1)}
    order = (Why.MAPPA, Why.HARM, Why.RSR, Why.PUBLIC_INTEREST, Why.DEPORTATION, Why.HELD)
    for why, name in zip(order, every, strict=True):
        assert decided(**every).because == why
        every[name] = gone.get(name, False)


def test_the_threshold_is_the_regime_s():
    regime = Regime("Elsewhere", {"RSR from which a case goes to the NPS": Decimal("6.9")})
    facts = Grounds(mappa=False, harm=Level.LOW, rsr=Decimal("6.89"))
    assert allocate(facts, regime).outcome == Outcome.CRC


def test_what_is_missing_is_named_even_where_the_rest_would_do():
    facts = Grounds(mappa=None, harm=None, rsr=None, missing=tuple(Missing)[:2])
    assert lacking(facts) == (Missing.RSR, Missing.SCREENING, Missing.FORM)
    assert lacking(Grounds(mappa=False, harm=None, rsr=Decimal(1))) == (Missing.LEVEL,)
    assert decided(mappa=True, harm=None).outcome == Outcome.CANNOT


def rests_on(*, person=None, two_year=0.01, screening="low", form=None, **sections):
    """The grounds of a case that is signed in full, unless the test differs."""
    made = at_court(
        rsr={"signed_on": "2017-03-01", "score": "rsr"},
        screening={"signed_on": "2017-03-01", "level": screening} if screening else None,
        form={"signed_on": "2017-03-01"} | (form or {}),
        decision=None,
    )
    given = {
        "directory": with_court(),
        "caseload": {},
        "court": {"allocations": [made]},
        "assessment": {"scores": [SCORED | {"two_year": two_year}]},
        **sections,
    }
    if person:
        plain = case().person
        given["person"] = {
            "particulars": {"ref": "person", "date_of_birth": "1985-05-05", "sex": "M"},
            "names": [{"ref": "name", "family": plain.names[0].family}],
        } | person
    file = case(**given)
    holding = Holding(file, TRANSFORMING_REHABILITATION)
    return grounds(file, holding, "order", file.court.allocations[0], TODAY)


@pytest.mark.parametrize(("two_year", "percent"), [(0.068849, "6.88"), (0.06885, "6.89")])
def test_the_rsr_is_the_percentage_as_it_is_printed(two_year, percent):
    assert rests_on(two_year=two_year).rsr == Decimal(percent)


@pytest.mark.parametrize(
    ("registration", "mappa"),
    [
        ({"registered_on": "2017-03-01"}, True),
        ({"registered_on": "2017-03-02"}, False),
        ({"registered_on": "2016-01-01", "ended": {"date": "2017-03-01"}}, True),
        ({"registered_on": "2016-01-01", "ended": {"date": "2017-02-28"}}, False),
    ],
)
def test_a_registration_for_mappa_counts_while_it_stands(registration, mappa):
    registered = {"registrations": [{"ref": "r", "kind": "MAPPA"} | registration]}
    assert rests_on(person=registered).mappa is mappa


def test_a_higher_level_on_record_counts_and_a_lower_one_does_not():
    harm = [{"ref": "h", "level": "high", "signed_on": "2017-01-05"}]
    scores = [SCORED]
    assert rests_on(assessment={"harm": harm, "scores": scores}).harm == Level.HIGH
    harm[0]["level"] = "low"
    found = rests_on(screening="medium", assessment={"harm": harm, "scores": scores})
    assert found.harm == Level.MEDIUM


def test_a_screening_without_a_level_lacks_the_level():
    facts = rests_on(screening=None)
    assert lacking(facts) == (Missing.SCREENING,)


@pytest.mark.parametrize(
    ("team", "ends_on", "held"),
    [("field", "2018-01-31", True), ("north", "2018-01-31", False), ("field", "2017-02-28", False)],
)
def test_another_sentence_that_an_nps_team_holds_counts_while_it_goes_on(team, ends_on, held):
    earlier = {
        "ref": "earlier",
        "kind": "community order",
        "sentenced_on": "2016-02-01",
        "expires_on": ends_on,
    }
    now = {"ref": "order", "kind": "community order", "sentenced_on": "2017-03-01"}
    received = {"ref": "a", "of": "earlier", "team": team, "received_on": "2016-02-02"}
    found = rests_on(sentences={"orders": [earlier, now]}, caseload={"allocations": [received]})
    assert found.held_by_nps is held


RELEASED = {"ref": "l", "released_on": "2016-08-01"}


@pytest.mark.parametrize(
    ("licences", "held"),
    [
        pytest.param([], True, id="not released yet"),
        pytest.param([RELEASED | {"expires_on": "2017-06-30"}], True, id="on licence"),
        pytest.param([RELEASED | {"expires_on": "2017-02-28"}], False, id="the licence is over"),
        pytest.param([RELEASED | {"recall": {"date": "2017-01-05"}}], True, id="recalled"),
    ],
)
def test_a_custodial_sentence_that_the_nps_holds_goes_on_in_prison(licences, held):
    custody = {"ref": "inside", "sentenced_on": "2016-02-01", "months": 12, "licences": licences}
    now = {"ref": "order", "kind": "community order", "sentenced_on": "2017-03-01"}
    received = {"ref": "a", "of": "inside", "team": "field", "received_on": "2016-02-02"}
    found = rests_on(
        sentences={"custody": [custody], "orders": [now]}, caseload={"allocations": [received]}
    )
    assert found.held_by_nps is held


def test_a_score_that_is_not_an_rsr_is_none():
    wrong = SCORED | {"predictor": "OGRS3", "percent_two_year": 20}
    assert Missing.RSR in lacking(rests_on(assessment={"scores": [wrong]}))
