"""Composing a part of one case file: some kinds of fact, and of long lists some rows.

A page shows a part of a record. It is read in the shape of the case file, so that the rules'
own words (spells, pauses, for which day a booking stands) serve pages too. What is left out
is empty in the file, so a part must not be given to the rules for duties.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import connection

from throughcare.history import sections
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
    parameters: list[Any] = []
    root = sections.root()
    chosen = _chosen(person_id, rows, leaving_out)
    for section, condition, wanted in (*chosen, (root.section, "t.id = %s", person_id)):
        statements.append(columns(section, full=True).select(condition))
        parameters.append(wanted)
        for name, links in section.links.items():
            own, other = links.columns
            statements.append(
                f"SELECT '{section.kind}.{name}',"
                f" json_agg(json_build_array(l.{own}, l.{other}) ORDER BY l.id)::text"
                f" FROM {links.table} l WHERE l.stands AND l.{own} IN"
                f" (SELECT t.id FROM {section.table} t WHERE {condition})"
            )
            parameters.append(wanted)
    kinds = {section.kind for section, _, _ in chosen}
    statements.append(
        "SELECT 'version:' || t.kind, json_agg(json_build_array(t.item_id, t.recorded_at,"
        " t.content) ORDER BY t.item_id, t.recorded_at)::text FROM history_version t"
        " WHERE t.subject_kind = 'case' AND t.subject_id = %s AND t.kind = ANY(%s) GROUP BY t.kind"
    )
    parameters += [person_id, [*kinds, root.section.kind]]
    statements.append(select_headers("t.provenance, NULL"))
    parameters.append([person_id])
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), parameters)
        found = {key: text for key, text in cursor.fetchall() if text is not None}
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
    person_id: int, rows: Rows, leaving_out: Collection[str]
) -> list[tuple[Section, str, Any]]:
    """The sections wanted, those inside others with them, each with its condition."""
    found: dict[str, tuple[Section, str, Any]] = {}

    def add(section: Section, column: str, wanted: Sequence[int] | None) -> None:
        if wanted is None:
            found[section.kind] = (section, "t.person_id = %s", person_id)
        else:
            found[section.kind] = (section, f't."{column}" = ANY(%s)', list(wanted))
        for inside in section.inside:
            if inside.section.kind not in leaving_out:
                add(inside.section, inside.section.column(inside.link), wanted)

    for kind, wanted in rows.items():
        add(sections.by_kind()[kind], "id", wanted)
    return list(found.values())


def _links(found: Mapping[str, str]) -> dict[str, list[tuple[int, int]]]:
    """The pairs of fields that name several facts, of facts that are here."""
    return {key: _PAIRS.decode(found.get(key, "[]")) for key in _linked()}
