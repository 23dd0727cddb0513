"""What is done about plans and reviews: work one out, sign, agree, carry out, look again.

Every action is one write: who, why, one history entry, and the ledger right when it ends. A draft
is no part of the record: what is signed is.
"""

from throughcare.planning.actions.agreeing import (
    agree_contact_reason,
    give_contact_reason,
    record_agreement,
)
from throughcare.planning.actions.carrying_out import (
    add_action,
    change_action,
    end_objective,
    mark_done,
)
from throughcare.planning.actions.drafting import begin_draft, give_up_draft, save_part
from throughcare.planning.actions.reviewing import begin_review, save_answers, sign_review
from throughcare.planning.actions.sharing import confirm_copy
from throughcare.planning.actions.signing import sign_plan

__all__ = [
    "add_action",
    "agree_contact_reason",
    "begin_draft",
    "begin_review",
    "change_action",
    "confirm_copy",
    "end_objective",
    "give_contact_reason",
    "give_up_draft",
    "mark_done",
    "record_agreement",
    "save_answers",
    "save_part",
    "sign_plan",
    "sign_review",
]
