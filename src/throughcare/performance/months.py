"""Months, by their first day."""

from datetime import date, timedelta

from django.utils.formats import date_format

from throughcare.kernel.law import add_months


def month_of(day: date) -> date:
    """Return the first day of the month of a day."""
    return day.replace(day=1)


def last_of(month: date) -> date:
    """Return the last day of the month that begins with ``month``."""
    return add_months(month, 1) - timedelta(days=1)


def last_over(today: date) -> date:
    """Return the last month that is over."""
    return add_months(month_of(today), -1)


def year_to(month: date) -> list[date]:
    """Return the twelve months that end with ``month``."""
    return [add_months(month, number - 11) for number in range(12)]


def month_named(month: date) -> str:
    """March 2017."""
    return date_format(month, "F Y")


def month_short(month: date) -> str:
    """Mar 2017, for tables."""
    return date_format(month, "M Y")


def read_month(text: str) -> date | None:
    """Read 2017-03; None for anything else."""
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None
