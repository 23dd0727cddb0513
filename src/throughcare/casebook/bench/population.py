"""The database of the bench: its own, filled, and dropped at the end or kept.

The synthetic area comes first, as far as it is loaded case by case, and is multiplied inside the
database for a size above. Beside it stands a team of 40 officers, one of them with 120 cases, and
among those the case of 2,000 contacts. Of the synthetic people those with few contacts are left
out, so that a case has about 38, ten million at the size of the nation.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import quote

from throughcare.casebook.bench.floors import TABLES
from throughcare.casebook.crowd import WHOLE_TEAM, crowd, officer_code
from throughcare.casebook.synthetic import Person, synthesise

DATABASE = "throughcare_bench"
MANAGER = "crowd-manager"
LOADED_AT_MOST = 4_240
"""Synthetic people loaded one by one: with the team beside them an area of 4,750."""
FEWEST_CONTACTS = 22
SHARE = 0.5
"""How many of the synthetic people have so many contacts."""
AREAS_OF_A_PROVIDER = 10
"""With so many the largest provider has about 29,000 people, as the largest there was."""

Shown = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
"""Shows how far a long work is: what is done, and of how much."""


@dataclass
class Database:
    """The database that is measured."""

    address: str
    filled: bool
    """Whether it was kept, filled, from an earlier run."""

    def mark_filled(self) -> None:
        """Note that it is whole, so that another run can use it."""
        _administer(f"COMMENT ON DATABASE {_name_of(self.address)} IS 'filled'")


@contextmanager
def own_database(people: int, contacts: int, *, keep: bool) -> Iterator[Database]:
    """Make a database beside the installation's, or find the one that was kept; drop it at the
    end unless it is to be kept."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, connections

    before = connection.settings_dict["NAME"]
    name = f"{DATABASE}_{people}_{contacts}" if keep else DATABASE
    found = keep and _is_filled(name)
    if not found:
        _administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
    connections.close_all()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    database = Database(_address(connection.settings_dict), found)
    try:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        yield database
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = before
        if not (keep and _is_filled(name)):
            _administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _is_filled(name: str) -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [name],
        )
        found = cursor.fetchone()
    return found is not None and found[0] == "filled"


def _administer(*statements: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _address(found: dict[str, Any]) -> str:
    user = quote(found["USER"])
    if found["PASSWORD"]:
        user += f":{quote(found['PASSWORD'])}"
    more = f"&port={found['PORT']}" if found["PORT"] else ""
    return f"postgresql://{user}@/{found['NAME']}?host={quote(found['HOST'], safe='')}{more}"


def _name_of(address: str) -> str:
    return address.partition("@/")[2].partition("?")[0]


def fill(people: int, contacts: int, today: date, shown: Shown) -> float:
    """Fill the database with ``people``, or a few more; return the seconds it took."""
    from throughcare.access.roles import Role
    from throughcare.casebook.personas import give_account

    begun = time.perf_counter()
    team = min(people, WHOLE_TEAM)
    if people > team:
        _fill_area(people - team, today, shown)
    _load_team(team, contacts, today, shown)
    give_account(officer_code(1))
    give_account(MANAGER, Role.TEAM_MANAGER)
    _administer(TABLES, "VACUUM (ANALYZE)")
    return time.perf_counter() - begun


def _fill_area(people: int, today: date, shown: Shown) -> None:
    from throughcare.casebook.bench.multiplying import copies, multiply, rows_to_add
    from throughcare.casebook.synthetic.loading import load_people

    times = -(-people // LOADED_AT_MOST)
    loaded = -(-people // times)
    with shown("Loading the area", loaded) as step:
        load_people(_long_standing(loaded, today), progress=step)
    made = copies(times - 1, staff_share=SHARE, a_provider=AREAS_OF_A_PROVIDER)
    if made:
        with shown("Multiplying it, rows", rows_to_add(len(made))) as step:
            multiply(made, progress=step)


def _long_standing(people: int, today: date) -> Iterator[Person]:
    """So many synthetic people with enough contacts."""
    every = synthesise(int(people / SHARE) + 50, seed=1, today=today)
    yield from islice((p for p in every if _contacts(p) >= FEWEST_CONTACTS), people)


def _contacts(person: Person) -> int:
    return len(person.file.get("contacts", ()))


def _load_team(team: int, contacts: int, today: date, shown: Shown) -> None:
    from throughcare.history.loading import load

    with shown("Loading the team", team) as step:
        for case in crowd(team, today=today, long_case_contacts=contacts):
            load(case)
            step(1)
