"""The sections of an assessment and their items: what is asked, and how it is answered.

Numbers and kinds of answer are those of OASys; the words are ours. An item that is not answered
is not known, and *not known* is an answer apart from 0. What no score and no threshold uses is
asked aside, behind one question.

Not here: thresholds, and what a score makes of an item. The sources give by number alone items
1.5 to 1.26, those of section 2 but 2.2 and 2.6, 4.6 to 4.10, and those of sections 5, 10 and 13:
there the guidance in use stands above our words. Of 1.24 and 1.26 we have none to offer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from throughcare.assessment.policy_sections import NEED_ITEMS


class Answers(StrEnum):
    """How an item is answered. Each answer is a score; *not known* is none."""

    PROBLEM = "problem"
    YES = "a yes is a problem"
    NO = "a no is a problem"
    FREQUENCY = "frequency"
    MOTIVATION = "motivation"
    POINTS = "points"


WORDS: Mapping[Answers, Sequence[tuple[int, str]]] = {
    Answers.PROBLEM: ((0, "No problem"), (1, "Some problem"), (2, "Significant problem")),
    Answers.YES: ((0, "No"), (2, "Yes")),
    Answers.NO: ((0, "Yes"), (2, "No")),
    Answers.FREQUENCY: ((0, "Never"), (1, "In the past"), (2, "Now")),
    Answers.MOTIVATION: ((0, "Full"), (1, "Partial"), (2, "None")),
    Answers.POINTS: ((0, "0"), (1, "1"), (2, "2")),
}
NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One item: its number, the question in our words, and how it is answered."""

    number: str
    question: str
    answers: Answers = Answers.PROBLEM
    scores: tuple[str, ...] = ()
    """The scores that use it."""

    @property
    def name(self) -> str:
        """What the item is called on forms."""
        return f"item_{self.number.replace('.', '_')}"

    def said(self, score: int | str | None) -> str:
        """A score in words."""
        words = dict(WORDS[self.answers])
        return words.get(int(score), str(score)) if score not in (None, NOT_KNOWN) else "Not known"


@dataclass(frozen=True, slots=True)
class AskedSection:
    """One section: its number, its name, its items, and whether it asks for links."""

    number: int
    name: str
    items: tuple[AskedItem, ...]
    linked: bool = True
    """Whether it is said if the section is linked to offending and to harm."""

    @property
    def key(self) -> str:
        """What the section is called among the steps of a draft."""
        return f"section-{self.number}"

    def asked(self, layer: str) -> tuple[AskedItem, ...]:
        """The items asked: of a basic assessment those that a score uses."""
        return self.items if layer == "full" else tuple(each for each in self.items if each.scores)

    def aside(self, layer: str) -> tuple[AskedItem, ...]:
        """Those of the items asked that no score and no threshold uses."""
        counted = NEED_ITEMS.value.get(self.number, ())
        asked = self.asked(layer)
        return tuple(each for each in asked if not each.scores and each.number not in counted)


_P, _Y, _N, _F = Answers.PROBLEM, Answers.YES, Answers.NO, Answers.FREQUENCY
_BOTH, _ALL = ("OGP", "OVP"), ("OGP", "OVP", "RSR")

