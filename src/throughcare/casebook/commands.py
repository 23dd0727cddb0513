"""`throughcare demo` and `throughcare serve`."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import click

from throughcare.settings import frontend, serving
from throughcare.settings.command import with_django
from throughcare.settings.options import OPTIONS


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is done, and how long it took."""
    click.echo(f"{what} ...", nl=False)
    sys.stdout.flush()
    began = time.monotonic()
    try:
        yield
    except BaseException:
        click.echo(" stopped")
        raise
    click.echo(f" {time.monotonic() - began:.1f} s")


@click.command()
def demo() -> None:
    """Everything from nothing to a running demo: database, cases, pages."""
    options = replace(OPTIONS, demo=True)
    try:
        serving.make_sure_the_port_is_free(options)
    except serving.CannotServe as error:
        raise click.ClickException(str(error)) from None
    serving.choose_the_demo()
    _demo()


@with_django
def _demo() -> None:
    prepare_database_and_pages()
    _load_published_cases()
    _load_area()
    serving.serve(when_ready=_say_where, options=replace(OPTIONS, demo=True))
    click.echo("Stopped.")


@click.command()
def serve() -> None:
    """Serve the pages until Ctrl-C."""
    try:
        serving.make_sure_the_port_is_free()
        serving.refuse_the_demo_key()
    except serving.CannotServe as error:
        raise click.ClickException(str(error)) from None
    _serve()


@with_django
def _serve() -> None:
    prepare_database_and_pages()
    if OPTIONS.demo:
        _refuse_others()
    where = serving.address().url
    serving.serve(when_ready=lambda: click.echo(f"Throughcare is at {where}"))


def prepare_database_and_pages() -> None:
    """Apply the migrations that are missing and gather the static files."""
    from django.core.management import call_command

    with step("Database"):
        call_command("migrate", verbosity=0)
    with step("Styles"):
        frontend.prepare()
        call_command("collectstatic", interactive=False, verbosity=0)


def _load_published_cases() -> None:
    """Load the casebook and make the personas, where they are not there yet."""
    from throughcare.casebook.published import load_published_cases

    _refuse_others()
    with step("Published cases and personas"):
        load_published_cases()


def _load_area() -> None:
    """Load the synthetic area beside the published cases, as far as it is not there yet."""
    from throughcare.casebook import area
    from throughcare.settings.progress import progress

    wanted = area.missing()
    if wanted:
        with (
            step(f"A synthetic area of {area.PEOPLE} people"),
            progress("People", wanted, tenths=False) as each,
        ):
            area.load(progress=each)
    area.give_accounts()


def _refuse_others() -> None:
    """End, saying what to do, where the database holds others than the demo's people."""
    from throughcare.casebook.published import HoldsOthers, refuse_others

    try:
        refuse_others()
    except HoldsOthers as error:
        raise click.ClickException(str(error)) from None


def _say_where() -> None:
    from throughcare.casebook.personas import AREA, CAST

    everybody = (*CAST, *AREA)
    wide = max(len(member.name) for member in everybody)
    click.echo(f"\nThroughcare is at {serving.address().url}    Ctrl-C stops it.\n")
    click.echo("Sign in there as one of:")
    for member in everybody:
        click.echo(f"  {member.name:{wide}}  {member.title}. {member.about}")
    click.echo("")
