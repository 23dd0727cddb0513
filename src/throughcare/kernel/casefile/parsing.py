"""From the bytes of a file to plain data, with the line of everything in it.

YAML is read by the core schema of YAML 1.2: ``on``, ``no`` and dates stay text. Keys
may not repeat, tags are refused, and what aliases expand to is counted. JSON is read
the quick way; its lines are looked for only when something is wrong.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, NoReturn

import yaml

from throughcare.kernel.casefile.problems import Path, shown

MOST_BYTES = 50_000_000
MOST_DEPTH = 32
MOST_NODES = 1_000_000
MOST_ALIASED = 100_000
LONGEST_NUMBER = 30

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NULL = re.compile(r"(?:null|Null|NULL|~|)\Z")
_BOOL = re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")
_INT = re.compile(r"[-+]?[0-9]+\Z")
_OTHER_INT = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")

Lines = dict[str, Any] | list[Any] | None


class Unreadable(Exception):
    """The file stops making sense as YAML or JSON at a line."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(reason)


@dataclass(slots=True)
class Document:
    """One document of a file: plain data, and where everything stands."""

    data: Any
    first_line: int
    plain: bool = True
    """Whether all text in it is known to hold no control characters."""
    flaws: list[tuple[int, Path, str]] = field(default_factory=list)
    lines: Callable[[], Lines] = lambda: None
    prefix: Path = ()
    """Where the document stands in its file."""

    def line(self, path: Path) -> int:
        """Return the line of what stands at ``path``, or of the nearest thing around it."""
        line, lines = self.first_line, self.lines()
        for part in (*self.prefix, *path):
            try:
                line, lines = lines[part]  # type: ignore[index]
            except (TypeError, KeyError, IndexError):
                break
        return line


def documents(source: FilePath | bytes, name: str) -> Iterator[Document]:
    """Yield the documents of a file: by its extension, else by what stands in it."""
    extension = FilePath(name).suffix.lower()
    if isinstance(source, FilePath) and extension in (".jsonl", ".ndjson"):
        with source.open("rb") as lines:
            yield from _json_lines(iter(lambda: lines.readline(MOST_BYTES + 1), b""))
        return
    text = _text(_bytes(source))
    start = text.lstrip()[:1]
    if extension in (".jsonl", ".ndjson"):
        yield from _json_lines(iter(text.encode().splitlines()))
    elif extension in (".yaml", ".yml") or (extension != ".json" and start not in ("{", "[")):
        yield from yaml_documents(text)
    elif start == "{" and _first_line_is_whole(text):
        yield from _json_lines(iter(text.encode().split(b"\n")))
    else:
        yield from _json_file(text)


def _bytes(source: FilePath | bytes) -> bytes:
    if isinstance(source, FilePath):
        with source.open("rb") as file:
            source = file.read(MOST_BYTES + 1)
    if len(source) > MOST_BYTES:
        raise Unreadable(1, f"the file is larger than {MOST_BYTES // 1_000_000} MB")
    return source


def _text(raw: bytes, first_line: int = 1) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = first_line + raw[: error.start].count(b"\n")
        raise Unreadable(line, "this is not UTF-8 text") from None
    bad = _NOT_TEXT.search(text)
    if bad:
        line = first_line + text[: bad.start()].count("\n")
        raise Unreadable(line, f"a control character (U+{ord(bad[0]):04X}) stands here")
    return text


def holds_control(text: str) -> bool:
    """Whether a text holds a character that no text may hold."""
    return _NOT_TEXT.search(text) is not None


# YAML


def yaml_documents(text: str) -> Iterator[Document]:
    """Yield the documents of a YAML text; empty ones are left out."""
    composer = _Composer(text)
    while True:
        try:
            document = composer.document()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            reason = f"this is not YAML: {error.problem or error.context}"
            raise Unreadable(mark.line + 1 if mark else 1, reason) from None
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            raise Unreadable(1, f"this is not YAML: {shown(str(error))}") from None
        if document is None:
            return
        if document.data is not None or document.flaws:
            yield document


