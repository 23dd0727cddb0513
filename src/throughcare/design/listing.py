"""Lists that are sorted, filtered and turned page by page with plain links.

The state of a list is its address: it can be kept, shared, and works without JavaScript.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.functional import Promise

T = TypeVar("T")


def with_query(request: HttpRequest, **changes: object) -> str:
    """The query string of this address with some parameters changed, or dropped when None."""
    query = dict(request.GET.lists())
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = [str(value)]
    return f"?{urlencode(query, doseq=True)}" if query else "?"


@dataclass(frozen=True)
class Column:
    """A column of a list: its key in the address, its heading, and whether one can sort by it."""

    key: str
    label: str | Promise
    numeric: bool = False
    sortable: bool = True
    hidden_label: bool = False


@dataclass(frozen=True)
class Sort:
    """By which column a list is sorted, and in which direction."""

    key: str
    descending: bool = False

    @classmethod
    def of(
        cls, request: HttpRequest, columns: Iterable[Column], default: str, name: str = "sort"
    ) -> "Sort":
        """Read the sort from the address; anything unknown gives the default."""
        allowed = {column.key for column in columns if column.sortable}
        asked = request.GET.get(name, default)
        key = asked.removeprefix("-")
        if key not in allowed:
            asked, key = default, default.removeprefix("-")
        return cls(key, asked.startswith("-"))

    def toggled(self, key: str) -> str:
        """The parameter that a press on this column's heading leads to."""
        return f"-{key}" if key == self.key and not self.descending else key

    def order(self, *fields: str) -> tuple[str, ...]:
        """Fields for `order_by`, the first of them in this sort's direction."""
        first, *rest = fields or (self.key,)
        return (f"-{first}" if self.descending else first, *rest)

    def aria(self, key: str) -> str:
        """The value of `aria-sort` for this column's heading."""
        if key != self.key:
            return "none"
        return "descending" if self.descending else "ascending"


def page_of(request: HttpRequest, rows: Sequence[T], size: int = 25) -> "Page[T]":
    """One page of rows by the `page` of the address; a page out of range gives the nearest."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
