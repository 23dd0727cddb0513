"""The addresses of a senior officer's work on a team."""

from django.urls import path

from throughcare.team.pages.assigning import assign_cases
from throughcare.team.pages.changing_plans import change_last_day, take_back
from throughcare.team.pages.deciding import decisions
from throughcare.team.pages.following import missing_handovers, what_became
from throughcare.team.pages.leaving import plan_absence
from throughcare.team.pages.moving import move_plan
from throughcare.team.pages.passing_on import pass_on
from throughcare.team.pages.team import team

urlpatterns = [
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
]
