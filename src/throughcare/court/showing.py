"""Reports, sentences and allocations in words."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from throughcare.court.rules.allocating import Missing, Why
from throughcare.court.rules.papers import lacks
from throughcare.design.wording import day, listed
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.casefile.court import Paper
from throughcare.kernel.casefile.sentences import RequirementKind
from throughcare.sentences.models import Custody, Order

Words = Mapping[str, str | Promise]

KINDS: Words = {
    "oral": gettext_lazy("Oral report"),
    "short": gettext_lazy("Short report"),
    "standard": gettext_lazy("Standard report"),
}
TITLES: Words = {
    "offence analysis": gettext_lazy("Offence analysis"),
    "pattern of offending": gettext_lazy("Pattern of offending"),
    "personal circumstances": gettext_lazy("Personal circumstances"),
    "risk of harm and reoffending": gettext_lazy("Risk of harm and reoffending"),
    "victims": gettext_lazy("Victims"),
    "proposal": gettext_lazy("Proposal"),
}
SENTENCES: Words = {
    "community order": gettext_lazy("Community order"),
    "suspended sentence order": gettext_lazy("Suspended sentence order"),
    "custody": gettext_lazy("Custodial sentence"),
}
PROVIDERS: Words = {
    "nps": gettext_lazy("National Probation Service (NPS)"),
    "crc": gettext_lazy("Community rehabilitation company (CRC)"),
}
LEVELS: Words = {
    Level.LOW: gettext_lazy("Low"),
    Level.MEDIUM: gettext_lazy("Medium"),
    Level.HIGH: gettext_lazy("High"),
    Level.VERY_HIGH: gettext_lazy("Very high"),
}
MAPPA: Words = {
    "none": gettext_lazy("Not eligible"),
    "1": gettext_lazy("Category 1: registered sexual offender"),
    "2": gettext_lazy("Category 2: violent or other sexual offender"),
    "3": gettext_lazy("Category 3: other dangerous offender"),
}
MISSING: Words = {
    Missing.RSR: gettext_lazy("RSR score"),
    Missing.SCREENING: gettext_lazy("RoSH screening"),
    Missing.LEVEL: gettext_lazy("Level of risk of serious harm"),
    Missing.FORM: gettext_lazy("Case allocation form (CAS)"),
}
SCREENING_PARTS: Words = {
    "R1.2": gettext_lazy("Convicted of, now or before"),
    "R1.3": gettext_lazy("What was done, now or before"),
    "R2": gettext_lazy("Children"),
    "R3": gettext_lazy("Risks to the person"),
    "R4": gettext_lazy("Other risks"),
    "R5": gettext_lazy("Anything else that calls for a full analysis"),
}
"""The parts of the screening, by how the names of their indicators begin."""
PAPERS: Words = {
    Paper.REPORT: gettext_lazy("Report to the court"),
    Paper.ORDER: gettext_lazy("Order, with offences and requirements"),
    Paper.RSR: gettext_lazy("RSR score"),
    Paper.SCREENING: gettext_lazy("RoSH screening"),
    Paper.FORM: gettext_lazy("Case allocation form (CAS)"),
    Paper.PROSECUTION: gettext_lazy("Prosecution papers"),
}
WHY: Words = {
    Why.MAPPA: gettext_lazy("the person is eligible for MAPPA"),
    Why.HARM: gettext_lazy("the risk of serious harm is high or very high"),
    Why.RSR: gettext_lazy("the RSR score is at or over the threshold"),
    Why.PUBLIC_INTEREST: gettext_lazy("it is a public interest case"),
    Why.DEPORTATION: gettext_lazy("the person is liable to deportation"),
    Why.HELD: gettext_lazy("the NPS manages the person on another sentence already"),
    Why.NONE: gettext_lazy("nothing calls for the NPS"),
}
REQUIREMENTS: Words = {
    RequirementKind.RAR: gettext_lazy("Rehabilitation activity (RAR)"),
    RequirementKind.UNPAID_WORK: gettext_lazy("Unpaid work"),
    RequirementKind.PROGRAMME: gettext_lazy("Accredited programme"),
    RequirementKind.DRUG_REHABILITATION: gettext_lazy("Drug rehabilitation"),
    RequirementKind.ALCOHOL_TREATMENT: gettext_lazy("Alcohol treatment"),
    RequirementKind.MENTAL_HEALTH_TREATMENT: gettext_lazy("Mental health treatment"),
    RequirementKind.CURFEW: gettext_lazy("Curfew"),
    RequirementKind.EXCLUSION: gettext_lazy("Exclusion"),
    RequirementKind.RESIDENCE: gettext_lazy("Residence"),
    RequirementKind.PROHIBITED_ACTIVITY: gettext_lazy("Prohibited activity"),
}
UNITS: Words = {
    RequirementKind.RAR: gettext_lazy("days"),
    RequirementKind.UNPAID_WORK: gettext_lazy("hours"),
    RequirementKind.PROGRAMME: gettext_lazy("days"),
    RequirementKind.DRUG_REHABILITATION: gettext_lazy("months"),
    RequirementKind.ALCOHOL_TREATMENT: gettext_lazy("months"),
    RequirementKind.MENTAL_HEALTH_TREATMENT: gettext_lazy("months"),
    RequirementKind.CURFEW: gettext_lazy("months"),
}
"""What the amount of a requirement counts."""
AMOUNTS: Words = {
    RequirementKind.RAR: gettext_lazy("The number of days of rehabilitation activity"),
    RequirementKind.UNPAID_WORK: gettext_lazy("The number of hours of unpaid work"),
    RequirementKind.PROGRAMME: gettext_lazy("The number of days of the programme"),
    RequirementKind.DRUG_REHABILITATION: gettext_lazy("The months of drug rehabilitation"),
    RequirementKind.ALCOHOL_TREATMENT: gettext_lazy("The months of alcohol treatment"),
    RequirementKind.MENTAL_HEALTH_TREATMENT: gettext_lazy("The months of mental health treatment"),
    RequirementKind.CURFEW: gettext_lazy("The months of the curfew"),
}
"""What an amount is called in the words of an error."""


def amount(kind: str, number: int | None, unit: str | None) -> str:
    """A requirement's amount: 100 hours."""
    if not number:
        return ""
    return _("%(num)d %(unit)s") % {"num": number, "unit": unit or ""}


def kind_of(sentence: object) -> str:
    """What a sentence is called, a row of the database or one of the case file."""
    kind = getattr(sentence, "kind", "custody")
    return str(SENTENCES.get(kind, kind))


class NotCome(NamedTuple):
    """The papers that did not come with a sentence, in words."""

    sentence: str
    """Its reference."""
    papers: str
    """What is missing, of which what was asked for."""
    to_ask: bool
    """Whether something of it has not been asked for."""


def not_come(case: CaseFile) -> list[NotCome]:
    """Return what did not come with the sentences that a team received from the court."""
    found = []
    for each in lacks(case):
        said = [str(PAPERS[paper]) for paper in each.unasked]
        said += [_("%(what)s (asked for)") % {"what": PAPERS[paper]} for paper in each.awaited]
        found.append(NotCome(each.sentence, listed(said), bool(each.unasked)))
    return found


def length_of(sentence: Order | Custody) -> str:
    """How long a sentence is: an order by its last day, custody by its months."""
    if isinstance(sentence, Custody):
        months = sentence.months or 0
        said = ngettext("%(num)d month", "%(num)d months", months) % {"num": months}
        return said if months else ""
    if sentence.expires_on is None:
        return _("No end on record")
    return _("Until %(day)s") % {"day": day(sentence.expires_on)}
