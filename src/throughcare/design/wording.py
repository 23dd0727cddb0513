"""How days, times, names and lists are written on every page.

Days are absolute and carry the weekday, because a practitioner plans by weekday and "in 3 days"
goes stale on paper. Instants are stored in UTC and shown in the time of England and Wales.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

LOCAL = ZoneInfo("Europe/London")


def local_day(value: date | datetime) -> date:
    """The day in England and Wales of a date or of an instant."""
    if isinstance(value, datetime):
        return local_moment(value).date()
    return value


def local_moment(value: datetime) -> datetime:
    """An instant in the time of England and Wales; one without a zone is taken as UTC."""
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(LOCAL)


def day(value: date | datetime | None) -> str:
    """Monday 6 November 2017; empty for no day."""
    return _written(local_day(value), "l j F Y", get_language()) if value else ""


def day_short(value: date | datetime | None) -> str:
    """Mon 6 Nov 2017, for tables."""
    return _written(local_day(value), "D j M Y", get_language()) if value else ""


def day_plain(value: date | datetime | None) -> str:
    """6 May 1985, for birthdays and ends far away, where the weekday tells nothing."""
    return _written(local_day(value), "j F Y", get_language()) if value else ""


@lru_cache(maxsize=10_000)
def _written(value: date, form: str, _language: str | None) -> str:
    """A day in a form; a list has the same few days again and again."""
    return date_format(value, form)


def clock(value: datetime | time | None) -> str:
    """2:30pm, midday or midnight, as GOV.UK writes times."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = local_moment(value).time()
    if (value.hour, value.minute) == (12, 0):
        return _("midday")
    if (value.hour, value.minute) == (0, 0):
        return _("midnight")
    minutes = f":{value.minute:02}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'am' if value.hour < 12 else 'pm'}"


def moment(value: datetime | None) -> str:
    """Monday 6 November 2017 at 2:30pm."""
    if value is None:
        return ""
    return _("%(day)s at %(time)s") % {"day": day(value), "time": clock(value)}


def moment_short(value: datetime | None) -> str:
    """Mon 6 Nov 2017, 2:30pm, for tables."""
    return f"{day_short(value)}, {clock(value)}" if value else ""


def machine(value: date | datetime | None) -> str:
    """The same for a `<time datetime>` attribute."""
    return value.isoformat() if value else ""


def name(value: object) -> str:
    """The name of a person or member of staff, whatever shape it has; nobody for none."""
    if not value:
        return _("nobody")
    return str(getattr(value, "full_name", "") or value)


def listed(values: Iterable[object], last: str = "") -> str:
    """a, b and c."""
    words = [str(value) for value in values]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last or _('and')} {words[-1]}"


def known(value: object) -> object:
    """The value, or the words *not known* for none."""
    return _("Not known") if value is None or value == "" else value


def paragraphs(value: str | None) -> SafeString:
    """Typed text as paragraphs, every character escaped."""
    blocks = [block.strip() for block in (value or "").replace("\r\n", "\n").split("\n\n")]
    lines = (escape(block).replace("\n", "<br>") for block in blocks if block)
    return mark_safe("".join(f'<p class="govuk-body">{line}</p>' for line in lines))  # noqa: S308


FILTERS = {
    "day": day,
    "day_short": day_short,
    "day_plain": day_plain,
    "clock": clock,
    "moment": moment,
    "moment_short": moment_short,
    "machine": machine,
    "name": name,
    "listed": listed,
    "known": known,
    "paragraphs": paragraphs,
}