SECTIONS: tuple[AskedSection, ...] = (
    AskedSection(
        1,
        "Offending information",
        (
            AskedItem("1.5", "Court appearances with a conviction before 18", Answers.POINTS),
            AskedItem("1.6", "Court appearances with a conviction from 18 on", Answers.POINTS),
            AskedItem("1.7", "How young at the first conviction", Answers.POINTS),
            AskedItem("1.8", "How young at the first contact with the police", Answers.POINTS),
            AskedItem("1.24", "As the guidance in use counts it", Answers.POINTS),
            AskedItem("1.26", "As the guidance in use counts it", Answers.POINTS),
        ),
        linked=False,
    ),
    AskedSection(
        2,
        "Offence analysis",
        (
            AskedItem("2.1", "Seriousness of what was done"),
            AskedItem("2.2", "Was a weapon used in this offence?", _Y, ("RSR",)),
            AskedItem("2.3", "Was somebody picked out or followed as a victim?", _Y),
            AskedItem("2.4", "Was the victim vulnerable, or known to them?", _Y),
            AskedItem("2.5", "Effect on the victim"),
            AskedItem("2.6", "Do they recognise what it did to the victim?", _N, ("OVP",)),
            AskedItem("2.7", "Part played by others who took part"),
            AskedItem("2.8", "What set it off: likely to come again"),
            AskedItem("2.9", "What they wanted from it: likely to come again"),
            AskedItem("2.10", "What loosened restraint: drink, drugs, anger, pressure"),
            AskedItem("2.11", "Do they accept responsibility for it?", _N),
            AskedItem("2.12", "Is it more serious than what went before?", _Y),
            AskedItem("2.13", "Is it part of a pattern?", _Y),
            AskedItem("2.14", "Does it tell of a risk of serious harm?", _Y),
        ),
        linked=False,
    ),
    AskedSection(
        3,
        "Accommodation",
        (
            AskedItem("3.3", "No fixed abode, or moving from place to place", _Y, _BOTH),
            AskedItem("3.4", "How suitable the place is", scores=("RSR",)),
            AskedItem("3.5", "How lasting it is: permanence"),
            AskedItem("3.6", "Whether the area is right"),
        ),
    ),
    AskedSection(
        4,
        "Education, training and employability",
        (
            AskedItem("4.2", "Unemployed now", _Y, _ALL),
            AskedItem("4.3", "Employment in the past"),
            AskedItem("4.4", "Skills for employment"),
            AskedItem("4.5", "Attitude to employment"),
            AskedItem("4.6", "Attendance at school"),
            AskedItem("4.7", "Reading, writing and numbers"),
            AskedItem("4.8", "Learning difficulties"),
            AskedItem("4.9", "Qualifications"),
            AskedItem("4.10", "Attitude to learning"),
        ),
    ),
    AskedSection(
        5,
        "Financial management and income",
        (
            AskedItem("5.2", "How far the money goes"),
            AskedItem("5.3", "How it is managed"),
            AskedItem("5.4", "Money from crime"),
            AskedItem("5.5", "Living on others"),
            AskedItem("5.6", "What makes managing hard: debts, gambling, habits"),
        ),
    ),
    AskedSection(
        6,
        "Relationships",
        (
            AskedItem("6.1", "With close family now"),
            AskedItem("6.3", "Childhood"),
            AskedItem("6.4", "With the partner now", scores=("RSR",)),
            AskedItem("6.6", "Close relationships before"),
            AskedItem("6.7", "Has been violent to a partner, now or before", _Y, ("RSR",)),
            AskedItem("6.9", "As a parent"),
        ),
    ),
    AskedSection(
        7,
        "Lifestyle and associates",
        (
            AskedItem("7.2", "Regular activities that encourage offending", scores=("OGP",)),
            AskedItem("7.3", "Easily influenced"),
            AskedItem("7.5", "Recklessness"),
        ),
    ),
    AskedSection(
        8,
        "Drug misuse",
        (
            AskedItem("8.4", "Class A drugs now", scores=("OGP",)),
            AskedItem("8.5", "Level of use of the main drug"),
            AskedItem("8.6", "Ever injected", _F),
            AskedItem("8.8", "Motivation to tackle it", Answers.MOTIVATION, ("OGP",)),
            AskedItem("8.9", "Drug use as a major activity"),
        ),
    ),
    AskedSection(
        9,
        "Alcohol misuse",
        (
            AskedItem("9.1", "Drinking now", scores=("OVP", "RSR")),
            AskedItem("9.2", "Binge drinking", scores=("OVP", "RSR")),
            AskedItem("9.3", "How often in the past"),
            AskedItem("9.5", "Motivation to tackle it", Answers.MOTIVATION),
        ),
    ),
    AskedSection(
        10,
        "Emotional well-being",
        (
            AskedItem("10.1", "Coping with difficulties"),
            AskedItem("10.2", "Low mood, anxiety, or other troubles of mind now"),
            AskedItem("10.3", "Isolation"),
            AskedItem("10.4", "How they see themselves"),
            AskedItem("10.5", "Self-harm, or thoughts of suicide"),
            AskedItem("10.6", "Psychiatric illness now"),
        ),
    ),
    AskedSection(
        11,
        "Thinking and behaviour",
        (
            AskedItem("11.2", "Acts on impulse", scores=("RSR",)),
            AskedItem("11.4", "Control of temper", scores=("OVP", "RSR")),
            AskedItem("11.5", "Recognising problems"),
            AskedItem("11.6", "Problem solving", scores=("OGP",)),
            AskedItem("11.7", "Awareness of consequences", scores=("OGP",)),
            AskedItem("11.9", "Understanding the views of others", scores=("OGP",)),
        ),
    ),
    AskedSection(
        12,
        "Attitudes",
        (
            AskedItem("12.1", "Attitudes in favour of crime", scores=_ALL),
            AskedItem("12.4", "Attitude to supervision"),
            AskedItem("12.5", "Attitude to the community and society"),
            AskedItem("12.8", "Motivation to change what leads to offending", Answers.MOTIVATION),
        ),
    ),
    AskedSection(
        13,
        "Health and other considerations",
        (
            AskedItem("13.1", "Does health limit what the order can ask?", _Y),
            AskedItem("13.2", "Does anything stand against electronic monitoring?", _Y),
            AskedItem("13.3", "Does anything stand against a programme?", _Y),
            AskedItem("13.4", "Is anything else to be thought of in the work?", _Y),
        ),
        linked=False,
    ),
)
BY_NUMBER: Mapping[int, AskedSection] = {each.number: each for each in SECTIONS}
ITEMS: Mapping[str, AskedItem] = {
    item.number: item for section in SECTIONS for item in section.items
}
