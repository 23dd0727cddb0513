"""Records for the tests of history: a file with something in every section, and a plain person."""

import itertools
from datetime import UTC, datetime

from throughcare import history
from throughcare.history.correcting import create
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.reading import read_one
from throughcare.people.models import Crn, Person

EVERYTHING = """
format: throughcare-case-1
crn: X700001
previous_crns: [A100001]
directory:
  scope: {scope}
  providers:
    - {{ref: north-crc, name: North CRC, kind: crc,
       duty_managers: [{{ref: dm-1, staff: sm-1, starts_on: 2015-01-01}}]}}
  offices:
    - {{ref: of-1, name: High Street, provider: north-crc, address: 1 High Street}}
  teams:
    - {{ref: tm-1, name: East, provider: north-crc, office: of-1,
       managers: [{{ref: ch-1, staff: spo-1, starts_on: 2015-01-01, ends_on: 2017-12-31}}]}}
    - {{ref: tm-2, name: West, provider: north-crc}}
  staff:
    - ref: po-1
      name: Ama Boateng
      grade: PO
      hours: 30
      posts:
        - {{ref: post-1, team: tm-1, starts_on: 2015-06-01,
           left: {{date: 2017-10-31, because: moved away}}}}
      absences: [{{ref: ab-1, kind: sickness, starts_on: 2017-05-02, ends_on: 2017-05-19}}]
      cover: [{{ref: sc-1, by: pso-1, starts_on: 2017-05-02, ends_on: 2017-05-19}}]
    - {{ref: pso-1, name: Li Wen, grade: PSO,
       posts: [{{ref: post-2, team: tm-2, starts_on: 2016-01-04}}]}}
    - {{ref: spo-1, name: Rhys Pugh, grade: SPO,
       posts: [{{ref: post-3, team: tm-1, starts_on: 2014-01-06}}]}}
    - {{ref: sm-1, name: Ewa Nowak, grade: senior manager}}
person:
  particulars: {{ref: self, date_of_birth: 1988-02-29, sex: F}}
  names:
    - {{ref: n-1, given: Zoë, family: O’Neil}}
    - {{ref: n-2, kind: alias, family: Madonna}}
  identifiers: [{{ref: id-1, kind: pnc, value: 2010/0123456A}}]
  addresses: [{{ref: ad-1, lines: 2 Low Lane, postcode: N1 1AA, starts_on: 2016-01-01}}]
  relationships: [{{ref: re-1, kind: partner, name: Sam, lives_with: true}}]
  characteristics: [{{ref: chr-1, kind: religion, answer: not asked}}]
  registrations:
    - {{ref: reg-1, kind: weapons, registered_on: 2017-02-01,
       ended: {{date: 2017-08-01, because: reviewed}}}}
sentences:
  orders:
    - ref: co-1
      kind: community order
      sentenced_on: 2017-02-01
      expires_on: 2018-01-31
      offences: [{{ref: off-1, description: Theft, main: true, committed_on: 2016-12-01}}]
      requirements:
        - {{ref: rar-1, kind: rehabilitation activity, amount: 20, unit: days}}
        - {{ref: upw-1, kind: unpaid work, amount: 80, unit: hours,
           ended: {{date: 2017-09-01, because: completed}}}}
      ended: {{date: 2017-10-01, because: revoked for good progress}}
  custody:
    - ref: cu-1
      sentenced_on: 2015-03-02
      months: 10
      offences: [{{ref: off-2, description: Burglary}}]
      licences:
        - {{ref: li-1, released_on: 2015-08-01, expires_on: 2016-01-01,
           conditions: [{{ref: con-1, kind: curfew}}],
           recall: {{date: 2015-10-01, returned_on: 2015-10-03, kind: fixed term}}}}
        - {{ref: li-2, released_on: 2015-11-01, ended: {{date: 2016-01-01, because: expired}}}}
      supervision: {{ref: pss-1, starts_on: 2016-01-02, expires_on: 2016-07-31,
        conditions: [{{ref: con-2, kind: drug testing}}],
        ended: {{date: 2016-07-31, because: expired}}}}
  pauses:
    - {{ref: pa-1, kind: hospital, received_on: 2017-03-01, released: {{date: 2017-03-05}}}}
caseload:
  allocations:
    - {{ref: al-1, of: co-1, team: tm-1, received_on: 2017-02-02}}
    - {{ref: al-2, of: li-1, team: tm-2, received_on: 2015-08-01}}
    - {{ref: al-3, of: pss-1, team: tm-2, received_on: 2016-01-02}}
    - {{ref: al-4, of: cu-1, team: tm-2, received_on: 2015-03-03}}
  officers:
    - {{ref: ro-1, staff: po-1, starts_on: 2017-02-03}}
    - {{ref: ro-2, staff: pso-1, starts_on: 2017-06-01, because: leave}}
  transfers:
    - {{ref: tr-1, to_team: tm-2, to_officer: pso-1, effective_on: 2017-06-01,
       accepted: {{date: 2017-05-30, by: spo-1}}}}
    - {{ref: tr-2, to_team: tm-1, effective_on: 2017-09-01, withdrawn: {{date: 2017-08-20}}}}
  cover: [{{ref: cov-1, staff: spo-1, starts_on: 2017-07-01, ends_on: 2017-07-14}}]
assessment:
  harm: [{{ref: h-1, level: medium, signed_on: 2017-02-10}}]
  scores: [{{ref: s-1, percent_two_year: 45, scored_on: 2017-02-10}}]
planning:
  plans:
    - {{ref: pl-1, signed_on: 2017-02-20, contact: weekly,
       objectives: [{{ref: ob-1, text: Find work}}, {{ref: ob-2, text: Stop}}]}}
contacts:
  - ref: c-2
    date: 2017-02-08
    time: "10:30"
    booked_on: 2017-02-02
    staff: po-1
    office: of-1
    requirement: rar-1
    rar: true
    note: bring proof of address
    moves: [{{ref: mv-1, date: 2017-02-09, time: "14:00", moved_on: 2017-02-07, because: clash}}]
    outcome:
      result: attended
      by: po-1
      recorded_at: 2017-02-12T09:30:00Z
      earlier: [{{result: failed to attend, by: pso-1, recorded_at: 2017-02-10T09:00:00Z}}]
    account: {{done: Talked about work, objectives: [ob-1, ob-2]}}
  - ref: c-10
    date: 2017-02-08
    mode: telephone
    recorded_at: 2017-02-08T12:00:00Z
    in_error: {{recorded_at: 2017-02-09T12:00:00Z, because: another person}}
  - ref: c-3
    date: 2017-02-15
    outcome: {{result: failed to attend}}
    asked: {{how: text}}
    decision: {{acceptable: false, decided_on: 2017-02-20, because: no reason given}}
  - {{ref: c-4, date: 2017-03-01, booked_on: 2017-02-15, cancelled: {{date: 2017-02-20}}}}
interventions:
  referrals: [{{ref: rf-1, requirement: rar-1, to: Women's centre, made_on: 2017-02-03}}]
  interim_work: [{{ref: iw-1, requirement: rar-1, begun_on: 2017-02-15, what: worksheets}}]
excusals:
  - {{ref: ex-1, code: record-outcome, about: c-3, opening: c-3, opened_on: 2017-02-15,
     date: 2017-02-21, until: 2017-03-21, by: spo-1, because: system down}}
"""

_numbers = itertools.count(1)


def everything(scope: str = "file", **changes: str) -> CaseFile:
    """The file with something in every section; ``changes`` replaces text in it."""
    text = EVERYTHING.format(scope=scope)
    for before, after in changes.items():
        assert before in text, before
        text = text.replace(before, after)
    return read_one(text.encode(), "everything.yaml")


def changed(text: dict[str, str], scope: str = "file") -> CaseFile:
    """The same with pieces of its text replaced."""
    return everything(scope, **text)


def person_of_today() -> Person:
    """A person just recorded, with nothing else."""
    number = next(_numbers) + 10_000_000
    with history.write(history.Subject("case", number), by=None, why="Person recorded"):
        person = create(Person, id=number, recorded_at=datetime(2017, 1, 2, 9, tzinfo=UTC))
        Crn(person=person, value=f"Y{number % 1_000_000:06}").save()
        return person
