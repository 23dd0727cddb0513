"""The published JSON schema of case files, made from the structs and their docstrings."""

import ast
import importlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.facts import Fact, own_fields
from throughcare.kernel.casefile.shapes import Shape, shapes

SIMPLE: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "whole": {"type": "integer"},
    "number": {"type": "number"},
    "flag": {"type": "boolean"},
    "day": {"type": "string", "format": "date"},
    "time": {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?$"},
    "instant": {
        "anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]
    },
}
"""What may stand in a field that is no part and no choice; a day for an instant is its start."""


def schema_text() -> str:
    """Return the schema as text, as it stands in docs/casefile.schema.json."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """Return the schema."""
    definitions: dict[str, Any] = {}
    _define(CaseFile, definitions)
    root = definitions.pop("CaseFile")
    root["properties"]["crn"]["pattern"] = "^[A-Z][0-9]{6}$"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Throughcare case file",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _define(kind: Any, definitions: dict[str, Any]) -> None:
    definitions[kind.__name__] = {}
    fields = shapes(kind)
    definitions[kind.__name__] = _object(kind, tuple(fields), definitions)
    if issubclass(kind, Fact):
        earlier = _object(kind, (*own_fields(kind), "recorded_at", "in_error"), definitions)
        earlier["required"] = [*earlier.get("required", ()), "recorded_at"]
        earlier["description"] = "The fields as they stood, and when they were recorded."
        definitions[kind.__name__]["properties"]["earlier"]["items"] = earlier


def _object(kind: Any, names: tuple[str, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    fields = shapes(kind)
    told = descriptions(kind)
    required = [name for name in names if fields[name].required]
    result: dict[str, Any] = {
        "description": told[""],
        "type": "object",
        "properties": {
            name: {"description": told[name], **_field(fields[name], definitions)} for name in names
        },
        "additionalProperties": False,
    }
    if required:
        result["required"] = required
    return result


def _field(shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    if shape.sort == "part":
        if shape.of.__name__ not in definitions:
            _define(shape.of, definitions)
        one: dict[str, Any] = {"$ref": f"#/$defs/{shape.of.__name__}"}
    elif shape.sort == "choice":
        one = {"enum": list(shape.choices)}
    elif shape.sort == "versions":
        one = {}
    else:
        one = SIMPLE[shape.sort]
    if shape.many:
        return {"type": "array", "items": one}
    if not shape.nothing:
        return one
    return {"anyOf": [*one.get("anyOf", [one]), {"type": "null"}]}


@cache
def descriptions(kind: Any) -> dict[str, str]:
    """Return what the source says of a struct, under the empty name, and of each of its fields."""
    told: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if base is not msgspec.Struct and issubclass(base, msgspec.Struct):
            told.update(_of_class(base))
    return told


def _of_class(kind: type) -> dict[str, str]:
    source = Path(importlib.import_module(kind.__module__).__file__ or "")
    module = ast.parse(source.read_text(encoding="utf-8"))
    node = next(n for n in module.body if isinstance(n, ast.ClassDef) and n.name == kind.__name__)
    told = {"": " ".join((ast.get_docstring(node) or "").split())}
    name = None
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name = statement.target.id
        elif name and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            told[name] = " ".join(str(statement.value.value).split())
            name = None
    return told
