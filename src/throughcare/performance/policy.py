"""The service levels: what each figure counts, and the target set for it.

Every figure is a reading of the ledger: of the duties of one kind that fell due in a month, how
many were met by then. The target belongs to the contract and was not found in print for most of
them; what is not fixed by a source is a setting.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from throughcare.kernel.law import Setting

_FROM_MEMORY = "rules 6.1: the target is from memory, not from a source; a setting"
_NPS_FROM_MEMORY = "rules 6.2: the target is from memory, not from a source; a setting"

TARGETS: Mapping[str, Setting] = {
    "SL001R": Setting("target of SL001R", 97, "per cent", _FROM_MEMORY),
    "SL002R": Setting("target of SL002R", 97, "per cent", _FROM_MEMORY),
    "SL003": Setting("target of SL003", 97, "per cent", _FROM_MEMORY),
    "NPS-SL002": Setting("target of NPS SL002", 95, "per cent", _NPS_FROM_MEMORY),
    "AE": Setting(
        "target of assurance metric AE",
        None,
        "per cent",
        "rules 6.1: no target was found; results were 86.6 (April to June 2017) to 92.1 "
        "(April to June 2019), data.justice.gov.uk crc-sch9-ae",
    ),
    "NPS-SL014": Setting("target of NPS SL014", 95, "per cent", _NPS_FROM_MEMORY),
}

About = Literal["order", "licence", "any"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One service level, as a reading of the ledger."""

    id: str
    """What it is called in addresses, commands and published figures."""
    title: str
    """What the contract calls it."""
    name: str
    """What it measures, in a line."""
    means: str
    """What counts as met in time, in full."""
    code: str
    """The duty of the calendar that it reads."""
    about: About
    """Of which sentences: orders, licences, or any that the duty is about."""
    of: Literal["crc", "nps"]
    """The kind of provider that answers for it."""
    source: str
    status: str
    """How sure the definition is."""
    leaves_out: str = ""
    """What one might look for in it, and will not find."""

    @property
    def target(self) -> Setting:
        """The target; its value is None where there is none."""
        return TARGETS[self.id]


_SEEN = "definition seen in a source"

MEASURES: tuple[Measure, ...] = (
    Measure(
        id="SL001R",
        title="SL001R",
        name="First appointment after sentence",
        means="Of the community and suspended sentence orders whose fifth business day after "
        "allocation fell in the month, those with a first appointment booked by then for a day "
        "by then.",
        code="arrange-first-appointment",
        about="order",
        of="crc",
        source="rules 6.1; data.justice.gov.uk crc-performance",
        status=_SEEN,
        leaves_out="Whether it was kept is not asked here: the duty to hold it is on the lists.",
    ),
    Measure(
        id="SL002R",
        title="SL002R",
        name="First appointment after release",
        means="Of the releases on licence whose first business day after release fell in the "
        "month, those with a first appointment booked by then for a day by then.",
        code="arrange-first-appointment",
        about="licence",
        of="crc",
        source="rules 6.1; data.justice.gov.uk crc-performance",
        status=_SEEN,
        leaves_out="A release straight into post-sentence supervision is no licence.",
    ),
    Measure(
        id="SL003",
        title="SL003",
        name="Plan after sentence",
        means="Of the community and suspended sentence orders whose first plan was due in the "
        "month, fifteen business days after the first appointment attended, those with a plan "
        "signed by then. Where nobody came within twenty business days of allocation, the plan "
        "is due on the twentieth.",
        code="initial-plan",
        about="order",
        of="crc",
        source="rules 6.1; data.justice.gov.uk crc-performance",
        status=_SEEN + "; the twenty days are the calendar's own",
    ),
    Measure(
        id="NPS-SL002",
        title="NPS SL002",
        name="Allocation after sentence",
        means="Of the sentences whose second full business day fell in the month, those for "
        "which it was decided by the end of that day who is to hold the case.",
        code="allocate-case",
        about="any",
        of="nps",
        source="rules 6.2; data.justice.gov.uk nps-performance",
        status=_SEEN,
    ),
    Measure(
        id="AE",
        title="AE",
        name="Breach referred by the CRC",
        means="Of the breaches of orders that a CRC had to refer by a day of the month, eight "
        "business days after the failure was found unacceptable, those referred by then.",
        code="decide-breach",
        about="any",
        of="crc",
        source="rules 6.1; data.justice.gov.uk crc-sch9-ae",
        status=_SEEN,
        leaves_out="Where the senior probation officer decided in time against breach there was "
        "nothing to refer.",
    ),
    Measure(
        id="NPS-SL014",
        title="NPS SL014",
        name="Breach presented by the NPS",
        means="Of the breaches of orders that the NPS had to present by a day of the month, ten "
        "business days after the failure was found unacceptable, those presented by then.",
        code="decide-breach",
        about="any",
        of="nps",
        source="rules 6.2; data.justice.gov.uk nps-sl014",
        status=_SEEN,
        leaves_out="Where the senior probation officer decided in time against breach there was "
        "nothing to present.",
    ),
)
"""The service levels, in the order in which they are shown."""

BY_ID: Mapping[str, Measure] = {each.id: each for each in MEASURES}


def measures_of(kind: str) -> tuple[Measure, ...]:
    """Return the service levels for which a kind of provider answers."""
    return tuple(each for each in MEASURES if each.of == kind)
