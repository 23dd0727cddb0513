"""Composing case files from the database: three statements, however many people.

One reads every fact and version of the people, one closes the directory over what they name, one
reads that part of the directory.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import islice
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

import msgspec
from django.db import connection

from throughcare.history import prepared, sections
from throughcare.history.building import (
    VERSIONS,
    Inner,
    StoredVersion,
    built,
    by_place,
    codes_in,
    grouped_names,
    versions_of,
)
from throughcare.history.columns import ERROR, ID, PERSON, Row, columns
from throughcare.history.sections import Links, Section
from throughcare.history.slicing import Shown, fetch_slice
from throughcare.kernel.casefile import FORMAT, CaseFile, Provenance
from throughcare.kernel.casefile.directory import Directory
from throughcare.kernel.casefile.facts import Fact, fact_type

Depth = Literal["facts", "full"]

_BATCH = 500


class Later(NamedTuple):
    """Of one kind of fact, only what stands from a day on, with what is inside it."""

    kind: str
    column: str
    """Where the model keeps the day."""
    day: date


class Header(NamedTuple):
    """What a case file says besides its facts."""

    person: int
    crn: str
    previous: list[str]
    provenance: Provenance | None
    directory_named: dict[str, list[str]] | None

    def codes(self, besides: Mapping[str, set[str]]) -> dict[str, set[str]]:
        """What of the directory its own file named, and what is named ``besides``."""
        own = {kind: set(codes) for kind, codes in (self.directory_named or {}).items()}
        return _both(own, besides)


def _both(one: Mapping[str, set[str]], other: Mapping[str, set[str]]) -> dict[str, set[str]]:
    return {kind: one.get(kind, set()) | other.get(kind, set()) for kind in {*one, *other}}


_HEADERS = msgspec.json.Decoder(list[Header])
_PAIRS = msgspec.json.Decoder(list[tuple[int, int]])


def compose(
    person_ids: Iterable[int],
    depth: Depth = "full",
    *,
    standing: bool = False,
    as_stored: bool = False,
    directory: bool = True,
) -> Iterator[CaseFile]:
    """Yield the case files of these people, in the order asked; people who are not there, not.

    At depth facts there is no prose. With ``standing`` the file is as `kernel.casefile.known`
    makes it: what was recorded in error is left out. A directory that came with the case's own
    file is called as that file calls it, unless ``as_stored``. Without ``directory`` the file names
    nobody and no team, and takes one statement instead of three.
    """
    wanted = iter(person_ids)
    while batch := list(islice(wanted, _BATCH)):
        record = _fetch(batch, depth == "full")
        yield from _compose(record, batch, standing, as_stored, directory)


def compose_later(person_id: int, later: Later, named: Mapping[str, set[str]]) -> CaseFile:
    """The case file of one person at depth facts, as it stands and as stored, without what is
    earlier: a part, as an excerpt is. What names something that is left out names nothing.

    ``named`` are codes of the directory that are wanted though what is here may not name them.
    """
    record = _fetch([person_id], full=False, later=later)
    (case,) = _compose(record, [person_id], standing=True, as_stored=True, named=named)
    return case


def compose_one(
    person_id: int, depth: Depth = "full", *, standing: bool = False
) -> CaseFile | None:
    """The case file of one person, None where there is no such person."""
    return next(compose([person_id], depth, standing=standing), None)


def compose_all(depth: Depth = "full", *, standing: bool = False) -> Iterator[CaseFile]:
    """Yield the case file of every person, in the order of their CRNs."""
    numbers = sections.root().numbers
    current = numbers._default_manager.filter(current=True).order_by("value")
    yield from compose(
        current.values_list("person_id", flat=True).iterator(chunk_size=5000),
        depth,
        standing=standing,
    )


def _compose(
    record: "_Record",
    batch: list[int],
    standing: bool,
    as_stored: bool,
    directory: bool = True,
    named: Mapping[str, set[str]] = MappingProxyType({}),
) -> Iterator[CaseFile]:
    ids, codes = (record.directory_ids(), record.directory_codes()) if directory else ({}, {})
    everything = fetch_slice(ids, _both(codes, named), record.full)
    slices = {
        person: everything.reached(
            record.named(person) if directory else {},
            _both(header.codes(codes_in(record.versions_of(person))), named) if directory else {},
        )
        for person, header in record.headers.items()
    }
    own = {
        person: header.crn
        for person, header in record.headers.items()
        if not as_stored and everything.is_own(slices[person], header.crn)
    }
    cases: dict[int, CaseFile] = {}
    for people, shown in (
        (set(own), everything.shown(set(own.values()), standing)),
        (set(record.headers) - set(own), everything.shown(set(), standing)),
    ):
        if people:
            part = record if len(people) == len(record.headers) else record.of(people)
            facts = _Facts(part, shown, standing)
            for person in people:
                cases[person] = _case(part, facts, shown.directory(slices[person]), person)
    yield from (cases[person] for person in batch if person in cases)


@dataclass
class _Record:
    """The rows of some people."""

    full: bool
    headers: dict[int, Header]
    rows: dict[str, list[Row]]
    versions: dict[str, list[StoredVersion]]
    links: dict[str, list[tuple[int, int]]]

    def of(self, people: set[int]) -> "_Record":
        """The same of fewer people."""
        rows = {k: [r for r in each if r[PERSON] in people] for k, each in self.rows.items()}
        headers = {person: self.headers[person] for person in people}
        links = {}
        for key, pairs in self.links.items():
            own = {row[ID] for row in rows[key.partition(".")[0]]}
            links[key] = [pair for pair in pairs if pair[0] in own]
        return _Record(self.full, headers, rows, self.versions, links)

    def directory_ids(self) -> dict[str, set[int]]:
        """What of the directory the rows name: kind → ids."""
        found: dict[str, set[int]] = defaultdict(set)
        for named in self._named.values():
            for kind, ids in named.items():
                found[kind] |= ids
        return found

    def directory_codes(self) -> dict[str, set[str]]:
        """What of the directory earlier versions, or the people's own files, name by code."""
        found = codes_in(self.versions)
        for header in self.headers.values():
            found = header.codes(found)
        return found

    def versions_of(self, person: int) -> Mapping[str, list[StoredVersion]]:
        """The earlier versions of one person's facts."""
        return self._versions.get(person, {})

    def named(self, person: int) -> Mapping[str, set[int]]:
        """What of the directory the rows of one person name."""
        return self._named.get(person, {})

    @cached_property
    def _versions(self) -> dict[int, dict[str, list[StoredVersion]]]:
        """The earlier versions by person."""
        found: dict[int, dict[str, list[StoredVersion]]] = defaultdict(lambda: defaultdict(list))
        for kind, stored in self.versions.items():
            whose = {row[ID]: row[PERSON] for row in self.rows[kind]}
            for version in stored:
                if version.item in whose:
                    found[whose[version.item]][kind].append(version)
        return found

    @cached_property
    def _named(self) -> dict[int, dict[str, set[int]]]:
        """What of the directory the rows name, by person."""
        found: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        tops = {section.kind for section in sections.of_directory() if section.in_directory}
        for section in sections.of_case():
            shape = columns(section, self.full)
            for keys in section.keys.values():
                for kind, key in keys.items():
                    if kind in tops:
                        place = shape.places[key]
                        pairs = {(row[PERSON], row[place]) for row in self.rows[section.kind]}
                        for person, number in pairs:
                            if number is not None:
                                found[person][kind].add(number)
        return found


