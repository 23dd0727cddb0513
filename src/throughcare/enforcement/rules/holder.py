"""Which kind of provider holds a case on a day: what decides who takes a breach to court."""

from datetime import date

from throughcare.caseload.rules.holding import Holding
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.directory import ProviderKind


def crc_holds(case: CaseFile, holding: Holding, day: date) -> bool:
    """Say whether a community rehabilitation company holds the case on ``day``."""
    held = holding.on(day)
    if held is None:
        return False
    team = next((each for each in case.directory.teams if each.ref == held.team), None)
    if team is None:
        return False
    providers = case.directory.providers
    provider = next((each for each in providers if each.ref == team.provider), None)
    return provider is not None and provider.kind is ProviderKind.CRC
