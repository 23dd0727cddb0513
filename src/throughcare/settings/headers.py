"""Headers that keep a page to itself: no inline script or style, no frame, no shared cache."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from throughcare.settings.options import OPTIONS

_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}

_NO_DEVICES = "camera=(), microphone=(), geolocation=()"


def content_security_policy(sign_in_server: str | None = None) -> str:
    """The policy; the form that signs in may lead to the OpenID Connect server, where one is."""
    policy = dict(_POLICY)
    if sign_in_server:
        parts = urlsplit(sign_in_server)
        policy["form-action"] += f" {parts.scheme}://{parts.netloc}"
    return "; ".join(f"{name} {value}" for name, value in policy.items())


class SafeHeaders:
    """Sets the headers that Django's own middleware does not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        server = OPTIONS.openid_connect.server if OPTIONS.openid_connect else None
        self.policy = content_security_policy(server)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", _NO_DEVICES)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # Asked again each time, yet kept for the back button, so that typed text survives an error;
        # signing out empties it (see `forget_pages`).
        response.headers.setdefault("Cache-Control", "private, no-cache")
        if getattr(request, "signed_out", False):
            response.headers["Clear-Site-Data"] = '"cache"'
        return response


def forget_pages(sender: object, request: HttpRequest | None, **named: object) -> None:
    """On signing out, have the browser forget the pages it kept."""
    if request is not None:
        request.signed_out = True  # type: ignore[attr-defined]
