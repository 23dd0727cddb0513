"""What each score asks on its page, and how an answer becomes an input."""

from collections.abc import Mapping
from datetime import date
from types import ModuleType
from typing import Any, NamedTuple

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.assessment.rules import inputs, ogp, ogrs3, ovp, rsr, rsr_inputs
from throughcare.assessment.rules.inputs import Value
from throughcare.assessment.rules.items import ITEMS, WORDS, Answers
from throughcare.design.forms import (
    DayField,
    Form,
    OneOfField,
    SelectField,
    WholeNumberField,
    YesNoField,
)
from throughcare.design.wording import day_plain
from throughcare.kernel.casefile.assessment import Predictor

_DAYS = frozenset(
    {
        "date_of_birth",
        "conviction_date",
        "first_sanction_date",
        "risk_date",
        "assessment_date",
        "latest_sexual_offence_date",
    }
)
_YES_NO = frozenset(
    {*ogp.YES_NO, *ovp.YES_NO, *rsr_inputs.YES_NO}
    | {"interview", "sexual_offence", "stranger_victim"}
)
_SCORED = frozenset({*ogp.SCORED, *ovp.SCORED, *rsr_inputs.SCORED})
_NUMBER = {name: number for number, name in inputs.NAMES.items() if number in ITEMS}


class Asked(NamedTuple):
    """A score: its rule, what it is called, and what its page asks."""

    rule: ModuleType
    name: str | Promise
    asks: tuple[str, ...]


SCORES: Mapping[Predictor, Asked] = {
    Predictor.OGRS3: Asked(
        ogrs3,
        gettext_lazy("Likelihood of proven reoffending (OGRS3)"),
        (
            "sex",
            "date_of_birth",
            "conviction_date",
            "risk_date",
            "first_sanction_date",
            "previous_sanctions",
            "offence",
        ),
    ),
    Predictor.OGP: Asked(
        ogp,
        gettext_lazy("General reoffending (OGP)"),
        (ogp.OGRS3, *ogp.YES_NO, *ogp.SCORED, "drug_motivation"),
    ),
    Predictor.OVP: Asked(
        ovp,
        gettext_lazy("Violent reoffending (OVP)"),
        (
            "sex",
            "date_of_birth",
            "risk_date",
            "previous_sanctions",
            "violent_sanctions",
            *ovp.YES_NO,
            *ovp.SCORED,
        ),
    ),
    Predictor.RSR: Asked(
        rsr,
        gettext_lazy("Risk of serious recidivism (RSR)"),
        (
            "interview",
            "sex",
            "date_of_birth",
            "conviction_date",
            "risk_date",
            "assessment_date",
            "first_sanction_date",
            "previous_sanctions",
            "violent_sanctions",
            "rsr_offence",
            "violence_category",
            *rsr_inputs.SCORED,
            *rsr_inputs.YES_NO,
            "sexual_offence",
            *rsr_inputs.SEXUAL_SANCTIONS,
            "stranger_victim",
            "latest_sexual_offence_date",
        ),
    ),
}
SENT_AS: Mapping[str, str] = {"rsr_offence": "offence"}
"""Inputs that two scores call alike and mean differently, by their own names here."""

LABELS: Mapping[str, str | Promise] = {
    "sex": gettext_lazy("Sex"),
    "date_of_birth": gettext_lazy("Date of birth"),
    "conviction_date": gettext_lazy("Day of the conviction"),
    "risk_date": gettext_lazy("Day of the community sentence, or of the release"),
    "assessment_date": gettext_lazy("Day of this score"),
    "first_sanction_date": gettext_lazy("Day of the first sanction ever"),
    "previous_sanctions": gettext_lazy("Sanctions before this one"),
    "violent_sanctions": gettext_lazy("Violent sanctions, this one counted"),
    "offence": gettext_lazy("Offence"),
    "rsr_offence": gettext_lazy("Offence, in the categories of RSR"),
    "violence_category": gettext_lazy("Kind of violence against the person"),
    ogp.OGRS3: gettext_lazy("OGRS3, percentage of two years"),
    "drug_misuse": gettext_lazy("Misuse of drugs now"),
    "drug_motivation": gettext_lazy("Motivation to tackle drug misuse"),
    "psychiatric_treatment": gettext_lazy("Is there psychiatric treatment now?"),
    "interview": gettext_lazy("Was there an interview for an assessment?"),
    "ever_murder": gettext_lazy("Ever: murder, manslaughter, or an attempt"),
    "ever_wounding": gettext_lazy("Ever: wounding or grievous bodily harm"),
    "ever_aggravated_burglary": gettext_lazy("Ever: aggravated burglary"),
    "ever_arson": gettext_lazy("Ever: arson"),
    "ever_criminal_damage_endangering_life": gettext_lazy("Ever: damage that endangered life"),
    "ever_kidnap": gettext_lazy("Ever: kidnapping or false imprisonment"),
    "ever_firearm": gettext_lazy("Ever: a firearm with intent"),
    "ever_robbery": gettext_lazy("Ever: robbery"),
    "ever_other_weapon_offence": gettext_lazy("Ever: another offence with a weapon"),
    "sexual_offence": gettext_lazy("A sexual or sexually motivated offence, now or before?"),
    "adult_contact": gettext_lazy("Sexual sanctions: contact with an adult"),
    "child_contact": gettext_lazy("Sexual sanctions: contact with a child"),
    "indecent_images": gettext_lazy("Sexual sanctions: indecent images"),
    "paraphilia": gettext_lazy("Sexual sanctions: other, without contact"),
    "stranger_victim": gettext_lazy("Was a stranger the victim of this sexual offence?"),
    "latest_sexual_offence_date": gettext_lazy("Day of the latest sexual offence"),
}