@cache
def _statement(full: bool, whose: str, later: tuple[str, str] | None = None) -> str:
    """The statement that reads every row of ``whose`` people; of a kind of fact that stands by a
    column, only from the day ``%(day)s`` on."""
    parts = []
    for section in sections.of_case():
        where = _where(section, whose, later)
        parts.append(columns(section, full).select(where))
        for name, links in section.links.items():
            own, other = links.columns
            within = f"t.person_id {whose} AND t.stands"
            if where != _where(section, whose, None):
                within += f" AND t.{own} IN (SELECT t.id FROM {section.table} t WHERE {where})"
            parts.append(
                f"SELECT '{section.kind}.{name}',"
                f" json_agg(json_build_array(t.{own}, t.{other}) ORDER BY t.id)::text"
                f" FROM {links.table} t WHERE {within}"
            )
    parts.append(
        "SELECT 'version:' || t.kind, json_agg(json_build_array(t.item_id, t.recorded_at,"
        " t.content) ORDER BY t.item_id, t.recorded_at)::text FROM history_version t"
        f" WHERE t.subject_kind = 'case' AND t.subject_id {whose} GROUP BY t.kind"
    )
    more = "t.provenance, t.directory_named" if full else "NULL, NULL"
    parts.append(select_headers(more, whose))
    return " UNION ALL ".join(parts)


def _where(section: Section, whose: str, later: tuple[str, str] | None) -> str:
    """The condition that a row of a section is one of those to be read."""
    if section is sections.root().section:
        return f"t.id {whose}"
    found = f"t.person_id {whose}"
    if later is None:
        return found
    kind, column = later
    top = sections.by_kind()[kind]
    if section is top:
        return f"{found} AND t.{column} >= %(day)s"
    for inside in top.inside:
        if inside.section is section:
            found += (
                f" AND t.{section.column(inside.link)} IN (SELECT o.id FROM {top.table} o"
                f" WHERE o.person_id {whose} AND o.{column} >= %(day)s)"
            )
    return found


