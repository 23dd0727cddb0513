"""Every address of the service, as every persona: what is out of reach is not there.

The addresses come from the resolver, so that a new page is walked without being named here.
"""

from collections.abc import Iterator
from itertools import cycle
from typing import NamedTuple

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from throughcare import history
from throughcare.access import actions
from throughcare.access.permissions import Permission, has
from throughcare.access.roles import Role
from throughcare.accounts.models import User
from throughcare.assessment.models import Oasys
from throughcare.casebook import personas
from throughcare.casebook.published import DEMO_DAY, load_published_cases
from throughcare.caseload.models import Transfer
from throughcare.contacts.models import Contact
from throughcare.court.models import CourtAllocation, PaperRequest, Report
from throughcare.enforcement.models import BreachDecision, Warned
from throughcare.history.correcting import create
from throughcare.history.models import Entry, Read
from throughcare.information.models import Change, Document, Enquiry, IncomingItem
from throughcare.organisation.models import Team
from throughcare.oversight.models import ManagerDecision
from throughcare.people.models import Person, Relationship
from throughcare.people.queries import reachable
from throughcare.planning.models import Action, Objective, Plan, Review
from throughcare.sentences.models import Licence, Order, Requirement, Supervision

WITHOUT_PERMISSION = ("accounts/", "health", "ready", "demo/")
"""Sign-in, health and the demo's buttons. Static files have no address here."""

REF = "walk"
"""The reference of a contact, a requirement and an assessment of every case, for each page."""

METHODS = ("get", "post")


class Route(NamedTuple):
    """An address as declared, and the view behind it."""

    pattern: str
    view: object

    @property
    def permission(self) -> Permission | None:
        return getattr(self.view, "permission", None)

    @property
    def of_case(self) -> bool:
        return "<str:case>" in self.pattern

    def of(self, person: Person) -> str:
        """The address for one case."""
        path = self.pattern.replace("<str:case>", person.public_id)
        while "<" in path:
            before, _, rest = path.partition("<")
            path = before + REF + rest.partition(">")[2]
        return f"/{path}"


def routes(
    among: list[URLPattern | URLResolver] | None = None, before: str = ""
) -> Iterator[Route]:
    for each in get_resolver().url_patterns if among is None else among:
        pattern = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, pattern)
        else:
            yield Route(pattern, each.callback)


ROUTES = [each for each in routes() if not each.pattern.startswith(WITHOUT_PERMISSION)]
OF_CASES = [each for each in ROUTES if each.of_case]
OTHERS = [each for each in ROUTES if not each.of_case]


def test_the_walk_finds_the_pages():
    assert len(OF_CASES) >= 10
    assert len(OTHERS) >= 3


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.pattern or "today")
def test_every_page_says_what_it_asks_for(route):
    assert isinstance(route.permission, Permission), "decorate it: access.views"
    assert route.view.of_case is route.of_case
    if not route.of_case:
        assert "<" not in route.pattern, "a page of a record is reached through its case"


@pytest.fixture(scope="module")
def walked(kept_for_module) -> list[Person]:
    """The published cases, each with a contact and a requirement that pages can be about."""
    load_published_cases()
    found = list(Person.objects.order_by("crns__value"))
    for person in found:
        licence = Licence.objects.filter(person=person).first()
        order = None if licence else Order.objects.filter(person=person).first()
        supervision = None
        if licence is None and order is None:
            supervision = Supervision.objects.filter(person=person).first()
        with history.write(person, by=None, why="For the walk"):
            create(
                Requirement,
                person=person,
                ref=REF,
                licence=licence,
                order=order,
                supervision=supervision,
                kind="curfew",
            )
            create(Contact, person=person, ref=REF, date=DEMO_DAY, booked_on=DEMO_DAY)
            create(IncomingItem, person=person, ref=REF, kind="letter", received_on=DEMO_DAY)
            create(Enquiry, person=person, ref=REF, kind="other", asked_on=DEMO_DAY)
            create(Change, person=person, ref=REF, kind="moved", happened_on=DEMO_DAY)
            create(Relationship, person=person, ref=REF, kind="child", name="x", is_child=True)
            create(Document, person=person, ref=REF, name="reply.pdf", received_on=DEMO_DAY)
            create(Oasys, person=person, ref=REF, begun_on=DEMO_DAY, signed_on=DEMO_DAY)
            plan = create(Plan, person=person, ref=REF, signed_on=DEMO_DAY)
            objective = create(Objective, person=person, ref=REF, plan=plan, text="To be walked")
            create(Action, person=person, ref=REF, objective=objective, what="Walk")
            create(Review, person=person, ref=REF, begun_on=DEMO_DAY)
            create(Report, person=person, ref=REF, requested_on=DEMO_DAY)
            create(
                ManagerDecision,
                person=person,
                ref=REF,
                date=DEMO_DAY,
                text="Walk",
                due_on=DEMO_DAY,
            )
            create(
                Transfer,
                person=person,
                ref=REF,
                to_team=Team.objects.order_by("pk").last(),
                effective_on=DEMO_DAY,
                in_error_at=None,
            )
            order = create(
                Order, person=person, ref=REF, kind="community order", sentenced_on=DEMO_DAY
            )
            allocation = create(CourtAllocation, person=person, ref=REF, order=order)
            create(
                PaperRequest,
                person=person,
                ref=REF,
                allocation=allocation,
                what="report",
                asked_on=DEMO_DAY,
            )
            create(Warned, person=person, ref=REF, order=order, sent_on=DEMO_DAY, text="Come.")
            create(
                BreachDecision,
                person=person,
                ref=REF,
                order=order,
                decided_on=DEMO_DAY,
                outcome="referred",
            )
    return found


