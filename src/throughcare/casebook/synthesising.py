"""`throughcare synthesise`: believable people, with failings planted in them that are known."""

import json
import time
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

import click

from throughcare.casebook.synthetic import Person, Planting, synthesise
from throughcare.casebook.synthetic.writing import Written, write
from throughcare.settings.command import with_django
from throughcare.settings.progress import progress

MOST = 262_000
EARLIEST, LATEST = date(2016, 1, 1), date(2040, 12, 31)
"""Cases begin up to eighteen months before the day, and not before the services there were."""
FIRST_DAY = "2017-11-06"
"""The demo's first day; a test holds it to the demo's."""


@click.command("synthesise")
@click.option("--people", required=True, type=click.IntRange(1, MOST), help="How many.")
@click.option("--seed", default=1, show_default=True, help="The same seed, the same people.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    default=FIRST_DAY,
    show_default=True,
    help="The day on which what was planted is overdue.",
)
@click.option(
    "--failings",
    type=click.Choice(["ordinary", "every", "none"]),
    default="ordinary",
    show_default=True,
    help="As common as the sources say; one of every kind in turn, on everybody; or none.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write cases.jsonl and truth.jsonl here.",
)
@click.option("--load", "loading", is_flag=True, help="Fill the database with them.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def command(
    people: int,
    seed: int,
    today: datetime,
    failings: str,
    out: Path | None,
    loading: bool,
    as_json: bool,
) -> None:
    """Make believable case files; with --out write them, with --load fill the database.

    truth.jsonl has a line for each duty that is overdue on the day, and for nothing else: crn,
    failing, code, failing_since, and the member of staff whose it is.
    """
    if not out and not loading:
        raise click.UsageError("Say where to: --out DIR, --load, or both.")
    if not EARLIEST <= today.date() <= LATEST:
        raise click.BadParameter(
            f"{today.date()} is not a day from {EARLIEST} to {LATEST}.",
            param_hint="--today",
        )
    planting = {"ordinary": Planting(), "every": Planting(1.0, evenly=True), "none": Planting(0)}

    def made() -> Iterator[Person]:
        return synthesise(people, seed=seed, today=today.date(), planting=planting[failings])

    done: dict[str, object] = {"people": people, "seed": seed, "today": str(today.date())}
    if out:
        begun = time.monotonic()
        try:
            with progress("Writing", people) as step:
                written = write(made(), out, each=lambda _: step(1))
        except OSError as error:
            raise click.ClickException(f"Cannot write to {out}: {error.strerror}.") from None
        done |= _said(out, written, time.monotonic() - begun)
    if loading:
        begun = time.monotonic()
        _load(people, made(), done)
        done["loading_seconds"] = round(time.monotonic() - begun, 1)
    if as_json:
        click.echo(json.dumps(done))
        return
    for name, value in done.items():
        click.echo(f"{name.replace('_', ' ')}: {value}")


def _said(out: Path, written: Written, seconds: float) -> dict[str, object]:
    return {
        "cases": str(out / "cases.jsonl"),
        "truth": str(out / "truth.jsonl"),
        "people_failing": written.failing,
        "overdue": written.failings,
        "writing_seconds": round(seconds, 1),
    }


@with_django
def _load(people: int, made: Iterable[Person], done: dict[str, object]) -> None:
    from throughcare.casebook.synthetic.loading import load_people
    from throughcare.history.copying import CannotCopy

    try:
        with progress("Loading", people) as step:
            done["loaded"] = load_people(made, progress=step)
    except CannotCopy as error:
        raise click.ClickException(
            f"{error}. A part may have been loaded; nothing that stood was changed."
        ) from None
