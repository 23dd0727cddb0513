"""Documents on paper: the one way to make a PDF, and what of a text no font here can print.

The fonts are those that typst brings, which have Latin, Greek, Cyrillic, Hebrew and Arabic letters,
and those of the folder that an installation names (`THROUGHCARE_FONTS`). A sign that none of them
has would be a box on the paper; the page says so before anybody sends it.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

FONT = "Libertinus Serif"
"""The font of every template; another one steps in for a sign that it lacks."""
_NOBODYS = "\U0010fffd"
"""A sign that no font has: what is drawn for it is drawn for every sign that is missing."""
_SURE = 0x250
"""Below it stand the Latin letters with their accents, which are all there."""
_THERE = frozenset("‘’‚“”„–—…•†€£™−")
"""What is typed in English and stands above it."""
_TRIED = f"""
#set page(width: auto, height: auto)
#set text(font: "{FONT}")
#for sign in json(bytes(sys.inputs.signs)) [#box(sign) #parbreak()]
"""
_DRAWN = re.compile(r'<use xlink:href="#(\w+)"')


def pdf(template: Path, name: str, said: Mapping[str, Any]) -> bytes:
    """Return a PDF by a typst template, which reads what is said as ``sys.inputs`` by its name."""
    made: bytes = typst.compile(
        _read(template),
        format="pdf",
        sys_inputs={name: json.dumps(said, ensure_ascii=False)},
        font_paths=_fonts(settings.FONTS),
    )
    return made


def unprintable(said: object) -> str:
    """Return the signs of what is said, however nested, that would print as boxes, each once."""
    signs = dict.fromkeys(sign for text in _texts(said) for sign in text)
    found = "".join(sign for sign in signs if _to_try(sign))
    return _lacking(found, settings.FONTS) if found else ""


@lru_cache(maxsize=500)
def _lacking(signs: str, folder: Path | None) -> str:
    """Which of some signs are drawn as a sign is that no font has."""
    tried = [*signs, _NOBODYS]
    drawn: list[str] = _DRAWN.findall(
        typst.compile(
            _TRIED.encode(),
            format="svg",
            sys_inputs={"signs": json.dumps(tried, ensure_ascii=False)},
            font_paths=_fonts(folder),
        ).decode()
    )
    if len(drawn) != len(tried):  # a sign of several strokes: each is tried alone
        return "".join(sign for sign in signs if len(signs) > 1 and _lacking(sign, folder))
    return "".join(sign for sign, glyph in zip(signs, drawn, strict=False) if glyph == drawn[-1])


def _to_try(sign: str) -> bool:
    """Whether a sign puts anything on paper by itself, and may be missing."""
    if ord(sign) < _SURE or sign in _THERE:
        return False
    return unicodedata.category(sign)[0] not in ("C", "M", "Z")


def _texts(said: object) -> Iterator[str]:
    if isinstance(said, str):
        yield unicodedata.normalize("NFC", said)
    elif isinstance(said, Mapping):
        for each in said.values():
            yield from _texts(each)
    elif isinstance(said, (list, tuple)):
        for each in said:
            yield from _texts(each)


@cache
def _fonts(folder: Path | None) -> typst.Fonts:
    """The fonts of typst and of the installation; never those that a machine happens to have."""
    return typst.Fonts(include_system_fonts=False, font_paths=[folder] if folder else [])


@cache
def _read(template: Path) -> bytes:
    return template.read_bytes()
