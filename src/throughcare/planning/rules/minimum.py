"""How often a person would be seen if no plan said so: the minimum beside a plan's own level.

Duty calendar, *Contact minimum before and under a plan*. The weeks count from the allocation or
release that began the supervision (reading 9).
"""

from datetime import date

from throughcare.caseload.rules.receiving import supervised_from
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime
from throughcare.planning.rules.contact_level import ContactLevel, ContactLevels
from throughcare.sentences.rules.spells import spells, supervision_on, supervisions


def minimum_on(
    day: date, case: CaseFile, regime: Regime = TRANSFORMING_REHABILITATION
) -> ContactLevel | None:
    """Return the minimum on a day; None where nobody is supervised, or not begun to be."""
    lives = spells(case)
    run = supervision_on(day, supervisions(lives))
    if run is None:
        return None
    among = [spell for spell in lives if spell.first in run]
    starts = [start for spell in among if (start := supervised_from(case, spell))]
    if not starts:
        return None
    levels = ContactLevels(case, spells=among, since=run.first, start=min(starts)[0], regime=regime)
    return levels.minimum(day)
