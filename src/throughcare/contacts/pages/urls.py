"""The addresses of the pages of contacts."""

from django.urls import path

from throughcare.contacts.pages import bookings, log, outcomes

_CASE = "cases/<str:case>"
_CONTACT = f"{_CASE}/contacts/<str:ref>"

urlpatterns = [
    path(f"{_CASE}/contacts", log.contacts, name="case-contacts"),
    path(f"{_CASE}/book", bookings.book, name="book"),
    path(f"{_CASE}/record", bookings.record_contact, name="record-contact"),
    path(_CONTACT, log.contact, name="contact"),
    path(f"{_CONTACT}/move", bookings.move, name="move"),
    path(f"{_CONTACT}/cancel", bookings.cancel, name="cancel"),
    path(f"{_CONTACT}/outcome", outcomes.outcome, name="outcome"),
    path(f"{_CONTACT}/account", outcomes.account, name="account"),
    path(f"{_CONTACT}/reason", outcomes.reason, name="reason"),
    path(f"{_CONTACT}/correct", outcomes.correct, name="correct"),
    path(f"{_CONTACT}/in-error", outcomes.in_error, name="in-error"),
]
