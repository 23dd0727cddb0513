"""Synthetic people: what is planted is found, nothing else is, and they are as the sources say."""

import hashlib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from throughcare.casebook.published import DEMO_DAY
from throughcare.casebook.synthesising import FIRST_DAY
from throughcare.casebook.synthetic import (
    Layout,
    Person,
    Planting,
    limits,
    places,
    planting,
    proportions,
    synthesise,
)
from throughcare.casebook.synthetic.draft import CODES
from throughcare.casebook.synthetic.writing import encode, write
from throughcare.kernel.casefile.reading import read, read_one
from throughcare.kernel.days import add_working_days
from throughcare.kernel.duty import State
from throughcare.kernel.law import last_day
from throughcare.ledger.calendar import KINDS, account

TODAY = date(2017, 11, 6)
EVERY = Planting(1.0, evenly=True)
NOT_BUILT: frozenset[str] = frozenset()
"""Codes that are planted and that no rule answers yet."""


def people(count: int, seed: int, what: Planting, today: date = TODAY) -> list[Person]:
    return list(synthesise(count, seed=seed, today=today, planting=what))


def overdue(person: Person, today: date) -> Counter[tuple[Any, ...]]:
    """What our rules find overdue on the day, and whose it is."""
    stands = account(read_one(encode(person), person.crn))
    return Counter(
        (duty.code, duty.failing_since, owner.staff if (owner := stands.owner(duty, today)) else "")
        for duty in stands.duties
        if stands.state(duty, today) is State.OVERDUE
    )


def known(person: Person) -> Counter[tuple[Any, ...]]:
    return Counter(
        (each.code, each.since, each.owner) for each in person.truth if each.code not in NOT_BUILT
    )


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_every_planted_failing_is_found_on_its_day_with_its_owner(seed: int) -> None:
    made = people(300, seed, EVERY)
    for person in made:
        assert overdue(person, TODAY) == known(person), person.crn


@pytest.mark.parametrize("seed", [21, 22])
def test_none_is_invented_among_ordinary_people(seed: int) -> None:
    for person in people(400, seed, Planting()):
        assert overdue(person, TODAY) == known(person), person.crn


def test_with_nothing_planted_nothing_is_overdue() -> None:
    for person in people(300, 31, Planting(0.0)):
        assert not person.truth
        assert not overdue(person, TODAY), person.crn


@pytest.mark.parametrize(
    "today",
    [
        date(2016, 2, 29),
        date(2017, 3, 3),  # a warning of 29 February 2016 has just run out
        date(2017, 10, 29),  # the clocks go back
        date(2017, 12, 27),
        date(2018, 1, 1),
        date(2018, 4, 3),
        date(2018, 9, 1),
    ],
)
def test_it_holds_on_other_days_too(today: date) -> None:
    for person in people(120, 41, EVERY, today):
        assert overdue(person, today) == known(person), person.crn


def test_every_code_of_the_calendar_is_planted_and_of_its_failing() -> None:
    found = {(each.code, each.failing) for p in people(800, 51, EVERY) for each in p.truth}
    assert {code for code, _ in found} == set(CODES)
    assert set(CODES) - NOT_BUILT == set(KINDS)
    for code, failing in found:
        assert failing in KINDS[code].failings, code


def test_limits_are_met_from_both_sides() -> None:
    """Each side of the last day in time: due today, which is not late, and since yesterday."""
    chosen = [planting.choose(EVERY, number, TODAY, Random(number)) for number in range(2000)]
    for code in CODES:
        if code == "officer-in-post":  # its days are those of the staff
            continue
        dues = [each.wanted[code] for each in chosen if code in each.wanted]
        eve = add_working_days(TODAY - timedelta(days=7), 4)
        assert TODAY in dues, code
        assert eve in dues or TODAY - timedelta(days=1) in dues, code
        assert any(due < TODAY - timedelta(days=3) for due in dues), code


def test_the_limits_written_by_hand_count_as_the_law_does() -> None:
    for day in (date(2017, 11, 3), date(2017, 12, 22), date(2018, 3, 29), date(2016, 2, 29)):
        assert limits.due("decide-absence", day) == add_working_days(day, 6)
        eve = places.calendar.eve_of_anniversary(day)
        assert eve == last_day(months=12, beginning_with=day)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    def written(where: str, seed: int) -> list[str]:
        write(synthesise(150, seed=seed, today=TODAY), tmp_path / where)
        return [
            hashlib.sha256((tmp_path / where / name).read_bytes()).hexdigest()
            for name in ("cases.jsonl", "truth.jsonl")
        ]

    assert written("one", 7) == written("two", 7)
    assert written("one", 7)[0] != written("three", 8)[0]


