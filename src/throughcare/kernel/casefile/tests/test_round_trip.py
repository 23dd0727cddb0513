"""What is written can be read, and is the same."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.facts import Fact
from throughcare.kernel.casefile.reading import read
from throughcare.kernel.casefile.settling import placed
from throughcare.kernel.casefile.tests.strategies import case_files
from throughcare.kernel.casefile.writing import canonical, plain

SLOWLY = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@SLOWLY
@given(case=case_files())
def test_a_case_written_and_read_is_the_same(case: CaseFile) -> None:
    for form in ("yaml", "json", "jsonl"):
        text = canonical(case, form)  # type: ignore[arg-type]
        assert list(read(text.encode(), f"case.{form}")) == [case]
        assert list(read(text.encode(), "case")) == [case], "and without an extension"


@SLOWLY
@given(case=case_files())
def test_the_canonical_form_is_a_fixed_point(case: CaseFile) -> None:
    text = canonical(case)
    (again,) = read(text.encode(), "case.yaml")
    assert canonical(again) == text


AS_WRITTEN = (
    "earlier",
    "previous_crns",
    "scores",
    "po_only",
    "sources",
    "inputs",
    "yes",
    "not_known",
    "raises",
    "lowers",
)
"""Lists of texts, and versions, that keep the order in which they were written."""


def _of_facts(value: Any) -> bool:
    return any(isinstance(each, dict) and "ref" in each for each in value)


@SLOWLY
@given(case=case_files(), random=st.randoms(use_true_random=False))
def test_the_order_in_a_file_does_not_matter(case: CaseFile, random: Any) -> None:
    def shuffled(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                name: inner if name in AS_WRITTEN and not _of_facts(inner) else shuffled(inner)
                for name, inner in random.sample(list(value.items()), len(value))
            }
        if isinstance(value, list):
            return [shuffled(inner) for inner in random.sample(value, len(value))]
        return value

    data = shuffled(json.loads(canonical(case, "json")))
    for each in placed(case):
        if each.path[-2:-1] == ("moves",) and each.before:
            return  # two moves on one day stand in the order of the file
    assert list(read(json.dumps(data).encode(), "case.json")) == [case]


@SLOWLY
@given(case=case_files())
def test_every_fact_read_says_when_it_was_recorded(case: CaseFile) -> None:
    for each in placed(case):
        assert isinstance(each.fact, Fact)
        assert each.fact.recorded_at is not None


def test_defaults_and_expected_instants_are_left_out() -> None:
    text = """
    format: throughcare-case-1
    crn: X500009
    person:
      particulars: {ref: p}
      names: [{ref: n, kind: legal, family: Ashdown, recorded_at: 2017-01-02}]
    contacts: [{ref: c, date: 2017-01-02, kind: supervision, rar: false, recorded_at: 2017-01-02}]
    """
    (case,) = read(text.encode(), "case.yaml")
    assert plain(case)["contacts"] == [{"ref": "c", "date": case.contacts[0].date}]
    assert plain(case)["person"]["names"] == [{"ref": "n", "family": "Ashdown"}]


@pytest.mark.parametrize("text", ["no", "2017-01-01", "0x1F", "1e5", "~", "09:30", "a: b", "- a"])
def test_text_that_looks_like_something_else_stays_text(text: str) -> None:
    source = (
        "format: throughcare-case-1\ncrn: X500009\n"
        f'person: {{particulars: {{ref: p}}, names: [{{ref: n, family: "{text}"}}]}}\n'
    )
    (case,) = read(source.encode(), "case.yaml")
    (again,) = read(canonical(case).encode(), "case.yaml")
    assert again.person.names[0].family == text
