"""The commands on case files and the ledger: load, export, duties, schema, ledger."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import click

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.facts import LONDON, end_of
from throughcare.kernel.casefile.problems import MOST_TOLD, Refused
from throughcare.kernel.casefile.reading import read
from throughcare.ledger import reporting
from throughcare.ledger.calendar import account
from throughcare.settings.command import with_django
from throughcare.settings.progress import progress

_STATES = {"overdue": "red", "missed": "red", "due-soon": "yellow", "met-late": "yellow"}


class Day(click.ParamType):
    """A day written as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day, or say how a day is written."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day: write it as 2017-11-06", param, ctx)


@click.command()
@click.argument("case", metavar="CRN|FILE")
@click.option(
    "--as-at",
    type=Day(),
    metavar="DAY",
    help="What was recorded by the end of this day (London), compared with this day.",
)
@click.option(
    "--known-at",
    type=Day(),
    metavar="DAY",
    help="What was recorded by the end of this day; the day compared with stays --as-at or today.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, a row a duty.")
@click.option("--all", "everything", is_flag=True, help="In the table, also what is met or ended.")
def duties(
    case: str, as_at: date | None, known_at: date | None, as_json: bool, everything: bool
) -> None:
    """What is owed on a case, by when, whose it is and why.

    On a FILE (YAML, JSON or JSON lines, - for standard input) no database is needed. On a CRN
    the ledger answers, or with a day the record as it stood then.
    """
    path = Path(case)
    if case == "-" or path.exists():
        found = _of_file(case, as_at, known_at)
    elif path.suffix:
        raise click.UsageError(f"there is no file {case}")
    else:
        found = _of_crn(case.upper(), as_at, known_at)
    if as_json:
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        _print_table(found, everything=everything)


def _cases(source: str) -> Iterator[CaseFile]:
    """Read a whole file before anything is done with it, or end with what is wrong."""
    try:
        if source == "-":
            yield from list(read(sys.stdin.buffer.read(), "standard input"))
        else:
            yield from list(read(Path(source)))
    except Refused as refused:
        click.echo(str(refused), err=True)
        click.echo(f"{source} was refused; nothing has changed.", err=True)
        sys.exit(2)


def _of_file(source: str, as_at: date | None, known_at: date | None) -> list[dict[str, Any]]:
    today = as_at or datetime.now(LONDON).date()
    known = known_at or as_at
    before = end_of(known) if known else None
    return [
        row
        for case in _cases(source)
        for row in reporting.rows(account(case, known_before=before), today)
    ]


@with_django
def _of_crn(crn: str, as_at: date | None, known_at: date | None) -> list[dict[str, Any]]:
    from throughcare.history import clock
    from throughcare.ledger import queries

    person_id = queries.person_by_crn(crn)
    if person_id is None:
        raise click.UsageError(f"there is no case {crn}, and no file of that name")
    clock.keep_to_the_demo()
    known = known_at or as_at
    if known is None:
        return queries.stored_rows(person_id, clock.today())
    return reporting.rows(
        account(queries.case_file(person_id), known_before=end_of(known)),
        as_at or clock.today(),
    )


def _print_table(found: list[dict[str, Any]], *, everything: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    shown = [row for row in found if everything or row["state"] in ("overdue", "due-soon", "open")]
    if not shown:
        click.echo("Nothing is owed." if found else "There is no duty on this case.")
        return
    table = Table(box=None, header_style="bold")
    for heading in ("State", "Duty", "About", "Due", "Whose", "Why"):
        table.add_column(heading, overflow="fold")
    for row in reporting.table(shown):
        table.add_row(*row, style=_STATES.get(row[0]))
    Console(soft_wrap=False).print(table)


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--replace",
    is_flag=True,
    help="Where a case is known and the file differs, apply the file as one recorded correction.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, a row a case.")
def load(files: tuple[str, ...], replace: bool, as_json: bool) -> None:
    """Load case files. A file with anything wrong in it is refused whole and changes nothing."""
    _load(files, replace, as_json)


