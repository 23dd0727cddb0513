"""An assessment in words: level and groups in brief, and whole, part by part, for reading."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.assessment.rules import drafting, screening
from throughcare.assessment.rules.items import BY_NUMBER, ITEMS
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
    """An assessment whole, part by part."""
    found = [Part("person", title_of(drafting.PERSON), list(_person(oasys)))]
    found.append(Part("risks", _("Risk of serious harm"), list(_risks(oasys))))
    found.append(Part("screening", _("Screening and analysis"), list(_screened(oasys))))
    by_number = {each.number: each for each in oasys.sections}
    for number, asked in BY_NUMBER.items():
        section = by_number.get(number)
        rows = list(_section(section)) if section else [Row(_("Assessed"), _("No"))]
        found.append(Part(asked.key, f"{number}. {_(asked.name)}", rows))
    return found


def compared(here: Oasys, there: Oasys) -> list[tuple[str, str, list[Compared]]]:
    """Two assessments side by side: for each part its key, its title and its rows."""
    found = []
    for mine, other in zip(parts(here), parts(there), strict=True):
        left, right = dict(mine.rows), dict(other.rows)
        labels = [*left, *(label for label in right if label not in left)]
        rows = [Compared(label, left.get(label, ""), right.get(label, "")) for label in labels]
        found.append((mine.key, mine.title, rows))
    return found


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
    yield Row(_("Not known"), "\n".join(map(_indicator, said.not_known)) or _("None"))
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
    given = dict(score.split("=", 1) for score in section.scores)
    for number in given:
        if number not in ITEMS:
            yield Row(number, given[number])
    for item in BY_NUMBER[section.number].items:
        yield Row(f"{item.number} {_(item.question)}", _(item.said(given.get(item.number))))
    yield Row(_("Evidence"), _written(section.text, section.has_text))
    if section.strengths:
        yield Row(_("Strengths"), section.strengths)
    if BY_NUMBER[section.number].linked:
        yield Row(_("Linked to the offending"), _yes_no(section.linked_to_offending))
        yield Row(_("Linked to risk of serious harm"), _yes_no(section.linked_to_harm))
    if section.carried_forward:
        yield Row(_("Carried forward"), _("Taken over from an earlier assessment, not confirmed"))


def _yes_no(answer: bool | None) -> str:
    return _("Not said") if answer is None else _("Yes") if answer else _("No")
