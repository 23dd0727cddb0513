"""What is done about contact: book, move, cancel, record what came of it, put right a mistake.

Every action is one write: who, why, one history entry, and the ledger right when it
ends. An action refuses with a reason; it never half-does.
"""

from throughcare.contacts.actions.booking import book, cancel, move, record_contact
from throughcare.contacts.actions.outcomes import (
    ask_for_reason,
    correct_outcome,
    mark_in_error,
    record_outcome,
    say_what_was_done,
)
from throughcare.contacts.queries import FAILURES, standing, stands_for

__all__ = [
    "FAILURES",
    "ask_for_reason",
    "book",
    "cancel",
    "correct_outcome",
    "mark_in_error",
    "move",
    "record_contact",
    "record_outcome",
    "say_what_was_done",
    "standing",
    "stands_for",
]
