"""How far a long command is, shown on the terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress(what: str, of: int, *, tenths: bool = True) -> Iterator[Callable[[int], None]]:
    """Show on the terminal how far it is; where there is none, say each tenth of a long work."""
    if sys.stderr.isatty():
        with click.progressbar(length=of, label=what, file=sys.stderr) as bar:
            yield bar.update
        return
    done = 0

    def step(more: int) -> None:
        nonlocal done
        before, done = done, done + more
        if tenths and of >= 1000 and done * 10 // of > before * 10 // of:
            click.echo(f"{what}: {done} of {of}", err=True)

    yield step
