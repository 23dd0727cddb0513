"""An assessment in work: its steps, what each still lacks, and what becomes of it when signed.

What is typed is kept step by step as it was typed. Signing asks that every step is whole: an
item answered with *not known* is answered, a blank is not. What was carried forward counts as
missing until somebody confirms it (S13). The person's own view, diversity and barriers must be
there (S8). A yes in the screening calls for the full analysis, or for a decision not to make it
that a manager has countersigned, whatever the level; so does a low level against an indicator
that stands on record outside the screening (S4).

What it rests on (S7) may be said, and is no part that can be missing.

Not here: who may sign or countersign.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from throughcare.assessment.rules import screening, sources
from throughcare.assessment.rules.harm import ORDER
from throughcare.assessment.rules.items import NOT_KNOWN, SECTIONS, AskedSection
from throughcare.kernel.casefile.assessment import Level, Oasys, RiskTo

PERSON, ANALYSIS, DRAWN_ON = "person", "analysis", "sources"
PERSON_TEXTS = ("own_view", "diversity", "barriers")
RISK_STEPS: Mapping[str, RiskTo] = {
    f"risk-{group.value.replace(' ', '-')}": group for group in RiskTo
}
CARRIED = "carried forward"
IN_COMMUNITY = tuple(group for group in RiskTo if group is not RiskTo.PRISONERS)
"""Groups whose level in the community is part of the overall level."""
SECTION_STEPS: Mapping[str, AskedSection] = {each.key: each for each in SECTIONS}
STEPS = (DRAWN_ON, *SECTION_STEPS, PERSON, *screening.PAGES, ANALYSIS, *RISK_STEPS)
PART_FIELDS: Mapping[str, str] = {
    f"part_{part.replace(' ', '_').replace('-', '_')}": part for part in screening.PARTS
}


class Replaced(msgspec.Struct, kw_only=True):
    """What somebody else saved over."""

    values: dict[str, str]
    by: str
    at: str


class Step(msgspec.Struct, kw_only=True):
    """What was typed on one page of the draft, and who saved it when."""

    values: dict[str, str] = {}
    version: int = 0
    by: str = ""
    at: str = ""
    replaced: list[Replaced] = []
    """What others had saved here before somebody saved over it, until the assessment is signed."""
    carried: bool = False
    """Whether it comes from an earlier assessment and nobody has confirmed it."""


class Content(msgspec.Struct, kw_only=True):
    """What a draft holds."""

    layer: str = "full"
    since: str = ""
    """The reference of the assessment it was carried forward from."""
    steps: dict[str, Step] = {}

    def values(self, step: str) -> dict[str, str]:
        """What was typed on one page."""
        return self.steps[step].values if step in self.steps else {}


@dataclass(frozen=True, slots=True)
class Known:
    """What the record holds beside the draft."""

    decided: bool = False
    """Whether somebody decided not to make the full analysis."""
    countersigned: bool = False
    """Whether a manager has countersigned that."""
    indicator: str = ""
    """What on record speaks against a low level: registered for weapons, notice of a callout."""


NOTHING = Known()


@dataclass(frozen=True, slots=True)
class State:
    """Where a step stands, and what it lacks."""

    status: str
    """Not started, in progress, carried forward, done, not called for, or left to say."""
    lacks: tuple[str, ...] = ()


def read(content: Mapping[str, Any]) -> Content:
    """Return stored content."""
    return msgspec.convert(content, Content)


def state(step: str, content: Content, known: Known = NOTHING) -> State:
    """Say where a step stands."""
    kept = content.steps.get(step)
    lacks = tuple(_lacks(step, content, known))
    if step == ANALYSIS and not parts_called_for(content, known):
        return State("not called for")
    if step == DRAWN_ON and not content.values(step):
        return State("may be said")
    if kept is None and not lacks and step in RISK_STEPS:
        return State("not called for")  # nobody is in custody
    if kept is not None and kept.carried:
        return State(CARRIED, ("Confirm that it is still right, or change it", *lacks))
    if not lacks:
        return State("done")
    begun = kept is not None and any(kept.values.values())
    begun = begun or (step == ANALYSIS and known.decided)
    return State("in progress" if begun else "not started", lacks)


def states(content: Content, known: Known = NOTHING) -> dict[str, State]:
    """Say where every step stands."""
    return {step: state(step, content, known) for step in STEPS}


def lacking(content: Content, known: Known = NOTHING) -> dict[str, tuple[str, ...]]:
    """Return what stands in the way of signing, by step; empty where nothing does."""
    return {step: found.lacks for step, found in states(content, known).items() if found.lacks}


def left(found: Mapping[str, State]) -> tuple[str, ...]:
    """Return the steps that are still to be written or confirmed, in their order."""
    return tuple(step for step in STEPS if found[step].lacks)


def following(step: str, found: Mapping[str, State], *, confirmed: bool = False) -> str | None:
    """Return the step to go to from this one: the next to be written, after the last the first.

    After one was ``confirmed``, the next that is to be confirmed goes before. None where nothing
    is left but this one.
    """
    at = STEPS.index(step)
    order = (*STEPS[at + 1 :], *STEPS[:at])
    if confirmed:
        for each in order:
            if found[each].status == CARRIED:
                return each
    return next((each for each in order if found[each].lacks), None)


def indicators(content: Content, answer: str = "yes") -> tuple[str, ...]:
    """Return the indicators of serious harm with this answer."""
    return tuple(
        each.name
        for page, asked in screening.PAGES.items()
        for each in asked
        if content.values(page).get(each.field) == answer
    )


def parts_called_for(content: Content, known: Known = NOTHING) -> tuple[str, ...]:
    """Return the sections of the full analysis that are called for.

    By the screening; and where the level is low against an indicator on record, harm to others.
    """
    found = set(screening.called_for(indicators(content)))
    if known.indicator and overall(content) is Level.LOW:
        found.add(screening.HARM)
    return tuple(part for part in screening.PARTS if part in found)


def overall(content: Content) -> Level | None:
    """Return the overall level: the highest level in the community."""
    levels = [
        Level(said)
        for step, group in RISK_STEPS.items()
        if group in IN_COMMUNITY and (said := content.values(step).get("level"))
    ]
    return max(levels, key=ORDER.index, default=None)


def scores(values: Mapping[str, str], section: AskedSection) -> tuple[str, ...]:
    """Return the items of a section that have a score, each as item=score."""
    return tuple(
        f"{item.number}={given}"
        for item in section.items
        if (given := values.get(item.name)) and given != NOT_KNOWN
    )


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text that say something: one factor each."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def of_assessment(oasys: Oasys, *, carried: bool) -> dict[str, Step]:
    """Return an assessment as the steps of a draft. What it rests on is said anew each time."""
    found: dict[str, dict[str, str]] = {}
    if not carried:
        found[DRAWN_ON] = sources.to_form(oasys.sources)
    for section in oasys.sections:
        asked = SECTION_STEPS.get(f"section-{section.number}")
        if asked is not None:
            found[asked.key] = _of_section(section, asked)
    found[PERSON] = {name: getattr(oasys, name) for name in PERSON_TEXTS}
    if oasys.screening is not None:
        said = oasys.screening
        for page, every in screening.PAGES.items():
            found[page] = {each.field: _answer(each.name, said) for each in every}
        if not screening.INDICATORS.keys() >= set(said.yes):
            # A yes by a name that is not ours must not turn into a no.
            other = screening.INDICATORS[screening.ANYTHING_ELSE]
            found["screening-others"][other.field] = "yes"
    found[ANALYSIS] = {
        field: part.text
        for field, name in PART_FIELDS.items()
        for part in oasys.analysis
        if part.part == name
    }
    for step, group in RISK_STEPS.items():
        for risk in oasys.risks:
            if risk.group is group:
                found[step] = {
                    "level": risk.level.value if group in IN_COMMUNITY else "",
                    "custody": risk.custody_level.value if risk.custody_level else "",
                    "who": risk.who,
                    "nature": risk.nature,
                    "imminence": risk.imminence,
                    "raises": "\n".join(risk.raises),
                    "lowers": "\n".join(risk.lowers),
                }
    return {
        step: Step(values=values, carried=carried)
        for step, values in found.items()
        if any(values.values())
    }


def _of_section(section: Any, asked: AskedSection) -> dict[str, str]:
    given = dict(score.split("=", 1) for score in section.scores)
    values = {item.name: given.get(item.number, NOT_KNOWN) for item in asked.items}
    values |= {"text": section.text, "strengths": section.strengths}
    for name, linked in (
        ("offending", section.linked_to_offending),
        ("harm", section.linked_to_harm),
    ):
        values[name] = "" if linked is None else "yes" if linked else "no"
    return values


def _answer(name: str, said: Any) -> str:
    if name in said.yes:
        return "yes"
    return NOT_KNOWN if name in said.not_known else "no"


def _lacks(step: str, content: Content, known: Known) -> Iterable[str]:
    values = content.values(step)
    if step in SECTION_STEPS:
        return _section_lacks(SECTION_STEPS[step], content.layer, values)
    if step == PERSON:
        return _person_lacks(values)
    if step == DRAWN_ON:
        return ()
    if step in screening.PAGES:
        open_ = sum(1 for each in screening.PAGES[step] if not values.get(each.field))
        return [f"{open_} indicators are not answered"] if open_ else []
    if step == ANALYSIS:
        return _analysis_lacks(content, known)
    return _risk_lacks(RISK_STEPS[step], values)


def _section_lacks(section: AskedSection, layer: str, values: Mapping[str, str]) -> Iterable[str]:
    open_ = [item.number for item in section.asked(layer) if not values.get(item.name)]
    if open_:
        yield f"Not answered: {', '.join(open_)}"
    if not values.get("text", "").strip():
        yield "The evidence"
    if section.linked and not (values.get("offending") and values.get("harm")):
        yield "Whether it is linked to offending and to risk of serious harm"


def _person_lacks(values: Mapping[str, str]) -> Iterable[str]:
    words = (
        "The person’s own view",
        "Diversity: what changes how to work with them",
        "Barriers to taking part",
    )
    for name, said in zip(PERSON_TEXTS, words, strict=True):
        if not values.get(name, "").strip():
            yield said


def _analysis_lacks(content: Content, known: Known) -> Iterable[str]:
    values = content.values(ANALYSIS)
    by_part = {part: field for field, part in PART_FIELDS.items()}
    blank = [
        part
        for part in parts_called_for(content, known)
        if not values.get(by_part[part], "").strip()
    ]
    if not blank or known.countersigned:
        return
    if known.decided:
        yield "A manager’s countersignature of the decision not to make the full analysis"
    else:
        yield f"The full analysis: {', '.join(blank)}; or a decision not to make it"


def _risk_lacks(group: RiskTo, values: Mapping[str, str]) -> Iterable[str]:
    if group not in IN_COMMUNITY:
        return
    level = values.get("level")
    if not level:
        yield "The level"
    elif level != Level.LOW:
        for name, said in (
            ("who", "Who is at risk"),
            ("nature", "What the harm would be"),
            ("imminence", "When it is greatest"),
            ("raises", "What raises it"),
            ("lowers", "What lowers it"),
        ):
            if not values.get(name, "").strip():
                yield said
