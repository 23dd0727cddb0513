"""The published schema is the one of the code, describes every field, and takes what is read."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.schema import schema, schema_text
from throughcare.kernel.casefile.tests.strategies import case_files
from throughcare.kernel.casefile.writing import canonical

PUBLISHED = Path(__file__).parents[5] / "docs" / "casefile.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(
    schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


def test_the_published_schema_is_up_to_date() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), (
        "run: throughcare schema > docs/casefile.schema.json"
    )


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_every_struct_and_field_is_described() -> None:
    def objects(value: Any) -> Any:
        if isinstance(value, dict):
            if "properties" in value and "additionalProperties" in value:
                yield value
            for inner in value.values():
                yield from objects(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from objects(inner)

    for each in objects(schema()):
        assert each["description"]
        for name, field in each["properties"].items():
            assert field["description"].strip(".").strip(), name


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(case=case_files())
def test_whatever_is_written_is_valid(case: CaseFile) -> None:
    VALIDATOR.validate(json.loads(canonical(case, "json")))


@pytest.mark.parametrize(
    "spoilt",
    [
        {"crn": "1"},
        {"colour": "blue"},
        {"contacts": [{"ref": "c"}]},
        {"contacts": [{"ref": "c", "date": "2017-02-30"}]},
        {"contacts": [{"ref": "c", "date": "2017-02-20", "earlier": [{"date": "2017-02-19"}]}]},
    ],
)
def test_what_is_wrong_is_not_valid(spoilt: dict[str, Any]) -> None:
    person = {"particulars": {"ref": "p"}, "names": [{"ref": "n", "family": "Moss"}]}
    good = {"format": "throughcare-case-1", "crn": "X500009", "person": person}
    VALIDATOR.validate(good)
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate({**good, **spoilt})
