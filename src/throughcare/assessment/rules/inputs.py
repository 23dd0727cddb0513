"""What the record says of the inputs of the scores, and whether a score still rests on it.

The day at risk is that of the community sentence, or of the last release. The items are those of
the assessment signed last, under the names that the rules of the scores give them.

Not here: previous convictions and sanctions, which are not on this record; they are asked.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from throughcare.assessment.rules import harm, ogp, ovp, rsr_inputs
from throughcare.assessment.rules.items import ITEMS, Answers
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Predictor, Score
from throughcare.kernel.casefile.facts import recorded
from throughcare.kernel.casefile.sentences import Custody, Order

Value = str | int | bool | date
NAMES: Mapping[str, str] = {**ogp.ALSO, **ovp.ALSO, **rsr_inputs.ALSO, "8.8": "drug_motivation"}
"""By number of an item, the name of the input that it is."""
MOVING = frozenset({"assessment_date"})
"""Inputs that are another each day, and say nothing of a change."""


class Change(NamedTuple):
    """An input that reads otherwise now than when the score was made."""

    name: str
    before: str
    now: str


def on_record(case: CaseFile) -> dict[str, Value]:
    """Return the inputs that the record holds, by name."""
    found: dict[str, Value] = {}
    particulars = case.person.particulars
    if particulars.date_of_birth:
        found["date_of_birth"] = particulars.date_of_birth
    if particulars.sex:
        found["sex"] = str(particulars.sex)
    sentences: list[Order | Custody] = [*case.sentences.orders, *case.sentences.custody]
    standing = [each for each in sentences if each.in_error is None]
    if standing:
        sentence = max(standing, key=lambda each: (each.sentenced_on, recorded(each)))
        convicted = [
            each.convicted_on
            for each in sorted(sentence.offences, key=lambda each: not each.main)
            if each.convicted_on and each.in_error is None
        ]
        found["conviction_date"] = convicted[0] if convicted else sentence.sentenced_on
        if at_risk := _at_risk(sentence):
            found["risk_date"] = at_risk
    signed = harm.signed(case)
    if signed:
        for section in signed[-1].sections:
            for score in section.scores:
                number, _, given = score.partition("=")
                if number in NAMES and number in ITEMS:
                    found[NAMES[number]] = _as_input(number, int(given))
    last = latest(case.assessment.scores).get(Predictor.OGRS3)
    if last is not None and last.percent_two_year is not None:
        found[ogp.OGRS3] = last.percent_two_year
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


def given_before(case: CaseFile) -> dict[str, str]:
    """Return what was given by hand for earlier scores, the last word on each input."""
    found: dict[str, str] = {}
    standing = [each for each in case.assessment.scores if each.in_error is None]
    for score in sorted(standing, key=lambda each: (each.scored_on, recorded(each))):
        found |= inputs_of(score)
    return found


def changed(score: Score, case: CaseFile, asked: tuple[str, ...]) -> list[Change]:
    """Return the inputs, of those its predictor asks, that the record gives otherwise now."""
    before = inputs_of(score)
    if not before:
        return []
    return [
        Change(name, before.get(name, ""), stored(value))
        for name, value in on_record(case).items()
        if name in asked and name not in MOVING and before.get(name, "") != stored(value)
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
