"""The addresses of the lists of what is owed, and of a case."""

from django.urls import path

from throughcare.ledger.pages.assigning import assign_cases
from throughcare.ledger.pages.case import case
from throughcare.ledger.pages.caseload import caseload
from throughcare.ledger.pages.changing_plans import change_last_day, take_back
from throughcare.ledger.pages.deciding import decisions
from throughcare.ledger.pages.excusing import ask, excuse, refuse
from throughcare.ledger.pages.following import missing_handovers, what_became
from throughcare.ledger.pages.history import history
from throughcare.ledger.pages.leaving import move_plan, plan_absence
from throughcare.ledger.pages.passing_on import pass_on
from throughcare.ledger.pages.team import team
from throughcare.ledger.pages.today import today

urlpatterns = [
    path("", today, name="today"),
    path("team", team, name="team"),
    path("team/decisions", decisions, name="decisions"),
    path("team/handovers", missing_handovers, name="missing-handovers"),
    path("team/decided", what_became, name="what-became"),
    path("team/assign", assign_cases, name="assign-cases"),
    path("team/transfer", pass_on, name="pass-on"),
    path("team/absence", plan_absence, name="plan-absence"),
    path("team/plan", move_plan, name="move-plan"),
    path("team/plan/last-day", change_last_day, name="change-last-day"),
    path("team/plan/take-back", take_back, name="take-back-plan"),
    path("cases", caseload, name="caseload"),
    path("cases/<str:case>", case, name="case"),
    path("cases/<str:case>/excuse", excuse, name="excuse"),
    path("cases/<str:case>/excuse/refuse", refuse, name="refuse-to-excuse"),
    path("cases/<str:case>/excuse/ask", ask, name="ask-to-excuse"),
    path("cases/<str:case>/history", history, name="case-history"),
]
