"""The addresses of the pages on who is given a case."""

from django.urls import path

from throughcare.workload.pages import giving, transferring

_CASE = "cases/<str:case>"

urlpatterns = [
    path(f"{_CASE}/officer", giving.assign_officer, name="assign-officer"),
    path(f"{_CASE}/cover", giving.arrange_cover, name="arrange-cover"),
    path(f"{_CASE}/transfer", transferring.ask, name="transfer"),
    path(f"{_CASE}/transfer/<str:ref>/accept", transferring.accept, name="accept-transfer"),
    path(f"{_CASE}/transfer/<str:ref>/withdraw", transferring.withdraw, name="withdraw-transfer"),
]
