"""One id and one line in the log for every request."""

import re
import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from throughcare.settings.logs import log

_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestLog:
    """Sets `request.request_id`, sends it back, and logs the route (never the address)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.log = log("throughcare.requests")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _GIVEN.fullmatch(given) else uuid4().hex
        request.request_id = request_id  # type: ignore[attr-defined]
        began = time.perf_counter()
        translation.activate(settings.LANGUAGE_CODE)  # else it is looked for at every word
        with structlog.contextvars.bound_contextvars(request=request_id):
            response = self.get_response(request)
            match = request.resolver_match
            self.log.info(
                "answered",
                method=request.method,
                route=match.route if match else None,
                status=response.status_code,
                milliseconds=round((time.perf_counter() - began) * 1000, 1),
            )
        response["X-Request-ID"] = request_id
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Log what broke: its kind and where, not its message, which may quote a record."""
        place = error.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        self.log.error(
            "failed",
            error=type(error).__name__,
            file=place.tb_frame.f_code.co_filename if place else None,
            line=place.tb_lineno if place else None,
        )
