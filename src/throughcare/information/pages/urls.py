"""The addresses of the pages of information."""

from django.urls import path

from throughcare.information.pages import (
    arrived,
    asking,
    changes,
    documents,
    measures,
    overview,
    relationships,
    replies,
)

_CASE = "cases/<str:case>"
_AREA = f"{_CASE}/information"
_ENQUIRY = f"{_AREA}/enquiries/<str:ref>"
_ARRIVED = f"{_AREA}/arrived/<str:ref>"
_CHANGE = f"{_AREA}/changes/<str:ref>"

urlpatterns = [
    path(_AREA, overview.information, name="case-information"),
    path(f"{_AREA}/outbox", overview.outbox, name="outbox"),
    path(f"{_AREA}/ask", asking.choose, name="ask"),
    path(f"{_AREA}/ask/<str:ref>", asking.ask, name="ask-about"),
    path(f"{_AREA}/ask/<str:ref>/not-applicable", asking.need_not, name="ask-not-applicable"),
    path(_ENQUIRY, overview.enquiry, name="enquiry"),
    path(f"{_ENQUIRY}/send", asking.send, name="send-enquiry"),
    path(f"{_ENQUIRY}/chase", asking.chase, name="chase-enquiry"),
    path(f"{_ENQUIRY}/escalate", asking.escalate, name="escalate-enquiry"),
    path(f"{_ENQUIRY}/not-applicable", asking.set_aside, name="enquiry-not-applicable"),
    path(f"{_ENQUIRY}/answer", replies.record_answer, name="record-answer"),
    path(f"{_ENQUIRY}/in-error", replies.enquiry_in_error, name="enquiry-in-error"),
    path(f"{_AREA}/receive", arrived.receive, name="receive-item"),
    path(_ARRIVED, overview.item, name="incoming-item"),
    path(f"{_ARRIVED}/read", replies.read, name="read-reply"),
    path(f"{_ARRIVED}/act", replies.act, name="act-on-reply"),
    path(f"{_ARRIVED}/in-error", arrived.item_in_error, name="item-in-error"),
    path(f"{_CASE}/change", changes.record, name="record-change"),
    path(_CHANGE, changes.change, name="change"),
    path(f"{_CHANGE}/no-review", changes.no_review, name="change-not-needed"),
    path(f"{_CHANGE}/in-error", changes.in_error, name="change-in-error"),
    path(f"{_AREA}/child-protection", relationships.child_status, name="child-status"),
    path(f"{_AREA}/relationships/<str:ref>", relationships.decide, name="decide-relationship"),
    path(f"{_AREA}/documents/add", documents.add, name="add-document"),
    path(f"{_AREA}/documents/<str:ref>", documents.download, name="document"),
    path(
        f"{_AREA}/documents/<str:ref>/in-error",
        documents.document_in_error,
        name="document-in-error",
    ),
    path("measures/enquiries", measures.enquiries, name="measure-enquiries"),
]
