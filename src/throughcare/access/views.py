"""The two decorators of every page: who may open it, and for pages of a case, whether one may see it.

    @needs(Permission.SEE_TODAY)
    def today(request): ...

    @case_page(Permission.SEE_CASE)
    def case(request, person): ...          # path("cases/<str:case>", ...)

A record out of reach is absent: 404, as for one that does not exist. Lacking a permission is 403.
A page that shows a case is logged as a read, whether it was asked for or came back with an error.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias

import structlog
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from throughcare.access.permissions import Permission, has
from throughcare.access.reach import reached
from throughcare.history import clock
from throughcare.history.models import Read
from throughcare.history.subject import HasSubject

P = ParamSpec("P")
Page: TypeAlias = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
CasePage: TypeAlias = Callable[Concatenate[HttpRequest, Any, P], HttpResponseBase]


def needs(permission: Permission) -> Callable[[Page[P]], Page[P]]:
    """Open a page that is about no one case to those who have ``permission``."""

    def decorate(view: Page[P]) -> Page[P]:
        @wraps(view)
        def page(request: HttpRequest, *given: P.args, **named: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            _refuse_without(request, permission)
            return view(request, *given, **named)

        return _marked(page, permission, of_case=False)

    return decorate


def case_page(permission: Permission) -> Callable[[CasePage[P]], Callable[..., HttpResponseBase]]:
    """Open a page of a case to those who reach the person and have ``permission``.

    The address has ``<str:case>``, the public id; the view is given the person.
    """

    def decorate(view: CasePage[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def page(
            request: HttpRequest, *given: P.args, case: str, **named: P.kwargs
        ) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            person = reached(request.user).filter(public_id=case).first()
            if person is None:
                raise Http404
            _refuse_without(request, permission)
            response = view(request, person, *given, **named)
            if not 300 <= response.status_code < 400:
                match = request.resolver_match
                log_read(request.user, person, page=(match and match.url_name) or "")
            return response

        return _marked(page, permission, of_case=True)

    return decorate


def log_read(user: Any, subject: HasSubject, *, page: str) -> None:
    """Log that ``user`` looked at a record."""
    Read.objects.create(
        by=user,
        domain_at=clock.now(),
        subject_kind=subject.subject.kind,
        subject_id=subject.subject.id,
        page=page,
        request_id=structlog.contextvars.get_contextvars().get("request", ""),
    )


def _refuse_without(request: HttpRequest, permission: Permission) -> None:
    if not has(request.user, permission):
        raise PermissionDenied


def _marked(page: Any, permission: Permission, *, of_case: bool) -> Any:
    """Let the route walk see what the page asks for."""
    page.permission, page.of_case = permission, of_case
    return page
