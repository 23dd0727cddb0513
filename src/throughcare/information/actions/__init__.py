"""What is done with information: ask, chase, answer, read, act; record changes; keep documents.

Every action is one write: who, why, one history entry, and the ledger right when it ends. An
action refuses with a reason; it never half-does.
"""

from throughcare.information.actions.arrived import Done, Happened, act_on, mark_read, receive
from throughcare.information.actions.changes import (
    NewRelationship,
    decide_on_relationship,
    mark_in_error,
    no_review_needed,
    record_change,
    set_child_status,
)
from throughcare.information.actions.documents import add_documents
from throughcare.information.actions.enquiries import (
    Message,
    add_to_answer,
    chase,
    draw_up,
    escalate,
    not_applicable,
    record_answer,
    send,
)

__all__ = [
    "Done",
    "Happened",
    "Message",
    "NewRelationship",
    "act_on",
    "add_documents",
    "add_to_answer",
    "chase",
    "decide_on_relationship",
    "draw_up",
    "escalate",
    "mark_in_error",
    "mark_read",
    "no_review_needed",
    "not_applicable",
    "receive",
    "record_answer",
    "record_change",
    "send",
    "set_child_status",
]
