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
    COUNTERSIGN = "countersign and agree"


_MANAGERS = frozenset({Role.TEAM_MANAGER, Role.DUTY_MANAGER})
_PRACTICE = _MANAGERS | {Role.PRACTITIONER}
_ALL = _PRACTICE | {Role.ADMINISTRATOR}

TABLE: Mapping[Permission, frozenset[Role]] = {
    Permission.SEE_TODAY: _PRACTICE,
    Permission.SEE_CASELOAD: _PRACTICE,
    Permission.FIND_PERSON: _ALL,
    Permission.LEARN_OF_RESTRICTED: _PRACTICE,
    Permission.SEE_CASE: _ALL,
    Permission.SEE_HISTORY: _PRACTICE,
    Permission.BOOK: _ALL,
    Permission.RECORD_OUTCOME: _PRACTICE,
    Permission.DECIDE_ABSENCE: _PRACTICE,
    Permission.CORRECT: _PRACTICE,
    Permission.REFER: _PRACTICE,
    Permission.ASSIGN_OFFICER: _MANAGERS,
    Permission.ARRANGE_COVER: _MANAGERS,
    Permission.EXCUSE: _MANAGERS,
    Permission.SEE_INFORMATION: _PRACTICE,
    Permission.INFORM: _PRACTICE,
    Permission.RECORD_CHANGE: _ALL,
    Permission.SEE_ASSESSMENT: _PRACTICE,
    Permission.ASSESS: _PRACTICE,
    Permission.COUNTERSIGN: _MANAGERS,
}


def has(user: Any, permission: Permission) -> bool:
    """Say whether one of the roles that ``user`` holds today has ``permission``."""
    return not TABLE[permission].isdisjoint(roles_of(user))
