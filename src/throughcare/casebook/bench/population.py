"""The database of the bench: its own, filled, and dropped at the end.

A team of 40 officers comes first, one of them with 120 cases, and among those the case of 2,000
contacts. The synthetic area is loaded beside it and, for a size above what is loaded one by one,
copied within the database, people and ledger, as often as wanted.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from urllib.parse import quote

from throughcare.casebook.bench.floors import TABLES
from throughcare.casebook.crowd import WHOLE_TEAM, crowd, officer_code

DATABASE = "throughcare_bench"
MANAGER = "crowd-manager"


@contextmanager
def own_database() -> Iterator[str]:
    """Make a database beside the installation's; yield its address, and drop it at the end."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, connections

    before = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {DATABASE}")
    connections.close_all()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = DATABASE
    try:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        yield _address(connection.settings_dict)
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = before
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def _address(found: dict[str, Any]) -> str:
    user = quote(found["USER"])
    if found["PASSWORD"]:
        user += f":{quote(found['PASSWORD'])}"
    more = f"&port={found['PORT']}" if found["PORT"] else ""
    return f"postgresql://{user}@/{DATABASE}?host={quote(found['HOST'], safe='')}{more}"


def fill(people: int, contacts: int, today: date) -> float:
    """Fill the database with ``people``; return the seconds it took."""
    from django.db import connection

    from throughcare.access.roles import Role
    from throughcare.casebook.personas import give_account
    from throughcare.history.loading import load

    begun = time.perf_counter()
    team = min(people, WHOLE_TEAM)
    for case in crowd(team, today=today, long_case_contacts=contacts):
        load(case)
    if people > team:
        from throughcare.casebook.synthetic.loading import load_synthetic

        load_synthetic(people - team, seed=1, today=today)
    give_account(officer_code(1))
    give_account(MANAGER, Role.TEAM_MANAGER)
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        cursor.execute("ANALYZE")
    return time.perf_counter() - begun
