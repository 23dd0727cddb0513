"""How common things are among synthetic people, each figure with its source.

Where no source prints a figure it says so, and the figure is a judgement. Sources: 000 London CRC
(March 2018), 001 annual report 2019/20, 002 West Mercia (November 2017), 003 Thames Valley CRC
(November 2018), all of HM Inspectorate of Probation; S:6, S:14 and S:15 the Ministry of Justice's
published performance data.
"""

from typing import Final, NamedTuple


class Share(NamedTuple):
    """One figure: a share from 0 to 1, and where it comes from."""

    value: float
    source: str


_JUDGED: Final = "no source prints it: a judgement"

WOMEN: Final = Share(0.132, "003, 1.3: women are 13.2% of the caseload")
NPS: Final = Share(
    0.39, "000: 29,473 are 18% of the CRC caseload; 002: 267,146 in all: CRCs hold 61%"
)
CUSTODIAL: Final = Share(0.40, "000 and 002: 40% of CRC cases relate to a custodial sentence")
NPS_CUSTODIAL: Final = Share(0.70, _JUDGED)
IN_CUSTODY: Final = Share(
    0.53, "001, key facts: 76,300 in custody beside 68,863 on licence; here of NPS cases alone"
)
CRC_IN_CUSTODY: Final = Share(0.20, _JUDGED)
SUSPENDED: Final = Share(0.373, "001, key facts: 37,984 suspended beside 63,761 community orders")
SUPERVISION_AFTER: Final = Share(
    0.35, "000: a year in all after sentences of under two years; of those a judgement"
)
RE_RELEASED: Final = Share(0.08, _JUDGED)
OVERLAPPING: Final = Share(0.06, _JUDGED)
EARLIER_ORDER: Final = Share(0.10, _JUDGED)

WHITE_BRITISH: Final = Share(0.805, "000 and 002: England and Wales, 2011 census")
SAME_OFFICER: Final = Share(0.48, "000: the same officer in 48% of CRC cases inspected so far")
QUALIFIED: Final = Share(
    0.587, "001: 3,613 probation officers and 2,546 probation service officers, 30 June 2020"
)
NPS_QUALIFIED: Final = Share(0.8, "no source prints it for teams that hold cases: a judgement")
TRAINED: Final = Share(0.58, "001: 58% up to date in safeguarding and domestic abuse training")

HOMELESS_ORDER: Final = Share(0.06, "001, key facts: 6% at the start of a sentence")
HOMELESS_RELEASE: Final = Share(0.19, "001, key facts: 19% on the first night after release")
DISABLED: Final = Share(0.47, "001, chapter 7: 47% of the cases inspected")
MENTAL_ILLNESS: Final = Share(0.77, "001, chapter 7: of those with a disability")
LEARNING_DISABILITY: Final = Share(0.22, "001, chapter 7: of those with a disability")

NEEDS: Final[dict[int, Share]] = {
    3: Share(0.25, "001, figure 3: one in four"),
    4: Share(0.62, "001, chapter 7: OASys data; 12% among the cases inspected"),
    6: Share(0.40, _JUDGED),
    7: Share(0.54, "001, figure 3"),
    8: Share(0.48, "001, figure 3"),
    9: Share(0.40, "001, figure 3"),
    11: Share(0.85, "001, figure 3"),
    12: Share(0.49, "001, figure 3"),
}
"""Needs by the section of the assessment."""

LINKED: Final = Share(0.70, _JUDGED)
"""Of needs: linked to the offending."""

HARM: Final[dict[str, dict[str, Share]]] = {
    "nps": {
        "very high": Share(
            0.05, "001, chapter 6: the vast majority high or very high; a judgement"
        ),
        "high": Share(0.62, "as very high"),
        "medium": Share(0.30, "as very high"),
        "low": Share(0.03, "as very high"),
    },
    "crc": {
        "very high": Share(0.0, "000: high and very high are the NPS's"),
        "high": Share(0.0, "000: high and very high are the NPS's"),
        "medium": Share(0.60, "001: CRCs hold most medium and low; the split is a judgement"),
        "low": Share(0.40, "as medium"),
    },
}

DOMESTIC_ABUSE: Final = Share(0.33, _JUDGED + "; of cases of qualified officers")
CHILDREN: Final = Share(0.35, _JUDGED)
ANSWERED: Final = Share(0.60, "000: local authorities answer about 60% of requests")
POLICE_ANSWERED: Final = Share(0.75, _JUDGED)
ATTENDED: Final = Share(0.84, _JUDGED)
ACCEPTABLE: Final = Share(0.60, _JUDGED)
REOFFENDED: Final = Share(0.25, "000: one in four convicted or cautioned since the start")

AT_COURT: Final = Share(0.02, _JUDGED)
"""Of people: those of whom a court has asked a report, and who are not sentenced yet."""
JUST_SENTENCED: Final = Share(0.012, _JUDGED)
"""Of people: those sentenced these days, whom the court team has not allocated yet."""
REPORTED: Final = Share(0.4, _JUDGED)
OVERRIDDEN: Final = Share(0.012, _JUDGED + "; 004: the rule was applied inconsistently")
"""Of allocations: those that depart from the rule, with a senior officer's agreement."""
HANDED_OVER: Final = Share(0.95, _JUDGED)
"""Of changes of officer: those with a note and a meeting of both officers with the person."""
NOTE_ALONE: Final = Share(0.03, _JUDGED)
COUNTERSIGN_WAITING: Final = Share(0.15, _JUDGED)
"""Of assessments of the last weeks that a manager is to countersign: those still waiting."""
NO_ANALYSIS: Final = Share(0.10, _JUDGED)
"""Of first assessments at low risk with an indicator: no analysis, countersigned."""
LESS_CONTACT: Final = Share(0.03, _JUDGED)
"""Of plans: less contact than the minimum, with a reason that a manager agreed."""

ON_THE_LAST_DAY: Final = Share(0.08, _JUDGED)
"""Of things done in time: done on the very last day."""

LATE: Final = Share(
    0.05,
    "S:14: first appointments 93.8% to 97.8% in time; S:6: allocations 96% to 97%: about one in"
    " twenty is late. S:19: breach referrals 86.6% to 92.1%; S:15: unpaid work 82.7% to 91.4%",
)
CLOCKS: Final = 1.9
"""Clocks that run at once on an ordinary case: counted on the files written here, and held so by a
test."""

FAILING: Final = Share(LATE.value * CLOCKS, "one clock in twenty, of two on each case")
"""Of ordinary people: how many have a failing planted. What the inspectors judged insufficient is
far more (003: planning for safety in 43% of cases); it is quality, not a clock that ran out."""