@with_django
def _load(files: tuple[str, ...], replace: bool, as_json: bool) -> None:
    from throughcare.history import clock
    from throughcare.history.loading import LoadRefused
    from throughcare.history.loading import load as load_case

    clock.keep_to_the_demo()

    results: list[dict[str, Any]] = []
    refused = False
    for source in files:
        if source != "-" and not Path(source).is_file():
            click.echo(f"there is no file {source}", err=True)
            refused = True
            continue
        for case in _progress(list(_cases(source)), source):
            try:
                loaded = load_case(case, replace=replace)
            except LoadRefused as refusal:
                refused = True
                outcome, found = "refused", [str(each) for each in refusal.differences]
                _explain(source, refusal.crn, refusal.reason, found)
            else:
                outcome, found = loaded.outcome, [str(each) for each in loaded.differences]
                if not as_json:
                    click.echo(f"{case.crn}: {outcome}")
            results.append({"crn": case.crn, "outcome": outcome, "differences": found})
    if as_json:
        click.echo(json.dumps(results, indent=2, ensure_ascii=False))
    if refused:
        sys.exit(2)


def _explain(source: str, crn: str, reason: str, found: list[str]) -> None:
    """Say why a case was refused, with at most twenty differences."""
    lines = [f"{source}: {crn} was refused; nothing of it has changed: {reason}"]
    lines += [f"  {line}" for line in found[:MOST_TOLD]]
    if len(found) > MOST_TOLD:
        lines.append(f"  and {len(found) - MOST_TOLD} more")
    if found:
        lines.append("With --replace the file is applied as one recorded correction.")
    click.echo("\n".join(lines), err=True)


def _progress(cases: list[CaseFile], source: str) -> Iterator[CaseFile]:
    if len(cases) < 20 or not sys.stderr.isatty():
        yield from cases
        return
    with click.progressbar(cases, label=source, file=sys.stderr) as bar:
        yield from bar


@click.command()
@click.argument("crn")
@click.option(
    "--format", "form", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True
)
def export(crn: str, form: Literal["yaml", "json"]) -> None:
    """Write one person's case file, whole and canonical, to standard output."""
    _export(crn.upper(), form)


@with_django
def _export(crn: str, form: Literal["yaml", "json"]) -> None:
    from throughcare.kernel.casefile.writing import canonical
    from throughcare.ledger import queries

    person_id = queries.person_by_crn(crn)
    if person_id is None:
        raise click.UsageError(f"there is no case {crn}")
    click.echo(canonical(queries.case_file(person_id, depth="full"), form=form), nl=False)


@click.command()
def schema() -> None:
    """Print the JSON schema of case files, as published in docs/casefile.schema.json."""
    from throughcare.kernel.casefile.schema import schema_text

    click.echo(schema_text(), nl=False)


@click.group()
def ledger() -> None:
    """Rebuild, audit and catch up the duty ledger."""


@ledger.command()
@click.option("--apply", "applying", is_flag=True, help="Apply it; without this it only says.")
@click.option(
    "--processes", type=click.IntRange(1), help="How many at once; as many as cores by default."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def rebuild(applying: bool, processes: int | None, as_json: bool) -> None:
    """Say what a rebuild would open, change and withdraw; with --apply, do it.

    One that was stopped goes on where it was when it is applied again.
    """
    _whole(lambda: _rebuild(applying, processes), as_json)


@ledger.command()
@click.option("--sample", default=100, show_default=True, help="How many cases to recompute.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def audit(sample: int, as_json: bool) -> None:
    """Recompute a sample of cases; any difference from the ledger is a defect."""
    found = _whole(lambda: _audit(sample), as_json)
    if found["defects"]:
        sys.exit(1)


@ledger.command("catch-up")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def catch_up(as_json: bool) -> None:
    """Refresh the cases that a change of the directory left for later; can be resumed."""
    _whole(_catch_up, as_json)


def _whole(work: Callable[[], dict[str, int]], as_json: bool) -> dict[str, int]:
    found = with_django(work)()
    if as_json:
        click.echo(json.dumps(found))
    else:
        click.echo("\n".join(f"{name}: {count}" for name, count in found.items()))
    return found


def _rebuild(applying: bool, processes: int | None) -> dict[str, int]:
    from throughcare.ledger import rebuilding

    ids = rebuilding.to_do() if applying else rebuilding.every_case()
    with progress("Applying" if applying else "Comparing", len(ids)) as step:
        return rebuilding.rebuild(ids, applying=applying, processes=processes, progress=step)


def _audit(sample: int) -> dict[str, int]:
    from throughcare.ledger import rebuilding

    return rebuilding.audit(sample)


def _catch_up() -> dict[str, int]:
    from throughcare.ledger import rebuilding

    return rebuilding.catch_up()
