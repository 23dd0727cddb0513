"""What HM Inspectorate of Probation inspects by, and how ratings follow from scores."""

from collections.abc import Mapping
from dataclasses import dataclass

from throughcare.kernel.law import InForce

OUTSTANDING = "Outstanding"
GOOD = "Good"
REQUIRES_IMPROVEMENT = "Requires improvement"
INADEQUATE = "Inadequate"
RATINGS = (OUTSTANDING, GOOD, REQUIRES_IMPROVEMENT, INADEQUATE)

_RATED = (
    "HM Inspectorate of Probation, rules for ratings of 2018: from practice knowledge (high "
    "confidence); reproduces every rating of the Thames Valley CRC report, November 2018"
)
# The version of a scheme chooses its values, no date does: hence InForce and not Dated.

KEY_QUESTION_BANDS = InForce(
    ((80, OUTSTANDING), (65, GOOD), (50, REQUIRES_IMPROVEMENT), (0, INADEQUATE)), _RATED
)
"""lowest percentage of each rating of a key question"""

RATING_POINTS = InForce({INADEQUATE: 0, REQUIRES_IMPROVEMENT: 1, GOOD: 2, OUTSTANDING: 3}, _RATED)
"""points that a standard gives to the overall score"""

OVERALL_BANDS = InForce(
    ((26, OUTSTANDING), (16, GOOD), (6, REQUIRES_IMPROVEMENT), (0, INADEQUATE)),
    f"{_RATED}, the one overall score tried",
)
"""lowest overall score, of thirty points, of each overall rating"""


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard; its key questions by number. Without any it is judged, not computed."""

    name: str
    key_questions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scheme:
    """The ten standards that one kind of provider is inspected on."""

    name: str
    standards: Mapping[str, Standard]


_ORGANISATION = {
    "1.1": Standard("Leadership", {}),
    "1.2": Standard("Staff", {}),
    "1.3": Standard("Services", {}),
    "1.4": Standard("Information and facilities", {}),
}
_CASES = {
    "2.1": Standard(
        "Assessment",
        {
            "2.1.1": "engaging the person",
            "2.1.2": "what lies behind offending and what helps to stop",
            "2.1.3": "keeping other people safe",
        },
    ),
    "2.2": Standard(
        "Planning",
        {
            "2.2.1": "engaging the person",
            "2.2.2": "reducing reoffending and supporting change",
            "2.2.3": "keeping other people safe",
        },
    ),
    "2.3": Standard(
        "Implementation and delivery",
        {
            "2.3.1": "the sentence delivered and the person engaged",
            "2.3.2": "services that support change",
            "2.3.3": "keeping other people safe",
        },
    ),
    "2.4": Standard(
        "Reviewing",
        {
            "2.4.1": "compliance and engagement",
            "2.4.2": "support for change",
            "2.4.3": "keeping other people safe",
        },
    ),
}
_NPS_WORK = {
    "3.1": Standard(
        "Court reports and case allocation",
        {
            "3.1.1": "advice to court, analysed and personal",
            "3.1.2": "allocation, prompt and accurate",
        },
    ),
    "3.2": Standard(
        "Statutory victim work",
        {
            "3.2.1": "first contact with victims",
            "3.2.2": "exchange of information for the victim's safety",
            "3.2.3": "contact before release",
        },
    ),
}
_CRC_WORK = {
    "4.1": Standard(
        "Unpaid work",
        {
            "4.1.1": "assessment of the person",
            "4.1.2": "engagement and compliance",
            "4.1.3": "personal development",
            "4.1.4": "the sentence of the court carried out",
        },
    ),
    "4.2": Standard(
        "Through the Gate",
        {
            "4.2.1": "planning of resettlement",
            "4.2.2": "resettlement work",
            "4.2.3": "coordination and handover",
        },
    ),
}

SCHEMES = InForce(
    {
        "crc-2018": Scheme(
            "Community rehabilitation companies, from 2018", _ORGANISATION | _CASES | _CRC_WORK
        ),
        "nps-2018": Scheme(
            "National Probation Service divisions, from 2018", _ORGANISATION | _CASES | _NPS_WORK
        ),
    },
    "Standards and key questions in our words: those of domains 2 and 4 from the Thames Valley "
    "CRC report, November 2018; the numbering of domain 3 from practice knowledge",
)
"""the standards and key questions of each inspection scheme"""
