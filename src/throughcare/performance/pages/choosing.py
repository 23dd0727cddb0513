"""What is asked for by the address: of whom, of which month, of which measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access.views import SignedIn
from throughcare.design.fields import Choice as Answer
from throughcare.design.fields import SelectField
from throughcare.history import clock
from throughcare.kernel.law import add_months
from throughcare.performance.models import PublishedFigure
from throughcare.performance.months import last_of, last_over, month_named, month_of, read_month
from throughcare.performance.policy import BY_ID, Measure, measures_of
from throughcare.performance.scope import Place, Scope, scope_of

MONTHS_BACK = 36


class Filter(forms.Form):
    """Of whom and of which month the figures are shown."""

    of = SelectField(label=gettext_lazy("Of"), required=False)
    month = SelectField(label=gettext_lazy("Month"), required=False)

    def __init__(self, *args: Any, scope: Scope, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
        of, month = self.fields["of"], self.fields["month"]
        assert isinstance(of, SelectField)
        assert isinstance(month, SelectField)
        of.empty = month.empty = ""
        of.answers = [
            Answer(
                each.public_id,
                _("%(name)s, all teams") % {"name": each.name}
                if each.kind == "provider"
                else each.name,
            )
            for each in scope.places
        ]
        this = month_of(today)
        listed = [add_months(this, -number) for number in range(MONTHS_BACK + 1)]
        month.answers = [
            Answer(
                f"{each:%Y-%m}",
                month_named(each)
                if each != this
                else _("%(month)s so far") % {"month": month_named(each)},
            )
            for each in listed
        ]


@dataclass(frozen=True)
class Asked:
    """What an address asks for; ``place`` is None for one who is in charge of nothing."""

    scope: Scope
    place: Place | None
    month: date
    today: date
    measure: Measure | None

    @property
    def over(self) -> bool:
        """Whether the month is over."""
        return last_of(self.month) < self.today

    @property
    def measures(self) -> Sequence[Measure]:
        """The measures for which the place answers."""
        return measures_of(self.place.provider_kind) if self.place else ()

    @property
    def teams(self) -> list[int]:
        """The teams whose duties count."""
        return [each.id for each in self.scope.teams_of(self.place)] if self.place else []

    @property
    def team_names(self) -> dict[str, str]:
        """The names of the teams that may be seen, by code."""
        return {each.code: each.name for each in self.scope.places if each.kind == "team"}

    def to(self, name: str, **changes: str) -> str:
        """The address of another page about the same."""
        assert self.place is not None
        query = {"of": self.place.public_id, "month": f"{self.month:%Y-%m}"}
        if self.measure and name not in ("measures", "measures-csv", "publish-measures"):
            query["measure"] = self.measure.id
        return f"{reverse(name)}?{urlencode(query | changes)}"

    def form(self) -> Filter:
        """The form that says what is shown."""
        return Filter(
            initial={
                "of": self.place.public_id if self.place else "",
                "month": f"{self.month:%Y-%m}",
            },
            scope=self.scope,
            today=self.today,
        )


def asked(request: SignedIn) -> Asked:
    """Read the address; what cannot be read gives the usual: the last month that is over."""
    today = clock.today()
    scope = scope_of(request.user, today)
    month = read_month(request.GET.get("month", "")) or last_over(today)
    if not add_months(month_of(today), -MONTHS_BACK) <= month <= month_of(today):
        month = last_over(today)
    return Asked(
        scope=scope,
        place=scope.chosen(request.GET.get("of", "")),
        month=month,
        today=today,
        measure=BY_ID.get(request.GET.get("measure", "")),
    )


def published(place: Place, months: Sequence[date]) -> list[PublishedFigure]:
    """Every published figure of a place in these months, the latest revision of each last."""
    rows = PublishedFigure.objects.filter(unit_kind=place.kind, unit=place.code, month__in=months)
    return list(rows.select_related("published_by").order_by("month", "revision", "id"))
