"""The addresses of the demo. Where the demo is off, none of them is there."""

from django.urls import path

from throughcare.casebook.pages import demo

urlpatterns = [
    path("demo/sign-in", demo.sign_in, name="demo-sign-in"),
    path("demo/clock", demo.move_the_clock, name="demo-clock"),
]