class _Composer:
    """Builds plain data from the events of the YAML parser."""

    def __init__(self, text: str) -> None:
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self.flaws: list[tuple[int, Path, str]] = []
        self.anchors: dict[str, tuple[Any, Lines, int] | None] = {}
        self.nodes = 0
        self.aliased = 0

    def document(self) -> Document | None:
        """Return the next document, None at the end of the stream."""
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                break
        else:
            return None
        self.flaws, self.anchors, self.nodes, self.aliased = [], {}, 0, 0
        event = next(self.events)
        first = event.start_mark.line + 1
        data, lines = self._value(event, ())
        next(self.events)  # the end of the document
        return Document(data, first, flaws=self.flaws, lines=lambda: lines)

    def _value(self, event: Any, path: Path) -> tuple[Any, Lines]:
        line = event.start_mark.line + 1
        if len(path) > MOST_DEPTH:
            raise Unreadable(line, f"this is nested more than {MOST_DEPTH} deep")
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise Unreadable(line, f"one document holds more than {MOST_NODES} values")
        if isinstance(event, yaml.AliasEvent):
            return self._aliased(event, line)
        if event.tag is not None and not (event.tag == "!" and isinstance(event, yaml.ScalarEvent)):
            self._flaw(line, path, f"tags such as {shown(event.tag)} are not taken")
        before = self.nodes
        if event.anchor:
            self.anchors[event.anchor] = None
        lines: Lines = None
        if isinstance(event, yaml.ScalarEvent):
            data: Any = self._scalar(event, line, path)
        elif isinstance(event, yaml.SequenceStartEvent):
            data, lines = self._sequence(path)
        else:
            data, lines = self._mapping(path)
        if event.anchor:
            self.anchors[event.anchor] = (data, lines, self.nodes - before + 1)
        return data, lines

    def _aliased(self, event: Any, line: int) -> tuple[Any, Lines]:
        known = self.anchors.get(event.anchor, ())
        if known is None:
            raise Unreadable(line, f"*{shown(event.anchor)} holds itself")
        if not known:
            raise Unreadable(line, f"*{shown(event.anchor)} is not anchored above")
        data, lines, size = known
        self.aliased += size
        self.nodes += size
        if self.aliased > MOST_ALIASED:
            raise Unreadable(line, f"aliases expand to more than {MOST_ALIASED} values")
        return data, lines

    def _scalar(self, event: Any, line: int, path: Path) -> Any:
        text: str = event.value
        if holds_control(text):
            self._flaw(line, path, "the text holds a control character")
            return None
        if not event.implicit[0]:
            return text
        if _NULL.match(text):
            return None
        if _BOOL.match(text):
            return text.lower() == "true"
        if _INT.match(text):
            return int(text) if len(text) <= LONGEST_NUMBER else self._too_long(line, path)
        if _OTHER_INT.match(text):
            return int(text, 0) if len(text) <= LONGEST_NUMBER else self._too_long(line, path)
        if _FLOAT.match(text):
            return float(text)
        return text

    def _too_long(self, line: int, path: Path) -> None:
        self._flaw(line, path, f"a number of more than {LONGEST_NUMBER} digits")

    def _sequence(self, path: Path) -> tuple[list[Any], Lines]:
        data: list[Any] = []
        lines: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            value, inner = self._value(event, (*path, len(data)))
            data.append(value)
            lines.append((event.start_mark.line + 1, inner))
        return data, lines

    def _mapping(self, path: Path) -> tuple[dict[str, Any], Lines]:
        data: dict[str, Any] = {}
        lines: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            line = event.start_mark.line + 1
            key, _ = self._value(event, (*path, "?"))
            known = isinstance(key, str)
            value, inner = self._value(next(self.events), (*path, key if known else "?"))
            if not known:
                self._flaw(line, path, f"a field's name is text, not {shown(key)}")
            elif key in data:
                first = lines[key][0]
                self._flaw(line, (*path, key), f"given twice, first on line {first}")
            else:
                data[key] = value
                lines[key] = (line, inner)
        return data, lines

    def _flaw(self, line: int, path: Path, reason: str) -> None:
        self.flaws.append((line, path, reason))


# JSON


def _json_file(text: str) -> Iterator[Document]:
    data, doubtful = _json(text, 1)
    whole: list[tuple[Lines, list[tuple[int, Path, str]]]] = []

    def composed() -> tuple[Lines, list[tuple[int, Path, str]]]:
        if not whole:
            whole.append(_composed(text))
        return whole[0]

    flaws = composed()[1] if doubtful else []
    if doubtful and not flaws:
        flaws = [(1, (), f"a field is given twice: {shown(doubtful)}")]
    first = 1 + text[: len(text) - len(text.lstrip())].count("\n")
    plain = "\\u" not in text
    if not isinstance(data, list):
        yield Document(data, first, plain, flaws, lambda: composed()[0])
        return
    for index, each in enumerate(data):
        document = Document(each, first, plain, flaws, lambda: composed()[0], (index,))
        flaws = []
        yield document


def _composed(text: str) -> tuple[Lines, list[tuple[int, Path, str]]]:
    try:
        document = next(yaml_documents(text), None)
    except Unreadable:
        document = None
    return (document.lines(), document.flaws) if document else (None, [])


def _json_lines(lines: Iterator[bytes]) -> Iterator[Document]:
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        if len(raw) > MOST_BYTES:
            raise Unreadable(number, f"the line is larger than {MOST_BYTES // 1_000_000} MB")
        text = _text(raw, number)
        data, doubtful = _json(text, number)
        flaws: list[tuple[int, Path, str]] = []
        if doubtful:
            flaws = [(number, (), f"a field is given twice: {shown(doubtful)}")]
        yield Document(data, number, "\\u" not in text, flaws)


def _json(text: str, first_line: int) -> tuple[Any, str]:
    """Return the data and the name of a field given twice, if there is one."""
    twice = ""

    def gathered(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        data = dict(pairs)
        if len(data) < len(pairs):
            counts = Counter(name for name, _ in pairs)
            twice = twice or counts.most_common(1)[0][0] or "(no name)"
        return data

    try:
        data = json.loads(
            text, object_pairs_hook=gathered, parse_int=_json_int, parse_constant=_no_constant
        )
    except json.JSONDecodeError as error:
        line = first_line + error.lineno - 1
        raise Unreadable(line, f"this is not JSON: {error.msg}") from None
    except RecursionError:
        raise Unreadable(first_line, f"this is nested more than {MOST_DEPTH} deep") from None
    except ValueError as error:
        raise Unreadable(first_line, f"this is not JSON: {error}") from None
    return data, twice


def _json_int(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise ValueError(f"a number of more than {LONGEST_NUMBER} digits")
    return int(text)


def _no_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _first_line_is_whole(text: str) -> bool:
    first, _, rest = text.lstrip().partition("\n")
    if not rest.strip():
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
