"""Writing case files: the one canonical form, so that equal content is equal byte for byte.

A reference comes first, then the fields in the order of their structs, times and
versions last. Defaults are left out, and so is ``recorded_at`` where it is the
instant that reading would give. Lists stand by day, then by reference.
"""

import json
import re
from datetime import UTC, date, datetime, time
from typing import Any, Literal

import msgspec
import yaml

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.facts import Fact, own_fields
from throughcare.kernel.casefile.settling import ordered, unsaid
from throughcare.kernel.casefile.shapes import shapes

WIDTH = 90

Form = Literal["yaml", "json", "jsonl"]


def canonical(case: CaseFile, form: Form = "yaml") -> str:
    """Return the case file as text in its canonical form."""
    data = plain(case)
    if form == "yaml":
        return _yaml(data)
    data = _json_ready(data)
    if form == "json":
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def plain(case: CaseFile) -> dict[str, Any]:
    """Return the case file as plain data in canonical order, days and instants as they are."""
    case = ordered(case)
    return _fields(case, unsaid(case))


def _fields(struct: msgspec.Struct, unsaid_facts: set[int]) -> dict[str, Any]:
    kind = type(struct)
    defaults = _defaults(kind)
    data: dict[str, Any] = {}
    for name, shape in shapes(kind).items():
        value = getattr(struct, name)
        if not shape.required and value == defaults[name]:
            continue
        if name == "recorded_at" and id(struct) in unsaid_facts:
            continue
        if name == "earlier":
            data[name] = [_version(version, unsaid_facts) for version in value]
        elif shape.sort == "part" and shape.many:
            data[name] = [_fields(each, unsaid_facts) for each in value]
        elif shape.sort == "part":
            data[name] = _fields(value, unsaid_facts)
        elif shape.many:
            data[name] = [str(each) for each in value]
        elif shape.sort == "choice":
            data[name] = str(value)
        else:
            data[name] = value
    return data


def _version(version: Fact, unsaid_facts: set[int]) -> dict[str, Any]:
    kept = {"recorded_at", "in_error", *own_fields(type(version))}
    return {k: v for k, v in _fields(version, unsaid_facts).items() if k in kept}


def _defaults(kind: type[msgspec.Struct]) -> dict[str, Any]:
    known = _DEFAULTS.get(kind)
    if known is None:
        known = _DEFAULTS[kind] = {}
        for field in msgspec.structs.fields(kind):
            if field.default_factory is not msgspec.NODEFAULT:
                known[field.name] = field.default_factory()
            elif field.default is not msgspec.NODEFAULT:
                known[field.name] = field.default
    return known


_DEFAULTS: dict[type[msgspec.Struct], dict[str, Any]] = {}


def instant_text(instant: datetime) -> str:
    """Write an instant in UTC, as 2017-11-06T09:30:00Z."""
    text = instant.astimezone(UTC).replace(tzinfo=None).isoformat()
    return f"{text}Z"


def time_text(clock: time) -> str:
    """Write a time of day, as 09:30 where it has no seconds."""
    return clock.isoformat("minutes" if not (clock.second or clock.microsecond) else "auto")


def _json_ready(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _json_ready(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_json_ready(inner) for inner in value]
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, time):
        return f"{value.isoformat()}"
    return value.isoformat() if isinstance(value, date) else value


# YAML


class _Dumper(yaml.CSafeDumper):
    """Writes text so that readers of YAML 1.1 and 1.2 alike take it for text."""


_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:int",
    re.compile(r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\Z"),
    list("-+0123456789"),
)
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z"),
    list("-+.0123456789"),
)


def _yaml(data: dict[str, Any]) -> str:
    text: str = yaml.serialize(
        _node(data), Dumper=_Dumper, allow_unicode=True, width=WIDTH, indent=2
    )
    return text


def _node(value: Any) -> yaml.Node:
    tag = "tag:yaml.org,2002:"
    if isinstance(value, dict):
        pairs = [(_scalar("str", name), _node(inner)) for name, inner in value.items()]
        return yaml.MappingNode(f"{tag}map", pairs, flow_style=False)
    if isinstance(value, list):
        flow = all(
            isinstance(inner, str) and re.fullmatch(r"[\w-]{1,40}", inner) for inner in value
        )
        return yaml.SequenceNode(f"{tag}seq", [_node(inner) for inner in value], flow_style=flow)
    if isinstance(value, bool):
        return _scalar("bool", "true" if value else "false")
    if isinstance(value, int):
        return _scalar("int", str(value))
    if isinstance(value, float):
        return _scalar("float", repr(value))
    if isinstance(value, datetime):
        return _scalar("timestamp", instant_text(value))
    if isinstance(value, date):
        return _scalar("timestamp", value.isoformat())
    if isinstance(value, time):
        return _scalar("str", time_text(value), style="'")
    return _scalar("str", value, style="|" if "\n" in value else None)


def _scalar(kind: str, text: str, style: str | None = None) -> yaml.ScalarNode:
    return yaml.ScalarNode(f"tag:yaml.org,2002:{kind}", text, style=style)
