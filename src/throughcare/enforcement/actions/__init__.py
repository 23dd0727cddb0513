"""What is decided and done about failures to comply.

Every action is one write: who, why, one history entry, and the ledger right when it ends. An
action refuses with a reason; it never half-does.
"""

from throughcare.enforcement.actions.absences import review_absences
from throughcare.enforcement.actions.breach import deal_with, decide_breach, not_dealt_with
from throughcare.enforcement.actions.deciding import decide_absence, withdraw_decision
from throughcare.enforcement.actions.licence import decide_on_licence
from throughcare.enforcement.actions.mistakes import mark_in_error
from throughcare.enforcement.actions.proposing import NOT_BREACHED, propose
from throughcare.enforcement.actions.warnings import (
    DECIDED,
    MANAGERS,
    OFFICERS,
    STATUTORY,
    correct_warning,
    warn,
)

__all__ = [
    "DECIDED",
    "MANAGERS",
    "NOT_BREACHED",
    "OFFICERS",
    "STATUTORY",
    "correct_warning",
    "deal_with",
    "decide_absence",
    "decide_breach",
    "decide_on_licence",
    "mark_in_error",
    "not_dealt_with",
    "propose",
    "review_absences",
    "warn",
    "withdraw_decision",
]
