"""What each score asks on its page, and how an answer becomes an input."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import ModuleType
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.assessment.rules import (
    inputs,
    offence_codes,
    ogp,
    ogrs3,
    ovp,
    rsr,
    rsr_inputs,
)
from throughcare.assessment.rules.inputs import Held, Origin
from throughcare.assessment.rules.items import ITEMS, WORDS, Answers
from throughcare.design.forms import (
    DayField,
    Form,
    OneOfField,
    SelectField,
    TextField,
    WholeNumberField,
    YesNoField,
)
from throughcare.design.wording import day_plain
from throughcare.kernel.casefile import CaseFile
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
            "offence_code",
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
ASKED_AS: Mapping[str, str] = {
    "age_risk": "risk_date",
    "age_conv": "conviction_date",
    "age_first": "first_sanction_date",
    "age_latest_sexual_offence": "latest_sexual_offence_date",
    "sentence_date": "risk_date",
    "offence_free_months": "assessment_date",
    "total_sanctions": "previous_sanctions",
    "set": "interview",
}
"""Inputs of the rules that the pages ask in another way, by the input asked."""

LABELS: Mapping[str, str | Promise] = {
    "sex": gettext_lazy("Sex"),
    "date_of_birth": gettext_lazy("Date of birth"),
    "conviction_date": gettext_lazy("Day of the conviction"),
    "risk_date": gettext_lazy("Day of the community sentence, or of the release"),
    "assessment_date": gettext_lazy("Day of this score"),
    "first_sanction_date": gettext_lazy("Day of the first sanction ever"),
    "previous_sanctions": gettext_lazy("Sanctions before this one"),
    "violent_sanctions": gettext_lazy("Violent sanctions, this one counted"),
    "offence_code": gettext_lazy("Home Office code of the offence"),
    "offence": gettext_lazy("Category of the offence, where the code is not known"),
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


OFFENCES = ("offence_code", "offence", "rsr_offence")
_ORIGINS: Mapping[Origin, str | Promise] = {
    Origin.PERSON: gettext_lazy("the person’s particulars"),
    Origin.SENTENCE: gettext_lazy("the sentence"),
    Origin.RELEASE: gettext_lazy("the last release"),
    Origin.OFFENCE: gettext_lazy("%(what)s"),
    Origin.ASSESSMENT: gettext_lazy("assessment of %(day)s, %(what)s"),
    Origin.SCREENING: gettext_lazy("screening of %(day)s"),
    Origin.SOURCES: gettext_lazy("sources of the assessment of %(day)s"),
    Origin.SCORE: gettext_lazy("%(what)s of %(day)s"),
    Origin.GIVEN: gettext_lazy("given for %(what)s on %(day)s"),
    Origin.TODAY: gettext_lazy("today"),
}
_EVERY = {*LABELS, *ASKED_AS, *_DAYS, *_YES_NO, *_SCORED}
_LONGEST_FIRST = sorted((name for name in _EVERY if "_" in name), key=len, reverse=True)
_NAMES = re.compile(rf"\b({'|'.join(_LONGEST_FIRST)})\b")
"""The names of inputs as the rules write them."""


class ScoreForm(Form):
    """Asks the inputs of one score. What is missing is the rule's to say."""

    def __init__(
        self,
        predictor: Predictor,
        *args: Any,
        held: Mapping[str, Held] | None = None,
        offences: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        """Ask what this predictor needs; ``held`` and ``offences`` are what is on record."""
        super().__init__(*args, **kwargs)
        self.predictor = predictor
        for name in SCORES[predictor].asks:
            self.fields[name] = _field(name)
        self._held, self._offences = held or {}, offences
        if "sexual_offence" in self.fields:
            reveals = (*rsr_inputs.SEXUAL_SANCTIONS, "stranger_victim")
            self.fields["sexual_offence"] = YesNoField(
                label=label_of("sexual_offence"),
                required=False,
                if_yes=(*reveals, "latest_sexual_offence_date"),
            )
        for name, field in self.fields.items():
            told = list(self._on_record(name))
            example = "" if told and name in _DAYS else str(field.help_text)
            field.help_text = " ".join(each for each in (example, *told) if each)

    @property
    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """The questions under headings, in their order."""
        found: dict[str, list[BoundField]] = {}
        for bound in self.questions():
            found.setdefault(_group(bound.name), []).append(bound)
        return list(found.items())

    def _on_record(self, name: str) -> Iterable[str]:
        """What is on record of an input, and where it stands."""
        if name in OFFENCES and self._offences:
            listed = "; ".join(self._offences)
            yield _("Sentenced for: %(offences)s.") % {"offences": listed}
        if name in self._held:
            yield whence(name, self._held[name])
        if name == "offence_code":
            shown = self.data if self.is_bound else self.initial
            code = str(shown.get(name) or "")
            if category := offence_codes.find(code).category:
                yield _("%(code)s is %(category)s.") % {"code": code, "category": category}

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
        back = dict(ASKED_AS)
        back |= {SENT_AS[name]: name for name in SENT_AS if name in self.fields}
        for error in errors:
            name, _colon, why = error.partition(": ")
            name = back.get(name, name)
            if why.startswith("is missing"):
                why = _("there is no score without it")
            why = _NAMES.sub(lambda found: f"“{label_of(back.get(found[0], found[0]))}”", why)
            if name in self.fields:
                self.add_error(name, f"“{label_of(name)}”: {why}")
            else:
                self.add_error(None, why[:1].upper() + why[1:])


def _group(name: str) -> str:
    if name == "sexual_offence":
        return _("Sexual offences")
    if name in inputs.EVER.values():
        return _("What was ever done")
    if name in _NUMBER or name in ("drug_misuse", "psychiatric_treatment"):
        return _("Items of the assessment")
    return _("The person and the sentence")


def label_of(name: str) -> str:
    """What an input is called on pages."""
    if name in LABELS:
        return str(LABELS[name])
    number = _NUMBER.get(name)
    return f"{number} {_(ITEMS[number].question)}" if number else name


def whence(name: str, found: Held) -> str:
    """What is on record of an input and where, in words."""
    words = str(_ORIGINS[found.origin]) % {
        "day": day_plain(found.day),
        "what": found.detail,
    }
    told = {"value": said(name, inputs.stored(found.value)), "origin": words}
    if name in inputs.PROPOSED:
        return _("Proposed, for you to judge: %(value)s (%(origin)s).") % told
    return _("On record: %(value)s (%(origin)s).") % told


def said(name: str, value: str) -> str:
    """A stored input in words."""
    if name in _DAYS:
        return day_plain(date.fromisoformat(value))
    if name in _SCORED and name in _NUMBER:
        return _(ITEMS[_NUMBER[name]].said(value))
    if name in _SCORED:
        return str(dict(WORDS[Answers.PROBLEM]).get(int(value), value))
    if name == ogp.OGRS3:
        return f"{value}%"
    words = {"M": _("Male"), "F": _("Female"), "yes": _("Yes"), "no": _("No")}
    return words.get(value, value.capitalize() if value in ogp.MOTIVATION else value)


def known_to(predictor: Predictor, case: CaseFile, today: date) -> dict[str, Held]:
    """What is known of the inputs of a score: from the record, else as given for earlier ones."""
    before = inputs.given_before(case)
    found = {name: each for name, each in before.items() if name not in inputs.MOVING}
    record = inputs.held(case)
    if "offence_code" in record:
        found.pop("offence", None)  # the category follows from the code
    found |= record
    if "assessment_date" in SCORES[predictor].asks:
        found["assessment_date"] = Held(today, Origin.TODAY)
    return {name: found[name] for name in SCORES[predictor].asks if name in found}


def initial(known: Mapping[str, Held]) -> dict[str, Any]:
    """What stands in the form at first."""
    found: dict[str, Any] = {}
    for name, each in known.items():
        value: Any = each.value
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
    if name == "offence_code":
        hint = _("Five digits, as 00106 or 001/06. The category follows from it.")
        return TextField(label=label, hint=hint, required=False, max_length=10, width=10)
    if name in chosen:
        return SelectField(label=label, choices=chosen[name], empty=_("Not known"), required=False)
    return WholeNumberField(label=label, required=False)
