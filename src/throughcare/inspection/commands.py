"""The commands `throughcare rate` and `throughcare failings`. They need no database."""

import json
from collections import Counter
from dataclasses import asdict

import click

from throughcare.inspection import failings as register
from throughcare.inspection.rules import rating
from throughcare.kernel import jsonfile


@click.command(epilog=f"Schemes: {', '.join(rating.SCHEMES)}.")
@click.argument("path", metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def rate(path: str, as_json: bool) -> None:
    """Rate a provider as the inspectors do.

    FILE is a JSON object, or - for standard input:

    \b
      scheme         crc-2018 or nps-2018
      key_questions  whole percentages by number, as {"2.1.1": 74}; null where the
                     question does not apply
      standards      ratings given by the panel, as {"1.1": "Good"}; they win over what
                     the key questions would give. Standards 1.1 to 1.4 can only be given.

    A standard with a question missing, or with none that applies, is null, and so are then
    the score and the overall rating; `missing` names what is wanted and `given` the standards
    that were not computed. A file with anything wrong in it ends with exit code 2.
    """
    try:
        inspection, errors = rating.read(jsonfile.read(path))
    except jsonfile.Refused as refused:
        raise click.UsageError(str(refused)) from refused
    if inspection is None:
        raise click.UsageError("\n".join(["the file cannot be rated:", *errors]))
    result = rating.rate(inspection)
    if as_json:
        click.echo(json.dumps(asdict(result), indent=2))
    else:
        click.echo("\n".join(_ratings(inspection, result)))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print every row as JSON.")
def failings(as_json: bool) -> None:
    """List what inspectors found going wrong, and what answers it here.

    `response` is prevent, surface, prompt or measure, or several of them: how it is to be
    answered. `answered` says in which of these ways it is by now, and `by` names the duties
    and pages that do so; both are empty where nothing is built. `scenario` is the path of the
    test that proves it, and is empty outside a source tree.
    """
    rows = register.rows()
    if as_json:
        click.echo(json.dumps([row.as_row() for row in rows], indent=2))
        return
    for row in rows:
        mark = "*" if row.scenario else " "
        click.echo(f"{row.id:<4}{mark} {', '.join(row.response):<17}  {row.failing}")
        for response in row.answered:
            names = [str(each) for each in row.answers if each.response == response]
            click.echo(f"{'':25}{response} by {', '.join(names)}")
    click.echo("\n".join(_counts(rows)))


def _ratings(inspection: rating.Inspection, result: rating.Rating) -> list[str]:
    lines = [inspection.scheme.name]
    for number, standard in inspection.scheme.standards.items():
        said = result.standards[number] or "not rated"
        given = " (given)" if number in result.given else ""
        lines.append(f"  {number}  {standard.name:<34} {said}{given}")
    if result.overall:
        lines.append(f"Overall: {result.overall}, score {result.score} of 30")
    else:
        lines.append(f"Overall: not rated. Missing: {', '.join(result.missing)}")
    return lines


def _counts(rows: list[register.Failing]) -> list[str]:
    by_response = Counter(each for row in rows for each in row.response)
    proved = sum(row.scenario is not None for row in rows)
    built = sum(bool(row.answers) for row in rows)
    by_now = Counter(each for row in rows for each in row.answered)
    lines = ["", f"{len(rows)} failings; {built} answered; {proved} with a scenario (*)"]
    lines.extend(
        f"  {each:<8} {by_response[each]:>4}, {by_now[each]} by now" for each in register.RESPONSES
    )
    return lines
