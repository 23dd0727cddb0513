"""What a report to the court has to speak of, and what a draft leaves out.

An area that the last signed assessment links to the offending or to serious harm is to be taken up.
Whether a text does is read from its words: none of them means that nothing is said. It is asked
before a report is signed; the author may have good reason, and says it.

Not here: whether a report is any good.
"""

import re
from collections.abc import Mapping

from throughcare.assessment.rules.harm import signed
from throughcare.kernel.casefile import CaseFile

SECTIONS = (
    "offence analysis",
    "pattern of offending",
    "personal circumstances",
    "risk of harm and reoffending",
    "victims",
    "proposal",
)

WORDS: Mapping[int, tuple[str, ...]] = {
    3: ("accommodat", "hous", "homeless", "lives", "hostel", "address", "rent"),
    4: ("employ", "work", "job", "education", "training", "school", "college"),
    5: ("money", "financ", "debt", "income", "benefit"),
    6: ("relationship", "partner", "family", "parent", "wife", "husband", "girlfriend", "child"),
    7: ("lifestyle", "associat", "friend", "peer", "gang"),
    8: ("drug", "cannabis", "heroin", "cocaine", "substance"),
    9: ("alcohol", "drink", "drunk"),
    10: ("emotion", "mental", "depress", "anxi", "wellbeing", "well-being", "self-harm", "psych"),
    11: ("thinking", "impuls", "consequence", "temper", "problem solving"),
    12: ("attitude", "belie", "accept", "remorse", "responsibility"),
    13: ("health", "disab", "illness"),
}
"""For each section of the assessment the beginnings of words by which a text speaks of it."""


def blank(texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the sections of the report in which nothing is written."""
    return tuple(title for title in SECTIONS if not texts.get(title, "").strip())


def unaddressed(case: CaseFile, texts: Mapping[str, str]) -> tuple[int, ...]:
    """Return the sections of the last signed assessment that are linked and not spoken of."""
    assessments = signed(case)
    if not assessments:
        return ()
    whole = " ".join(texts.values()).lower()
    return tuple(
        section.number
        for section in sorted(assessments[-1].sections, key=lambda each: each.number)
        if (section.linked_to_offending or section.linked_to_harm)
        and section.number in WORDS
        and not _speaks_of(whole, WORDS[section.number])
    )


def _speaks_of(text: str, words: tuple[str, ...]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}", text) for word in words)
