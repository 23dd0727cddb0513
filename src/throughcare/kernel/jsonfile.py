"""A JSON file as it comes from outside: read with care, refused in plain words."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; a list of a hundred thousand cases is a fifth of it."""

LONGEST_SHOWN = 60

LONGEST_NUMBER = 1_000
"""Digits; Python refuses some more, with advice for programmers."""


class Refused(ValueError):
    """The file cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that cannot be taken as it stands in the file; ``why`` says so to its writer."""

    shown: str
    why: str


def read(path: str, *, mark: bool = False) -> Any:
    """Return what the JSON file at ``path`` holds; ``-`` is standard input.

    Raises Refused for a file that is missing, too large, not UTF-8 or not JSON, and
    for what Python would let pass: a key given twice in one object, NaN and Infinity,
    and for a number of too many digits. With ``mark`` these last do not spoil the rest of
    the file: an Unread stands in place of the value.
    """
    name = "standard input" if path == "-" else path
    unread = _marked if mark else _refused
    try:
        return json.loads(
            _bytes(path).decode("utf-8-sig"),
            object_pairs_hook=lambda pairs: _object(pairs, unread),
            parse_constant=lambda text: unread(text, f"{text} is not a number that JSON knows"),
            parse_int=lambda text: _number(text, unread),
        )
    except OSError as error:
        raise Refused(f"{name}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{name}: is not UTF-8 text (byte {error.start})") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Refused(f"{name}: is not JSON: {error.msg} at {where}") from error
    except RecursionError as error:
        raise Refused(f"{name}: is nested too deeply") from error
    except ValueError as error:  # ours
        raise Refused(f"{name}: {error}") from error


def shown(value: object) -> str:
    """Return ``value`` as it can safely stand in a message: short, and plain ASCII."""
    if isinstance(value, Unread):
        return value.shown
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 3] + "..."


def _bytes(path: str) -> bytes:
    if path == "-":
        content = sys.stdin.buffer.read(LARGEST_FILE + 1)
    else:
        with Path(path).open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise ValueError(f"is larger than {LARGEST_FILE // 2**20} MiB: split it")
    if not content.strip():
        raise ValueError("is empty")
    return content


def _object(pairs: list[tuple[str, Any]], unread: Callable[[str, str], Unread]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            value = unread(
                "two values", f"the key {shown(key)} stands twice in one object: keep one"
            )
        result[key] = value
    return result


def _number(text: str, unread: Callable[[str, str], Unread]) -> int | Unread:
    if len(text) <= LONGEST_NUMBER:
        return int(text)
    return unread("a number", f"a number of {len(text)} digits is too long")


def _marked(text: str, why: str) -> Unread:
    return Unread(text, why)


def _refused(_text: str, why: str) -> Unread:
    raise ValueError(why)
