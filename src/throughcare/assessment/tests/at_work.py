"""An officer at work on an assessment, for the tests of its actions and pages."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.assessment import actions
from throughcare.assessment.models import Draft, Oasys
from throughcare.assessment.queries import draft_of
from throughcare.assessment.rules import drafting, screening
from throughcare.assessment.rules.items import SECTIONS
from throughcare.contacts.tests.acting import olga, staff, stored
from throughcare.people.models import Person

LEVELS = {"children": "low", "public": "low", "known-adult": "low", "staff": "low"}


def whole_steps(layer: str = "full", **levels: str) -> dict[str, dict[str, str]]:
    """What an officer types on every page where nothing speaks of harm, levels aside."""
    found: dict[str, dict[str, str]] = {}
    for section in SECTIONS:
        found[section.key] = {item.name: "0" for item in section.asked(layer)}
        found[section.key] |= {"text": f"Evidence for {section.name}."}
        if section.linked:
            found[section.key] |= {"offending": "no", "harm": "no"}
    found["person"] = {
        "own_view": "I want to work.",
        "diversity": "Reads slowly.",
        "barriers": "Shift work.",
    }
    for page, asked in screening.PAGES.items():
        found[page] = {each.field: "no" for each in asked}
    for group, level in (LEVELS | levels).items():
        found[f"risk-{group}"] = {"level": level}
        if level != "low":
            found[f"risk-{group}"] |= {
                "who": "His partner.",
                "nature": "Blows.",
                "imminence": "When he drinks.",
                "raises": "Drink\nMoney",
                "lowers": "Work",
            }
    return found


def begun(person: Person, *, carry_forward: bool = False, layer: str = "full") -> Draft:
    """Begin as Olga."""
    return actions.begin(person, by=olga(), layer=layer, carry_forward=carry_forward)


def keep(draft: Draft, step: str, values: dict[str, str]) -> None:
    """Save a page as Olga, on top of what stands."""
    draft.refresh_from_db()
    kept = drafting.read(draft.content).steps.get(step)
    actions.save(draft, by=olga(), step=step, values=values, version=kept.version if kept else 0)


def filled(person: Person, **levels: str) -> Draft:
    """A draft that lacks nothing."""
    draft = begun(person)
    for step, values in whole_steps(**levels).items():
        keep(draft, step, values)
    return draft


def signed(person: Person, **levels: str) -> Oasys:
    """An assessment signed by Olga."""
    draft = filled(person, **levels)
    return actions.sign(draft, by=olga(), author=staff(), version=draft.version)


class Desk:
    """A member of staff at a browser, on one case."""

    def __init__(self, person: Person, user: Any = None) -> None:
        self.person, self.client = person, Client()
        self.client.force_login(user or olga())

    def address(self, name: str, *more: str) -> str:
        """The address of a page of the case."""
        return reverse(name, args=[self.person.public_id, *more])

    def get(self, name: str, *more: str, query: str = "") -> Any:
        """Open a page."""
        return self.client.get(self.address(name, *more) + query)

    def hidden(self, name: str, *more: str) -> dict[str, str]:
        """The hidden fields of the page's own form: the last of each name."""
        body = self.get(name, *more).content.decode()
        return dict(re.findall(r'name="(token|version|writer)" value="([^"]*)"', body))

    def post(self, name: str, *more: str, **given: Any) -> Any:
        """Send a form with its hidden fields."""
        return self.client.post(self.address(name, *more), self.hidden(name, *more) | given)


def sam() -> Any:
    """The manager of Olga's team."""
    return user_of("X123456/sam", Role.TEAM_MANAGER)


def text(response: Any) -> str:
    """What a page says."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode()))


__all__ = [
    "Desk",
    "begun",
    "draft_of",
    "filled",
    "keep",
    "olga",
    "sam",
    "signed",
    "staff",
    "stored",
    "text",
]
