"""The addresses of the pages on who holds a case."""

from django.urls import path

from throughcare.caseload.pages import handing_over

_CASE = "cases/<str:case>"

urlpatterns = [
    path(f"{_CASE}/handover", handing_over.handover, name="handover"),
    path(f"{_CASE}/grade", handing_over.accept_grade, name="accept-grade"),
]
