"""What the record says of the inputs of the scores, and whether a score still rests on it.

The day at risk is that of the community sentence, or of the last release. The items are those of
the assessment signed last, under the names that the rules of the scores give them; what was ever
done follows from its screening, and whether there was an interview from its sources. No source
says which item the misuse of drugs is for OGP: the higher of 8.4 and 8.5 is proposed.

Not here: previous convictions and sanctions, which are not on this record; they are asked. Nor
is psychiatric treatment: to be ill is not to be treated.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from throughcare.assessment.rules import harm, ogp, ovp, rsr_inputs, sources
from throughcare.assessment.rules.items import ITEMS, Answers
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Oasys, Predictor, Score, Screening
from throughcare.kernel.casefile.facts import recorded
from throughcare.kernel.casefile.sentences import Custody, Order

Value = str | int | bool | date
NAMES: Mapping[str, str] = {**ogp.ALSO, **ovp.ALSO, **rsr_inputs.ALSO, "8.8": "drug_motivation"}
"""By number of an item, the name of the input that it is."""
MOVING = frozenset({"assessment_date"})
"""Inputs that are another each day, and say nothing of a change."""
PROPOSED = frozenset({"drug_misuse"})
"""Inputs that the record suggests and does not hold; no change of them is said."""
DRUGS = ("8.4", "8.5")
EVER: Mapping[str, str] = {
    "R1.2 homicide": "ever_murder",
    "R1.2 wounding": "ever_wounding",
    "R1.2 aggravated burglary": "ever_aggravated_burglary",
    "R1.2 arson": "ever_arson",
    "R1.2 criminal damage": "ever_criminal_damage_endangering_life",
    "R1.2 kidnap": "ever_kidnap",
    "R1.2 firearm": "ever_firearm",
    "R1.2 robbery": "ever_robbery",
    "R1.2 weapon": "ever_other_weapon_offence",
}
"""By indicator of the screening, the input of RSR that asks the same."""
SEXUAL = ("R1.2 sexual offence, child", "R1.2 sexual offence, adult")


class Origin(StrEnum):
    """Where on record an input stands."""

    PERSON = "the person"
    SENTENCE = "the sentence"
    RELEASE = "the release"
    OFFENCE = "the offence"
    ASSESSMENT = "the assessment"
    SCREENING = "the screening"
    SOURCES = "the sources"
    SCORE = "the score"
    GIVEN = "given for a score"
    TODAY = "today"


class Held(NamedTuple):
    """An input on record, and where it stands."""

    value: Value
    origin: Origin
    day: date | None = None
    """Of the sentence, the assessment or the score."""
    detail: str = ""
    """The items, the offence, or the name of the score."""


class Change(NamedTuple):
    """An input that reads otherwise now than when the score was made."""

    name: str
    before: str
    now: str


def on_record(case: CaseFile) -> dict[str, Value]:
    """Return the inputs that the record holds, by name."""
    return {name: found.value for name, found in held(case).items()}


def held(case: CaseFile) -> dict[str, Held]:
    """Return the inputs that the record holds, by name, with where each stands."""
    found: dict[str, Held] = {}
    particulars = case.person.particulars
    if particulars.date_of_birth:
        found["date_of_birth"] = Held(particulars.date_of_birth, Origin.PERSON)
    if particulars.sex:
        found["sex"] = Held(str(particulars.sex), Origin.PERSON)
    found |= _of_sentence(case)
    signed = harm.signed(case)
    if signed:
        found |= _of_assessment(signed[-1])
    last = latest(case.assessment.scores).get(Predictor.OGRS3)
    if last is not None and last.percent_two_year is not None:
        found[ogp.OGRS3] = Held(last.percent_two_year, Origin.SCORE, last.scored_on, "OGRS3")
    return found


def _of_sentence(case: CaseFile) -> dict[str, Held]:
    sentences: list[Order | Custody] = [*case.sentences.orders, *case.sentences.custody]
    standing = [each for each in sentences if each.in_error is None]
    if not standing:
        return {}
    found: dict[str, Held] = {}
    sentence = max(standing, key=lambda each: (each.sentenced_on, recorded(each)))
    offences = sorted(
        (each for each in sentence.offences if each.in_error is None),
        key=lambda each: not each.main,
    )
    day = sentence.sentenced_on
    convicted = [each for each in offences if each.convicted_on]
    if convicted and convicted[0].convicted_on:
        said = convicted[0].description
        found["conviction_date"] = Held(convicted[0].convicted_on, Origin.OFFENCE, day, said)
    else:
        found["conviction_date"] = Held(day, Origin.SENTENCE, day)
    if offences and offences[0].code:
        said = offences[0].description
        found["offence_code"] = Held(offences[0].code, Origin.OFFENCE, day, said)
    if at_risk := _at_risk(sentence):
        origin = Origin.SENTENCE if isinstance(sentence, Order) else Origin.RELEASE
        found["risk_date"] = Held(at_risk, origin, at_risk)
    return found


def offences_of(case: CaseFile) -> tuple[str, ...]:
    """Return the offences of the last sentence in words, the main one first."""
    sentences: list[Order | Custody] = [*case.sentences.orders, *case.sentences.custody]
    standing = [each for each in sentences if each.in_error is None]
    if not standing:
        return ()
    sentence = max(standing, key=lambda each: (each.sentenced_on, recorded(each)))
    ordered = sorted(sentence.offences, key=lambda each: not each.main)
    return tuple(each.description for each in ordered if each.in_error is None)


def _of_assessment(signed: Oasys) -> dict[str, Held]:
    found: dict[str, Held] = {}
    day = signed.signed_on
    drugs: list[int] = []
    for section in signed.sections:
        for score in section.scores:
            number, _, given = score.partition("=")
            if number in NAMES and number in ITEMS:
                value = _as_input(number, int(given))
                found[NAMES[number]] = Held(value, Origin.ASSESSMENT, day, number)
            if number in DRUGS:
                drugs.append(int(given))
    if drugs:
        items = " / ".join(DRUGS)
        found["drug_misuse"] = Held(max(drugs), Origin.ASSESSMENT, day, items)
    if signed.screening is not None:
        found |= _of_screening(signed.screening, day)
    if sources.answers(signed.sources).get(sources.INTERVIEW) == sources.USED:
        found["interview"] = Held(value=True, origin=Origin.SOURCES, day=day)
    return found


def _of_screening(said: Screening, day: date | None) -> dict[str, Held]:
    found = {
        name: Held(indicator in said.yes, Origin.SCREENING, day)
        for indicator, name in EVER.items()
        if indicator not in said.not_known
    }
    if any(each in said.yes for each in SEXUAL):
        found["sexual_offence"] = Held(value=True, origin=Origin.SCREENING, day=day)
    return found


def latest(scores: tuple[Score, ...]) -> dict[Predictor, Score]:
    """Return of each predictor the score made last."""
    standing = [each for each in scores if each.in_error is None]
    ordered = sorted(standing, key=lambda each: (each.scored_on, recorded(each)))
    return {each.predictor: each for each in ordered}


def inputs_of(score: Score) -> dict[str, str]:
    """Return what a stored score was made from, by name."""
    return dict(pair.split("=", 1) for pair in score.inputs if "=" in pair)


def stored(value: Value) -> str:
    """Return an input as a stored score names it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def given_before(case: CaseFile) -> dict[str, Held]:
    """Return what was given by hand for earlier scores, the last word on each input."""
    found: dict[str, Held] = {}
    standing = [each for each in case.assessment.scores if each.in_error is None]
    for score in sorted(standing, key=lambda each: (each.scored_on, recorded(each))):
        made = (Origin.GIVEN, score.scored_on, score.predictor.value)
        found |= {name: Held(value, *made) for name, value in inputs_of(score).items()}
    return found


def changed(score: Score, case: CaseFile, asked: tuple[str, ...]) -> list[Change]:
    """Return the inputs, of those its predictor asks, that the record gives otherwise now."""
    before = inputs_of(score)
    if not before:
        return []
    return [
        Change(name, before.get(name, ""), stored(value))
        for name, value in on_record(case).items()
        if name in asked and name not in MOVING | PROPOSED and before.get(name, "") != stored(value)
    ]


def _at_risk(sentence: Order | Custody) -> date | None:
    if isinstance(sentence, Order):
        return sentence.sentenced_on
    released = [each.released_on for each in sentence.licences if each.in_error is None]
    return max(released, default=None)


def _as_input(number: str, score: int) -> Value:
    answers = ITEMS[number].answers
    if answers is Answers.YES:
        return score > 0
    if answers is Answers.NO:
        return score == 0
    return ogp.MOTIVATION[score] if NAMES[number] == "drug_motivation" else score
