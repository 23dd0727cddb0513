"""The ledger of cases that are copied: the rows and owners that a refresh would leave."""

from collections.abc import Iterable, Sequence

import msgspec
from django.db import connections

from throughcare.history.copied_lines import NOTHING as _NOTHING
from throughcare.history.copied_lines import line
from throughcare.history.copied_lines import text as _text
from throughcare.history.copying import Copied, Copying
from throughcare.kernel.casefile import CaseFile, known
from throughcare.kernel.duty import Duty
from throughcare.ledger.calendar import RULES_VERSION, Account, account
from throughcare.ledger.comparing import fingerprint
from throughcare.ledger.models import OwnerSpell, Row
from throughcare.ledger.owning import owner_spells
from throughcare.ledger.subject import CASE

_encode = msgspec.json.Encoder().encode

_ROW = (
    "subject_kind",
    "subject_id",
    "code",
    "subject_ref",
    "opening_ref",
    "opened_on",
    "due_on",
    "met_on",
    "ended_on",
    "ended_because",
    "role",
    "author",
    "because",
    "source",
    "weight",
    "fingerprint",
    "rules_version",
)
_OWNER = (
    "subject_kind",
    "subject_id",
    "role",
    "author",
    "first",
    "last",
    "resolved",
    "staff_id",
    "team_id",
)


class LedgerCopying:
    """Copies what is owed on each case; it can be worked out ahead, in another thread."""

    def __init__(self) -> None:
        self._ahead: dict[str, Account] = {}

    def work_out(self, cases: Iterable[CaseFile]) -> None:
        """Work out what is owed on cases that are going to be copied."""
        for case in cases:
            self._ahead[case.crn] = _account(case)

    def let_go(self) -> None:
        """Close what the thread that worked ahead opened; called in it, last."""
        connections.close_all()

    def __call__(
        self, to: Copying, done: Sequence[Copied], names: dict[str, dict[str, int]]
    ) -> None:
        """Copy the ledger of the cases that were copied."""
        rows: list[str] = []
        owners: list[str] = []
        for each in done:
            stands = self._ahead.pop(each.case.crn, None) or _account(each.case)
            rows += [_line(each.person, duty) for duty in stands.duties]
            owners += _owners(each.person, stands, names)
        to.lines(Row._meta.db_table, _ROW, rows)
        to.lines(OwnerSpell._meta.db_table, _OWNER, owners)


def _account(case: CaseFile) -> Account:
    return account(known(case), standing=True)


def _owners(person: int, stands: Account, names: dict[str, dict[str, int]]) -> list[str]:
    authors = {(str(duty.role), duty.author) for duty in stands.duties if duty.author}
    return [
        line(
            (
                CASE,
                person,
                role,
                author,
                first,
                last,
                resolved,
                names["staff"].get(staff) if staff else None,
                names["team"].get(team) if team else None,
            )
        )
        for role, author, first, last, resolved, staff, team in owner_spells(stands, authors)
    ]


def _line(person: int, duty: Duty) -> str:
    """The line of a row, written out: there are more of them than of anything else."""
    because = _text(_encode(duty.because).decode())
    ended_because = _NOTHING if duty.ended_because is None else _text(duty.ended_because)
    return (
        f"{CASE}\t{person}\t{duty.code}\t{duty.subject}\t{duty.opening}\t{duty.opened_on}\t"
        f"{duty.due_on or _NOTHING}\t{duty.met_on or _NOTHING}\t{duty.ended_on or _NOTHING}\t"
        f"{ended_because}\t{duty.role}\t{duty.author or ''}\t{because}\t{_text(duty.source)}\t"
        f"{duty.weight}\t{fingerprint(duty)}\t{RULES_VERSION}\n"
    )
