"""An assessment in words: level and groups in brief, and whole, part by part, for reading."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.assessment.rules import drafting, screening, sources
from throughcare.assessment.rules.items import BY_NUMBER, ITEMS, AskedItem, AskedSection
from throughcare.assessment.rules.needs import Need
from throughcare.assessment.rules.weighing import weighed
from throughcare.design.wording import day
from throughcare.kernel.casefile.assessment import AssessedSection, Level, Oasys, Risk, RiskTo

LEVELS: Mapping[str, str | Promise] = {
    Level.LOW.value: gettext_lazy("Low"),
    Level.MEDIUM.value: gettext_lazy("Medium"),
    Level.HIGH.value: gettext_lazy("High"),
    Level.VERY_HIGH.value: gettext_lazy("Very high"),
}
COLOURS: Mapping[str, str] = {
    Level.LOW.value: "green",
    Level.MEDIUM.value: "yellow",
    Level.HIGH.value: "orange",
    Level.VERY_HIGH.value: "red",
}
GROUPS: Mapping[RiskTo, str | Promise] = {
    RiskTo.CHILDREN: gettext_lazy("Children"),
    RiskTo.PUBLIC: gettext_lazy("The public"),
    RiskTo.KNOWN_ADULT: gettext_lazy("A known adult"),
    RiskTo.STAFF: gettext_lazy("Staff"),
    RiskTo.PRISONERS: gettext_lazy("Prisoners"),
}
STATUSES: Mapping[str, tuple[str | Promise, str]] = {
    "not started": (gettext_lazy("Not started"), "blue"),
    "in progress": (gettext_lazy("In progress"), "teal"),
    "carried forward": (gettext_lazy("Carried forward, not confirmed"), "yellow"),
    "done": (gettext_lazy("Done"), ""),
    "not called for": (gettext_lazy("Not called for"), ""),
    "may be said": (gettext_lazy("May be said"), ""),
}
LAYERS = {"full": gettext_lazy("Full assessment"), "basic": gettext_lazy("Basic assessment")}


class Row(NamedTuple):
    """One answer of an assessment: what was asked, what stands there."""

    label: str
    value: str


class Part(NamedTuple):
    """One part of an assessment."""

    key: str
    title: str
    rows: Sequence[Row]
    unknown: Sequence[str] = ()
    """What was asked and is not known: folded away."""
    need: str = ""
    """What its points come to, where they are a need."""

    def by_label(self) -> dict[str, str]:
        """Everything that was asked, with what stands there."""
        return dict(self.rows) | dict.fromkeys(self.unknown, _("Not known"))


class Compared(NamedTuple):
    """One answer in two assessments."""

    label: str
    here: str
    there: str

    @property
    def differs(self) -> bool:
        """Whether the two read differently."""
        return self.here != self.there


def title_of(step: str) -> str:
    """What a page of the draft is called."""
    if step in drafting.SECTION_STEPS:
        section = drafting.SECTION_STEPS[step]
        return f"{section.number}. {_(section.name)}"
    if step in drafting.RISK_STEPS:
        return _("Risk to: %(whom)s") % {"whom": str(GROUPS[drafting.RISK_STEPS[step]]).lower()}
    return {
        drafting.DRAWN_ON: _("Sources used"),
        drafting.PERSON: _("Their own view, diversity and barriers"),
        "screening-offences": _("Screening: offences"),
        "screening-behaviour": _("Screening: behaviour"),
        "screening-others": _("Screening: children, themselves and others"),
        drafting.ANALYSIS: _("Full analysis"),
    }[step]


def level_of(level: str | None) -> str:
    """A level in words."""
    return str(LEVELS[level]) if level else _("Not assessed")


def parts(oasys: Oasys) -> list[Part]:
    """An assessment whole, part by part, in the order in which it is read.

    First who is at risk and what the screening found, then the person's own words, the sections,
    and what all of it rests on.
    """
    found = [Part("risks", _("Risk of serious harm"), list(_risks(oasys)))]
    said = oasys.screening
    unknown = [_indicator(name) for name in said.not_known] if said else []
    found.append(Part("screening", _("Screening and analysis"), list(_screened(oasys)), unknown))
    found.append(Part("person", title_of(drafting.PERSON), list(_person(oasys))))
    by_number = {each.number: each for each in oasys.sections}
    for number, asked in BY_NUMBER.items():
        found.append(_assessed(asked, by_number.get(number), oasys.layer))
    found.append(Part("sources", title_of(drafting.DRAWN_ON), list(_sources(oasys))))
    return found


def _assessed(asked: AskedSection, section: AssessedSection | None, layer: str) -> Part:
    title = f"{asked.number}. {_(asked.name)}"
    if section is None:
        return Part(asked.key, title, [Row(_("Assessed"), _("No"))])
    given = {number for number, _sign, _score in (each.partition("=") for each in section.scores)}
    unknown = [_question(item) for item in asked.asked(layer) if item.number not in given]
    return Part(asked.key, title, list(_section(section)), unknown, need_of(section))


def need_of(section: AssessedSection) -> str:
    """Say that a section is a need, and how grave; empty where it is none, or not scored."""
    found = weighed(section.number, section.scores)
    if found is None or not found.over:
        return ""
    return _("Severe need") if found.need is Need.SEVERE else _("Need")


def compared(here: Oasys, there: Oasys) -> list[tuple[str, str, list[Compared]]]:
    """Two assessments side by side: for each part its key, its title and its rows."""
    found = []
    for mine, other in zip(parts(here), parts(there), strict=True):
        left, right = mine.by_label(), other.by_label()
        labels = [*left, *(label for label in right if label not in left)]
        rows = [Compared(label, left.get(label, ""), right.get(label, "")) for label in labels]
        found.append((mine.key, mine.title, rows))
    return found


def unserved(stored: Iterable[str]) -> list[tuple[str, list[str]]]:
    """The sources that did not serve, under what became of them; none where nobody said."""
    stored = tuple(stored)
    if not stored:
        return []
    return [
        (_(sources.ANSWERS[answer]), [_(sources.BY_NAME[name].words) for name in names])
        for answer, names in sources.unused(stored).items()
    ]


def _sources(oasys: Oasys) -> Iterable[Row]:
    given = sources.answers(oasys.sources)
    if not given:
        yield Row(title_of(drafting.DRAWN_ON), _("Nobody said"))
        return
    for each in sources.SOURCES:
        said = sources.ANSWERS.get(given.get(each.name, ""))
        yield Row(_(each.words), _(said) if said else _("Not said"))


def _question(item: AskedItem) -> str:
    return f"{item.number} {_(item.question)}"


def _written(text: str, has_text: bool) -> str:
    if text:
        return text
    return _("Written, but not in this record") if has_text else _("Nothing")


def _person(oasys: Oasys) -> Iterable[Row]:
    yield Row(_("Their own view"), _written(oasys.own_view, oasys.has_own_view))
    yield Row(_("Diversity"), _written(oasys.diversity, oasys.has_diversity))
    yield Row(_("Barriers"), _written(oasys.barriers, oasys.has_barriers))


def _risks(oasys: Oasys) -> Iterable[Row]:
    yield Row(_("Overall"), level_of(oasys.overall))
    by_group = {each.group: each for each in oasys.risks}
    for group in RiskTo:
        if group in by_group:
            yield Row(str(GROUPS[group]), "\n".join(_risk(by_group[group])))


def _risk(risk: Risk) -> Iterable[str]:
    if risk.group in drafting.IN_COMMUNITY:
        yield level_of(risk.level)
    if risk.custody_level:
        yield _("In custody: %(level)s") % {"level": level_of(risk.custody_level)}
    for label, text in (
        (_("Who"), risk.who),
        (_("What"), risk.nature),
        (_("When"), risk.imminence),
        (_("Raised by"), "; ".join(risk.raises)),
        (_("Lowered by"), "; ".join(risk.lowers)),
    ):
        if text:
            yield f"{label}: {text}"


def _screened(oasys: Oasys) -> Iterable[Row]:
    said = oasys.screening
    if said is None:
        yield Row(_("Screening"), _("Not done"))
        return
    yield Row(_("Indicators"), "\n".join(map(_indicator, said.yes)) or _("None"))
    for part in oasys.analysis:
        yield Row(_(part.part[:1].upper() + part.part[1:]), _written(part.text, part.has_text))
    decision = oasys.no_analysis
    if decision is not None:
        words = decision.because
        if decision.countersigned_on:
            signed = _("Countersigned on %(day)s") % {"day": day(decision.countersigned_on)}
            words = f"{words}\n{signed}"
        yield Row(_("Decided not to make the full analysis"), words)


def _indicator(name: str) -> str:
    known = screening.INDICATORS.get(name)
    return _(known.question) if known else name


def _section(section: AssessedSection) -> Iterable[Row]:
    yield Row(_("Evidence"), _written(section.text, section.has_text))
    if section.strengths:
        yield Row(_("Strengths"), section.strengths)
    if BY_NUMBER[section.number].linked:
        yield Row(_("Linked to"), _linked(section))
    if section.carried_forward:
        yield Row(_("Carried forward"), _("Taken over from an earlier assessment, not confirmed"))
    given = dict(score.split("=", 1) for score in section.scores)
    for item in BY_NUMBER[section.number].items:
        if item.number in given:
            yield Row(_question(item), _(item.said(given[item.number])))
    for number in given:
        if number not in ITEMS:
            yield Row(number, given[number])


def _linked(section: AssessedSection) -> str:
    both = (section.linked_to_offending, section.linked_to_harm)
    if both == (None, None):
        return _("Not said")
    if both == (False, False):
        return _("Neither the offending nor risk of serious harm")
    return _("The offending: %(offending)s. Risk of serious harm: %(harm)s.") % {
        "offending": _yes_no(both[0]).lower(),
        "harm": _yes_no(both[1]).lower(),
    }


def _yes_no(answer: bool | None) -> str:
    return _("Not said") if answer is None else _("Yes") if answer else _("No")
