"""The synthetic area of the demo: 475 people, the same each time, beside the published cases."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from throughcare.access.roles import Role
from throughcare.accounts.models import User
from throughcare.casebook import personas
from throughcare.casebook.published import DEMO_DAY
from throughcare.casebook.synthetic import Person, synthesise
from throughcare.casebook.synthetic.loading import load_people
from throughcare.history import clock
from throughcare.kernel.duty import State
from throughcare.ledger.actions import ask_to_excuse
from throughcare.ledger.queries import owed_by
from throughcare.oversight.rules.excusing import may_be_excused
from throughcare.people.models import Crn
from throughcare.people.models import Person as PersonRow

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
    """Let the personas of the area be signed in as; the first time, their officers ask something.

    That somebody has asked to be excused is a working paper, and stands in no case file.
    """
    for member in personas.AREA:
        if personas.user_of(member.code) is None:
            user = personas.give_account(member.code, member.role)
            if member.role is Role.PRACTITIONER:
                _ask_to_be_excused(user)


def _ask_to_be_excused(user: User) -> None:
    """An officer asks to be excused from the least that is overdue, up to Friday of next week."""
    late = [
        owed
        for owed in owed_by([user.staff.pk], clock.today())
        if owed.state is State.OVERDUE
        and may_be_excused(owed.duty.code, owed.duty.because.parameters)
    ]
    for owed in sorted(late, key=lambda each: -each.duty.weight)[:1]:
        ask_to_excuse(
            PersonRow.objects.get(pk=owed.person_id),
            by=user,
            key=owed.duty.key,
            until=clock.today() + timedelta(days=11),
            because="On a night shift until the end of next week; we meet on the Friday.",
        )


def _besides(there: set[str]) -> Iterator[Person]:
    for person in synthesise(PEOPLE, seed=SEED, today=DEMO_DAY):
        if person.crn not in there:
            yield person


def _there() -> set[str]:
    ours = Crn.objects.filter(value__startswith=_CRNS, value__lte=f"{_CRNS}{PEOPLE:06d}")
    return set(ours.values_list("value", flat=True))
