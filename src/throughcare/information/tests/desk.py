"""A case with an officer, a manager and an administrator at their browsers."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.accounts.models import User
from throughcare.contacts.tests.acting import TODAY, exported, stored
from throughcare.organisation.models import Staff
from throughcare.people.models import Person

__all__ = ["TODAY", "exported", "stored"]

PDF = b"%PDF-1.7\nA reply.\n%%EOF\n"


def olga() -> User:
    """The officer."""
    return user_of("X123456/olga", Role.PRACTITIONER)


def sam() -> User:
    """The manager of the team."""
    return user_of("X123456/sam", Role.TEAM_MANAGER)


def ada() -> User:
    """An administrator of the team: Omar, for these tests."""
    return user_of("X123456/omar", Role.ADMINISTRATOR)


def staff(user: User) -> Staff:
    """The member of staff with an account."""
    return Staff.objects.get(user=user)


def paper(name: str = "reply.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A file as a browser sends it; its type is whatever the sender says."""
    return SimpleUploadedFile(name, content, content_type="application/x-whatever")


def day(name: str, on: str) -> dict[str, str]:
    """A day as a form sends it."""
    year, month, number = on.split("-")
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}


def text(response: HttpResponse) -> str:
    """What a page says, without marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode()))


class Desk:
    """Somebody at a browser, on one case."""

    def __init__(self, person: Person, user: User) -> None:
        self.person, self.user, self.client = person, user, Client()
        self.client.force_login(user)

    def address(self, name: str, ref: str | None = None) -> str:
        named = {"case": self.person.public_id} | ({"ref": ref} if ref else {})
        return reverse(name, kwargs=named)

    def get(self, name: str, ref: str | None = None, query: str = "") -> Any:
        return self.client.get(self.address(name, ref) + query)

    def hidden(self, name: str, ref: str | None = None, query: str = "") -> dict[str, str]:
        """The token and the version that a page was given."""
        body = self.get(name, ref, query).content.decode()
        return dict(re.findall(r'name="(token|version)" value="([^"]*)"', body))

    def post(self, name: str, ref: str | None = None, query: str = "", /, **given: Any) -> Any:
        return self.client.post(self.address(name, ref) + query, given)

    def send(self, name: str, ref: str | None = None, query: str = "", /, **given: Any) -> Any:
        """Open a page, fill it in and send it."""
        return self.post(name, ref, query, **self.hidden(name, ref, query), **given)

    def follow(self, response: Any) -> str:
        """What the page says to which an answer leads."""
        assert response.status_code == 302, text(response)
        return text(self.client.get(response["Location"]))


ADDRESS = "dau@police.example"


def ask(desk: Desk, kind: str = "domestic-abuse", **given: Any) -> Any:
    """Send an enquiry with the message that the page drafted."""
    opened = desk.get("ask-about", kind).content.decode()
    words = re.search(r'<textarea[^>]*name="text"[^>]*>(.*?)</textarea>', opened, re.DOTALL)
    hidden = dict(re.findall(r'name="(token|version)" value="([^"]*)"', opened))
    assert words is not None
    plain = {
        "to": "Police domestic abuse unit",
        "address": ADDRESS,
        "subject_line": "Domestic abuse enquiry",
        "text": words[1].replace("&#10;", "\n"),
    }
    return desk.post("ask-about", kind, **hidden, **plain | given)
