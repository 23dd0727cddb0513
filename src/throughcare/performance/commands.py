"""`throughcare measures`: the service levels of a month, for people or machines."""

import json
from datetime import date
from typing import Any

import click

from throughcare.settings.command import with_django


@click.command()
@click.option("--month", help="A month, as 2017-03. Without it, the last one that is over.")
@click.option("--provider", help="The code of a provider; its teams are listed too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def measures(month: str | None, provider: str | None, as_json: bool) -> None:
    """Print the service levels of a month, with numerator, denominator and what is left out."""
    _measures(month, provider, as_json)


@with_django
def _measures(asked: str | None, provider: str | None, as_json: bool) -> None:
    from throughcare.history import clock
    from throughcare.organisation.models import Provider
    from throughcare.performance.months import last_over, read_month

    today = clock.today()
    month = last_over(today) if asked is None else read_month(asked)
    if month is None:
        raise click.UsageError(f"{asked} is no month: write it as 2017-03")
    if provider and not Provider.objects.filter(code=provider).exists():
        raise click.UsageError(f"there is no provider {provider}")
    found = _rows(month, provider, today)
    if as_json:
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
        return
    click.echo(f"{month:%B %Y}{'' if month < today.replace(day=1) else ', so far'}")
    for row in found:
        click.echo(_line(row))
    if not found:
        click.echo("nothing fell due")


def _rows(month: date, provider: str | None, today: date) -> list[dict[str, Any]]:
    from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
    from throughcare.organisation.models import Provider
    from throughcare.performance.months import last_of
    from throughcare.performance.policy import BY_ID, MEASURES
    from throughcare.performance.queries import figures
    from throughcare.performance.rules.counting import LEFT_OUT, percentage, reaches
    from throughcare.performance.scope import teams_of

    among = teams_of(Provider.objects.get(code=provider).pk) if provider else None
    found = figures(since=month, until=last_of(month), today=today, teams=among)
    order = [each.id for each in MEASURES]
    kinds = ("all", "provider", "team")
    rows = []
    for each in sorted(
        found, key=lambda f: (order.index(f.measure), kinds.index(f.unit.kind), f.unit.code)
    ):
        target = TRANSFORMING_REHABILITATION.of(BY_ID[each.measure].target).value
        percent = percentage(each.numerator, each.denominator)
        rows.append(
            {
                "measure": each.measure,
                "month": f"{month:%Y-%m}",
                "unit_kind": each.unit.kind,
                "unit": each.unit.code,
                "numerator": each.numerator,
                "denominator": each.denominator,
                "percent": None if percent is None else float(percent),
                "target": target,
                "reached": reaches(each.numerator, each.denominator, target),
                "excluded": {str(outcome): each.counts[outcome] for outcome in LEFT_OUT},
            }
        )
    return rows


def _line(row: dict[str, Any]) -> str:
    unit = (
        "all" if row["unit_kind"] == "all" else f"{row['unit_kind']} {row['unit'] or 'not known'}"
    )
    percent = "no data" if row["percent"] is None else f"{row['percent']:.1f}%"
    target = "" if row["target"] is None else f", target {row['target']}%"
    out = ", ".join(f"{number} {name}" for name, number in row["excluded"].items() if number)
    left = f"; left out: {out}" if out else ""
    met = f"{row['numerator']} of {row['denominator']}"
    return f"{row['measure']:10} {unit}: {percent} ({met}{target}{left})"
