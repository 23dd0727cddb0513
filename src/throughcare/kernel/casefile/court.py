"""The court's part: reports asked for, and the allocation of each sentence by the court team."""

from datetime import date as Day
from datetime import time as Time
from enum import StrEnum
from typing import Literal

import msgspec

from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.casefile.facts import Fact, Item


class ReportKind(StrEnum):
    """The kinds of report that a court asks for."""

    ORAL = "oral"
    SHORT = "short"
    STANDARD = "standard"


class ReportSection(Item, frozen=True, kw_only=True):
    """One section of a report to the court."""

    title: Literal[
        "offence analysis",
        "pattern of offending",
        "personal circumstances",
        "risk of harm and reoffending",
        "victims",
        "proposal",
    ]
    """Which section."""
    text: str = ""
    """What it says."""
    has_text: bool = False
    """Set in place of the words where a file is made without prose."""

    @property
    def is_written(self) -> bool:
        """Whether anything is written."""
        return self.has_text or bool(self.text.strip())


class ReportSignature(Fact, frozen=True, kw_only=True):
    """The report was signed, or given by word of mouth."""

    date: Day
    """The day."""
    by: str | None = None
    """Who signed it."""


class ReportWithdrawn(Fact, frozen=True, kw_only=True):
    """The court no longer wants the report."""

    date: Day
    """The day on which that was known."""
    because: str = ""
    """Why."""


class CourtDisposal(Fact, frozen=True, kw_only=True):
    """The court dealt with the case without a sentence that is supervised."""

    date: Day
    """The day."""
    because: str = ""
    """What the court did: a fine, a discharge, an acquittal."""
    by: str | None = None
    """Who recorded it."""


class Report(Item, frozen=True, kw_only=True):
    """A report that a court has asked for."""

    kind: ReportKind = ReportKind.SHORT
    """oral, short or standard."""
    court: str = ""
    """The court that asks."""
    requested_on: Day
    """The day on which it was asked for."""
    hearing_on: Day | None = None
    """The day of the hearing for which it is wanted; the court's time limit."""
    team: str | None = None
    """The court team that writes it."""
    author: str | None = None
    """Who writes it."""
    sections: tuple[ReportSection, ...] = ()
    """The sections, as far as they are written."""
    signed: ReportSignature | None = None
    """Set when it was signed, or given."""
    withdrawn: ReportWithdrawn | None = None
    """Set when it is no longer wanted."""
    disposed: CourtDisposal | None = None
    """Set when the case ended at court without a sentence that is supervised."""


class CourtScreening(Fact, frozen=True, kw_only=True):
    """The screening for risk of serious harm at court, signed."""

    signed_on: Day
    """The day of the signature."""
    by: str | None = None
    """Who signed it."""
    yes: tuple[str, ...] = ()
    """The indicators answered with yes."""
    not_known: tuple[str, ...] = ()
    """The indicators to which the answer is not known."""
    level: Level | None = None
    """The level of risk of serious harm, as far as it was judged at court."""


class SignedRsr(Fact, frozen=True, kw_only=True):
    """The RSR score on which the allocation rests, signed."""

    signed_on: Day
    """The day of the signature."""
    by: str | None = None
    """Who signed it."""
    score: str | None = None
    """The score; it is worked out from its inputs and never typed in."""


class AllocationForm(Fact, frozen=True, kw_only=True):
    """The case allocation form (CAS), signed."""

    signed_on: Day
    """The day of the signature."""
    by: str | None = None
    """Who signed it."""
    mappa: Literal["none", "1", "2", "3"] = "none"
    """The MAPPA category for which the person is eligible."""
    public_interest: bool = False
    """Whether a senior manager judged it a public interest case."""
    deportation: bool = False
    """Whether a foreign national is liable to deportation."""
    held_by_nps: bool = False
    """Whether the NPS manages the person on another current order."""
    because: str = ""
    """What is behind the answers."""


class AllocationDecision(Fact, frozen=True, kw_only=True):
    """To whom the case goes, and why."""

    decided_on: Day
    """The day of the decision."""
    by: str | None = None
    """Who decided."""
    provider: Literal["nps", "crc"]
    """The kind of provider to which it goes."""
    computed: Literal["nps", "crc"] | None = None
    """What the rule gave; left out where it could not be worked out."""
    team: str | None = None
    """The receiving team."""
    because: str = ""
    """The reason; where it departs from the rule, the reason for that."""
    agreed_by: str | None = None
    """The senior officer who agreed to depart from the rule."""


class Instruction(Fact, frozen=True, kw_only=True):
    """The reporting instruction: when and where the person is first to come."""

    given_on: Day
    """The day on which it was given."""
    report_on: Day
    """The day on which to come."""
    time: Time | None = None
    """The time."""
    office: str | None = None
    """Where."""
    by: str | None = None
    """Who gave it."""


class Paper(StrEnum):
    """What goes with a case when it is allocated."""

    REPORT = "report"
    ORDER = "order"
    RSR = "RSR"
    SCREENING = "RoSH screening"
    FORM = "case allocation form"
    PROSECUTION = "prosecution papers"


class PaperChase(Item, frozen=True, kw_only=True):
    """A paper that had not come was asked for again."""

    date: Day
    """The day."""
    by: str | None = None
    """Who asked again."""


class PaperReceived(Fact, frozen=True, kw_only=True):
    """A paper that was asked for came, or it is known that it will not."""

    date: Day
    """The day."""
    by: str | None = None
    """Who recorded it."""
    text: str = ""
    """Where it is now, or why there is none."""


class PaperRequest(Item, frozen=True, kw_only=True):
    """Somebody asked for a paper that was missing when the case was allocated."""

    what: Paper
    """The paper."""
    asked_on: Day
    """The day on which it was asked for."""
    of: str = ""
    """Whom it was asked of."""
    by: str | None = None
    """Who asked."""
    chases: tuple[PaperChase, ...] = ()
    """The days on which it was asked for again, first to last."""
    received: PaperReceived | None = None
    """Set when it came, or when it is known that it will not."""


class CourtAllocation(Item, frozen=True, kw_only=True):
    """The allocation of one sentence by the court team, which holds it until it is received."""

    of: str
    """The order or the custodial sentence."""
    team: str | None = None
    """The court team."""
    officer: str | None = None
    """The court officer."""
    screening: CourtScreening | None = None
    """Set when the screening was signed."""
    rsr: SignedRsr | None = None
    """Set when the RSR score was signed."""
    form: AllocationForm | None = None
    """Set when the case allocation form was signed."""
    decision: AllocationDecision | None = None
    """Set when it was decided to whom the case goes."""
    instruction: Instruction | None = None
    """Set when the person was told when and where to come."""
    papers: tuple[PaperRequest, ...] = ()
    """Papers that were missing and asked for."""


class Court(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the court team does."""

    reports: tuple[Report, ...] = ()
    """Reports asked for."""
    allocations: tuple[CourtAllocation, ...] = ()
    """The allocation of each sentence."""
