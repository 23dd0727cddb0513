"""Publishing the figures of a month, so that nothing that comes later changes them."""

from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from throughcare import history
from throughcare.accounts.models import User
from throughcare.history import clock
from throughcare.kernel.refusal import Refusal
from throughcare.ledger.calendar import RULES_VERSION
from throughcare.ledger.models import Event
from throughcare.organisation.models import Provider, Team
from throughcare.performance.models import PublishedFigure
from throughcare.performance.months import last_of, month_named
from throughcare.performance.policy import Measure, measures_of
from throughcare.performance.queries import Counted, Unit, behind_all
from throughcare.performance.rules.counting import COUNTED, Outcome


def publish(
    provider: Provider, month: date, *, by: User, because: str = "", token: str | None = None
) -> int:
    """Freeze every figure of a provider and of its teams for a month; return the revision.

    Raises Refusal while the month is not over, and where it was published before and ``because``
    does not say why it is published again.
    """
    named = month_named(month)
    why = f"Service levels of {named} published"
    with history.write(provider, by=by, why=why, token=token) as entry:
        today = clock.today()
        if last_of(month) >= today:
            raise Refusal(
                _("%(month)s is not over. Publish it from the first day of the next month on.")
                % {"month": named},
                field="month",
            )
        before = _last_revision(provider, month)
        if before and not because.strip():
            raise Refusal(
                _("These figures are published already. Say why they are published again."),
                field="because",
            )
        common = {
            "month": month,
            "revision": before + 1,
            "because": because.strip() if before else "",
            "rules_version": RULES_VERSION,
            "ledger_event": Event.objects.aggregate(last=Max("id"))["last"] or 0,
            "published_at": clock.now(),
            "published_by": getattr(by, "staff", None),
        }
        measures = measures_of(provider.kind)
        teams = Team.objects.filter(provider=provider).order_by("code")
        counted = behind_all(measures, month, today=today, teams=[each.pk for each in teams])
        for measure in measures:
            mine = [each for each in counted if each.measure == measure.id]
            _freeze(measure, Unit("provider", provider.code), mine, common)
            for team in teams:  # those with nothing in scope too: that there was none is frozen
                its = [each for each in mine if each.team == team.code]
                _freeze(measure, Unit("team", team.code), its, common)
        entry.result = str(before + 1)
    return before + 1


def _last_revision(provider: Provider, month: date) -> int:
    rows = PublishedFigure.objects.filter(unit_kind="provider", unit=provider.code, month=month)
    return rows.aggregate(last=Max("revision"))["last"] or 0


def _freeze(measure: Measure, unit: Unit, counted: list[Counted], common: dict[str, Any]) -> None:
    PublishedFigure(
        measure=measure.id,
        unit_kind=unit.kind,
        unit=unit.code,
        numerator=sum(1 for each in counted if each.outcome is Outcome.MET),
        denominator=sum(1 for each in counted if each.outcome in COUNTED),
        excluded=sum(1 for each in counted if each.outcome not in COUNTED),
        target=measure.target.value,
        cases=[_case(each) for each in counted],
        **common,
    ).save()


def _case(each: Counted) -> dict[str, Any]:
    """One case behind a figure, in plain types."""
    return {
        "person": each.person,
        "code": each.code,
        "about": each.about,
        "opening": each.opening,
        "due_on": _iso(each.due_on),
        "met_on": _iso(each.met_on),
        "ended_on": _iso(each.ended_on),
        "outcome": str(each.outcome),
        "team": each.team,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
