"""The addresses of the pages of enforcement."""

from django.urls import path

from throughcare.enforcement.pages import (
    absences,
    breach,
    compliance,
    deciding,
    licence,
    mistakes,
    warning,
)

_CASE = "cases/<str:case>"
_AREA = f"{_CASE}/enforcement"
_FAILURE = f"{_AREA}/failures/<str:ref>"

urlpatterns = [
    path(_AREA, compliance.overview, name="case-enforcement"),
    path(f"{_AREA}/appointments/<str:ref>", compliance.appointments, name="compliance"),
    path(f"{_CASE}/contacts/<str:ref>/decision", deciding.decide, name="decision"),
    path(f"{_FAILURE}/warn", warning.warn, name="warn"),
    path(f"{_FAILURE}/breach", breach.decide, name="decide-breach"),
    path(f"{_FAILURE}/licence", licence.decide, name="decide-licence"),
    path(f"{_AREA}/warnings/<str:ref>", warning.show, name="warning"),
    path(f"{_AREA}/warnings/<str:ref>/pdf", warning.pdf, name="warning-pdf"),
    path(f"{_AREA}/warnings/<str:ref>/correct", warning.correct, name="correct-warning"),
    path(f"{_AREA}/breaches/<str:ref>/dealt-with", breach.dealt_with, name="breach-dealt-with"),
    path(
        f"{_AREA}/breaches/<str:ref>/dealt-with/in-error",
        breach.result_in_error,
        name="breach-result-in-error",
    ),
    path(f"{_AREA}/absences/<str:ref>", absences.review, name="review-absences"),
    path(f"{_AREA}/decisions/<str:ref>/in-error", mistakes.in_error, name="decided-in-error"),
]
