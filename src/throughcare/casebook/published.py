"""Loading the published cases into an empty database, and never into one that holds others."""

from datetime import date
from pathlib import Path

from throughcare.accounts.models import User
from throughcare.casebook import personas
from throughcare.history import clock
from throughcare.history.demo_clock import DemoClock
from throughcare.history.loading import load
from throughcare.kernel.casefile.reading import read_one
from throughcare.people.models import Crn, Person

DEMO_DAY = date(2017, 11, 6)
FOLDER = Path(__file__).parent
FILES = (*sorted(FOLDER.glob("*.yaml")), *sorted(FOLDER.glob("at_court/*.yaml")))
"""The published cases, and those invented so that a court team has something before it."""


class HoldsOthers(Exception):
    """The database holds people or accounts that are not of the casebook."""


def load_published_cases() -> None:
    """Load what is missing of the casebook, set the clock, make the personas.

    What is there already stays as it is, with all that was done to it since. Raises
    ``HoldsOthers`` where the database is not the demo's own.
    """
    refuse_others()
    if not DemoClock.objects.exists():
        clock.set_day(DEMO_DAY)
    numbers = {crn_of(file): file for file in FILES}
    there = Crn.objects.filter(value__in=numbers).values_list("value", flat=True)
    for crn in sorted(numbers.keys() - set(there)):
        load(read_one(numbers[crn]))
    if not personas.complete():
        personas.create_all()


def refuse_others() -> None:
    """Raise ``HoldsOthers`` where the database was not begun as a demo and holds anybody.

    In the demo anyone may sign in as anyone, so it never opens a database of a service. One
    that began as a demo stays one: further case files may be loaded into it, and are meant to be.
    """
    if DemoClock.objects.exists():
        return
    ours = Crn.objects.filter(value__in=[crn_of(file) for file in FILES]).values("person")
    if Person.objects.exclude(pk__in=ours).exists():
        raise HoldsOthers(_said("people who are not of the casebook"))
    if User.objects.exclude(email__endswith=personas.ADDRESS).exists():
        raise HoldsOthers(_said("accounts that are not of the demo"))


def crn_of(file: Path) -> str:
    """Return the CRN of a case file of the casebook, without reading all of it."""
    with file.open(encoding="utf-8") as lines:
        return next(line.split()[1] for line in lines if line.startswith("crn: "))


def _said(whom: str) -> str:
    return (
        f"This database holds {whom}. In the demo anyone may sign in as anyone, so it does not "
        "start here. Give it a place of its own: THROUGHCARE_STATE=/tmp/throughcare-demo make "
        "demo, without DATABASE_URL or with one that names an empty database."
    )
