"""Where a form leads on when it is done, and back when it is not: to the page that asked for it.

The page that asks names both in the address. Only an address of ours is followed.
"""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def asked_from(address: str, *, then: str, back: str) -> str:
    """Return the address of a form that leads on to ``then``, and without an answer to ``back``."""
    mark = "&" if "?" in address else "?"
    return f"{address}{mark}{urlencode({'then': then, 'back': back})}"


def then_of(request: HttpRequest) -> str:
    """Return where the form leads on; empty where it may go its own way."""
    return _ours(request, "then")


def back_of(request: HttpRequest) -> str:
    """Return where one came from; empty where the form knows no more than its own way."""
    return _ours(request, "back")


def _ours(request: HttpRequest, name: str) -> str:
    asked = request.GET.get(name, "")
    local = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if local and asked.startswith("/") else ""
