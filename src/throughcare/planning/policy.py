"""How often a person is to be seen where no plan says so yet.

Source 003 names the bands of the contact grid but prints no frequencies, so all of
these are settings: a practitioner's judgement, to be changed by an installation.
"""

from throughcare.kernel.casefile.person import RegistrationKind
from throughcare.kernel.casefile.planning import Interval
from throughcare.kernel.law import Setting

_GRID = "duty calendar, contact minimum: bands of source 003, frequencies a setting"

HIGH_CONTACT = Setting("contact minimum, high or very high", Interval.WEEKLY, "interval", _GRID)

COMPLEX_CONTACT = Setting(
    "contact minimum, medium with complexity",
    ((12, Interval.WEEKLY), (None, Interval.FORTNIGHTLY)),
    "weeks from the start, then the interval",
    _GRID,
)

MEDIUM_CONTACT = Setting(
    "contact minimum, medium",
    ((12, Interval.FORTNIGHTLY), (None, Interval.MONTHLY)),
    "weeks from the start, then the interval",
    _GRID,
)

LOW_LIKELY_CONTACT = Setting(
    "contact minimum, low and likely to reoffend",
    ((8, Interval.FORTNIGHTLY), (None, Interval.MONTHLY)),
    "weeks from the start, then the interval",
    _GRID,
)

LOW_CONTACT = Setting("contact minimum, low", Interval.MONTHLY, "interval", _GRID)

LIKELY_TO_REOFFEND = Setting(
    "likely to reoffend", 50, "per cent, OGRS3 at two years, from which contact is raised", _GRID
)

RE_RELEASE_WEEKS = Setting(
    "enhanced contact after re-release", 8, "weeks of weekly contact from the re-release", _GRID
)

COMPLEXITY = Setting(
    "registrations that make a case complex",
    (
        RegistrationKind.DOMESTIC_ABUSE,
        RegistrationKind.CHILD_PROTECTION,
        RegistrationKind.CHILD_CONCERNS,
        RegistrationKind.RISK_TO_CHILDREN,
        RegistrationKind.GUNS,
        RegistrationKind.GANGS,
    ),
    "kinds of registration: current domestic abuse, current safeguarding, guns or gangs",
    _GRID,
)
