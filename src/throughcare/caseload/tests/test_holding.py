"""Who holds a case on each day: team, officer, cover."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from tests.casefiles import away, case, caseload, directory, leaves, officer
from tests.strategies import LAST, case_files

from throughcare.caseload.rules.holding import Holding
from throughcare.caseload.rules.succession import effective_transfers
from throughcare.kernel.days import ONE_DAY, is_working_day
from throughcare.kernel.duty import Role
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime
from throughcare.ledger.calendar import account

day = date.fromisoformat


def holding(regime=TRANSFORMING_REHABILITATION, **sections):
    return Holding(account(case(**sections)).case, regime)


def who(found, on):
    stretch = found.on(day(on))
    return stretch and (stretch.team, stretch.officer, stretch.cover)


def test_before_the_first_receipt_nobody_holds_it():
    found = holding()
    assert who(found, "2017-03-02") is None
    assert who(found, "2017-03-03") == ("north", "olga", None)


def test_an_officer_named_before_any_receipt_holds_it_in_their_own_team():
    found = holding(caseload=caseload("2017-03-06", officer("officer", "petra", "2017-03-03")))
    assert who(found, "2017-03-03") == ("south", "petra", None)
    assert who(found, "2017-03-06") == ("north", "petra", None)


def transferred(**changes):
    move = {
        "ref": "transfer",
        "to_team": "south",
        "to_officer": "petra",
        "effective_on": "2017-06-01",
        "accepted": {"date": "2017-05-20"},
    } | changes
    return holding(caseload=caseload(transfers=[{k: v for k, v in move.items() if v is not None}]))


@pytest.mark.parametrize(
    ("accepted", "takes_effect"),
    [
        pytest.param("2017-05-20", "2017-06-01", id="accepted before its day"),
        pytest.param("2017-06-01", "2017-06-01", id="accepted on its day"),
        pytest.param("2017-06-05", "2017-06-05", id="accepted after its day"),
    ],
)
def test_a_transfer_takes_effect_on_its_day_or_on_acceptance(accepted, takes_effect):
    found = transferred(accepted={"date": accepted})
    on = day(takes_effect)
    assert who(found, str(on - ONE_DAY)) == ("north", "olga", None)
    assert who(found, takes_effect) == ("south", "petra", None)


def test_a_transfer_never_accepted_changes_nothing():
    assert who(transferred(accepted=None), "2017-12-01") == ("north", "olga", None)


@pytest.mark.parametrize(
    ("withdrawn", "team"),
    [("2017-05-25", "north"), ("2017-06-01", "north"), ("2017-06-02", "south")],
)
def test_only_a_withdrawal_before_it_took_effect_undoes_it(withdrawn, team):
    assert who(transferred(withdrawn={"date": withdrawn}), "2017-12-01")[0] == team


def test_two_transfers_follow_each_other():
    back = {
        "ref": "back",
        "to_team": "north",
        "to_officer": "omar",
        "effective_on": "2017-09-01",
        "accepted": {"date": "2017-08-30"},
    }
    there = back | {
        "ref": "there",
        "to_team": "south",
        "to_officer": "petra",
        "effective_on": "2017-06-01",
        "accepted": {"date": "2017-06-01"},
    }
    file = case(caseload=caseload(transfers=[back, there]))
    assert [transfer.ref for _, transfer in effective_transfers(file)] == ["there", "back"]
    found = Holding(file, TRANSFORMING_REHABILITATION)
    assert who(found, "2017-08-31") == ("south", "petra", None)
    assert who(found, "2017-09-01") == ("north", "omar", None)


def test_cover_of_the_case_goes_before_cover_of_the_caseload():
    staff = {"olga": {"cover": [{"ref": "sc", "by": "petra", "starts_on": "2017-05-01"}]}}
    found = holding(
        directory=directory(**staff),
        caseload=caseload(
            cover=[
                {"ref": "c", "staff": "omar", "starts_on": "2017-05-08", "ends_on": "2017-05-12"}
            ]
        ),
    )
    assert [who(found, f"2017-05-{on}")[2] for on in ("07", "08", "12", "13")] == [
        "petra",
        "omar",
        "omar",
        "petra",
    ]


def test_somebody_who_has_left_covers_nothing():
    found = holding(
        directory=directory(**leaves("omar", "2017-05-10")),
        caseload=caseload(cover=[{"ref": "c", "staff": "omar", "starts_on": "2017-05-08"}]),
    )
    assert who(found, "2017-05-10")[2] == "omar"
    assert who(found, "2017-05-11")[2] is None


def test_a_post_with_another_provider_is_no_post_for_this_case():
    made = directory()
    made["providers"].append({"ref": "nps", "name": "NPS", "kind": "nps"})
    made["teams"].append({"ref": "court", "name": "Court team", "provider": "nps"})
    found = holding(directory=made)
    assert found.in_post("olga", day("2017-05-01"), team="south")
    assert not found.in_post("olga", day("2017-05-01"), team="court")


def test_an_installation_may_count_fewer_days_away():
    regime = Regime("Ours", {"days an officer may be away without cover": 3})
    found = holding(regime, directory=directory(**away("olga", "2017-05-08", "2017-05-12")))
    assert [(str(v.days.first), str(v.days.last)) for v in found.vacancies] == [
        ("2017-05-10", "2017-05-12")
    ]


def test_the_owners_run_by_run_agree_with_the_owner_of_each_day():
    staff = leaves("olga", "2017-08-04")
    staff["olga"] |= away("olga", "2017-05-08", "2017-06-02")["olga"]
    found = holding(
        directory=directory(**staff),
        caseload=caseload(
            transfers=[
                {
                    "ref": "transfer",
                    "to_team": "south",
                    "effective_on": "2017-09-01",
                    "accepted": {"date": "2017-08-30"},
                }
            ],
            cover=[
                {"ref": "c", "staff": "omar", "starts_on": "2017-08-14", "ends_on": "2017-08-18"}
            ],
        ),
    )
    for role in (Role.RESPONSIBLE_OFFICER, Role.TEAM_MANAGER, Role.AUTHOR):
        author = "olga" if role is Role.AUTHOR else None
        runs = found.owners(role, author=author)
        on = day("2017-03-03")
        while on < day("2017-10-01"):
            (owner,) = (owner for days, owner in runs if on in days)
            assert owner == found.owner_of(role, on, author=author), on
            on += ONE_DAY


def vacant_by_hand(found, last):
    """Go through the days one by one, counting working days away without cover."""
    row, officer, vacant = 0, None, set()
    on = found.stretches[0].first
    while on <= last:
        held = found.on(on)
        if held.officer != officer:
            row, officer = 0, held.officer
        nobody = held.named_by is not None and held.cover is None
        if nobody and not held.in_post:
            row = 0
            vacant.add(on)
        elif nobody and held.away:
            row += is_working_day(on)
            if row >= 11:
                vacant.add(on)
        elif is_working_day(on):
            row = 0
        on += ONE_DAY
    return vacant


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case_files())
def test_a_case_is_nobody_s_on_the_days_counted_by_hand(file):
    found = account(file).holding
    if not found.stretches:
        return
    last = LAST + 60 * ONE_DAY
    by_hand = vacant_by_hand(found, last)
    on = found.stretches[0].first
    while on <= last:
        assert found.vacant_on(on) is (on in by_hand), on
        on += ONE_DAY
