"""The two decorators of every page: who may open it, and of a case, whether one may see it at all.

    @needs(Permission.SEE_TODAY)
    def today(request): ...

    @case_page(Permission.SEE_CASE)
    def case(request, person): ...          # path("cases/<str:case>", ...)

A record out of reach is absent: 404, as for one that does not exist. Lacking a permission is 403.
A page that shows a case is logged as a read, whether it was asked for or came back with an error.
What somebody sends who is no longer signed in is kept, and shown to them again once they are.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from throughcare.access.permissions import Permission, has
from throughcare.access.reach import one_reached
from throughcare.access.reads import log_read
from throughcare.access.showing_again import opened
from throughcare.accounts.models import User
from throughcare.design import keeping
from throughcare.history.subject import HasSubject

Page: TypeAlias = Callable[..., HttpResponseBase]


class SignedIn(HttpRequest):
    """A request as decorated views are given it: somebody is signed in."""

    user: User
    case_shown: HasSubject | None


def needs(permission: Permission) -> Callable[[Page], Page]:
    """Open a page that is about no one case to those who have ``permission``.

    A page that shows one all the same names it as ``request.case_shown``: that it was read is
    logged once the page is there.
    """

    def decorate(view: Page) -> Page:
        @wraps(view)
        def page(request: HttpRequest, **named: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            _refuse_without(request, permission)
            response = opened(request, lambda: view(request, **named))
            _log_read(request, getattr(request, "case_shown", None), response)
            return response

        return _marked(page, permission, of_case=False)

    return decorate


def case_page(permission: Permission) -> Callable[[Page], Page]:
    """Open a page of a case to those who reach the person and have ``permission``.

    The address has ``<str:case>``, the public id; the view is given the person.
    """

    def decorate(view: Page) -> Page:
        @wraps(view)
        def page(request: HttpRequest, *, case: str, **named: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            person = one_reached(request.user, case)
            if person is None:
                raise Http404
            _refuse_without(request, permission)
            response = opened(request, lambda: view(request, person, **named))
            _log_read(request, person, response)
            return response

        return _marked(page, permission, of_case=True)

    return decorate


def _log_read(request: HttpRequest, person: HasSubject | None, response: HttpResponseBase) -> None:
    if person is not None and not 300 <= response.status_code < 400:
        match = request.resolver_match
        log_read(request.user, person, page=(match and match.url_name) or "")


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST":
        keeping.keep(request)
    return redirect_to_login(request.get_full_path())


def _refuse_without(request: HttpRequest, permission: Permission) -> None:
    if not has(request.user, permission):
        raise PermissionDenied


def _marked(page: Any, permission: Permission, *, of_case: bool) -> Any:
    """Let the route walk see what the page asks for."""
    page.permission, page.of_case = permission, of_case
    return page