def select_headers(more: str, whose: str = "= ANY(%s)") -> str:
    """The statement that gathers what the case files of some people say besides their facts."""
    root = sections.root()
    person, numbers = root.section.table, root.numbers._meta.db_table
    return (
        f"SELECT 'header', json_agg(json_build_array(t.id, n.value, ARRAY(SELECT value FROM"
        f" {numbers} o WHERE o.person_id = t.id AND NOT o.current ORDER BY o.id), {more}))"
        f"::text FROM {person} t JOIN {numbers} n ON n.person_id = t.id AND n.current"
        f" WHERE t.id {whose}"
    )


def _linked() -> dict[str, Links]:
    """The fields that name several facts."""
    return {
        f"{section.kind}.{name}": links
        for section in sections.of_case()
        for name, links in section.links.items()
    }


def _fetch(people: list[int], full: bool, later: Later | None = None) -> _Record:
    """Read every row of these people in one statement; that for one person is planned once."""
    shapes = [columns(section, full) for section in sections.of_case()]
    if later:
        statement = _statement(full, "= %(person)s", (later.kind, later.column))
        rows = prepared.run(statement, {"person": people[0], "day": later.day})
    elif len(people) == 1:
        rows = prepared.run(_statement(full, "= %(person)s"), {"person": people[0]})
    else:
        with connection.cursor() as cursor:
            named = {"people": "{" + ",".join(map(str, people)) + "}"}
            cursor.execute(_statement(full, "= ANY(%(people)s::bigint[])"), named)
            rows = cursor.fetchall()
    found = {key: text for key, text in rows if text is not None}
    return _Record(
        full,
        {h.person: h for h in _HEADERS.decode(found.get("header", "[]"))},
        {s.section.kind: s.decoder.decode(found.get(s.section.kind, "[]")) for s in shapes},
        {
            key.removeprefix("version:"): VERSIONS.decode(text)
            for key, text in found.items()
            if key.startswith("version:")
        },
        {key: _PAIRS.decode(found.get(key, "[]")) for key in _linked()},
    )


class _Facts:
    """The structs of every section that stands by itself, by person."""

    def __init__(self, record: _Record, shown: Shown, standing: bool) -> None:
        self.tops: dict[str, dict[int, tuple[Fact, ...]]] = {}
        self.standing = standing
        inner = Inner()
        names: dict[str, Mapping[int, str]] = dict(shown.names)
        for section in sections.of_case():
            if section.is_item:
                place = columns(section, record.full).places["ref"]
                names[section.kind] = {row[ID]: row[place] for row in record.rows[section.kind]}
        versions = versions_of(record.versions, shown.codes)
        root = sections.root().section
        for section in sections.of_case():
            shape = columns(section, record.full)
            rows = record.rows[section.kind]
            if standing and section is not root:
                rows = [row for row in rows if row[ERROR] is None]
            links = {
                name: grouped_names(record.links[f"{section.kind}.{name}"], names, section, name)
                for name in section.links
            }
            facts = built(shape, rows, versions.get(section.kind, {}), names, inner, links)
            if section.path or section is root:
                self.tops[section.kind] = by_place(rows, facts, PERSON, many=True)
            else:
                inner.take(shape, rows, facts)


def _case(record: _Record, facts: _Facts, directory: Directory, person: int) -> CaseFile:
    header = record.headers[person]
    placed: dict[str, dict[str, tuple[Fact, ...]]] = defaultdict(dict)
    alone: dict[str, Any] = {}
    for section in sections.of_case():
        if section.path:
            found = facts.tops[section.kind].get(person, ())
            if len(section.path) == 1:
                alone[section.path[0]] = found
            else:
                placed[section.path[0]][section.path[1]] = found
    particulars: Any = facts.tops[sections.root().section.kind][person][0]
    if facts.standing and particulars.in_error:
        particulars = msgspec.structs.replace(
            particulars, date_of_birth=None, sex=None, earlier=(), in_error=None
        )
    placed["person"]["particulars"] = particulars
    alone.update((name, fact_type(CaseFile, name)(**each)) for name, each in placed.items())
    return CaseFile(
        format=FORMAT,  # type: ignore[arg-type]
        crn=header.crn,
        previous_crns=tuple(header.previous),
        provenance=header.provenance,
        directory=directory,
        **alone,
    )
