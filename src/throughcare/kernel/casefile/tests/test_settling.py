"""When facts count as recorded where the file does not say."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.facts import start_of
from throughcare.kernel.casefile.reading import read_one

HEAD = """
format: throughcare-case-1
crn: X500009
directory:
  providers: [{ref: crc, name: CRC, kind: crc}]
  teams: [{ref: team, name: Team, provider: crc}]
  staff: [{ref: po, name: A, grade: PO, posts: [{ref: post, team: team, starts_on: 2012-05-01}]}]
person: {particulars: {ref: p}, names: [{ref: n, family: Moss}]}
"""


def case(text: str) -> CaseFile:
    return read_one((HEAD + text).encode(), "case.yaml")


def test_a_day_is_its_first_instant_in_london() -> None:
    contact = case("contacts: [{ref: c, date: 2017-07-03}]").contacts[0]
    assert contact.recorded_at == datetime(2017, 7, 2, 23, tzinfo=UTC)
    contact = case("contacts: [{ref: c, date: 2017-07-03, recorded_at: 2017-12-01}]").contacts[0]
    assert contact.recorded_at == datetime(2017, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "utc"),
    [
        ("2017-07-03T09:30:00Z", datetime(2017, 7, 3, 9, 30, tzinfo=UTC)),
        ("2017-07-03T09:30:00+01:00", datetime(2017, 7, 3, 8, 30, tzinfo=UTC)),
        ("2017-07-03T09:30:00.25Z", datetime(2017, 7, 3, 9, 30, 0, 250_000, tzinfo=UTC)),
    ],
)
def test_an_instant_is_kept_in_utc(given: str, utc: datetime) -> None:
    contact = case(f"contacts: [{{ref: c, date: 2017-07-03, recorded_at: '{given}'}}]").contacts[0]
    assert contact.recorded_at == utc
    assert contact.recorded_at is not None
    assert contact.recorded_at.tzinfo is UTC


def test_parts_of_a_contact_follow_the_day_it_stands_for() -> None:
    contact: Any = case(
        "contacts: [{ref: c, date: 2017-03-06, booked_on: 2017-03-01,"
        " moves: [{ref: m, date: 2017-03-08, moved_on: 2017-03-03}],"
        " outcome: {result: failed to attend}, account: {done: x}, asked: {},"
        " decision: {acceptable: true, decided_on: 2017-03-10}}]"
    ).contacts[0]
    assert contact.recorded_at == start_of(date(2017, 3, 1))
    assert contact.moves[0].recorded_at == start_of(date(2017, 3, 3))
    for part in (contact.outcome, contact.account, contact.asked):
        assert part.recorded_at == start_of(date(2017, 3, 8))
    assert contact.decision.recorded_at == start_of(date(2017, 3, 10))


def test_no_part_is_recorded_before_what_it_is_a_part_of() -> None:
    contact: Any = case(
        "contacts: [{ref: c, date: 2017-03-06, recorded_at: 2017-03-09T10:00:00Z,"
        " outcome: {result: attended}}]"
    ).contacts[0]
    assert contact.outcome.recorded_at == contact.recorded_at


def test_two_moves_on_one_day_stay_in_their_order() -> None:
    contact = case(
        "contacts: [{ref: c, date: 2017-03-06, booked_on: 2017-03-01, moves: ["
        "{ref: z, date: 2017-03-08, moved_on: 2017-03-03},"
        "{ref: a, date: 2017-03-09, moved_on: 2017-03-03}]}]"
    ).contacts[0]
    assert contact.stands_for == date(2017, 3, 9)


def test_what_has_no_day_follows_the_person_and_not_the_directory() -> None:
    found = case(
        "sentences: {orders: [{ref: o, kind: community order, sentenced_on: 2017-01-09,"
        " requirements: [{ref: r, kind: programme, starts_on: 2017-05-01}]}]}"
    )
    sentenced = start_of(date(2017, 1, 9))
    assert found.person.names[0].recorded_at == sentenced
    assert found.sentences.orders[0].requirements[0].recorded_at == sentenced
    assert found.directory.staff[0].recorded_at == start_of(date(1930, 1, 1))
    assert found.directory.staff[0].posts[0].recorded_at == start_of(date(2012, 5, 1))


def test_a_transfer_accepted_early_is_known_from_then() -> None:
    transfer: Any = case(
        "caseload: {transfers: [{ref: t, to_team: team, effective_on: 2017-06-01,"
        " accepted: {date: 2017-05-15}}]}"
    ).caseload.transfers[0]
    assert transfer.recorded_at == transfer.accepted.recorded_at == start_of(date(2017, 5, 15))
