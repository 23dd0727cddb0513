"""The addresses of the pages of the court."""

from django.urls import path

from throughcare.court.pages.allocating import allocate, instruction
from throughcare.court.pages.asking import ask_for_report, new_request
from throughcare.court.pages.correcting import correct, in_error
from throughcare.court.pages.desk import court, done
from throughcare.court.pages.overview import case_court, sentence
from throughcare.court.pages.papers import ask, paper
from throughcare.court.pages.passing_on import pass_on
from throughcare.court.pages.reports import pdf, report, sign, withdraw, write
from throughcare.court.pages.requests import change, disposed
from throughcare.court.pages.sentences import new_sentence
from throughcare.court.pages.signing import form, rsr, screening

_CASE = "cases/<str:case>/court"
_REPORT = f"{_CASE}/reports/<str:ref>"
_SENTENCE = f"{_CASE}/sentences/<str:ref>"

urlpatterns = [
    path("court", court, name="court"),
    path("court/done", done, name="court-done"),
    path("court/new", new_request, name="court-new"),
    path(_CASE, case_court, name="case-court"),
    path(f"{_CASE}/request", ask_for_report, name="report-ask"),
    path(_REPORT, report, name="report"),
    path(f"{_REPORT}/write", write, name="report-write"),
    path(f"{_REPORT}/sign", sign, name="report-sign"),
    path(f"{_REPORT}/withdraw", withdraw, name="report-withdraw"),
    path(f"{_REPORT}/change", change, name="report-change"),
    path(f"{_REPORT}/disposed", disposed, name="report-disposed"),
    path(f"{_REPORT}/pdf", pdf, name="report-pdf"),
    path(f"{_CASE}/sentence", new_sentence, name="sentence-new"),
    path(_SENTENCE, sentence, name="court-sentence"),
    path(f"{_SENTENCE}/correct", correct, name="sentence-correct"),
    path(f"{_SENTENCE}/in-error", in_error, name="sentence-in-error"),
    path(f"{_SENTENCE}/papers", ask, name="papers-ask"),
    path(f"{_CASE}/papers/<str:ref>", paper, name="paper"),
    path(f"{_SENTENCE}/characteristics", pass_on, name="court-pass-on"),
    path(f"{_SENTENCE}/rsr", rsr, name="court-rsr"),
    path(f"{_SENTENCE}/screening", screening, name="court-screening"),
    path(f"{_SENTENCE}/form", form, name="court-form"),
    path(f"{_SENTENCE}/allocate", allocate, name="court-allocate"),
    path(f"{_SENTENCE}/instruction", instruction, name="court-instruction"),
]
