"""The slice of the directory that case files need: what their facts name, closed over what that
names in turn. A member of staff leads to teams, a team to its managers, never to its members.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection

from throughcare.history import sections
from throughcare.history.building import (
    VERSIONS,
    Inner,
    StoredVersion,
    built,
    codes_in,
    versions_of,
)
from throughcare.history.columns import ERROR, ID, Row, columns, in_order
from throughcare.history.sections import Section
from throughcare.kernel.casefile.directory import Directory
from throughcare.kernel.casefile.facts import Fact

Thing = tuple[str, int]
"""A kind and an id of the directory."""


@dataclass(frozen=True)
class Shown:
    """How the directory is called in some case files: codes as they are, or without the CRN."""

    names: Mapping[str, Mapping[int, str]]
    """Kind → row → code as shown."""
    codes: Mapping[str, str]
    """Code as stored → code as shown, where they differ."""
    scope: str
    facts: Mapping[str, Mapping[int, Fact]]

    def directory(self, things: set[Thing]) -> Directory:
        """The directory of one case file."""
        found: dict[str, list[Fact]] = {kind: [] for kind in self.facts}
        for kind, row in things:
            if (fact := self.facts[kind].get(row)) is not None:
                found[kind].append(fact)
        tops = {top.path[1]: in_order(found[top.kind]) for top in _tops()}
        return Directory(scope=self.scope, **tops)  # type: ignore[arg-type]


@dataclass
class Slice:
    """The rows of a part of the directory that is closed."""

    full: bool
    rows: dict[str, list[Row]]
    versions: dict[str, list[StoredVersion]]
    codes: dict[str, dict[int, str]] = field(default_factory=dict)
    edges: dict[Thing, set[Thing]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for top in _tops():
            place = columns(top, self.full).places["ref"]
            self.codes[top.kind] = {row[ID]: row[place] for row in self.rows[top.kind]}
        self._by_code = {
            kind: {code: row for row, code in codes.items()} for kind, codes in self.codes.items()
        }
        for top in _tops():
            for row in self.rows[top.kind]:
                self._connect(top, row, (top.kind, row[ID]))
            for inside in top.inside:
                around = columns(inside.section, self.full).places[f"around {inside.link}"]
                for row in self.rows[inside.section.kind]:
                    if row[around] is not None:
                        self._connect(inside.section, row, (top.kind, row[around]))

    def _connect(self, section: Section, row: Row, owner: Thing) -> None:
        places = columns(section, self.full).places
        for keys in section.keys.values():
            self.edges[owner].update(
                (kind, row[places[key]]) for kind, key in keys.items() if row[places[key]]
            )
        if section.kind in self.versions:
            own = [v for v in self.versions[section.kind] if v.item == row[ID]]
            self.edges[owner] |= self.things(codes_in({section.kind: own}))

    def things(self, codes: Mapping[str, set[str]]) -> set[Thing]:
        """What some codes stand for."""
        return {
            (kind, self._by_code[kind][code])
            for kind, each in codes.items()
            for code in each
            if code in self._by_code[kind]
        }

    def unknown(self) -> dict[str, set[str]]:
        """Codes that earlier versions name and that are not here."""
        named = codes_in(self.versions)
        return {
            kind: rest for kind, each in named.items() if (rest := each - set(self._by_code[kind]))
        }

    def reached(self, ids: Mapping[str, set[int]], codes: Mapping[str, set[str]]) -> set[Thing]:
        """All that follows from some ids and codes."""
        todo = {(kind, row) for kind, each in ids.items() for row in each} | self.things(codes)
        found: set[Thing] = set()
        while todo:
            found |= todo
            todo = {each for thing in todo for each in self.edges.get(thing, ())} - found
        return found

    def is_own(self, things: set[Thing], crn: str) -> bool:
        """Whether all of it came with this one case file."""
        prefix = f"{crn}/"
        return all(self.codes[kind].get(row, "").startswith(prefix) for kind, row in things)

    def shown(self, crns: set[str], standing: bool) -> Shown:
        """Build the structs; the codes that came with the files of these CRNs lose the CRN."""
        strip = {
            code: code.partition("/")[2]
            for codes in self.codes.values()
            for code in codes.values()
            if code.partition("/")[0] in crns
        }
        names = {
            kind: {row: strip.get(code, code) for row, code in codes.items()}
            for kind, codes in self.codes.items()
        }
        versions = versions_of(self.versions, strip)
        inner = Inner()
        found: dict[str, dict[int, Fact]] = {}
        for section in sections.of_directory():
            shape = columns(section, self.full)
            rows = self.rows[section.kind]
            if standing:
                rows = [row for row in rows if row[ERROR] is None]
            if strip:
                place = shape.places["ref"] if section.is_item else 0
                rows = [_without_crn(row, place, crns) for row in rows] if place else rows
            facts = built(shape, rows, versions.get(section.kind, {}), names, inner, {})
            if section.path:
                found[section.kind] = {row[ID]: f for row, f in zip(rows, facts, strict=True)}
            else:
                inner.take(shape, rows, facts)
        return Shown(names, strip, "file" if crns else "installation", found)


def fetch_slice(ids: Mapping[str, set[int]], codes: Mapping[str, set[str]], full: bool) -> Slice:
    """Read what follows from some ids and codes: two statements, and two more for each time that
    an earlier version names what nothing else does."""
    wanted = {kind: set(each) for kind, each in codes.items()}
    while True:
        slice_ = _fetch(_closure(ids, wanted), full)
        missing = {
            kind: rest
            for kind, each in slice_.unknown().items()
            if (rest := each - wanted.get(kind, set()))
        }
        if not missing:
            return slice_
        for kind, each in missing.items():
            wanted.setdefault(kind, set()).update(each)


def _without_crn(row: Row, place: int, crns: set[str]) -> Row:
    crn, _, rest = row[place].partition("/")
    return (*row[:place], rest, *row[place + 1 :]) if crn in crns else row


def _tops() -> list[Section]:
    return [section for section in sections.of_directory() if section.in_directory]


def _closure(ids: Mapping[str, set[int]], codes: Mapping[str, set[str]]) -> dict[str, list[int]]:
    """Which rows follow, by kind."""
    tops = _tops()
    parameters: list[Any] = []
    base = []
    for top in tops:
        base.append(f"SELECT '{top.kind}', unnest(%s::bigint[])")
        parameters.append(sorted(ids.get(top.kind, ())))
        if codes.get(top.kind):
            base.append(f"SELECT '{top.kind}', id FROM {top.table} WHERE code = ANY(%s)")
            parameters.append(sorted(codes[top.kind]))
    if not any(parameters):
        return {top.kind: [] for top in tops}
    statement = (
        f"WITH RECURSIVE reached(kind, id) AS ({' UNION '.join(base)} UNION "
        f"SELECT e.kind, e.id FROM reached r CROSS JOIN LATERAL ({_edges()}) e(kind, id) "
        "WHERE e.id IS NOT NULL) SELECT kind, array_agg(id ORDER BY id) FROM reached GROUP BY kind"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        found = dict(cursor.fetchall())
    return {top.kind: found.get(top.kind, []) for top in tops}


@cache
def _edges() -> str:
    """What one row of the directory, ``r``, leads to."""
    found = []
    for top in _tops():
        for section, link in [(top, "id"), *((i.section, i.link) for i in top.inside)]:
            for keys in section.keys.values():
                for kind, key in keys.items():
                    found.append(
                        f"SELECT '{kind}', t.{section.column(key)} FROM {section.table} t"
                        f" WHERE r.kind = '{top.kind}' AND t.{section.column(link)} = r.id"
                    )
    return " UNION ALL ".join(found)


def _fetch(closed: Mapping[str, list[int]], full: bool) -> Slice:
    """Read the rows in one statement."""
    if not any(closed.values()):
        return Slice(full, {section.kind: [] for section in sections.of_directory()}, {})
    parameters: list[Any] = []
    parts = []
    for section in sections.of_directory():
        where = _where(section, closed, parameters)
        parts.append(columns(section, full).select(where))
    versions = []
    for top in _tops():
        versions.append("(t.subject_kind = %s AND t.subject_id = ANY(%s))")
        parameters += [top.kind, closed[top.kind]]
    parts.append(
        "SELECT 'version:' || t.kind, json_agg(json_build_array(t.item_id, t.recorded_at,"
        " t.content) ORDER BY t.item_id, t.recorded_at)::text FROM history_version t"
        f" WHERE {' OR '.join(versions)} GROUP BY t.kind"
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        found = {key: text for key, text in cursor.fetchall() if text is not None}
    return Slice(
        full,
        {
            section.kind: columns(section, full).decoder.decode(found.get(section.kind, "[]"))
            for section in sections.of_directory()
        },
        {
            key.removeprefix("version:"): VERSIONS.decode(text)
            for key, text in found.items()
            if key.startswith("version:")
        },
    )


def _where(section: Section, closed: Mapping[str, list[int]], parameters: list[Any]) -> str:
    """The condition that a row belongs to the slice."""
    if section.in_directory:
        parameters.append(closed[section.kind])
        return "t.id = ANY(%s)"
    conditions = []
    for around in sections.of_directory():
        for inside in around.inside:
            if inside.section is section:
                condition = _where(around, closed, parameters)
                conditions.append(
                    f"t.{section.column(inside.link)} IN"
                    f" (SELECT t.id FROM {around.table} t WHERE {condition})"
                )
    return " OR ".join(conditions)
