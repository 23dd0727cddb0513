"""How is a provider rated, from the percentages of its key questions?

A standard of domains 2 to 4 has the rating of its lowest key question. Domain 1 is
judged against published characteristics and can only be given. Points of all ten
standards make the overall score, and the score the overall rating.

A rating that is given wins over one that could be computed: the ratings panel may move a
standard. A question that does not apply (null) is left out. A standard with a question
missing, or with none that applies, has no rating, and then nothing overall is said.

Not here: the panel's grounds for moving a rating, and the sample behind a percentage.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from throughcare.inspection import policy
from throughcare.kernel.jsonfile import shown

PARTS = ("scheme", "key_questions", "standards")
SCHEMES: Mapping[str, policy.Scheme] = policy.SCHEMES.value


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is known: percentages by key question, None where it does not apply; ratings given."""

    scheme: policy.Scheme
    key_questions: Mapping[str, int | None]
    standards: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rating:
    """The ratings that follow; what is missing is named."""

    standards: Mapping[str, str | None]
    given: Sequence[str]
    missing: Sequence[str]
    score: int | None
    overall: str | None


def rate(inspection: Inspection) -> Rating:
    """Return the rating of every standard, and overall where each has one."""
    standards: dict[str, str | None] = {}
    missing: list[str] = []
    for number, standard in inspection.scheme.standards.items():
        if number in inspection.standards:
            standards[number] = inspection.standards[number]
            continue
        absent = [each for each in standard.key_questions if each not in inspection.key_questions]
        percentages = [
            percentage
            for each in standard.key_questions
            if (percentage := inspection.key_questions.get(each)) is not None
        ]
        if absent or not percentages:
            standards[number] = None
            missing.extend(absent or [number])
        else:
            standards[number] = rating_of(min(percentages))
    points = policy.RATING_POINTS.value
    known = [rating for rating in standards.values() if rating is not None]
    score = sum(points[rating] for rating in known) if len(known) == len(standards) else None
    overall = None if score is None else overall_of(score)
    return Rating(standards, tuple(inspection.standards), tuple(missing), score, overall)


def rating_of(percentage: int) -> str:
    """Return the rating of a key question."""
    return _band(policy.KEY_QUESTION_BANDS.value, percentage)


def overall_of(score: int) -> str:
    """Return the overall rating of a score out of thirty."""
    return _band(policy.OVERALL_BANDS.value, score)


def read(content: object) -> tuple[Inspection | None, list[str]]:
    """Return the inspection that ``content`` holds, or None and everything wrong with it."""
    if not isinstance(content, dict):
        return None, [f"the file holds {shown(content)}: give an object with {', '.join(PARTS)}"]
    errors = [
        f"{shown(name)}: is not a part of the file: use {', '.join(PARTS)}"
        for name in content
        if name not in PARTS
    ]
    name = content.get("scheme")
    scheme = SCHEMES.get(name) if isinstance(name, str) else None
    if scheme is None:
        said = f"{shown(name)} is not known" if "scheme" in content else "is missing"
        return None, [*errors, f"scheme: {said}: use one of {', '.join(SCHEMES)}"]
    key_questions = _part(content, "key_questions", errors)
    standards = _part(content, "standards", errors)
    errors.extend(_wrong_questions(scheme, key_questions))
    errors.extend(_wrong_standards(scheme, standards))
    if errors:
        return None, errors
    # In the order of the scheme; a null standard is one that was not given.
    in_order = [number for number in scheme.standards if standards.get(number) is not None]
    given = {number: _named(standards[number]) or "" for number in in_order}
    return Inspection(scheme, key_questions, given), []


def _part(content: dict[str, Any], name: str, errors: list[str]) -> dict[str, Any]:
    part = content.get(name, {})
    if isinstance(part, dict):
        return part
    errors.append(f"{name}: is {shown(part)}: give an object, or leave it out")
    return {}


def _wrong_questions(scheme: policy.Scheme, key_questions: Mapping[str, Any]) -> list[str]:
    asked = [each for standard in scheme.standards.values() for each in standard.key_questions]
    judged = [number for number, each in scheme.standards.items() if not each.key_questions]
    errors = []
    for number, percentage in key_questions.items():
        standard = number.rpartition(".")[0]
        if number not in asked and standard in judged:
            errors.append(
                f"key question {shown(number)}: {standard} is judged, not computed: give its "
                "rating under standards"
            )
        elif number not in asked:
            errors.append(f"key question {shown(number)}: is not in {scheme.name}: take it out")
        elif percentage is not None and not _whole_percentage(percentage):
            errors.append(
                f"key question {number}: {shown(percentage)} will not do: use a whole number "
                "from 0 to 100, or null where it does not apply"
            )
    return errors


def _wrong_standards(scheme: policy.Scheme, standards: Mapping[str, Any]) -> list[str]:
    errors = []
    for number, rating in standards.items():
        if number not in scheme.standards:
            errors.append(f"standard {shown(number)}: is not in {scheme.name}: take it out")
        elif rating is not None and _named(rating) is None:
            errors.append(
                f"standard {number}: {shown(rating)} is no rating: use one of "
                f"{', '.join(policy.RATINGS)}"
            )
    return errors


def _whole_percentage(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100


def _named(rating: object) -> str | None:
    """Return the rating that is meant, whatever its capital letters."""
    by_folded = {each.casefold(): each for each in policy.RATINGS}
    return by_folded.get(rating.casefold()) if isinstance(rating, str) else None


def _band(bands: Sequence[tuple[int, str]], value: int) -> str:
    return next(name for lowest, name in bands if value >= lowest)
