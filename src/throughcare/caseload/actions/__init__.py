"""What is done about who holds a case: receive it, assign it, cover it, hand it over, pass it on.

Every action is one write: who, why, one history entry, and the ledger right when it ends.
"""

from throughcare.caseload.actions.assigning import (
    Received,
    arrange_cover,
    assign_officer,
    change_cover,
    receive_allocation,
    take_back,
)
from throughcare.caseload.actions.grading import accept_grade
from throughcare.caseload.actions.handing_over import record_handover
from throughcare.caseload.actions.transferring import (
    accept_transfer,
    transfer,
    withdraw_transfer,
)

__all__ = [
    "Received",
    "accept_grade",
    "accept_transfer",
    "arrange_cover",
    "assign_officer",
    "change_cover",
    "receive_allocation",
    "record_handover",
    "take_back",
    "transfer",
    "withdraw_transfer",
]
