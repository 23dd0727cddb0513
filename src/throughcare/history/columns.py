"""How the rows of a section are fetched and built into structs.

Rows come as JSON arrays, gathered by the database to one text a section, and are decoded into
typed tuples at once: one statement reads any number of tables. The function that builds structs
from the tuples is written out once for each section and depth, as dataclasses are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

import msgspec

from throughcare.history.sections import PROSE, Section, is_many
from throughcare.kernel.casefile.assessment import AssessedSection
from throughcare.kernel.casefile.contacts import Contact, Move
from throughcare.kernel.casefile.facts import Fact, InError
from throughcare.kernel.casefile.settling import DAYS, order_of

ID, PERSON, RECORDED, ERROR, BECAUSE = range(5)
"""The places of the first columns of every row."""

Row = tuple[Any, ...]
Names = Mapping[int, str]
"""Row → reference, for one kind."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What is fetched of a section at one depth, and where it stands in a row."""

    section: Section
    full: bool
    expressions: tuple[str, ...]
    places: Mapping[str, int]
    """Field, or foreign key, or ``ref`` → place in the row."""
    decoder: "msgspec.json.Decoder[list[Row]]"
    build: Callable[..., list[Fact]]

    def select(self, where: str) -> str:
        """The statement that gathers the rows into one text. ``t`` is the table."""
        fields = ", ".join(self.expressions)
        rows = f"json_agg(json_build_array({fields}) ORDER BY t.id)::text"
        return f"SELECT '{self.section.kind}', {rows} FROM {self.section.table} t WHERE {where}"


@cache
def columns(section: Section, full: bool) -> Columns:
    """What is fetched of a section at depth full or facts."""
    in_person = section.known_by != "code" and hasattr(section.model, "person")
    person = "t.person_id" if in_person else "t.id"
    because = "t.in_error_because" if full else "''"
    expressions: list[str] = []
    types: list[Any] = []
    places: dict[str, int] = {}

    def add(name: str, expression: str, kind: Any) -> None:
        places[name] = len(expressions)
        expressions.append(expression)
        types.append(kind)

    add("id", "t.id", int)
    add("person", person, int)
    add("recorded_at", "t.recorded_at", datetime)
    add("in_error_at", "t.in_error_at", datetime | None)
    add("in_error_because", because, str)

    if section.is_item:
        add("ref", f't."{section.known_by}"', str)
    for link in section.around:
        add(f"around {link}", f't."{section.column(link)}"', int | None)
    for keys in section.keys.values():
        for name in keys.values():
            add(name, f't."{section.column(name)}"', int | None)
    for name in section.plain:
        if (prose := name.removeprefix("has_")) != name and prose in PROSE and not full:
            add(name, rf"(t.{name} OR t.{prose} ~ '\S')", bool)
        elif full or not section.may_be_left_out(name):
            add(name, f't."{section.column(name)}"', section.types[name])
    return Columns(
        section,
        full,
        tuple(expressions),
        places,
        msgspec.json.Decoder(list[tuple[tuple(types)]]),  # type: ignore[misc]
        _builder(section, places),
    )


def _builder(section: Section, places: Mapping[str, int]) -> Callable[..., list[Fact]]:
    """Write the function ``build(rows, earlier, names, inner, links) -> structs``."""
    given = [
        f"recorded_at=v[{RECORDED}]",
        f"in_error=v[{ERROR}] and InError(recorded_at=v[{ERROR}], because=v[{BECAUSE}])",
        f"earlier=earlier(v[{ID}], ())",
    ]
    opening = ["earlier = earlier.get"]
    if section.is_item:
        given.append(f"ref=v[{places['ref']}]")
    for name, keys in section.keys.items():
        found = []
        for kind, key in keys.items():
            variable = f"of_{kind.replace(' ', '_')}"
            opening.append(f"{variable} = names['{kind}'].get")
            found.append(f"{variable}(v[{places[key]}])")
        given.append(f"{name}={' or '.join(found)}")
    for name in section.links:
        opening.append(f"links_{name} = links['{name}'].get")
        given.append(f"{name}=links_{name}(v[{ID}], ())")
    for inside in section.inside:
        opening.append(f"in_{inside.field} = inner['{inside.field}'].get")
        default = ", ()" if is_many(section.struct, inside.field) else ""
        given.append(f"{inside.field}=in_{inside.field}(v[{ID}]{default})")
    given += [
        f"{name}=v[{place}]"
        for name, place in places.items()
        if name in section.types and name not in ("ref", "recorded_at", *section.keys)
    ]
    lines = "\n    ".join(opening)
    source = (
        "def build(rows, earlier, names, inner, links):\n"
        f"    {lines}\n"
        f"    return [Struct({', '.join(given)}) for v in rows]\n"
    )
    scope: dict[str, Any] = {"Struct": section.struct, "InError": InError}
    exec(source, scope)  # noqa: S102  our own words, from the declared sections alone
    built: Callable[..., list[Fact]] = scope["build"]
    return built


def _always(struct: type[Fact], name: str) -> bool:
    """Whether a field is always given."""
    field = next(f for f in msgspec.structs.fields(struct) if f.name == name)
    return bool(field.required)


_FIRST: dict[type[Fact], str] = {
    **{
        struct: names[0]
        for struct, names in DAYS.items()
        if len(names) == 1 and _always(struct, names[0])
    },
    AssessedSection: "number",
    Contact: "date",
    Move: "moved_on",
}
"""The day, or number, by which facts of a list stand before anything else, where they have one."""


def in_order(facts: Sequence[Any]) -> tuple[Any, ...]:
    """The facts of one list in the order of a case file: what `settling.order_of` says.

    Sorted by their day first; the costly rest of the key is worked out for equal ones alone.
    """
    if len(facts) < 2:
        return tuple(facts)
    first = _FIRST.get(type(facts[0]))
    if first is None:
        return tuple(sorted(facts, key=order_of))
    day = attrgetter(first)
    found: list[Any] = []
    for _, same in groupby(sorted(facts, key=day), key=day):
        together = list(same)
        found += together if len(together) == 1 else sorted(together, key=order_of)
    return tuple(found)
