"""Family names for copies of a person: those of the area as common as they are, and rarer ones."""

from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import NamedTuple

from throughcare.people.naming import sounds, trigrams


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_BEGINS = _each(
    "Ash Bark Birk Brom Cald Chat Clay Crow Dal Den Dun Elm Ever Fair Fen Gar Gold Graf Hal Hard "
    "Hay Hazel Hock Holm Kel Kirk Lang Lin Mar Mel Mill Nor Oak Orm Pem Pres Rad Raven Red Ris "
    "Sel Shel Stan Stock Sut Thorn Tilling Wal Wes Whit Win Wool"
)
_ENDS = _each(
    "bury by combe croft dale den field ford gate ham head ington land ley low man more ridge "
    "shaw son stead ton ward well wick wood worth"
)
_OFTEN = 0.55
"""How many have a name of the area; with them one in a hundred is called Smith."""


class Found(NamedTuple):
    """A family name, and by what the whole name is found."""

    family: str
    trigrams: list[str]
    sounds: list[str]


def another(given: str, area: Sequence[str], chance: Random) -> Found:
    """Draw a family name for somebody with these given names."""
    if chance.random() < _OFTEN:
        family = chance.choice(area)
    else:
        family = chance.choice(_BEGINS) + chance.choice(_ENDS)
    return found(given, family)


def found(given: str, family: str) -> Found:
    """A name with its pieces and sounds, as `people.models.Name` works them out."""
    pieces, heard = _found_by(given), _found_by(family)
    return Found(
        family,
        sorted({*pieces[0], *heard[0]}),
        sorted({*pieces[1], *heard[1]}),
    )


@lru_cache(maxsize=10_000)
def _found_by(words: str) -> tuple[list[str], list[str]]:
    return trigrams(words), sounds(words)
