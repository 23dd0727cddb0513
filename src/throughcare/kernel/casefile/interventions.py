"""Referrals, and work done while a place is awaited."""

from datetime import date as Day

import msgspec

from throughcare.kernel.casefile.facts import Item


class Referral(Item, frozen=True, kw_only=True):
    """A referral for a requirement or condition."""

    requirement: str
    """The requirement or condition."""
    to: str = ""
    """The programme team, treatment provider or service."""
    made_on: Day
    """The day of the referral."""


class InterimWork(Item, frozen=True, kw_only=True):
    """One-to-one work begun while the programme or treatment is awaited."""

    requirement: str
    """The requirement or condition."""
    begun_on: Day
    """The day on which it began."""
    what: str = ""
    """What the work is."""


class Interventions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What has been set in motion for the requirements."""

    referrals: tuple[Referral, ...] = ()
    """Referrals."""
    interim_work: tuple[InterimWork, ...] = ()
    """Interim work."""
