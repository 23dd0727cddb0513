"""Who else is named in a record, found again in a text however that is written.

Known are the people in the person's life, those who were asked and those who told something, and
the names, places and numbers in what they told. A name counts whole or by one of its parts; the
person's own name, colleagues, offices and what the sentence requires are nobody else.

Not here: what others told in other words (planning.rules.shareable), nicknames, and a name that
stands only at the beginning of sentences, which may be any word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from throughcare.kernel.casefile import CaseFile

Words = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’ʼ‘][sS]\b")
_APOSTROPHES = re.compile(r"['’ʼ‘]")
_NUMBER = re.compile(r"\+?\d[\d\s().\-/]{6,}\d")
_POSTCODE = re.compile(r"\b[A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2}\b")
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_SUBSCRIBER = 9
"""Digits from the end by which a telephone number is known, with or without the country."""
_SHORTEST_NUMBER = 6
_LONG_ENOUGH = 6
"""Letters of a name that count where it is written without the spaces."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_TITLES = _words("mr mrs ms miss mx dr prof rev sir pc dc ds di dci sgt ps wpc")
_PARTICLES = _words("de la le van von der den di da do dos el al bin ibn ap st the of and")
ORDINARY = _words(
    "will may mark grace hope joy rose faith rob sue pat bill jack frank art dean drew chase max"
    " miles rich dale lane west north south east king bishop young old brown green white black gray"
    " grey day love best good long short little small strong power price cash case park parks wood"
    " woods hill hall field fields banks rivers stone bell cook baker carter walker fisher hunter"
    " sharp fair light call read reading page marsh moss english french german summer autumn april"
    " june august sunny star angel destiny chance harmony honey ray guy gene jay kit dot pearl ruby"
    " amber ivy lily daisy iris violet poppy heather holly hazel robin jasmine melody"
    " al di march"
)
"""Names that are words too: they count with a capital letter."""
NOBODY = _words(
    "former ex new partner wife husband mother mum father dad son daughter brother sister aunt"
    " uncle child children baby boy girl friend carer grandmother grandfather nan stepfather"
    " stepmother gp doctor nurse surgery practice school not known unknown name named withheld"
    " none his her their he she they them it its this that these those a an in on at by to for"
    " from with when while after before since until if once there then no all any two three four"
    " one i we you our police officer officers court prison probation hospital social care service"
    " services support worker team unit nhs id cv crc nps road street avenue lane close drive way"
    " house flat monday tuesday wednesday thursday friday saturday sunday january february march"
    " april may june july august september october november december christmas easter england"
    " wales"
)
"""Words that stand in names, or with a capital, and name nobody."""
_SERVICES = _words("police court prison probation hospital school gp")
"""Services that are not given away by their bare name."""


class _Token(NamedTuple):
    word: str
    capital: bool
    begins: bool
    """Whether a sentence begins with it."""
    apart: bool
    """Whether anything but a space or a hyphen stands before it."""


def words(text: str) -> Words:
    """The words of a text, however it is written: case, accents, signs and lines left out."""
    return tuple(each.casefold() for each in _WORD.findall(_plain(text)))


def _plain(text: str) -> str:
    """A text without accents, unseen signs, apostrophes, and endings of possession."""
    seen = "".join(
        sign
        for sign in unicodedata.normalize("NFKD", text)
        if unicodedata.category(sign)[0] != "M"
        and unicodedata.category(sign) != "Cf"
        and sign not in _FILLERS
    )
    return _APOSTROPHES.sub("", _POSSESSIVE.sub("", seen))


def _tokens(text: str) -> list[_Token]:
    plain, found, end = _plain(text), [], 0
    for match in _WORD.finditer(plain):
        word, between = match.group(), plain[end : match.start()]
        begins = end == 0 or any(sign in ".!?:;\n" for sign in between)
        apart = bool(between.strip(" -"))
        found.append(_Token(word.casefold(), word[0] != word[0].lower(), begins, apart))
        end = match.end()
    return found


