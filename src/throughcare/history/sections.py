"""Which table holds which facts of a case file. Each area declares its own in ``sections.py``.

A section is one struct of the case file and the one model that stores it. Columns are called as
the struct's fields. A field that names another fact is a foreign key: of the field's own name, or,
where it may name facts of several kinds, one for each kind, called as the kind. Where the struct
may stand in several places (a requirement of an order, a condition of a licence), the same section
is named in each, with the foreign key that leads to the fact around it.

From the sections everything generic follows: composing a case file, storing one, telling the
differences, versions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, get_type_hints

import msgspec
from django.db import models
from django.utils.module_loading import autodiscover_modules

from throughcare.kernel.casefile.facts import Fact, Item, fact_type, own_fields
from throughcare.kernel.casefile.references import REFERENCES

PROSE = frozenset(
    {
        "done",
        "note",
        "text",
        "because",
        "strengths",
        "own_view",
        "diversity",
        "barriers",
        "words",
    }
)
"""Fields that the ledger does not need: left out at depth facts wherever the struct allows. Where
it must know that something is written, a flag stands beside: ``has_done`` for ``done``."""


@dataclass(frozen=True, slots=True)
class Links:
    """A field that names several facts: the model between the two."""

    model: type[models.Model]
    own: str
    """The foreign key to the fact that names."""
    other: str
    """The foreign key to the fact that is named."""

    @property
    def table(self) -> str:
        """The table between the two."""
        return self.model._meta.db_table

    @property
    def columns(self) -> tuple[str, str]:
        """The database's names of the two foreign keys."""
        own, other = (self.model._meta.get_field(name) for name in (self.own, self.other))
        return own.column, other.column  # type: ignore[union-attr,return-value]


@dataclass(frozen=True, slots=True)
class Inside:
    """Facts inside another: in which field, by which foreign key of the inner model."""

    section: "Section"
    field: str
    link: str


@dataclass(frozen=True, eq=False)
class Section:
    """One struct of the case file and the model that stores it."""

    kind: str
    struct: type[Fact]
    model: type[models.Model]
    path: tuple[str, ...] = ()
    """Where in the case file it stands; empty for what stands inside other facts."""
    inside: tuple[Inside, ...] = ()
    links: Mapping[str, Links] = field(default_factory=dict)
    known_by: str = "ref"
    """The column of the reference: ``code`` in the directory."""
    derive: Any = None
    """Called with each row before it is stored in bulk, for columns computed from others."""

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def in_directory(self) -> bool:
        """Whether it stands at the top of the directory."""
        return self.path[:1] == ("directory",)

    @property
    def is_item(self) -> bool:
        """Whether the fact has a reference."""
        return issubclass(self.struct, Item)

    @cached_property
    def is_listed(self) -> bool:
        """Whether it stands in lists, where its reference tells it from the others. Elsewhere there
        is room for one, and the fact around it says which it is."""
        return self.is_item and not any(
            inside.section is self and not is_many(around.struct, inside.field)
            for around in sections()
            for inside in around.inside
        )

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The fact's own fields."""
        return own_fields(self.struct)

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The own fields that are columns and name nothing."""
        return tuple(name for name in self.own if name not in self.references)

    @cached_property
    def references(self) -> dict[str, tuple[str, ...]]:
        """The own fields that name other facts, with the kinds they may name."""
        return {
            name: tuple(kind_of(target) for target in targets)
            for (struct, name), targets in REFERENCES.items()
            if struct is self.struct
        }

    @cached_property
    def keys(self) -> dict[str, dict[str, str]]:
        """For each field that names one fact: kind → foreign key."""
        return {
            name: dict.fromkeys(kinds, name) if len(kinds) == 1 else {k: k for k in kinds}
            for name, kinds in self.references.items()
            if name not in self.links
        }

    @cached_property
    def around(self) -> tuple[str, ...]:
        """The foreign keys to the facts around it, over all places where it may stand."""
        return tuple(
            dict.fromkeys(
                inside.link
                for section in sections()
                for inside in section.inside
                if inside.section is self
            )
        )

    @cached_property
    def types(self) -> dict[str, Any]:
        """The types of the struct's fields."""
        return get_type_hints(self.struct)

    def column(self, name: str) -> str:
        """The database's name of a field of the model."""
        return str(self.model._meta.get_field(name).column)  # type: ignore[union-attr]

    def may_be_left_out(self, name: str) -> bool:
        """Whether depth facts does without the field."""
        found = next(f for f in msgspec.structs.fields(self.struct) if f.name == name)
        return name in PROSE and found.default == ""

    def content(self, fact: Fact) -> dict[str, Any]:
        """The fact's own fields as plain data: what a version stores."""
        return {name: msgspec.to_builtins(getattr(fact, name)) for name in own_fields(self.struct)}

    def version(self, content: Mapping[str, Any], **times: Any) -> Fact:
        """The fact as a version stores it."""
        return msgspec.convert({**content, **times}, self.struct)


