"""The addresses of sign-in: those of allauth, without what an account's owner may not change.

The service that employs a person gives them their address, and connects them to its directory;
pages with which they could do so themselves are not there.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path


def not_here(request: HttpRequest, **parts: str) -> HttpResponse:
    """404, as for any address that does not exist."""
    raise Http404


urlpatterns = [
    re_path(r"^(?:email|confirm-email|password/set|social)/", not_here),
    re_path(r"^3rdparty/(?:connections|signup|$)", not_here),
    path("", include("allauth.urls")),
]
