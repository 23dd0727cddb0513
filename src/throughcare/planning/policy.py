"""How often a person is to be seen where no plan says so yet, and how soon plans are whole.

Source 003 names the bands of the contact grid but prints no frequencies, so all of
these are settings: a practitioner's judgement, to be changed by an installation.
"""

from throughcare.kernel.casefile.assessment import Level
from throughcare.kernel.casefile.information import ChangeKind
from throughcare.kernel.casefile.person import RegistrationKind
from throughcare.kernel.casefile.planning import Interval
from throughcare.kernel.law import Setting

_JUDGED = "a practitioner's judgement; a setting"
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

WITH_PLAN_DAYS = Setting(
    "days to bring a need or a risk into a plan that exists",
    15,
    "business days after the assessment was signed",
    f"duty calendar, objective-for-need and reading 10: {_JUDGED}",
)

AGREE_PLAN_DAYS = Setting(
    "days to agree the plan with the person",
    10,
    "working days after the plan was signed",
    f"duty calendar, agree-plan: {_JUDGED}",
)

SET_CONTACT_DAYS = Setting(
    "days to raise contact to the minimum, or have the reason agreed",
    5,
    "working days after the plan was signed",
    f"duty calendar, set-contact-level: {_JUDGED}",
)

CONCRETE_OBJECTIVE_DAYS = Setting(
    "days to make an objective concrete",
    5,
    "working days after the plan was signed",
    f"duty calendar, make-objective-concrete: {_JUDGED}",
)

REVIEW_MONTHS = Setting(
    "months between reviews",
    {Level.VERY_HIGH: 4, Level.HIGH: 4, Level.MEDIUM: 6, Level.LOW: 12},
    "months, by the level of risk of serious harm",
    f"duty calendar, review-assessment: {_JUDGED}",
)

URGENT_CHANGES = Setting(
    "changes to decide on at once",
    (ChangeKind.ARREST, ChangeKind.CALLOUT, ChangeKind.RESTRAINING_ORDER),
    "kinds of change",
    f"duty calendar, decide-on-change: {_JUDGED}",
)

URGENT_CHANGE_DAYS = Setting(
    "days to decide on a change that is urgent",
    1,
    "working days after the change was recorded",
    f"duty calendar, decide-on-change: {_JUDGED}",
)

CHANGE_DAYS = Setting(
    "days to decide on a change",
    5,
    "working days after the change was recorded",
    f"duty calendar, decide-on-change: {_JUDGED}",
)

REVIEW_AFTER_CHANGE_DAYS = Setting(
    "days to finish the review after a change",
    15,
    "working days after the change was recorded",
    f"duty calendar, review-after-change: {_JUDGED}",
)

NOT_SHARED = Setting(
    "words that the copy of a plan may not hold",
    (
        "refuge",
        "safe house",
        "safe address",
        "victim liaison",
        "victim contact",
        "victim safety",
        "women's safety worker",
        "safety worker",
        "IDVA",
        "ISVA",
        "MARAC",
        "panic alarm",
        "police intelligence",
        "intelligence report",
        "informant",
        "ViSOR",
    ),
    "words of what protects victims and of what the police hold",
    f"P5, a copy that can be shared: {_JUDGED}",
)