@dataclass(frozen=True, slots=True)
class Root:
    """The models a case hangs on: the person (with their particulars) and the case numbers."""

    section: Section
    numbers: type[models.Model]


_tops: list[Section] = []
_root: list[Root] = []


def declare(*tops: Section) -> None:
    """Declare the sections of an area that stand by themselves in the case file."""
    _tops.extend(top for top in tops if top not in _tops)
    _forget()


def declare_root(root: Root) -> None:
    """Declare what a case hangs on."""
    _root[:] = [root]
    _forget()


def root() -> Root:
    """What a case hangs on."""
    sections()
    return _root[0]


@cache
def sections() -> tuple[Section, ...]:
    """Every section, those inside others before those around them."""
    autodiscover_modules("sections")
    found: dict[str, Section] = {}

    def add(section: Section) -> None:
        for inside in section.inside:
            add(inside.section)
        found.setdefault(section.kind, section)

    for top in _tops:
        add(top)
    return tuple(found.values())


@cache
def of_case() -> tuple[Section, ...]:
    """The sections of a person's record, inner ones first; the particulars come last."""
    directory = set(of_directory())
    return (*(s for s in sections() if s not in directory), root().section)


@cache
def of_directory() -> tuple[Section, ...]:
    """The sections of the directory, inner ones first."""

    def under(section: Section) -> Iterator[Section]:
        for inside in section.inside:
            yield from under(inside.section)
        yield section

    return tuple(dict.fromkeys(s for top in sections() if top.in_directory for s in under(top)))


@cache
def by_kind() -> dict[str, Section]:
    """Every section by its kind."""
    return {section.kind: section for section in (*sections(), root().section)}


@cache
def by_model() -> dict[type[models.Model], Section]:
    """Every section by its model."""
    return {section.model: section for section in by_kind().values()}


@cache
def linking() -> dict[type[models.Model], tuple[str, ...]]:
    """The models between two facts, each with its foreign key to the fact that names."""
    return {
        links.model: (links.own,)
        for section in by_kind().values()
        for links in section.links.values()
    }


@cache
def kind_of(struct: type[Fact]) -> str:
    """The kind of the section that stores a struct."""
    return next(section.kind for section in sections() if section.struct is struct)


@cache
def is_many(struct: type[msgspec.Struct], name: str) -> bool:
    """Whether a field of facts is a list."""
    annotation = next(f for f in msgspec.structs.fields(struct) if f.name == name).type
    return getattr(annotation, "__origin__", None) is tuple


def check_shape() -> Iterator[str]:
    """Yield what does not fit between the case file's structs and the sections declared."""
    for section in by_kind().values():
        columns = {f.name for f in section.model._meta.get_fields()}
        wanted = {*section.plain, *(k for keys in section.keys.values() for k in keys.values())}
        for name in sorted(wanted - columns):
            yield f"{section.kind}: the model has no column for {name}"
        for inside in section.inside:
            if fact_type(section.struct, inside.field) is not inside.section.struct:
                yield f"{section.kind}.{inside.field} does not hold {inside.section.kind}"


def _forget() -> None:
    for cached in (sections, of_case, of_directory, by_kind, by_model, linking):
        cached.cache_clear()
