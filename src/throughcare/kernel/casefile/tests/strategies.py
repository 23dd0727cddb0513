"""Hypothesis strategies for whole case files in which nothing is impossible."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import strategies as st

from throughcare.kernel.casefile import (
    CaseFile,
    assessment,
    contacts,
    court,
    directory,
    information,
    person,
    planning,
    sentences,
)
from throughcare.kernel.casefile.facts import Fact, InError, Item, own_fields
from throughcare.kernel.casefile.parsing import holds_control
from throughcare.kernel.casefile.references import REFERENCES
from throughcare.kernel.casefile.settling import ordered, settle
from throughcare.kernel.casefile.shapes import Shape, shapes

ANYTHING = st.characters(exclude_categories=("Cs",)).filter(lambda c: not holds_control(c))
SIGNS = st.sampled_from(list(":-#'\"\\{}[]|>&*!%@`,?~ \n\t\r\x85\u2028é😀0"))
TEXT = st.one_of(
    st.text(ANYTHING | SIGNS, max_size=12),
    st.sampled_from(["no", "on", "null", "1_000", "0o14", "1e5", "12:30:00", "2017-02-30", "<<"]),
    st.sampled_from(["word " * 40, "line\nline\n\n", " led and trailed ", "=", "---", "...\n"]),
)
WORDS = TEXT.map(lambda text: text if text.strip() else "said")
"""Text that is not empty."""
NUMBERS = {
    "minutes": (1, 1440),
    "percent_two_year": (1, 99),
    "months": (1, 400),
    "number": (1, 13),
}
_BEGAN = datetime(1990, 1, 1, tzinfo=UTC)
_COUNTED = timedelta(days=45 * 365) // timedelta(microseconds=1)
INSTANTS = st.integers(0, _COUNTED).map(lambda since: _BEGAN + timedelta(microseconds=since))
"""Drawn as one number and not as seven: a case has hundreds, and what one can draw has an end."""
APART = (("cancelled", "outcome"), ("recall", "ended"))

_ONCE: dict[Any, tuple[tuple[str, str], ...]] = {
    assessment.Oasys: (("sections", "number"), ("risks", "group")),
    court.Report: (("sections", "title"),),
    court.Court: (("allocations", "of"),),
}
"""Lists in which each thing stands once, and what tells it."""


class Maker:
    """Draws structs that can stand together."""

    def __init__(self, draw: Any, most: int = 2) -> None:
        self.draw = draw
        self.most = most
        self.made: dict[type[Fact], list[str]] = {}
        self.refs = 0

    def struct(self, kind: Any, depth: int = 0) -> Any:
        """Draw a struct with everything inside it; None if something it needs is missing."""
        values = self.own(kind, depth)
        if values is None:
            return None
        if issubclass(kind, Item):
            self.refs += 1
            values["ref"] = f"{kind.__name__.lower()}-{self.refs}"
            self.made.setdefault(kind, []).append(values["ref"])
        for shape in shapes(kind).values():
            if shape.sort == "part" and shape.name not in ("in_error", "provenance"):
                self.part(kind, shape, depth, values)
        for one, other in APART:
            if values.get(one) is not None:
                values.pop(other, None)
        outcome = values.get("outcome")
        if kind is contacts.Contact and (
            outcome is None or not str(outcome.result).startswith("failed") or outcome.in_error
        ):
            values.pop("asked", None)
            values.pop("decision", None)
        self.make_possible(kind, values)
        if issubclass(kind, Fact):
            self.times(kind, depth, values)
        return kind(**values)

    def part(self, kind: Any, shape: Shape, depth: int, values: dict[str, Any]) -> None:
        """Draw the part or parts that a field holds."""
        inner = depth + issubclass(kind, Fact)
        if shape.many:
            most = 1 if shape.of is sentences.Licence or depth > 1 else self.most
            least = 1 if shape.of is person.Name else 0
            drawn = [
                self.struct(shape.of, inner) for _ in range(self.draw(st.integers(least, most)))
            ]
            values[shape.name] = tuple(each for each in drawn if each is not None)
        elif not issubclass(shape.of, Fact) or shape.required or self.draw(st.booleans()):
            drawn_one = self.struct(shape.of, inner)
            if drawn_one is not None:
                values[shape.name] = drawn_one

    def own(self, kind: Any, depth: int) -> dict[str, Any] | None:
        """Draw the fields of a struct that hold no structs."""
        values: dict[str, Any] = {}
        days = []
        every = [
            shape
            for shape in shapes(kind).values()
            if shape.name not in ("ref", "recorded_at", "earlier") and shape.sort != "part"
        ]
        given = self.draw(st.integers(0, (1 << len(every)) - 1))  # a bit each
        for at, shape in enumerate(every):
            if not shape.required and not given >> at & 1:
                continue
            targets = REFERENCES.get((kind, shape.name))
            if targets is not None:
                known = [ref for target in targets for ref in self.made.get(target, ())]
                if not known and shape.required:
                    return None
                if known and shape.many:
                    chosen = self.draw(st.lists(st.sampled_from(known), unique=True, max_size=3))
                    values[shape.name] = tuple(chosen)
                elif known:
                    values[shape.name] = self.draw(st.sampled_from(known))
            elif shape.sort == "day":
                days.append(shape.name)
            elif shape.many:
                values[shape.name] = self.texts(kind, values)
            else:
                values[shape.name] = self.value(shape)
        first = {sentences.Offence: date(2000, 1, 1), person.Particulars: date(1970, 1, 1)}.get(
            kind, date(2010 + 5 * depth, 1, 1)
        )
        drawn = sorted(self.draw(st.integers(0, 1500)) for _ in days)
        values |= {n: first + timedelta(days=d) for n, d in zip(days, drawn, strict=True)}
        return values

    def make_possible(self, kind: Any, values: dict[str, Any]) -> None:
        """Take out what cannot have happened."""
        for name, told_by in _ONCE.get(kind, ()):
            every = values.get(name, ())
            once = {getattr(each, told_by): each for each in every}.values()
            values[name] = tuple(once)
            for dropped in {each.ref for each in every} - {each.ref for each in once}:
                self.made[type(every[0])].remove(dropped)
        if kind is assessment.Oasys:
            values.pop("level", None)
        elif kind is assessment.Score:
            values.setdefault("percent_two_year", 50)
        elif kind is information.ActedOn:
            values["action"] = "A referral"
        elif kind is information.Document:
            values["sha256"] = ""
        elif kind is planning.ContactReason:
            values.pop("agreed_by", None)
        elif kind is planning.Review and values.get("signed_on") is None:
            values.pop("outcome", None)
        elif kind in (information.Enquiry, information.IncomingItem):
            answer = values.get("answer")
            if answer is not None:
                values.pop("sent", None)
            if "sent" in values:
                values["chases"] = ()
            for name in ("read", "acted"):
                dealt = values.get(name)
                if kind is information.Enquiry and (
                    answer is None
                    or answer.in_error
                    or (dealt is not None and dealt.date < answer.received_on)
                ):
                    values.pop(name, None)

    def texts(self, kind: Any, values: dict[str, Any]) -> tuple[str, ...]:
        """Draw a list of texts: the scored items of a section, or any."""
        if kind is not assessment.AssessedSection:
            return tuple(self.draw(st.lists(TEXT, max_size=2)))
        items = self.draw(st.sets(st.integers(1, 12), max_size=3))
        return tuple(f"{values['number']}.{item}={item % 3}" for item in sorted(items))

    def value(self, shape: Shape) -> Any:
        """Draw a value that is no reference, no day and no struct."""
        if shape.sort == "choice":
            return shape.of(self.draw(st.sampled_from(shape.choices)))
        if shape.sort == "text":
            return self.draw(WORDS if shape.required else TEXT)
        if shape.sort == "flag":
            return self.draw(st.booleans())
        if shape.sort == "whole":
            return self.draw(st.integers(*NUMBERS.get(shape.name, (0, 300))))
        if shape.sort == "number":
            least = 0.01 if shape.name == "share" else 0
            return self.draw(st.floats(least, 60 if shape.name == "hours" else 1))
        return self.draw(st.times())

    def times(self, kind: Any, depth: int, values: dict[str, Any]) -> None:
        """Draw when a fact was recorded, its earlier versions and whether it is in error."""
        instants = sorted(self.draw(st.sets(INSTANTS, max_size=3)))
        if instants:
            *before, values["recorded_at"] = instants
            versions = []
            for instant in before:
                fields = self.own(kind, depth) or {
                    name: values[name] for name in own_fields(kind) if name in values
                }
                if "ref" in values:
                    fields["ref"] = values["ref"]
                if self.draw(st.integers(0, 4)) == 0:
                    fields["in_error"] = InError(recorded_at=instant, because=self.draw(WORDS))
                versions.append(kind(**fields, recorded_at=instant))
            values["earlier"] = tuple(versions)
        if self.draw(st.integers(0, 9)) == 0:
            because = self.draw(WORDS)
            values["in_error"] = InError(
                recorded_at=datetime(2099, 1, 1, tzinfo=UTC), because=because
            )


@st.composite
def case_files(draw: Any, most: int = 2) -> CaseFile:
    """Draw a case file as reading would give it: settled and in order; lists of up to ``most``."""
    maker = Maker(draw, most)
    staff = tuple(
        directory.Staff(ref=f"colleague-{n}", name="A Name", grade=directory.Grade.PO)
        for n in range(draw(st.integers(0, 2)))
    )
    maker.made[directory.Staff] = [each.ref for each in staff]
    slice_ = maker.struct(directory.Directory)
    case = CaseFile(
        format="throughcare-case-1",
        crn=draw(st.from_regex(r"\A[A-W][0-9]{6}\Z")),
        previous_crns=tuple(draw(st.sets(st.from_regex(r"\AX[0-9]{6}\Z"), max_size=2))),
        directory=msgspec.structs.replace(slice_, staff=(*staff, *slice_.staff)),
        **{
            shape.name: maker.struct(shape.of)
            for shape in shapes(CaseFile).values()
            if shape.sort == "part"
            and not shape.many
            and shape.name not in ("directory", "provenance")
        },
        contacts=tuple(maker.struct(contacts.Contact) for _ in range(draw(st.integers(0, 3)))),
    )
    settle(case)
    return ordered(case)
