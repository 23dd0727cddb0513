"""What is done about a sentence: it is recorded, put right, or marked as recorded in error."""

from throughcare.sentences.actions.correcting import (
    OffenceSaid,
    RequirementSaid,
    SentenceSaid,
    correct_sentence,
    resting_on,
    sentence_in_error,
)
from throughcare.sentences.actions.recording import CUSTODY, Committed, Ordered, record_sentence

__all__ = [
    "CUSTODY",
    "Committed",
    "OffenceSaid",
    "Ordered",
    "RequirementSaid",
    "SentenceSaid",
    "correct_sentence",
    "record_sentence",
    "resting_on",
    "sentence_in_error",
]
