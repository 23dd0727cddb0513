"""Which cases a court team sees: its reports and the sentences it allocates, and some time after.

What the court team holds or owes is within reach by the ledger already; here is what it works on
while another team supervises the person, and what it has just passed on.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from throughcare.access import reach
from throughcare.access.condition import condition
from throughcare.access.roles import Role
from throughcare.court.policy import REACH_AFTER
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
from throughcare.organisation.theirs import MANAGES, OF_PROVIDER, THEIR_STAFF, WORKS_IN


def declare() -> None:
    """Tell access what court officers and their managers reach."""
    reach.declare(Role.COURT_OFFICER, of_a_court_officer)
    reach.declare(Role.TEAM_MANAGER, of_their_manager)
    reach.declare(Role.DUTY_MANAGER, of_a_duty_manager)


def of_a_court_officer(user: Any, today: date) -> Q:
    """Cases before the teams in which the user works, and before the user."""
    return _before(WORKS_IN, user, today)


def of_their_manager(user: Any, today: date) -> Q:
    """Cases before the teams that the user manages or works in."""
    return _before(f"{WORKS_IN} UNION {MANAGES}", user, today)


def of_a_duty_manager(user: Any, today: date) -> Q:
    """Cases before any team of a provider where the user is duty manager or works."""
    return _before(OF_PROVIDER, user, today)


def _before(teams: str, user: Any, today: date) -> Q:
    days = TRANSFORMING_REHABILITATION.of(REACH_AFTER).value
    since = today - timedelta(days=days)
    return condition(_BEFORE.replace("{teams}", teams), user=user.pk, today=today, since=since)


_BEFORE = f"""
EXISTS (
    SELECT 1 FROM court_report r
    LEFT JOIN court_reportsignature s ON s.report_id = r.id AND s.in_error_at IS NULL
    LEFT JOIN court_reportwithdrawn w ON w.report_id = r.id AND w.in_error_at IS NULL
    WHERE r.person_id = {{person}} AND r.in_error_at IS NULL
        AND (r.team_id IN ({{teams}}) OR r.author_id IN ({THEIR_STAFF}))
        AND w.id IS NULL
        AND (s.id IS NULL OR GREATEST(s.date, r.hearing_on) >= %(since)s))
OR EXISTS (
    SELECT 1 FROM court_courtallocation c
    WHERE c.person_id = {{person}} AND c.in_error_at IS NULL
        AND (c.team_id IN ({{teams}}) OR c.officer_id IN ({THEIR_STAFF}))
        AND NOT EXISTS (
            SELECT 1 FROM caseload_allocation a
            WHERE a.in_error_at IS NULL AND a.received_on < %(since)s
                AND (a.order_id = c.order_id OR a.custody_id = c.custody_id)))"""
