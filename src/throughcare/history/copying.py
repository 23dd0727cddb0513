"""Loading many new case files at once, by COPY: what `loading.load` leaves, row for row.

Each case has an entry of its own, its events name that entry, and whatever of the directory a case
is the first to name is written in its entry. The triggers that keep events row by row are passed
over while rows are copied, and the events copied beside them; the guard and the triggers that work
out columns fire as ever. A test compares every table with what the loader writes.

For case files that are new, of a directory of scope installation, each valid: what stands
otherwise, or in another directory, is for the loader.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple

import msgspec
from django.db import connection, models, transaction

from throughcare.history import clock, sections, writing
from throughcare.history.copied_lines import line, maker_of, shape_of
from throughcare.history.differing import Key, Placed, facts_of
from throughcare.history.directory import codes_of
from throughcare.history.models import Entry, Version, new_public_id
from throughcare.history.sections import Section
from throughcare.history.slicing import fetch_slice
from throughcare.history.storing import Storage, insert_order
from throughcare.history.subject import Subject
from throughcare.kernel.casefile import CaseFile


class CannotCopy(Exception):
    """A case is stored already, or a thing of the directory is stored otherwise."""


class Copied(NamedTuple):
    """A case that was copied."""

    person: int
    entry: int
    case: CaseFile


Also = Callable[["Copying", Sequence[Copied], dict[str, dict[str, int]]], None]
"""What is copied beside the facts, given the rows of the directory: the ledger."""


class Copying:
    """Copies batches of cases; knows the directory as far as it has met it."""

    def __init__(self, *, why: str = "Case file loaded", also: Iterable[Also] = ()) -> None:
        self._why, self._also = why, tuple(also)
        self._known: dict[Key, Placed] = {}
        self._tops: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, dict[str, int]] = defaultdict(dict)

    def copy(self, cases: Sequence[CaseFile]) -> list[Copied]:
        """Copy one batch, in a transaction."""
        with transaction.atomic():
            done = self._copy(cases)
            self._forget_mark()
        return done

    def _copy(self, cases: Sequence[CaseFile]) -> list[Copied]:
        numbers = sections.root().numbers
        crns = [number for case in cases for number in (case.crn, *case.previous_crns)]
        if taken := numbers._default_manager.filter(value__in=crns).values_list("value").first():
            raise CannotCopy(f"{taken[0]} is stored already")
        root = sections.root().section
        people = reserved(root.model, len(cases))
        self._meet(cases)
        batch = _Batch(self._names)
        entries: list[tuple[int, list[list[Any]]]] = []
        for person, case in zip(people, cases, strict=True):
            entries.append(self._begin(person, case))
            batch.add(person, case)
        mark = entries[0][0]
        self._mark(mark)
        batch.reserve()
        done = []
        for (entry, changes), person, case in zip(entries, people, cases, strict=True):
            batch.lines(person, entry, changes)
            done.append(Copied(person, entry, case))
        batch.write(self)
        for also in self._also:
            also(self, done, self._names)
        self._entries(entries, people)
        return done

    # The directory

    def _meet(self, cases: Sequence[CaseFile]) -> None:
        """Know what is stored of the directory that these cases are the first to name."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for case in cases:
            if case.directory.scope != "installation":
                raise CannotCopy(f"{case.crn} brings a directory of its own")
            for kind, codes in codes_of(case.directory).items():
                wanted[kind] |= set(codes) - self._tops[kind]
        wanted = {kind: codes for kind, codes in wanted.items() if codes}
        if not wanted:
            return
        slice_ = fetch_slice({}, wanted, full=True)
        stored = facts_of(slice_.shown(set(), standing=False).directory(slice_.things(wanted)))
        self._known.update(stored)
        for kind, found in slice_.codes.items():
            self._names[kind].update({code: row for row, code in found.items()})
        for key in stored:
            if sections.by_kind()[key[0]].in_directory:
                self._tops[key[0]].add(key[1])

    def _begin(self, person: int, case: CaseFile) -> tuple[int, list[list[Any]]]:
        """Take the case's entry, and write in it what of the directory it is the first to name."""
        new: list[Placed] = []
        for key, placed in facts_of(case.directory).items():
            known = self._known.get(key)
            if known is None:
                top = placed
                while top.around is not None:
                    top = top.around
                if top.key in self._known:
                    raise CannotCopy(f"{case.crn}: {placed.path} is not stored with its directory")
                new.append(placed)
            elif known.fact != placed.fact:
                raise CannotCopy(f"{case.crn}: {placed.path} is stored otherwise")
        if not new:
            (number,) = reserved(Entry, 1)
            return number, []
        entry = writing._begin([Subject("case", person)], by=None, why=self._why)
        connection.throughcare_write = entry  # type: ignore[attr-defined]
        try:
            storage = Storage(None, self._names)
            storage.add(new)
        finally:
            connection.throughcare_write = None  # type: ignore[attr-defined]
        self._names = storage.names
        for placed in new:
            self._known[placed.key] = placed
            if placed.section.in_directory:
                self._tops[placed.section.kind].add(placed.key[1])
        return entry.id, entry.changes

    # Entries

    def _entries(
        self, entries: Sequence[tuple[int, list[list[Any]]]], people: Sequence[int]
    ) -> None:
        now = connection.ops.adapt_datetimefield_value(clock.now())
        columns = (
            "id",
            "domain_at",
            "by_id",
            "why",
            "subject_kind",
            "subject_id",
            "request_id",
            "changes",
            "also",
        )
        lines = [
            line((number, now, None, self._why, "case", person, "", json.dumps(changes), "[]"))
            for (number, changes), person in zip(entries, people, strict=True)
        ]
        self.lines(Entry._meta.db_table, columns, lines)

    def lines(self, table: str, columns: Sequence[str], lines: Sequence[str]) -> None:
        """Copy lines into a table."""
        if not lines:
            return
        names = ", ".join(f'"{column}"' for column in columns)
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as to:
            to.write("".join(lines))

    @staticmethod
    def _mark(entry: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('throughcare.entry', %s, true)", [str(entry)])

    @staticmethod
    def _forget_mark() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('throughcare.entry', '', true),"
                " set_config('pghistory.context_metadata', '', true),"
                " set_config('pgtrigger.ignore', '{}', true)"
            )


