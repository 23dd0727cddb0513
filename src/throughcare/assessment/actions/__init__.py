"""What is done about assessments: begin, save, decide, sign, countersign, and score.

What is typed into a draft is kept at once and is no part of the record; to begin, to decide not
to analyse, to sign and to countersign are moments, each one write with one entry in the history.
"""

from throughcare.assessment.actions.deciding import (
    countersign_no_analysis,
    decide_no_analysis,
)
from throughcare.assessment.actions.drafting import Newer, begin, confirm, give_up, save
from throughcare.assessment.actions.scoring import record_score
from throughcare.assessment.actions.signing import countersign, mark_in_error, sign

__all__ = [
    "Newer",
    "begin",
    "confirm",
    "countersign",
    "countersign_no_analysis",
    "decide_no_analysis",
    "give_up",
    "mark_in_error",
    "record_score",
    "save",
    "sign",
]
