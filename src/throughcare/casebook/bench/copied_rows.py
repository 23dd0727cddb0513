"""The rows of a copy: every row again, with the numbers, codes and names that the copy has."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from throughcare.casebook.bench.bare_tables import value_of
from throughcare.history.models import Entry, Version
from throughcare.history.sections import by_kind, of_directory
from throughcare.ledger.models import OwnerSpell, Row
from throughcare.organisation.models import Charge, Provider, Staff
from throughcare.people.models import Crn, Identifier, Name, Person

CODES_BEGIN = "syn-"
"""With this begins every code of the synthetic area."""
_LEFT_ALONE = frozenset({"accounts", "access"})
_NOT_OF_CASES = frozenset({"history.Token", "history.Read", "history.DemoClock"})
_BY_SUBJECT = frozenset({"history.Version", "history.Entry", "ledger.Row", "ledger.OwnerSpell"})
"""What names its subject by kind and number."""


@dataclass(frozen=True)
class Copy:
    """One copy: its number, and whose staff and whose providers it shares."""

    number: int
    staff: int
    providers: int
    first_of_staff: bool
    first_of_providers: bool

    @property
    def of_staff(self) -> str:
        """What codes of staff, teams and offices begin with."""
        return f"d{self.staff}-" if self.staff else ""

    @property
    def of_providers(self) -> str:
        """What codes of providers and their managers begin with."""
        return f"p{self.providers}-" if self.providers else ""

    def code(self, code: str, shared: Iterable[str]) -> str:
        """A code of the directory, as the copy has it."""
        if not code.startswith(CODES_BEGIN):
            return code
        return (self.of_providers if code in shared else self.of_staff) + code


class Table(NamedTuple):
    """A table that is multiplied, and how many rows it has."""

    model: type[models.Model]
    rows: int

    @property
    def name(self) -> str:
        """What the database calls it."""
        return _table(self.model)

    @property
    def key(self) -> str:
        """The column of its numbers."""
        return _key(self.model)


class Area:
    """What stands in the database before it is multiplied."""

    def __init__(self) -> None:
        self.directory = {section.model for section in of_directory()}
        managers = Charge.objects.exclude(provider=None).values_list("staff_id", "staff__code")
        self.managers = sorted({number for number, _ in managers})
        providers = Provider.objects.values_list("code", flat=True)
        self.shared_codes = sorted({*providers, *(code for _, code in managers)})
        self.crns = int(value_of("SELECT max(substr(value, 2)::int) FROM people_crn"))
        self._strides = {
            model: int(value_of(f"SELECT COALESCE(max({_key(model)}), 0) FROM {_table(model)}"))
            for model in _multiplied()
        }

    def tables(self) -> list[Table]:
        """What is multiplied, the largest first."""
        found = [
            Table(model, value_of(f"SELECT count(*) FROM {_table(model)}"))
            for model in _multiplied()
        ]
        return sorted((each for each in found if each.rows), key=lambda each: -each.rows)

    def stride(self, model: type[models.Model]) -> int:
        """How far the numbers of one copy are from those of the next."""
        return self._strides[model]

    @cached_property
    def versions(self) -> dict[str, list[str]]:
        """Kinds of fact that have earlier versions: kind → fields that name the directory."""
        kinds = Version.objects.values_list("kind", flat=True).distinct()
        tops = {section.kind for section in of_directory()}
        return {
            kind: [n for n, to in by_kind()[kind].references.items() if tops.intersection(to)]
            for kind in kinds
        }

    def statement(self, model: type[models.Model], copy: Copy) -> str | None:
        """The statement that adds the rows of one copy; None where the copy brings none."""
        tracked = _tracked_by(model)
        where, rows = self._rows(tracked or model, copy)
        if rows is None:
            return None
        columns, values = [], []
        for field in model._meta.local_concrete_fields:
            if not field.generated:
                columns.append(f'"{field.column}"')
                values.append(self._value(model, tracked, field, copy))
        table = _table(model)
        return (
            f"INSERT INTO {table} ({', '.join(columns)})"
            f" SELECT {', '.join(values)} FROM {table} t{_beside(tracked or model, copy, tracked)}"
            f" WHERE {self._first(model)}{where}"
        )

    def _first(self, model: type[models.Model]) -> str:
        """The condition that a row is no copy."""
        return f"t.{_key(model)} <= {self.stride(model)}"

    def _rows(self, model: type[models.Model], copy: Copy) -> tuple[str, bool | None]:
        """Which rows a copy has: all of a case; of the directory what it is the first to need."""
        if model not in self.directory:
            return "", True
        shared = self._shared(model)
        if copy.first_of_staff and copy.first_of_providers:
            return "", True
        if copy.first_of_staff:
            return f" AND NOT ({shared})", True
        if copy.first_of_providers:
            return f" AND ({shared})", True
        return "", None

    def _shared(self, model: type[models.Model]) -> str:
        """The condition that a row of the directory is shared as providers are."""
        if model is Provider:
            return "true"
        if model is Staff:
            return f"t.id = ANY({_array(self.managers)})"
        return "t.provider_id IS NOT NULL" if model is Charge else "false"

    def _number(self, column: str, model: type[models.Model], copy: Copy, alias: str = "t") -> str:
        """A number of a row of another copy."""
        stride, named = self.stride(model), f'{alias}."{column}"'
        if model is Provider:
            return f"{named} + {copy.providers * stride}"
        if model is Staff:
            return (
                f"{named} + CASE WHEN {named} = ANY({_array(self.managers)})"
                f" THEN {copy.providers * stride} ELSE {copy.staff * stride} END"
            )
        if model is Charge and column in ("id", "pgh_obj_id"):
            return (
                f"{named} + CASE WHEN t.provider_id IS NOT NULL"
                f" THEN {copy.providers * stride} ELSE {copy.staff * stride} END"
            )
        times = copy.staff if model in self.directory else copy.number
        return f"{named} + {times * stride}"

    def _value(
        self, model: type[models.Model], tracked: type[models.Model] | None, field: Any, copy: Copy
    ) -> str:
        """What stands in a column of a copy."""
        column = field.column
        named = f't."{column}"'
        if field.primary_key and tracked is None:
            return self._number(column, model, copy)
        if tracked is not None and column.startswith("pgh_"):
            return self._of_event(model, tracked, column, copy)
        if column == "id":
            return self._number("id", tracked or model, copy)
        if field.is_relation:
            to = field.related_model
            if to._meta.app_label in _LEFT_ALONE:
                return named
            return self._number(column, to, copy)
        own = tracked or model
        if own._meta.label in _BY_SUBJECT:
            return self._of_subject(own, column, copy)
        if column == "public_id":
            return f"left(md5({named} || '{copy.number}'), 16)"
        if own in self.directory and column in ("code", "ref"):
            return self._code(named, copy)
        return _of_person(own, column, copy, self) or named

    def _of_event(
        self, model: type[models.Model], tracked: type[models.Model], column: str, copy: Copy
    ) -> str:
        if column == "pgh_id":
            times = copy.number
            return f"t.pgh_id + {times * self.stride(model)}"
        if column == "pgh_obj_id":
            return self._number(column, tracked, copy)
        if column == "pgh_context":
            shift = copy.number * self.stride(Entry)
            entry = f"(t.pgh_context->>'entry')::bigint + {shift}"
            return f"jsonb_build_object('entry', {entry})"
        return f't."{column}"'

    def _of_subject(self, model: type[models.Model], column: str, copy: Copy) -> str:
        named = f't."{column}"'
        if column == "subject_id":
            return self._number(column, Person, copy)
        if column == "item_id":
            kinds = "".join(
                f" WHEN '{kind}' THEN {copy.number * self.stride(by_kind()[kind].model)}"
                for kind in self.versions
            )
            return f"{named} + CASE t.kind{kinds} END"
        if model is Version and column == "content":
            return self._content(copy)
        if column == "changes":
            return self._changes(copy)
        if model in (Row, OwnerSpell) and column in ("author", "opening_ref", "subject_ref"):
            return self._code(named, copy)
        if column == "fingerprint":
            return f"COALESCE(b.fingerprint, {named})"
        return named

    def _content(self, copy: Copy) -> str:
        """What an earlier version says, with the codes of the copy."""
        found = "t.content"
        for kind, names in self.versions.items():
            for name in names:
                code = self._code(f"t.content->>'{name}'", copy)
                found += (
                    f" || CASE WHEN t.kind = '{kind}' AND t.content->>'{name}' IS NOT NULL"
                    f" THEN jsonb_build_object('{name}', {code}) ELSE '{{}}' END"
                )
        return found

    def _changes(self, copy: Copy) -> str:
        """What an entry says it changed, with the numbers of the copy."""
        kinds = "".join(
            f" WHEN '{model._meta.label_lower}' THEN {copy.number * self.stride(model)}"
            for model in (Person, Crn)
        )
        return (
            "(SELECT jsonb_agg(CASE WHEN e->>2 = 'rows added' THEN e ELSE jsonb_build_array("
            f"e->0, (e->>1)::bigint + CASE e->>0{kinds} END, e->2) END ORDER BY at)"
            " FROM jsonb_array_elements(t.changes) WITH ORDINALITY a(e, at))"
        )

    def _code(self, named: str, copy: Copy) -> str:
        """A text that may be a code of the directory, as the copy has it."""
        shared = ", ".join(f"'{code}'" for code in self.shared_codes)
        return (
            f"CASE WHEN {named} IN ({shared}) THEN '{copy.of_providers}' || ({named})"
            f" WHEN starts_with({named}, '{CODES_BEGIN}') THEN '{copy.of_staff}' || ({named})"
            f" ELSE {named} END"
        )

    def directory_named(self, copy: Copy) -> str:
        """What of the directory a case file named, with the codes of the copy."""
        return (
            "(SELECT jsonb_object_agg(e.key, COALESCE((SELECT jsonb_agg("
            f"{self._code('code', copy)}) FROM jsonb_array_elements_text(e.value) code), '[]'))"
            " FROM jsonb_each(t.directory_named) e)"
        )


def _multiplied() -> list[type[models.Model]]:
    """The models of cases, of the directory, and of their events."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("throughcare.")
        and model._meta.app_label not in _LEFT_ALONE
        and model._meta.label not in _NOT_OF_CASES
    ]


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table


