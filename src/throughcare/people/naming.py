"""How names are made findable: folded, cut into pieces, and by how they sound. No Django.

Pieces of three letters find a part of a name and forgive a slip; sounds find what was heard
and never seen written. A single name, a name in another script and a name of one letter are
names like any other.
"""

import re
import unicodedata
from typing import NamedTuple

from metaphone.metaphone import doublemetaphone

_APART = re.compile(r"[\W_]+")
_JOINED = re.compile(r"['’ʼ`´.]")
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "ı": "i"}
)
"""Letters that have no accent to take away. The German ß is folded by casefold."""


def folded(text: str) -> str:
    """Return ``text`` in small letters, without accents and punctuation, words one space apart."""
    spelt_out = unicodedata.normalize("NFKD", text).casefold()
    plain = unicodedata.normalize("NFKD", spelt_out).translate(_LETTERS)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(_APART.sub(" ", _JOINED.sub("", plain)).split())


def trigrams(text: str) -> list[str]:
    """Return the pieces of three signs of each word, the word's beginning and end marked."""
    found: set[str] = set()
    for word in folded(text).split():
        marked = f"  {word} "
        found.update(marked[at : at + 3] for at in range(len(marked) - 2))
    return sorted(found)


def sounds(text: str) -> list[str]:
    """Return the keys of how each word sounds; a word without a sound in English keeps itself."""
    found: set[str] = set()
    for word in folded(text).split():
        keys = [key for key in doublemetaphone(word) if key] if word.isascii() else []
        found.update(keys or [word])
    return sorted(found)


class Piece(NamedTuple):
    """A piece of a name as typed, in the ways it can be found."""

    text: str
    inside: list[str]
    """The pieces of three signs that a name with it anywhere has."""
    begins: list[str]
    """Those of a name with a word that begins so."""
    whole: list[str]
    """Those of a name with this very word."""
    sounds: list[str]

    @property
    def tells(self) -> bool:
        """Whether it is long enough to look for by itself: two letters, or one sign of a script
        in which a sign is more than a letter."""
        return len(self.text) > 1 or not self.text.isascii()


def pieces(text: str) -> list[Piece]:
    """Return the pieces of a name in what was typed. One letter or two only begin a word."""
    found = []
    for word in folded(text).split():
        marked = f"  {word}"
        begins = [marked[at : at + 3] for at in range(len(marked) - 2)]
        inside = begins[2:] or begins
        heard = sounds(word) if len(word) > 2 and word.isascii() and word.isalpha() else []
        found.append(Piece(word, inside, begins, trigrams(word), heard))
    return found