class _Batch:
    """The lines of one batch, table by table."""

    def __init__(self, names: dict[str, dict[str, int]]) -> None:
        self._names = names
        self._waiting: dict[int, dict[Section, list[Placed]]] = {}
        self._cases: dict[int, CaseFile] = {}
        self._counts: dict[type[models.Model], int] = defaultdict(int)
        self._ids: dict[type[models.Model], Iterator[int]] = {}
        self._rows: dict[type[models.Model], list[str]] = defaultdict(list)
        self._events: dict[type[models.Model], list[str]] = defaultdict(list)
        self._versions: list[str] = []

    def add(self, person: int, case: CaseFile) -> None:
        """Take a case."""
        waiting: dict[Section, list[Placed]] = defaultdict(list)
        for placed in facts_of(case).values():
            waiting[placed.section].append(placed)
            for name, between in placed.section.links.items():
                self._counts[between.model] += len(getattr(placed.fact, name))
        for section, found in waiting.items():
            self._counts[section.model] += len(found)
        self._counts[sections.root().numbers] += 1 + len(case.previous_crns)
        self._waiting[person], self._cases[person] = waiting, case

    def reserve(self) -> None:
        """Take the numbers of all rows."""
        root = sections.root().section.model
        for model, count in self._counts.items():
            if count and model is not root:
                self._ids[model] = iter(reserved(model, count))

    def lines(self, person: int, entry: int, changes: list[list[Any]]) -> None:
        """Make the lines of a case, and note for its entry what they are."""
        case = self._cases[person]
        context = json.dumps({"entry": entry})
        storage = Storage(person, self._names)
        root = sections.root()
        links: dict[type[models.Model], list[dict[str, Any]]] = defaultdict(list)
        for section in insert_order():
            new = self._waiting[person].get(section)
            if not new:
                continue
            model = section.model
            made = maker_of(section)
            ids = self._ids.get(model)
            for placed in new:
                number = person if ids is None else next(ids)
                if made is None:
                    self._computed(placed, storage, number, case, context)
                else:
                    around = storage.rows[placed.around.key].pk if placed.around else None
                    link = placed.link if placed.around else ""
                    cells = made(placed.fact, number, person, around, link, storage.names)
                    self._add(model, number, cells, context)
                storage.remember(placed, _Row(number))
                if placed.fact.earlier:
                    self._keep(storage.versions(placed, placed.fact.earlier))
                for name, between in section.links.items():
                    for ref in getattr(placed.fact, name):
                        (kind,) = section.references[name]
                        links[between.model].append(
                            {
                                f"{between.own}_id": number,
                                f"{between.other}_id": storage.names[kind][ref],
                                "person_id": person,
                            }
                        )
            changes.append([model._meta.label_lower, len(new), "rows added"])
        for model, found in links.items():
            for values in found:
                self._line(model, {**values, "id": next(self._ids[model])}, context)
            changes.append([model._meta.label_lower, len(found), "rows added"])
        changes.append([root.section.model._meta.label_lower, person, "changed"])
        for crn in (*case.previous_crns, case.crn):
            number = next(self._ids[root.numbers])
            values = {"id": number, "person_id": person, "value": crn, "current": crn == case.crn}
            self._line(root.numbers, values, context)
            changes.append([root.numbers._meta.label_lower, number, "added"])

    def _computed(
        self, placed: Placed, storage: Storage, number: int, case: CaseFile, context: str
    ) -> None:
        """A row with columns computed from others; the person, who is changed at once."""
        section = placed.section
        values = {**storage.values(placed), "id": number, "person_id": storage.person}
        if section.derive:
            row = SimpleNamespace(**values)
            section.derive(row)
            values = vars(row)
        if section is not sections.root().section:
            self._add(section.model, number, shape_of(section.model).cells(values), context)
            return
        # The person is added, and then what a case file says besides its facts.
        shape = shape_of(section.model)
        values["public_id"] = new_public_id()
        before = shape.cells(values)
        values["provenance"] = case.provenance and msgspec.to_builtins(case.provenance)
        values["directory_named"] = codes_of(case.directory)
        after = shape.cells(values)
        self._rows[section.model].append("\t".join(after) + "\n")
        self._events[section.model] += [
            shape.event("insert", context, number, before),
            shape.event("update", context, number, after),
        ]

    def _add(self, model: type[models.Model], number: int, cells: list[str], context: str) -> None:
        shape = shape_of(model)
        self._rows[model].append("\t".join(cells) + "\n")
        if shape.events:
            self._events[model].append(shape.event("insert", context, number, cells))

    def _line(self, model: type[models.Model], values: dict[str, Any], context: str) -> None:
        self._add(model, values["id"], shape_of(model).cells(values), context)

    def _keep(self, versions: Iterable[Version]) -> None:
        self._versions += [
            line(
                (
                    v.subject_kind,
                    v.subject_id,
                    v.kind,
                    v.item_id,
                    v.recorded_at,
                    json.dumps(v.content),
                )
            )
            for v in versions
        ]

    def write(self, to: Copying) -> None:
        """Copy everything, those that are named before those that name them."""
        every = [section.model for section in insert_order()]
        every += [model for model in self._rows if model not in every]
        for model in every:
            if model not in self._rows:
                continue
            shape = shape_of(model)
            if shape.events:
                with connection.cursor() as cursor:
                    cursor.execute(
                        "SELECT set_config('pgtrigger.ignore', %s, true)", [shape.triggers]
                    )
            to.lines(shape.table, shape.columns, self._rows[model])
            to.lines(shape.events, shape.event_columns, self._events[model])
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
        columns = ("subject_kind", "subject_id", "kind", "item_id", "recorded_at", "content")
        to.lines(Version._meta.db_table, columns, self._versions)


class _Row(NamedTuple):
    """The number of a row that is going to be copied."""

    pk: int


def reserved(model: type[models.Model], count: int) -> list[int]:
    """Take the next numbers of a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(s) FROM pg_get_serial_sequence(%s, 'id') s, generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [number for (number,) in cursor.fetchall()]
