"""Addresses of pages, as a list needs them: hundreds at a time.

Django works each address out anew, with a search through the patterns and a quoting. Most of ours
differ by public ids alone, so the rest is worked out once.
"""

import re
from functools import cache

from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
"""What stands in an address as it is, whatever takes a word there."""


def address(name: str, *args: object, **kwargs: object) -> str:
    """Return the address of the page with this name, as ``reverse`` does."""
    if args:
        return reverse(name, args=args, kwargs=kwargs or None)
    shape = _shape(get_urlconf(), get_script_prefix(), name, tuple(kwargs))
    values = [value for value in kwargs.values() if type(value) is str and _PLAIN.fullmatch(value)]
    if shape is None or len(values) < len(kwargs):
        return reverse(name, kwargs=kwargs or None)
    return shape % kwargs if kwargs else shape


@cache
def _shape(urlconf: str | None, _prefix: str, name: str, names: tuple[str, ...]) -> str | None:
    """The address with ``%(name)s`` where a word belongs; None where it takes other than words."""
    marks = {each: f"here-stands-{each}-of-it" for each in names}
    try:
        found = reverse(name, urlconf, kwargs=marks or None)
    except NoReverseMatch:
        return None
    if not names:
        return found
    found = found.replace("%", "%%")
    for each, mark in marks.items():
        found = found.replace(mark, f"%({each})s")
    return found
