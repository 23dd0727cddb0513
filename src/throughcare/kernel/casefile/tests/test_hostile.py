"""Files made to do harm, or by accident as bad: refused in good time, never a crash."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from throughcare.kernel.casefile import CaseFile, parsing
from throughcare.kernel.casefile.checking import built
from throughcare.kernel.casefile.problems import Found, Refused
from throughcare.kernel.casefile.reading import read
from throughcare.kernel.casefile.shapes import parts, shapes
from throughcare.kernel.casefile.tests.test_refusals import BASE


def refusal(raw: bytes, name: str = "case.yaml") -> Refused:
    with pytest.raises(Refused) as caught:
        list(read(raw, name))
    assert 1 <= len(caught.value.problems) <= 20
    assert len(str(caught.value)) < 20_000
    return caught.value


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 10)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

FILES: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "case.yaml", "no case"),
    "blank": (b"\n\n# nothing\n---\n", "case.yaml", "no case"),
    "empty json": (b"", "case.json", "not JSON"),
    "empty list": (b"[]", "case.json", "no case"),
    "a word": (b"hello", "case.yaml", "fields are wanted"),
    "a list": (b"- 1\n- 2\n", "case.yaml", "fields are wanted"),
    "laughs": (LAUGHS.encode(), "case.yaml", "aliases expand"),
    "recursive": (b"a: &a [*a]\n", "case.yaml", "holds itself"),
    "unknown alias": (b"a: *b\n", "case.yaml", "not anchored"),
    "deep yaml": (b"[" * 100_000, "case.yaml", "nested"),
    "deep blocks": (b"".join(b" " * n + b"a:\n" for n in range(200)), "case.yaml", "nested"),
    "deep json": (b"[" * 100_000, "case.json", "nested"),
    "deep closed json": (b"[" * 5_000 + b"]" * 5_000, "case.json", ""),
    "deep unknown": (
        b'{"format":' + b'{"a":' * 900 + b"1" + b"}" * 900 + b"}",
        "case.json",
        "is wanted here",
    ),
    "deep version": (
        BASE.replace(
            "ref: p,", f"ref: p, recorded_at: 2017-01-01, earlier: [{'[' * 20 + ']' * 20}],"
        ).encode(),
        "case.yaml",
        "fields are wanted",
    ),
    "binary": (bytes(range(256)), "case.yaml", "UTF-8"),
    "utf-16": (BASE.encode("utf-16"), "case.yaml", "UTF-8"),
    "nul": (BASE.replace("Alex", "Al\0ex").encode(), "case.yaml", "U+0000"),
    "nul in json": (b'{"crn": "\\u0000"}', "case.json", "control character"),
    "surrogate": (b'{"crn": "\\ud800"}', "case.json", "control character"),
    "not yaml": (b"a: [1, 2\nb: }\n", "case.yaml", "not YAML"),
    "not json": (b'{"a": 1,}', "case.json", "not JSON"),
    "nan": (b'{"crn": NaN}', "case.json", "no number"),
    "huge number": (b'{"crn": ' + b"9" * 100_000 + b"}", "case.json", "digits"),
    "huge yaml number": (b"crn: " + b"9" * 100_000, "case.yaml", "digits"),
    "twice in json": (b'{"crn": "X500001", "crn": "X500001"}', "case.json", "given twice"),
    "twice in a line": (b'{"crn": 1, "crn": 2}\n{}', "case.jsonl", "given twice"),
    "odd keys": (b"1: 2\n? [a]\n: b\n~: c\n", "case.yaml", "field's name"),
    "python tag": (b"!!python/object/apply:os.system ['true']", "case.yaml", "tags"),
    "binary tag": (b"crn: !!binary aGVsbG8=", "case.yaml", "tags"),
    "merge": (b"a: &a {crn: X500001}\n<<: *a\n", "case.yaml", "no such field"),
    "yaml directive": (b"%YAML 3.0\n---\ncrn: x\n", "case.yaml", ""),
}


@pytest.mark.parametrize("what", FILES)
def test_hostile_files_are_refused(what: str) -> None:
    raw, name, words = FILES[what]
    problems = refusal(raw, name).problems
    assert any(words in problem.reason for problem in problems), problems


def test_a_hundred_thousand_unknown_fields() -> None:
    data = {f"key{n}": n for n in range(100_000)}
    assert refusal(json.dumps(data).encode(), "case.json").more > 99_000


def test_too_large_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_BYTES", 500)
    assert "larger" in refusal(BASE.encode()).problems[0].reason
    assert "larger" in refusal(b" " * 501 + b"{}", "case.jsonl").problems[0].reason


def test_too_many_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_NODES", 50)
    assert "more than 50 values" in refusal(BASE.encode()).problems[0].reason


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(Refused, match="cannot be read"):
        list(read("no-such-file.yaml"))


@settings(max_examples=150, deadline=None)
@given(raw=st.binary(max_size=60), name=st.sampled_from(["a.yaml", "a.json", "a.jsonl", "a"]))
def test_any_bytes(raw: bytes, name: str) -> None:
    refusal(raw, name)


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(st.sampled_from(list("{}[]:,-&*!|>'\"%@`#? \n\tab1~")), max_size=40),
    name=st.sampled_from(["a.yaml", "a.json", "a.jsonl", "a"]),
)
def test_any_signs(text: str, name: str) -> None:
    refusal(text.encode(), name)


WORDS = ["2017-02-30", "9999-12-31", "9999-12-31T23:59:59-14:00", "24:00", "X500001"]
FIELDS = ["ref", "date", "earlier", "names", "x"]
ODD: Any = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(WORDS),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=2)
    ),
    max_leaves=4,
)


@st.composite
def spoilt(draw: Any) -> Any:
    """Draw the base case with something odd put in place of something, anywhere."""
    (document,) = parsing.yaml_documents(BASE)
    data = document.data
    inner: Any = data
    while True:
        keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
        key = draw(st.sampled_from(keys))
        if not isinstance(inner[key], dict | list) or draw(st.integers(0, 3)) == 0:
            names = ["in_error", "earlier", "recorded_at", "cancelled", "moves"]
            inner[draw(st.sampled_from([key, *names])) if isinstance(inner, dict) else key] = draw(
                ODD
            )
            return data
        inner = inner[key]


@settings(max_examples=400, deadline=None)
@given(data=spoilt())
def test_the_wrong_thing_anywhere_never_crashes(data: Any) -> None:
    for form in ("case.json", "case.yaml"):
        with contextlib.suppress(Refused):
            list(read(json.dumps(data).encode(), form))


def test_every_field_refuses_what_it_cannot_hold() -> None:
    def kinds(kind: Any) -> set[Any]:
        inner = {kind}
        for shape in parts(kind):
            inner |= kinds(shape.of)
        return inner

    for kind in kinds(CaseFile):
        for name in shapes(kind):
            if name == "earlier":  # looked at only in a fact that can stand
                continue
            for odd in ({"a": {}}, [["a"]], 10**40, float("inf"), "\0"):
                found = Found()
                built(kind, {name: odd}, (), found)
                assert any(path[:1] == (name,) for path, _ in found.problems), (kind, name, odd)
