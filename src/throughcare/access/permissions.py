"""The one table of what each role may do. Nothing else in the service decides it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from throughcare.access.roles import Role, roles_of


class Permission(StrEnum):
    """Something a page lets one see or do."""

    SEE_TODAY = "see today"
    SEE_CASELOAD = "see a caseload"
    FIND_PERSON = "find a person"
    LEARN_OF_RESTRICTED = "learn by its exact number that a record is restricted"
    SEE_CASE = "see a case"
    SEE_HISTORY = "see who read and who wrote"
    BOOK = "book an appointment"
    RECORD_OUTCOME = "record an outcome"
    DECIDE_ABSENCE = "decide on an absence"
    CORRECT = "put right a mistaken entry"
    REFER = "refer for a requirement"
    ASSIGN_OFFICER = "assign a responsible officer"
    ARRANGE_COVER = "arrange cover"
    EXCUSE = "excuse a duty"
    SEE_INFORMATION = "see enquiries and what arrived"
    INFORM = "make and answer enquiries, record what arrives"
    RECORD_CHANGE = "record a change of circumstances"
    SEE_ASSESSMENT = "see assessments, plans and reviews"
    ASSESS = "assess, plan and review"
    SCORE = "make a score"
    COUNTERSIGN = "countersign and agree"
    SEE_COURT = "see the court's list"
    WORK_AT_COURT = "write reports to the court, enter sentences and allocate"
    OVERRIDE_ALLOCATION = "agree to an allocation that departs from the rule"
    ENFORCE = "warn, and refer for breach"
    DECIDE_ENFORCEMENT = "decide on licence warnings and on breach"
    SEE_TEAM = "see a team, its officers and what waits for a decision"
    OVERSEE = "record what a manager decides about a case"
    CARRY_OUT = "say that a manager's decision was carried out"
    HAND_OVER = "hand a case over to the next officer"
    TRANSFER = "transfer a case to another team, and accept one"
    SEE_MEASURES = "see measures and service levels"
    PUBLISH_MEASURES = "publish the figures of a month"


_MANAGERS = frozenset({Role.TEAM_MANAGER, Role.DUTY_MANAGER})
_PRACTICE = _MANAGERS | {Role.PRACTITIONER}
_ALL = _PRACTICE | {Role.ADMINISTRATOR}
_COURT = _MANAGERS | {Role.COURT_OFFICER}

TABLE: Mapping[Permission, frozenset[Role]] = {
    Permission.SEE_TODAY: _PRACTICE | {Role.COURT_OFFICER},
    Permission.SEE_CASELOAD: _PRACTICE | {Role.COURT_OFFICER},
    Permission.FIND_PERSON: _ALL | {Role.COURT_OFFICER},
    Permission.LEARN_OF_RESTRICTED: _PRACTICE | {Role.COURT_OFFICER},
    Permission.SEE_CASE: _ALL | {Role.COURT_OFFICER},
    Permission.SEE_HISTORY: _PRACTICE,
    Permission.BOOK: _ALL | {Role.COURT_OFFICER},
    Permission.RECORD_OUTCOME: _PRACTICE,
    Permission.DECIDE_ABSENCE: _PRACTICE,
    Permission.CORRECT: _PRACTICE,
    Permission.REFER: _PRACTICE,
    Permission.ASSIGN_OFFICER: _MANAGERS,
    Permission.ARRANGE_COVER: _MANAGERS,
    Permission.EXCUSE: _MANAGERS,
    Permission.SEE_INFORMATION: _PRACTICE | {Role.COURT_OFFICER},
    Permission.INFORM: _PRACTICE | {Role.COURT_OFFICER},
    Permission.RECORD_CHANGE: _ALL | {Role.COURT_OFFICER},
    Permission.SEE_ASSESSMENT: _PRACTICE | {Role.COURT_OFFICER},
    Permission.ASSESS: _PRACTICE,
    Permission.SCORE: _PRACTICE | {Role.COURT_OFFICER},
    Permission.COUNTERSIGN: _MANAGERS,
    Permission.SEE_COURT: _COURT,
    Permission.WORK_AT_COURT: _COURT,
    Permission.OVERRIDE_ALLOCATION: _MANAGERS,
    Permission.ENFORCE: _PRACTICE,
    Permission.DECIDE_ENFORCEMENT: _MANAGERS,
    Permission.SEE_TEAM: _MANAGERS,
    Permission.OVERSEE: _MANAGERS,
    Permission.CARRY_OUT: _PRACTICE | {Role.COURT_OFFICER},
    Permission.HAND_OVER: _PRACTICE,
    Permission.TRANSFER: _MANAGERS,
    Permission.SEE_MEASURES: _MANAGERS,
    Permission.PUBLISH_MEASURES: frozenset({Role.DUTY_MANAGER}),
}


def has(user: Any, permission: Permission) -> bool:
    """Say whether one of the roles that ``user`` holds today has ``permission``."""
    return not TABLE[permission].isdisjoint(roles_of(user))
