"""Which cases a court team sees: its reports and the sentences it allocates, and some time after.

What the court team holds or owes is within reach by the ledger already; here is what it works on
while another team supervises the person, and what it has just passed on. A report stays within
reach until the result of its hearing is entered, however long that takes.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from throughcare.access import reach
from throughcare.access.condition import condition
from throughcare.access.roles import Role
from throughcare.court.policy import REACH_AFTER
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
from throughcare.organisation.theirs import staff_of, teams_of

_ROLES = (Role.COURT_OFFICER, Role.TEAM_MANAGER, Role.DUTY_MANAGER)


def declare() -> None:
    """Tell access what court officers and their managers reach."""
    for role in _ROLES:
        reach.declare(role, before_their_teams)


def before_their_teams(user: Any, today: date) -> Q:
    """Cases before the teams that are the user's by these roles, and before the user."""
    since = today - timedelta(days=TRANSFORMING_REHABILITATION.of(REACH_AFTER).value)
    teams = teams_of(user, _ROLES)
    return condition(_BEFORE, teams=teams, staff=staff_of(user), since=since)


_BEFORE = """
EXISTS (
    SELECT 1 FROM court_report r
    LEFT JOIN court_reportsignature s ON s.report_id = r.id AND s.in_error_at IS NULL
    LEFT JOIN court_reportwithdrawn w ON w.report_id = r.id AND w.in_error_at IS NULL
    LEFT JOIN court_courtdisposal d ON d.report_id = r.id AND d.in_error_at IS NULL
    WHERE r.person_id = {person} AND r.in_error_at IS NULL
        AND (r.team_id = ANY(%(teams)s) OR r.author_id = ANY(%(staff)s))
        AND w.id IS NULL AND (d.id IS NULL OR d.date >= %(since)s)
        AND (s.id IS NULL OR GREATEST(s.date, r.hearing_on) >= %(since)s
            OR d.id IS NULL AND NOT EXISTS (
                SELECT 1 FROM sentences_order o
                WHERE o.person_id = r.person_id AND o.in_error_at IS NULL
                    AND o.sentenced_on >= r.requested_on
                    AND (o.sentenced_on >= COALESCE(r.hearing_on, r.requested_on)
                        OR upper(o.court) = upper(r.court)))
            AND NOT EXISTS (
                SELECT 1 FROM sentences_custody y
                WHERE y.person_id = r.person_id AND y.in_error_at IS NULL
                    AND y.sentenced_on >= r.requested_on
                    AND (y.sentenced_on >= COALESCE(r.hearing_on, r.requested_on)
                        OR upper(y.court) = upper(r.court)))))
OR EXISTS (
    SELECT 1 FROM court_courtallocation c
    WHERE c.person_id = {person} AND c.in_error_at IS NULL
        AND (c.team_id = ANY(%(teams)s) OR c.officer_id = ANY(%(staff)s))
        AND NOT EXISTS (
            SELECT 1 FROM caseload_allocation a
            WHERE a.in_error_at IS NULL AND a.received_on < %(since)s
                AND (a.order_id = c.order_id OR a.custody_id = c.custody_id)))"""
