"""The addresses of the pages about people."""

from django.urls import path

from throughcare.people.pages.find import find

urlpatterns = [
    path("find", find, name="find"),
]
