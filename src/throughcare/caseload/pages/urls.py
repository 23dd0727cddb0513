"""The addresses of the pages on who holds a case."""

from django.urls import path

from throughcare.caseload.pages import holding

urlpatterns = [
    path("cases/<str:case>/officer", holding.assign_officer, name="assign-officer"),
    path("cases/<str:case>/cover", holding.arrange_cover, name="arrange-cover"),
]
