"""What is measured of an operation, and how it is shown."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MEASURED = (
    "operation",
    "clients",
    "p50_ms",
    "p95_ms",
    "per_second",
    "sql_p95_ms",
    "page_p95_ms",
    "ratio",
    "queries",
)
"""The columns, in their order."""


@dataclass(frozen=True)
class Times:
    """How long calls took, in milliseconds, and how many a second were answered."""

    p50: float
    p95: float
    per_second: float

    @classmethod
    def of(cls, milliseconds: Sequence[float], seconds: float) -> "Times":
        """Sum up single calls made within ``seconds`` by any number of clients."""
        if len(milliseconds) < 2:
            only = milliseconds[0] if milliseconds else 0.0
            return cls(only, only, len(milliseconds) / seconds)
        return cls(
            statistics.median(milliseconds),
            statistics.quantiles(milliseconds, n=20)[-1],
            len(milliseconds) / seconds,
        )


def middle(repetitions: Sequence[Times]) -> Times:
    """The median of several repetitions, each value by itself."""
    return Times(
        statistics.median(each.p50 for each in repetitions),
        statistics.median(each.p95 for each in repetitions),
        statistics.median(each.per_second for each in repetitions),
    )


@dataclass(frozen=True)
class Figure:
    """One row: an operation at a number of clients, beside its floors where it has them."""

    operation: str
    clients: int
    p50_ms: float
    p95_ms: float
    per_second: float
    sql_p95_ms: float | None = None
    page_p95_ms: float | None = None
    ratio: float | None = None
    """How many times more the minimal page answers in a second."""
    queries: int | None = None
    """Statements of one call, counted in the process."""


def figure(
    operation: str,
    clients: int,
    own: Times,
    *,
    bare: Times | None = None,
    page: Times | None = None,
    queries: int | None = None,
) -> Figure:
    """Put an operation beside its floors."""
    return Figure(
        operation,
        clients,
        own.p50,
        own.p95,
        own.per_second,
        bare.p95 if bare else None,
        page.p95 if page else None,
        page.per_second / own.per_second if page and own.per_second else None,
        queries,
    )


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as a table of Markdown."""
    lines = [f"| {' | '.join(MEASURED)} |", f"|{' --- |' * len(MEASURED)}"]
    for each in figures:
        cells = [_shown(getattr(each, name)) for name in MEASURED]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}" if value < 100 else f"{value:.0f}"
    return str(value)
