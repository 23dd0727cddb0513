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
    if args and kwargs:
        return reverse(name, args=args, kwargs=kwargs)
    given = args or tuple(kwargs.values())
    shape = _shape(get_urlconf(), get_script_prefix(), name, len(args), tuple(kwargs))
    if shape is None or not all(type(each) is str and _PLAIN.fullmatch(each) for each in given):
        return reverse(name, args=args or None, kwargs=kwargs or None)
    return shape % given if given else shape


@cache
def _shape(
    urlconf: str | None, _prefix: str, name: str, unnamed: int, names: tuple[str, ...]
) -> str | None:
    """The address with ``%s`` where a word belongs, in the order in which words are given.

    None where it takes other than words, or not in that order.
    """
    marks = [f"here-stands-{at}-of-it" for at in range(unnamed or len(names))]
    named = dict(zip(names, marks, strict=True)) if names else None
    try:
        found = reverse(name, urlconf, args=None if named else marks or None, kwargs=named)
    except NoReverseMatch:
        return None
    if not marks:
        return found
    places = [found.find(mark) for mark in marks]
    if -1 in places or places != sorted(places):
        return None
    found = found.replace("%", "%%")
    for mark in marks:
        found = found.replace(mark, "%s")
    return found