@pytest.fixture
def people(walked, db) -> list[Person]:
    """The same, for a test that may change them."""
    return [Person.objects.get(pk=person.pk) for person in walked]


def signed_in(key: str) -> tuple[Client, User]:
    client, user = Client(), personas.user_of(key)
    assert user is not None
    client.force_login(user)
    return client, user


def status(client: Client, method: str, address: str) -> int:
    return getattr(client, method)(address).status_code


@pytest.mark.parametrize("key", [member.code for member in personas.CAST])
def test_a_case_out_of_reach_is_not_there(people, key):
    client, user = signed_in(key)
    within = set(reachable(user))
    beyond = [person for person in people if person not in within]
    assert within
    assert beyond
    entries = Entry.objects.count()
    in_turn = zip(OF_CASES, cycle(beyond))  # every page, and every one of those beyond
    found = {
        (method, route.pattern): answer
        for route, person in in_turn
        for method in METHODS
        if (answer := status(client, method, route.of(person))) != 404
    }
    assert len(beyond) < len(OF_CASES)
    assert found == {}
    assert Entry.objects.count() == entries
    assert not Read.objects.filter(by=user).exists()


@pytest.mark.parametrize("key", [member.code for member in personas.CAST])
def test_within_reach_a_page_opens_to_those_who_may(people, key):
    client, user = signed_in(key)
    person = reachable(user).order_by("crns__value").first()
    found = {}
    for route in OF_CASES:
        opened = status(client, "get", route.of(person))
        allowed = has(user, route.permission)
        if (opened in (200, 302, 405)) if allowed else (opened == 403):
            continue
        found[route.pattern] = opened
    assert found == {}


@pytest.mark.parametrize("key", [member.code for member in personas.CAST])
def test_who_may_not_do_it_changes_nothing(people, key):
    client, user = signed_in(key)
    person = reachable(user).order_by("crns__value").first()
    entries = Entry.objects.count()
    found = {
        route.pattern: answer
        for route in OF_CASES
        if not has(user, route.permission)
        and (answer := status(client, "post", route.of(person))) != 403
    }
    assert found == {}
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("key", [member.code for member in personas.CAST])
def test_other_pages_open_to_those_who_may(people, key):
    client, user = signed_in(key)
    for route in OTHERS:
        for method in METHODS:
            response = getattr(client, method)(route.of(people[0]))
            if has(user, route.permission):
                assert response.status_code in (200, 302, 405), (method, route.pattern)
            elif response.status_code == 302:  # shown the way to a page of theirs
                assert client.get(response["Location"]).status_code == 200
            else:
                assert response.status_code == 403, (method, route.pattern)


def test_one_who_holds_no_role_opens_nothing(people):
    user = User.objects.create_user("nobody@example.org", "Nobody Inparticular")
    client = Client()
    client.force_login(user)
    for route in ROUTES:
        expected = 404 if route.of_case else 403
        for method in METHODS:
            assert status(client, method, route.of(people[0])) == expected, route.pattern


def test_one_who_is_not_signed_in_is_asked_to(people):
    client = Client()
    for route in ROUTES:
        for address in {route.of(people[0]), route.of(Person(public_id="no-such-case"))}:
            for method in METHODS:
                response = getattr(client, method)(address)
                assert response.status_code == 302, (method, route.pattern)
                assert response["Location"].startswith("/accounts/login/?next=/")
    assert not Read.objects.exists()


FAMILY, CRN = "Ashdown", "X500001"


@pytest.mark.parametrize("key", ["london-adeyemi", "london-osei-bonsu", "london-rutherford"])
@pytest.mark.parametrize("kept", ["excluded", "restricted"])
def test_from_whom_a_record_is_kept_sees_nothing_of_it_anywhere(people, key, kept):
    client, user = signed_in(key)
    kevin = next(person for person in people if person.crns.filter(value=CRN).exists())
    assert kevin.public_id in client.post("/find", {"q": FAMILY}).content.decode()
    if kept == "excluded":
        actions.exclude(kevin, user, by=None, because="his aunt")
    else:
        carole_s = personas.user_of("london-gallagher")
        actions.restrict(kevin, by=None, because="well known", allowed=[carole_s])
    for route in OF_CASES:
        for method in METHODS:
            assert status(client, method, route.of(kevin)) == 404, (method, route.pattern)
    for route in OTHERS:
        said = client.get(route.of(kevin)).content.decode()
        assert kevin.public_id not in said, route.pattern
        assert FAMILY not in said, route.pattern
    for words in (FAMILY, "ashd", CRN, "14 5 1990", "Kevin", "Kev Ashdown"):
        said = client.post("/find", {"q": words}).content.decode()
        assert kevin.public_id not in said, words
        limited = "limited" in said.lower()
        assert limited is (kept == "restricted" and words == CRN), words


def test_an_administrator_learns_nothing_of_a_restricted_record(people):
    client, user = signed_in("london-mensah")
    assert has(user, Permission.FIND_PERSON)
    assert personas.CAST[-1].role is Role.ADMINISTRATOR
    kevin = next(person for person in people if person.crns.filter(value=CRN).exists())
    officer = personas.user_of("london-adeyemi")
    actions.restrict(kevin, by=None, because="well known", allowed=[officer])
    said = client.post("/find", {"q": CRN}).content.decode()
    assert "limited" not in said.lower()
    assert kevin.public_id not in said