def test_what_is_written_is_read_and_the_truth_names_its_cases(tmp_path: Path) -> None:
    done = write(synthesise(60, seed=3, today=TODAY, planting=EVERY), tmp_path)
    cases = {case.crn for case in read(tmp_path / "cases.jsonl")}
    lines = [msgspec.json.decode(e) for e in (tmp_path / "truth.jsonl").read_bytes().splitlines()]
    assert len(cases) == done.people == 60
    assert len(lines) == done.failings
    assert {each["crn"] for each in lines} <= cases
    assert all(set(e) == {"crn", "failing", "code", "failing_since", "owner"} for e in lines)
    assert all(each["failing_since"] <= str(TODAY) for each in lines)


def test_no_two_have_one_number_and_officers_hold_fifty() -> None:
    for count in (1, 60, 475, 4750):
        layout = Layout(count)
        held = Counter(layout.officer_of(number) for number in range(count))
        assert max(held.values()) <= places.CASES
        assert sum(place.officers for place in layout.places) == -(-count // places.CASES)
    sizes = [place.officers for place in Layout(29_473).places]
    assert min(sizes) >= 8
    assert max(sizes) <= 12


def test_the_day_is_the_first_of_the_demo() -> None:
    assert str(DEMO_DAY) == FIRST_DAY


@pytest.fixture(scope="module")
def many() -> list[dict[str, Any]]:
    return [person.file for person in synthesise(4000, seed=99, today=TODAY)]


def share(found: list[bool]) -> float:
    return sum(found) / len(found)


def test_they_are_as_common_as_the_sources_say(many: list[dict[str, Any]]) -> None:
    people = [each["person"] for each in many]
    women = share([each["particulars"]["sex"] == "F" for each in people])
    assert women == pytest.approx(proportions.WOMEN.value, abs=0.02)

    white = [
        next(c for c in each["characteristics"] if c["kind"] == "ethnicity")["value"]
        for each in people
    ]
    british = share([each == "White British" for each in white])
    assert british == pytest.approx(proportions.WHITE_BRITISH.value, abs=0.02)

    disabled = share(
        [any(c["kind"] == "disability" for c in each["characteristics"]) for each in people]
    )
    ill = proportions.DISABLED.value * proportions.MENTAL_ILLNESS.value
    assert disabled == pytest.approx(ill, abs=0.03)


def test_sentences_are_in_the_proportions_of_the_sources(many: list[dict[str, Any]]) -> None:
    crc = [each for each in many if held(each) == "crc"]
    assert 1 - len(crc) / len(many) == pytest.approx(proportions.NPS.value, abs=0.03)
    sentenced = [each for each in crc if "sentences" in each]
    custodial = share(["custody" in each["sentences"] for each in sentenced])
    assert custodial == pytest.approx(proportions.CUSTODIAL.value, abs=0.04)
    kinds = [
        order["kind"]
        for each in many
        for order in each.get("sentences", {}).get("orders", ())
        if order["ref"] == "order"
    ]
    suspended = share([kind == "suspended sentence order" for kind in kinds])
    assert suspended == pytest.approx(proportions.SUSPENDED.value, abs=0.04)


def held(file: dict[str, Any]) -> str:
    team = next(
        each for each in file["directory"]["teams"] if not each["ref"].startswith("syn-court")
    )
    return "nps" if "-nps-" in team["provider"] else "crc"


def test_needs_and_levels_are_in_the_proportions_of_the_sources(
    many: list[dict[str, Any]],
) -> None:
    assessed = [
        each["assessment"]["oasys"][0] for each in many if each.get("assessment", {}).get("oasys")
    ]
    for number, wanted in proportions.NEEDS.items():
        scored = share(
            [
                any(
                    not score.endswith("=0")
                    for section in one["sections"]
                    if section["number"] == number
                    for score in section["scores"]
                )
                for one in assessed
            ]
        )
        assert scored == pytest.approx(wanted.value, abs=0.05), number
    levels = {
        kind: Counter(
            one["assessment"]["oasys"][0]["level"]
            for one in many
            if one.get("assessment", {}).get("oasys") and held(one) == kind
        )
        for kind in ("nps", "crc")
    }
    assert not set(levels["crc"]) & {"high", "very high"}
    assert levels["nps"]["high"] > levels["nps"]["medium"]


def test_a_clock_in_twenty_fails() -> None:
    """As many clocks run on an ordinary case as the share of failing people is reckoned from."""
    running = 0
    made = people(400, 5, Planting(0.0))
    for person in made:
        stands = account(read_one(encode(person), person.crn))
        running += sum(
            stands.state(duty, TODAY) in (State.OPEN, State.DUE_SOON) and duty.opened_on <= TODAY
            for duty in stands.duties
        )
    assert running / len(made) == pytest.approx(proportions.CLOCKS, abs=0.3)
    failing = share([bool(each.truth) for each in people(4000, 6, Planting())])
    assert failing == pytest.approx(proportions.FAILING.value, abs=0.03)


def test_every_figure_says_where_it_comes_from() -> None:
    for name, value in vars(proportions).items():
        shares = value.values() if isinstance(value, dict) else (value,)
        for each in shares:
            for one in each.values() if isinstance(each, dict) else (each,):
                if isinstance(one, proportions.Share):
                    assert len(one.source) > 5, name
                    assert 0 <= one.value <= 1, name
