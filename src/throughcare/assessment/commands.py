"""The command `throughcare score`. It needs no database."""

import json
from dataclasses import asdict
from typing import Any

import click

from throughcare.assessment.rules import ogrs3
from throughcare.kernel import jsonfile


@click.group()
def score() -> None:
    """Compute an actuarial score for each case of a file."""


@score.command("ogrs3", epilog=f"Offences: {'; '.join(ogrs3.OFFENCES)}.")
@click.argument("path", metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, probabilities unrounded.")
def score_ogrs3(path: str, as_json: bool) -> None:
    """Proven reoffending within one and two years (OGRS3).

    FILE is a JSON list, or - for standard input. Each item is an object with all of:

    \b
      sex                  M or F
      date_of_birth        YYYY-MM-DD, as every date
      conviction_date      the current conviction
      first_sanction_date  the first sanction ever: a caution, reprimand, warning or
                           conviction; the current conviction if there was none before
      risk_date            the community sentence, or the release from custody
      previous_sanctions   occasions sanctioned before the current one
      offence              the current principal offence, named as below

    An item with errors gets its errors, all of them, and the others their scores. A file that
    cannot be read at all, or holds no list, ends with exit code 2.
    """
    results = [_result(item) for item in _items(path)]
    if as_json:
        click.echo(json.dumps(results, indent=2))
    else:
        click.echo("\n".join(_table(results)))


def _items(path: str) -> list[Any]:
    try:
        items = jsonfile.read(path)
    except jsonfile.Refused as refused:
        raise click.UsageError(str(refused)) from refused
    if not isinstance(items, list):
        raise click.UsageError(f"the file holds {jsonfile.shown(items)}: give a list of cases")
    return items


def _result(item: object) -> dict[str, Any]:
    inputs, errors = ogrs3.read(item)
    return {"errors": errors} if inputs is None else asdict(ogrs3.score(inputs))


def _table(results: list[dict[str, Any]]) -> list[str]:
    lines = [f"{'item':>5}  {'1 year':>6}  {'2 years':>7}  band"]
    for number, result in enumerate(results, start=1):
        if "errors" in result:
            lines.append(f"{number:>5}  no score:")
            lines.extend(f"{'':7}- {error}" for error in result["errors"])
        else:
            one, two = result["percent_one_year"], result["percent_two_year"]
            lines.append(f"{number:>5}  {one:>5}%  {two:>6}%  {result['band']}")
    return lines
