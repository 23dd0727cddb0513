"""What is measured: the pages of a working day, an outcome, duties, the ledger, all measures.

The worst cases are named: the name Smith, an officer with 120 cases, a case of 2,000 contacts, a
team of 40.
"""

import os
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

from throughcare.casebook.bench import served
from throughcare.casebook.bench.clients import WARM_UP_SECONDS, measure
from throughcare.casebook.bench.figures import Figure, Times, figure, middle
from throughcare.casebook.bench.floors import Floor

Floors = tuple[Times, Times]
"""How fast the bare SQL and the minimal page are."""


@dataclass(frozen=True)
class Page:
    """A page that is read, who reads it, and what it is measured against."""

    operation: str
    cookies: str
    path: str
    floor: Floor
    forms: Sequence[dict[str, str]] = ()


@dataclass(frozen=True)
class Servers:
    """Where the service, the minimal page and the database are."""

    own: int
    floor: int
    dsn: str


def cookies_of(user: Any) -> str:
    """Sign somebody in and return the cookies of the session."""
    browser = browser_of(user)
    return "; ".join(f"{name}={each.value}" for name, each in browser.cookies.items())


def browser_of(user: Any) -> Any:
    """Somebody signed in, in this process."""
    from django.test import Client

    browser = Client(HTTP_HOST="localhost")
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@dataclass(frozen=True)
class Run:
    """How long an operation is measured, how often, and with how many clients in turn."""

    seconds: float
    repeats: int
    clients: Sequence[int]

    def floors(self, floor: Floor, servers: Servers, clients: int) -> Floors:
        """The bare SQL of an operation, and the minimal page; they are called so often that a
        second is enough."""
        page = served.floor_client(servers.floor, floor.name, floor.values)
        seconds = min(self.seconds, 1.0)
        return (
            self.middle(
                lambda: measure(floor.client(servers.dsn), clients=clients, seconds=seconds)
            ),
            self.middle(lambda: measure(page, clients=clients, seconds=seconds)),
        )

    def middle(self, once: Callable[[], Times]) -> Times:
        """The median of the repetitions."""
        return middle([once() for _ in range(self.repeats)])


def read_pages(pages: Sequence[Page], servers: Servers, run: Run) -> Iterator[Figure]:
    """Measure each page at each number of clients, beside its floors."""
    for page in pages:
        queries = _statements(page)
        asked = served.page_client(servers.own, page.cookies, page.path, page.forms)
        for number in run.clients:
            bare, minimal = run.floors(page.floor, servers, number)
            own = run.middle(partial(measure, asked, clients=number, seconds=run.seconds))
            yield figure(page.operation, number, own, bare=bare, page=minimal, queries=queries)


def outcomes(
    operation: str,
    people: Sequence[Any],
    staff: Any,
    servers: Servers,
    run: Run,
    *,
    today: date,
    a_second: int,
) -> Iterator[Figure]:
    """Measure the recording of outcomes by the page, ledger and history included.

    ``a_second``: how many appointments are booked beforehand for each second.
    """
    cookies = cookies_of(staff.user)
    floor = Floor("add", [[person.pk] for person in people])
    most = int((run.seconds + WARM_UP_SECONDS) * a_second)
    queries = _statements_of(staff.user, *next(_booked(people, staff, today, 1)))
    for number in run.clients:
        bare, minimal = run.floors(floor, servers, number)

        def once(clients: int = number) -> Times:
            sent = list(_booked(people, staff, today, most))
            asked = served.outcome_client(servers.own, cookies, sent, clients)
            return measure(asked, clients=clients, seconds=run.seconds)

        own = run.middle(once)
        yield figure(operation, number, own, bare=bare, page=minimal, queries=queries)


def _booked(
    people: Sequence[Any], staff: Any, today: date, most: int
) -> Iterator[tuple[str, dict[str, str]]]:
    """Book appointments of today, and yield for each where its outcome is sent, and the form."""
    from django.urls import reverse

    from throughcare.contacts import actions

    for at in range(most):
        person = people[at % len(people)]
        contact = actions.book(person, by=staff.user, day=today, staff=staff)
        where = reverse("outcome", kwargs={"case": person.public_id, "ref": contact.ref})
        yield (
            where,
            {
                "token": uuid4().hex,
                "version": str(contact.version),
                "result": "attended",
                "done": "Talked through the week and the next step.",
            },
        )


def duties(person_ids: Sequence[int], rounds: int, floors: Floors) -> Figure:
    """Measure the duties of one case from its case file, in this process.

    Its floors read the contacts of one case, which most duties follow from.
    """
    from throughcare.history.composing import compose
    from throughcare.ledger.calendar import account

    cases = list(compose(person_ids, "facts", standing=True))
    times, begun = [], time.perf_counter()
    for at in range(rounds):
        before = time.perf_counter()
        account(cases[at % len(cases)], standing=True)
        times.append(1000 * (time.perf_counter() - before))
    own = Times.of(times, time.perf_counter() - begun)
    return figure("duties of one case", 1, own, bare=floors[0], page=floors[1])


def rebuild(person_ids: Sequence[int], floors: Floors) -> tuple[Figure, float]:
    """Work the ledger out anew as `throughcare ledger rebuild` does; return the cases a second, and
    the most memory of all its processes in MiB. Its floors are those of one case."""
    from throughcare.ledger.rebuilding import rebuilt

    times = []
    memory: dict[int, int] = {}
    begun = before = time.perf_counter()
    for batch in rebuilt(person_ids, applying=False):
        times.append(1000 * (time.perf_counter() - before) / batch.cases)
        before = time.perf_counter()
        memory[batch.process] = batch.memory
    lasted = before - begun
    each = Times.of(times, lasted)
    own = Times(each.p50, each.p95, len(person_ids) / lasted)
    memory[os.getpid()] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    row = figure("rebuild the ledger, a case", 1, own, bare=floors[0], page=floors[1])
    return row, sum(memory.values()) / 1024


def timed(operation: str, call: Callable[[], object], floors: Floors, rounds: int = 3) -> Figure:
    """Measure something that is done as a whole."""
    times, begun = [], time.perf_counter()
    for _ in range(rounds):
        before = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - before))
    own = Times.of(times, time.perf_counter() - begun)
    return figure(operation, 1, own, bare=floors[0], page=floors[1])


def _statements(page: Page) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    browser = Client(HTTP_HOST="localhost")
    browser.cookies.load(page.cookies)
    with CaptureQueriesContext(connection) as captured:
        if page.forms:
            browser.post(page.path, page.forms[0])
        else:
            browser.get(page.path)
    return len(captured)


def _statements_of(user: Any, path: str, form: dict[str, str]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = browser_of(user)
    with CaptureQueriesContext(connection) as captured:
        browser.post(path, form)
    return len(captured)
