"""A case with an officer and a manager who can sign in, for tests of actions and pages."""

from typing import Any

from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.accounts.models import User
from throughcare.contacts.tests.acting import TODAY, contact, exported, olga, owed, stored, the
from throughcare.contacts.tests.test_pages import Desk, text
from throughcare.enforcement import actions
from throughcare.sentences.models import Order

__all__ = [
    "Desk",
    "contact",
    "decide",
    "exported",
    "olga",
    "order",
    "owed",
    "sam",
    "stored",
    "text",
    "the",
    "warn",
]


def sam() -> User:
    """The manager of the team."""
    return user_of("X123456/sam", Role.TEAM_MANAGER)


def order() -> Order:
    """The order of the case."""
    return Order.objects.get(ref="order")


def decide(ref: str, *, acceptable: bool = False, **more: Any) -> None:
    """Decide on a failure, as Olga."""
    failure = the(ref)
    given = {"because": "Said nothing.", "version": failure.version} | more
    actions.decide_absence(failure, by=olga(), acceptable=acceptable, **given)


def warn(ref: str, **more: Any) -> Any:
    """Warn of a failure, as Olga."""
    given = {"kind": actions.STATUTORY, "text": "Come.", "sent_on": TODAY} | more
    given.setdefault("of", None)
    given["of"] = given["of"] or order()
    return actions.warn(the(ref), by=olga(), **given)