def _key(model: type[models.Model]) -> str:
    return str(model._meta.pk.column)


def _tracked_by(model: type[models.Model]) -> type[models.Model] | None:
    """The model of whose rows these are the events, None for a model that is not one of events."""
    try:
        found: type[models.Model] = model._meta.get_field("pgh_obj").related_model  # type: ignore[assignment]
    except FieldDoesNotExist:
        return None
    return found


def _beside(model: type[models.Model], copy: Copy, tracked: type[models.Model] | None) -> str:
    """What was worked out beforehand for the rows of a copy."""
    if model is Name:
        key = "pgh_obj_id" if tracked else "id"
        return f" JOIN bench_name b ON b.copy = {copy.number} AND b.id = t.{key}"
    if model is Row:
        return f" LEFT JOIN bench_duty b ON b.copy = {copy.number} AND b.id = t.id"
    return ""


def _of_person(model: type[models.Model], column: str, copy: Copy, area: Area) -> str | None:
    """What tells the person of one copy from that of another."""
    if model is Name and column in ("family", "trigrams", "sounds"):
        return f"b.{column}"
    if model is Person and column == "directory_named":
        return area.directory_named(copy)
    if model is Crn and column == "value":
        shift = copy.number * area.crns
        return f"left(t.value, 1) || lpad((substr(t.value, 2)::int + {shift})::text, 6, '0')"
    if model is Identifier and column == "value":
        number = f"(substr(t.value, 6, 7)::int + {copy.number * 7919}) % 10000000"
        other = f"left(t.value, 5) || lpad(({number})::text, 7, '0') || right(t.value, 1)"
        return f"CASE WHEN t.value ~ '^\\d{{4}}/\\d{{7}}[A-Z]$' THEN {other} ELSE t.value END"
    return None


def _array(numbers: Iterable[int]) -> str:
    return f"'{{{','.join(map(str, numbers))}}}'::bigint[]"
