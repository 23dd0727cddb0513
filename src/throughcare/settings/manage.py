"""`throughcare manage`: Django's own commands on our settings and database."""

import click

from throughcare.settings.command import with_django


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's commands, such as `throughcare manage migrate`."""
    _manage(arguments)


@with_django
def _manage(arguments: tuple[str, ...]) -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["throughcare manage", *arguments])
