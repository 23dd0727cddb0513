"""Every address of the service. Each area with pages declares its own in `<area>/pages/urls.py`."""

from importlib import import_module

from django.contrib.auth.signals import user_logged_out
from django.urls import URLPattern, URLResolver, include, path
from django.utils.module_loading import module_has_submodule

from throughcare.settings.base import AREAS
from throughcare.settings.headers import forget_pages
from throughcare.settings.health import health, ready


def _pages() -> list[URLPattern | URLResolver]:
    """The pages of every area that has some, in the order of the areas."""
    found: list[URLPattern | URLResolver] = []
    for area in AREAS:
        package = import_module(f"throughcare.{area}")
        if not module_has_submodule(package, "pages"):
            continue
        pages = import_module(f"throughcare.{area}.pages")
        if module_has_submodule(pages, "urls"):
            found.append(path("", include(f"throughcare.{area}.pages.urls")))
    return found


urlpatterns = [
    path("health", health, name="health"),
    path("ready", ready, name="ready"),
    *_pages(),
    path("accounts/", include("throughcare.accounts.urls")),
]

user_logged_out.connect(forget_pages, dispatch_uid="throughcare.forget-pages")

handler403 = "throughcare.design.errors.forbidden"
handler404 = "throughcare.design.errors.not_found"
handler500 = "throughcare.design.errors.server_error"
