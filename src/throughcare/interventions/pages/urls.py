"""The addresses of the pages of interventions."""

from django.urls import path

from throughcare.interventions.pages.requirements import interim_work, refer

urlpatterns = [
    path("cases/<str:case>/requirements/<str:ref>/refer", refer, name="refer"),
    path("cases/<str:case>/requirements/<str:ref>/interim", interim_work, name="interim-work"),
]
