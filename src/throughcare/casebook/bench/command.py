"""`throughcare bench`."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from throughcare.casebook.bench.figures import Figure, table
from throughcare.casebook.bench.operations import Run
from throughcare.settings.command import with_django


@click.command()
@click.option("--people", default=600, show_default=True, help="People in the database.")
@click.option("--contacts", default=2000, show_default=True, help="Contacts of the longest case.")
@click.option("--seconds", default=2.0, show_default=True, help="How long each is measured.")
@click.option(
    "--repeats",
    default=3,
    show_default=True,
    type=click.IntRange(1),
    help="How often; each figure is the median.",
)
@click.option("--clients", default="1,8", show_default=True, help="Clients at once, one run each.")
@click.option("--keep", is_flag=True, help="Keep the filled database, or use the one kept.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def bench(
    people: int,
    contacts: int,
    seconds: float,
    repeats: int,
    clients: str,
    keep: bool,
    as_json: bool,
) -> None:
    """Measure against the two floors, in a database of its own that is dropped afterwards.

    With --keep the database is kept, and found again by its numbers of people and contacts.

    The pages and the minimal page are served alike, by two processes of four threads, and called by
    clients that send the next request when the last is answered. Rows have: operation, clients,
    p50_ms, p95_ms, per_second; p95 of the bare SQL and of the minimal page; ratio, how many times
    more the minimal page answers in a second; queries, the statements of one call.
    """
    try:
        numbers = [int(each) for each in clients.split(",")]
    except ValueError:
        raise click.BadParameter("numbers of clients, as 1,8", param_hint="--clients") from None
    if people < 121 or min(numbers) < 1 or seconds <= 0:
        raise click.BadParameter("at least 121 people, one client, and some time")
    _bench(people, contacts, Run(seconds, repeats, numbers), keep, as_json)


@with_django
def _bench(people: int, contacts: int, run: Run, keep: bool, as_json: bool) -> None:
    from throughcare.casebook.bench import population
    from throughcare.history import clock
    from throughcare.settings.progress import progress

    with population.own_database(people, contacts, keep=keep) as database:
        loading = 0.0
        if database.filled:
            _say(as_json, "Using the database that was kept. Measuring ...")
        else:
            _say(as_json, f"Filling a database with {people:,} people ...")
            loading = population.fill(people, contacts, clock.today(), progress)
            database.mark_filled()
            _say(as_json, f"Filled in {loading:.0f} s. Measuring ...")
        found: list[Figure] = []
        peak = 0.0
        for each in _measured(database.address, run):
            if isinstance(each, float):
                peak = each
            else:
                found.append(each)
                _say(as_json, f"  {each.operation}, {each.clients}: {each.p95_ms:.1f} ms")
    if as_json:
        rows = [asdict(each) for each in found]
        whole: dict[str, Any] = {"people": people, "loading_s": loading, "memory_mib": peak}
        click.echo(json.dumps(whole | {"figures": rows}, indent=2))
        return
    click.echo(f"\n{people:,} people; the longest case had {contacts:,} contacts when filled.")
    click.echo(f"The ledger was rebuilt within {peak:.0f} MiB.\n")
    click.echo(table(found))


def _say(as_json: bool, what: str) -> None:
    click.echo(what, err=as_json)


def _measured(address: str, run: Run) -> Iterator[Figure | float]:
    from throughcare.casebook.bench import operations
    from throughcare.casebook.bench.cases import Cases
    from throughcare.casebook.bench.floors import Floor
    from throughcare.casebook.bench.served import serving
    from throughcare.kernel.law import add_months
    from throughcare.performance.queries import figures

    cases = Cases.found()
    with (
        serving("throughcare.settings.serving", address) as own,
        serving("throughcare.casebook.bench.floor_page", address) as floor,
    ):
        servers = operations.Servers(own, floor, address)
        yield from operations.read_pages(cases.pages(), servers, run)
        for operation, people, a_second in cases.written_in():
            yield from operations.outcomes(
                operation,
                people,
                cases.officer,
                servers,
                run,
                today=cases.today,
                a_second=a_second,
            )
        since = add_months(cases.today, -12)
        of_a_case = run.floors(Floor("contacts", [[each] for each in cases.some]), servers, 1)
        months = Floor("measures", [[str(since), str(cases.today)]])
        of_measures = run.floors(months, servers, 1)
    yield operations.duties(cases.some, 2000, of_a_case)
    figure, peak = operations.rebuild(cases.every, of_a_case)
    yield figure
    yield peak
    yield operations.timed(
        "all measures",
        lambda: figures(since=since, until=cases.today, today=cases.today),
        of_measures,
    )
