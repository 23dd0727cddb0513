"""The `throughcare` command. A subcommand is loaded when it is asked for, not before."""

import sys
from collections.abc import Mapping
from importlib import import_module

import click

COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": ("throughcare.casebook.commands:demo", "Everything from nothing to a running demo."),
    "serve": ("throughcare.casebook.commands:serve", "Serve the pages."),
    "load": ("throughcare.ledger.commands:load", "Load case files."),
    "export": ("throughcare.ledger.commands:export", "Write one person's case file."),
    "duties": ("throughcare.ledger.commands:duties", "What is owed on a case, and why."),
    "schema": ("throughcare.ledger.commands:schema", "The schema of case files."),
    "score": ("throughcare.assessment.commands:score", "Predictors of reoffending."),
    "rate": ("throughcare.inspection.commands:rate", "Ratings of an inspection."),
    "failings": ("throughcare.inspection.commands:failings", "The failings and what answers them."),
    "ledger": ("throughcare.ledger.commands:ledger", "Rebuild and audit the ledger."),
    "measures": ("throughcare.performance.commands:measures", "The service levels of a month."),
    "law": ("throughcare.ledger.law:law", "Write docs/law from the policy in the code."),
    "manage": ("throughcare.settings.manage:manage", "Django's own commands: migrate, shell, ..."),
    "check": ("throughcare.settings.check:check", "Check the configuration."),
    "synthesise": ("throughcare.casebook.synthesising:command", "Believable people, made up."),
    "bench": ("throughcare.casebook.bench.command:bench", "Measure against the two floors."),
}


class LazyGroup(click.Group):
    """A group that knows its commands' names and one-line helps without loading them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        try:
            command = getattr(import_module(module), attribute)
        except ModuleNotFoundError as error:
            if error.name != module:
                raise
            raise click.ClickException(f"`throughcare {cmd_name}` is not built yet.") from None
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, without loading what stands in it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_) for name, (_, help_) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="throughcare", prog_name="throughcare")
def throughcare() -> None:
    """Throughcare: the open system of record for probation work in England and Wales."""


def main() -> None:
    """Run the command line; say wrong options plainly."""
    try:
        from throughcare.settings import options  # noqa: F401 - read before anything depends on it
    except Exception as error:
        if type(error).__name__ != "OptionError":
            raise
        sys.exit(f"throughcare: the configuration is wrong.\n{error}")
    throughcare()


if __name__ == "__main__":
    main()
