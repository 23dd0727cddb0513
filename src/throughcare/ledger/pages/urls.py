"""The addresses of the lists of what is owed, and of a case."""

from django.urls import path

from throughcare.ledger.pages.case import case
from throughcare.ledger.pages.caseload import caseload
from throughcare.ledger.pages.excusing import ask, excuse, refuse
from throughcare.ledger.pages.history import history
from throughcare.ledger.pages.today import today

urlpatterns = [
    path("", today, name="today"),
    path("cases", caseload, name="caseload"),
    path("cases/<str:case>", case, name="case"),
    path("cases/<str:case>/excuse", excuse, name="excuse"),
    path("cases/<str:case>/excuse/refuse", refuse, name="refuse-to-excuse"),
    path("cases/<str:case>/excuse/ask", ask, name="ask-to-excuse"),
    path("cases/<str:case>/history", history, name="case-history"),
]
