"""The addresses of the pages on oversight."""

from django.urls import path

from throughcare.oversight.pages import decisions, overview

_AREA = "cases/<str:case>/oversight"

urlpatterns = [
    path(_AREA, overview.overview, name="case-oversight"),
    path(f"{_AREA}/decide", decisions.decide, name="manager-decision"),
    path(f"{_AREA}/<str:ref>/done", decisions.carry_out, name="carry-out"),
    path(f"{_AREA}/<str:ref>/take-back", decisions.take_back, name="take-back-decision"),
]
