"""Composing a part of one case file: some kinds of fact, and of long lists some rows.

A page shows a part of a record. It is read in the shape of the case file, so that the rules'
own words (spells, pauses, for which day a booking stands) serve pages too. What is left out
is empty in the file, so a part must not be given to the rules for duties.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from throughcare.history import prepared, sections
from throughcare.history.building import VERSIONS, codes_in
from throughcare.history.columns import columns
from throughcare.history.composing import (
    _HEADERS,
    _PAIRS,
    _case,
    _Facts,
    _linked,
    _Record,
    select_headers,
)
from throughcare.history.sections import Section
from throughcare.history.slicing import fetch_slice
from throughcare.kernel.casefile import CaseFile

Rows = Mapping[str, Sequence[int] | None]
"""Kinds of fact that stand by themselves; for each the rows wanted, None for all of them."""


def excerpt(
    person_id: int,
    rows: Rows,
    *,
    standing: bool = True,
    leaving_out: Collection[str] = (),
    directory: bool = True,
) -> CaseFile:
    """Return a part of the case file of a person, with prose; the person's particulars always.

    With ``standing``, what was recorded in error is left out. Kinds of
    inner fact can be left out: the sections of an assessment. One statement, and two more
    where the part names something of the directory; without ``directory`` it names nothing of it,
    for a page that asks nobody's name of the file.
    """
    record = _fetch(person_id, rows, leaving_out)
    ids, codes = ({}, {}) if not directory else (record.directory_ids(), record.directory_codes())
    everything = fetch_slice(ids, codes, full=True)
    named = (record.named(person_id), codes_in(record.versions)) if directory else ({}, {})
    reached = everything.reached(*named)
    shown = everything.shown(set(), standing)
    facts = _Facts(record, shown, standing)
    return _case(record, facts, shown.directory(reached), person_id)


def _fetch(person_id: int, rows: Rows, leaving_out: Collection[str]) -> _Record:
    statements: list[str] = []
    given: dict[str, Any] = {"person": person_id}
    root = sections.root()
    chosen = _chosen(rows, leaving_out, given)
    for section, condition in (*chosen, (root.section, "t.id = %(person)s")):
        statements.append(columns(section, full=True).select(condition))
        for name, links in section.links.items():
            own, other = links.columns
            statements.append(
                f"SELECT '{section.kind}.{name}',"
                f" json_agg(json_build_array(l.{own}, l.{other}) ORDER BY l.id)::text"
                f" FROM {links.table} l WHERE l.stands AND l.{own} IN"
                f" (SELECT t.id FROM {section.table} t WHERE {condition})"
            )
    given["kinds"] = sorted({root.section.kind, *(section.kind for section, _ in chosen)})
    statements.append(
        "SELECT 'version:' || t.kind, json_agg(json_build_array(t.item_id, t.recorded_at,"
        " t.content) ORDER BY t.item_id, t.recorded_at)::text FROM history_version t"
        " WHERE t.subject_kind = 'case' AND t.subject_id = %(person)s AND t.kind = ANY(%(kinds)s)"
        " GROUP BY t.kind"
    )
    statements.append(select_headers("t.provenance, NULL", "= %(person)s"))
    answer = prepared.run(" UNION ALL ".join(statements), given)
    found = {key: text for key, text in answer if text is not None}
    return _Record(
        full=True,
        headers={each.person: each for each in _HEADERS.decode(found["header"])},
        rows={
            section.kind: columns(section, full=True).decoder.decode(found.get(section.kind, "[]"))
            for section in sections.of_case()
        },
        versions={
            key.removeprefix("version:"): VERSIONS.decode(text)
            for key, text in found.items()
            if key.startswith("version:")
        },
        links=_links(found),
    )


def _chosen(
    rows: Rows, leaving_out: Collection[str], given: dict[str, Any]
) -> list[tuple[Section, str]]:
    """The sections wanted, those inside others with them, each with its condition.

    What its condition asks for is added to what is ``given``.
    """
    found: dict[str, tuple[Section, str]] = {}

    def add(section: Section, column: str, named: str | None) -> None:
        of = "t.person_id = %(person)s" if named is None else f't."{column}" = ANY(%({named})s)'
        found[section.kind] = (section, of)
        for inside in section.inside:
            if inside.section.kind not in leaving_out:
                add(inside.section, inside.section.column(inside.link), named)

    for kind, wanted in rows.items():
        named = None
        if wanted is not None:
            named = f"wanted_{len(given)}"
            given[named] = list(wanted)
        add(sections.by_kind()[kind], "id", named)
    return list(found.values())


def _links(found: Mapping[str, str]) -> dict[str, list[tuple[int, int]]]:
    """The pairs of fields that name several facts, of facts that are here."""
    return {key: _PAIRS.decode(found.get(key, "[]")) for key in _linked()}
