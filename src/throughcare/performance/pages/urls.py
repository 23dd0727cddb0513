"""The addresses of the pages of service levels."""

from django.urls import path

from throughcare.performance.pages import behind, figures, publishing

urlpatterns = [
    path("measures", figures.measures, name="measures"),
    path("measures/one", figures.one, name="measure"),
    path("measures/figures.csv", figures.as_csv, name="measures-csv"),
    path("measures/cases", behind.cases, name="measure-cases"),
    path("measures/cases.csv", behind.as_csv, name="measure-cases-csv"),
    path("measures/publish", publishing.publish, name="publish-measures"),
]