def _digits(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(str(unicodedata.digit(sign)) for sign in plain if sign.isdigit())


class Others:
    """Those whom a record names besides the person, and how to tell whether a text does."""

    def __init__(self, case: CaseFile, told: Iterable[str]) -> None:
        self._own = {words(f"{each.given} {each.family}") for each in case.person.names}
        self._ours = {found for text in _ours(case) if (found := words(text))}
        self._our_words = {word for phrase in self._ours | self._own for word in phrase}
        self._phrases: set[Words] = set()
        self._parts: set[str] = set()
        self._heard: set[str] = set()
        self._squashed: set[str] = set()
        self._numbers: set[str] = set()
        self._own_places = {
            "".join(words(each.postcode)) for each in case.person.addresses if each.postcode
        }
        for each in case.person.relationships:
            self._name(each.name)
            self._number(each.telephone)
        for service in _asked_and_told(case):
            self._service(service)
        for text in told:
            self._learn(text)

    def named_in(self, text: str) -> bool:
        """Say whether a text names one of them."""
        found = words(text)
        if any(holds(found, phrase) for phrase in self._phrases):
            return True
        joined, digits = "".join(found), _digits(text)
        if any(each in joined for each in self._squashed):
            return True
        if any(each in digits for each in self._numbers):
            return True
        return any(self._is_part(token) for token in self._without_ours(_tokens(text)))

    def _is_part(self, token: _Token) -> bool:
        singular = token.word.removesuffix("s")
        if token.word in self._parts or singular in self._parts:
            return token.capital or token.word not in ORDINARY
        return token.word in self._heard and token.capital

    def _without_ours(self, tokens: list[_Token]) -> Iterator[_Token]:
        """Leave out the names of colleagues, offices and programmes, as they are written whole."""
        at = 0
        while at < len(tokens):
            ours = [
                len(phrase)
                for phrase in self._ours | self._own
                if len(phrase) > 1
                and tuple(each.word for each in tokens[at : at + len(phrase)]) == phrase
            ]
            if ours:
                at += max(ours)
            else:
                yield tokens[at]
                at += 1

    def _name(self, name: str) -> None:
        """Keep the name of somebody in the person's life, and each part that is a name."""
        phrase = words(name)
        if not phrase or phrase in self._own:
            return
        self._phrases.add(phrase)
        joined = "".join(phrase)
        if not joined.isascii() or (len(phrase) > 1 and len(joined) >= _LONG_ENOUGH):
            self._squashed.add(joined)
        self._parts |= {
            part
            for part in phrase
            if len(part) > 1
            and (part in ORDINARY or part not in _TITLES | _PARTICLES | NOBODY)
            and not any(part in own for own in self._own)
        }

    def _service(self, name: str) -> None:
        phrase = words(name)
        if phrase and phrase not in self._own and not (len(phrase) == 1 and phrase[0] in _SERVICES):
            self._phrases.add(phrase)

    def _number(self, text: str) -> None:
        digits = _digits(text)
        if len(digits) >= _SHORTEST_NUMBER:
            self._numbers.add(digits[-_SUBSCRIBER:])
        elif text.strip():
            self._phrases.add(words(text))

    def _learn(self, text: str) -> None:
        """Keep the names, places and numbers in something that was told."""
        for number in _NUMBER.findall(text):
            self._number(number)
        for postcode in _POSTCODE.findall(text):
            joined = "".join(words(postcode))
            if joined not in self._own_places:
                self._squashed.add(joined)
        row: list[_Token] = []
        titled = False
        for token in _tokens(text):
            if token.word in _TITLES or not token.capital or token.apart or token.begins:
                self._learn_row(row, titled=titled)
                row = []
                if token.word in _TITLES or not token.capital:
                    titled = token.word in _TITLES
                    continue
                titled = titled and token.begins  # the point of “Mrs.” ends no sentence
            row.append(token)
        self._learn_row(row, titled=titled)

    def _learn_row(self, row: list[_Token], *, titled: bool) -> None:
        """Keep words with capitals that stand beside one another, and each of them."""
        named = list(row)
        while named and named[0].word in NOBODY:
            del named[0]
        phrase = tuple(each.word for each in named)
        if len(phrase) > 1 and phrase not in self._ours | self._own:
            self._phrases.add(phrase)
        for each in named:
            if (each.begins and not titled) or len(each.word) < 2:
                continue
            if each.word not in NOBODY | self._our_words:
                (self._parts if titled else self._heard).add(each.word)


def _asked_and_told(case: CaseFile) -> Iterator[str]:
    for enquiry in case.information.enquiries:
        yield enquiry.to
        if enquiry.sent:
            yield enquiry.sent.to
    for item in case.information.items:
        yield item.sender


def _ours(case: CaseFile) -> Iterator[str]:
    """What may be named: who works with the person, where, and what the sentence requires."""
    directory, sentences = case.directory, case.sentences
    yield from (each.name for each in directory.staff)
    yield from (each.name for each in directory.offices)
    yield from (each.name for each in directory.teams)
    yield from (each.name for each in directory.providers)
    yield from (each.lines for each in case.person.addresses)
    for order in sentences.orders:
        yield from (order.court, *(one.name for one in order.requirements))
    for custody in sentences.custody:
        yield custody.court
        for licence in custody.licences:
            yield from (one.name for one in licence.conditions)
        if custody.supervision:
            yield from (one.name for one in custody.supervision.conditions)


def holds(found: Words, phrase: Words) -> bool:
    """Say whether words hold others in a row."""
    return any(found[at : at + len(phrase)] == phrase for at in range(len(found) - len(phrase) + 1))