class ScoreForm(Form):
    """Asks the inputs of one score. What is missing is the rule's to say."""

    def __init__(self, predictor: Predictor, *args: Any, **kwargs: Any) -> None:
        """Ask what this predictor needs."""
        super().__init__(*args, **kwargs)
        self.predictor = predictor
        for name in SCORES[predictor].asks:
            self.fields[name] = _field(name)
        if "sexual_offence" in self.fields:
            reveals = (*rsr_inputs.SEXUAL_SANCTIONS, "stranger_victim")
            self.fields["sexual_offence"] = YesNoField(
                label=label_of("sexual_offence"),
                required=False,
                if_yes=(*reveals, "latest_sexual_offence_date"),
            )

    @property
    def item(self) -> dict[str, Any]:
        """What the rule reads: inputs by its own names, those not given left out."""
        given = {name: self.cleaned_data.get(name) for name in SCORES[self.predictor].asks}
        return {
            SENT_AS.get(name, name): int(value) if name in _SCORED else value
            for name, value in given.items()
            if value not in (None, "")
        }

    @property
    def kept(self) -> dict[str, str]:
        """What is stored with the score, by the names of this page."""
        given = {name: self.cleaned_data.get(name) for name in SCORES[self.predictor].asks}
        return {
            name: inputs.stored(value) for name, value in given.items() if value not in (None, "")
        }

    def refuse(self, errors: list[str]) -> None:
        """Say beside each input what the rule says of it."""
        back = {SENT_AS[name]: name for name in SENT_AS if name in self.fields}
        for error in errors:
            name, _colon, why = error.partition(": ")
            name = back.get(name, name)
            if why.startswith("is missing"):
                why = _("Give it: there is no score without it")
            self.add_error(name if name in self.fields else None, why or error)


def label_of(name: str) -> str:
    """What an input is called on pages."""
    if name in LABELS:
        return str(LABELS[name])
    number = _NUMBER.get(name)
    return f"{number} {_(ITEMS[number].question)}" if number else name


def said(name: str, value: str) -> str:
    """A stored input in words."""
    if name in _DAYS:
        return day_plain(date.fromisoformat(value))
    if name in _SCORED and name in _NUMBER:
        return _(ITEMS[_NUMBER[name]].said(value))
    return {"M": _("Male"), "F": _("Female")}.get(value, value)


def initial(predictor: Predictor, record: Mapping[str, Value], before: Mapping[str, str]) -> Any:
    """What stands in the form at first: the record, else what was given for earlier scores."""
    found: dict[str, Any] = {}
    for name in SCORES[predictor].asks:
        if name in record:
            value: Any = record[name]
        elif name in before and name not in inputs.MOVING:
            value = before[name]
        else:
            continue
        if name in _DAYS and isinstance(value, str):
            value = date.fromisoformat(value)
        if name in _YES_NO and isinstance(value, bool):
            value = "yes" if value else "no"
        found[name] = str(value) if name in _SCORED else value
    return found


def _field(name: str) -> forms.Field:
    label = label_of(name)
    if name in _DAYS:
        return DayField(label=label, required=False)
    if name in _YES_NO:
        return YesNoField(label=label, required=False)
    if name in _SCORED:
        number = _NUMBER.get(name)
        words = WORDS[ITEMS[number].answers if number else Answers.PROBLEM]
        choices = [(str(score), _(text)) for score, text in words]
        return OneOfField(label=label, choices=choices, required=False, inline=True)
    chosen: Mapping[str, Any] = {
        "sex": (("M", _("Male")), ("F", _("Female"))),
        "offence": [(each, each) for each in ogrs3.OFFENCES],
        "rsr_offence": [(each, each) for each in rsr_inputs.OFFENCES],
        "violence_category": [(each, each) for each in rsr_inputs.VIOLENCE],
        "drug_motivation": [(each, each.capitalize()) for each in ogp.MOTIVATION],
    }
    if name in chosen:
        return SelectField(label=label, choices=chosen[name], empty=_("Not known"), required=False)
    return WholeNumberField(label=label, required=False)
