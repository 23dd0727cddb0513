"""What is done at court: reports, sentences, and the allocation of each sentence.

Every action is one write: who, why, one history entry, and the ledger right when it ends. An
action refuses with a reason; it never half-does.
"""

from throughcare.court.actions.allocating import agree, decide, instruct
from throughcare.court.actions.papers import ask_again, ask_for, settle
from throughcare.court.actions.reports import (
    change_request,
    dispose,
    request_for_somebody_new,
    request_report,
    save_draft,
    sign_report,
    withdraw_report,
)
from throughcare.court.actions.sentencing import enter_sentence, take_back, take_on
from throughcare.court.actions.signing import CaseForm, sign_form, sign_rsr, sign_screening

__all__ = [
    "CaseForm",
    "agree",
    "ask_again",
    "ask_for",
    "change_request",
    "decide",
    "dispose",
    "enter_sentence",
    "instruct",
    "request_for_somebody_new",
    "request_report",
    "save_draft",
    "settle",
    "sign_form",
    "sign_report",
    "sign_rsr",
    "sign_screening",
    "take_back",
    "take_on",
    "withdraw_report",
]
