"""The synthetic area of the demo: 475 people, the same each time, beside the published cases."""

from collections.abc import Callable, Iterator

from throughcare.casebook import personas
from throughcare.casebook.published import DEMO_DAY
from throughcare.casebook.synthetic import Person, synthesise
from throughcare.casebook.synthetic.loading import load_people
from throughcare.people.models import Crn

PEOPLE = 475
SEED = 1
_CRNS = "S"


def missing() -> int:
    """How many people of the area are not loaded yet."""
    return PEOPLE - len(_there())


def load(*, progress: Callable[[int], None] | None = None) -> int:
    """Load whom the area lacks; what is there stays as it is, with all done to it since."""
    return load_people(_besides(_there()), progress=progress)


def give_accounts() -> None:
    """Let the personas of the area be signed in as."""
    for member in personas.AREA:
        if personas.user_of(member.code) is None:
            personas.give_account(member.code, member.role)


def _besides(there: set[str]) -> Iterator[Person]:
    for person in synthesise(PEOPLE, seed=SEED, today=DEMO_DAY):
        if person.crn not in there:
            yield person


def _there() -> set[str]:
    ours = Crn.objects.filter(value__startswith=_CRNS, value__lte=f"{_CRNS}{PEOPLE:06d}")
    return set(ours.values_list("value", flat=True))
