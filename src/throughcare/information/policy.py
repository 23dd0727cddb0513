"""How soon others are asked, chased, read and acted on, and when somebody new is decided about."""

from throughcare.kernel.casefile.assessment import Level, RiskTo
from throughcare.kernel.casefile.information import ItemKind
from throughcare.kernel.casefile.person import RegistrationKind
from throughcare.kernel.law import InForce, Setting

_JUDGED = "a practitioner's judgement; a setting"

SEND_ENQUIRY_DAYS = Setting(
    "days to send an enquiry",
    2,
    "working days after the first assignment of the supervision, or after the trigger is recorded",
    f"duty calendar, send-da-enquiry and send-safeguarding-enquiry: {_JUDGED}",
)

CHASE_ENQUIRY_DAYS = Setting(
    "days to chase an enquiry",
    10,
    "working days after the enquiry was sent",
    f"duty calendar, chase-enquiry: {_JUDGED}",
)

ESCALATE_ENQUIRY_DAYS = Setting(
    "days to escalate an enquiry",
    10,
    "working days after the first chase, and after each escalation",
    f"duty calendar, escalate-enquiry: {_JUDGED}",
)

READ_REPLY_DAYS = Setting(
    "days to read what has come in",
    1,
    "working days after the answer or the item came",
    f"duty calendar, read-reply: {_JUDGED}",
)

ACT_ON_REPLY_DAYS = Setting(
    "days to act on what has come in",
    1,
    "working days after it was read",
    f"duty calendar, act-on-reply: {_JUDGED}",
)

ESTABLISH_CHILD_STATUS_DAYS = Setting(
    "days to establish the child protection status",
    15,
    "working days after it was recorded as not known",
    f"duty calendar, establish-child-status: {_JUDGED}",
)

DECIDE_ON_CHILD_DAYS = Setting(
    "days to decide where a child may be at risk",
    0,
    "days: the same day, where the new person is, lives with or cares for a child",
    f"duty calendar, decide-on-child-or-partner: {_JUDGED}",
)

DECIDE_ON_PARTNER_DAYS = Setting(
    "days to decide about any other new partner",
    2,
    "working days after the partner and the risk are both on record",
    f"duty calendar, decide-on-child-or-partner: {_JUDGED}",
)

ITEMS_OF_CONCERN = Setting(
    "items that always hold a concern",
    (ItemKind.CALLOUT, ItemKind.ARREST),
    "kinds of item; any other holds one where whoever received it says so",
    f"duty calendar, act-on-reply: {_JUDGED}",
)

DOMESTIC_ABUSE = Setting(
    "registrations for domestic abuse",
    (RegistrationKind.DOMESTIC_ABUSE, RegistrationKind.DOMESTIC_ABUSE_VICTIM),
    "kinds of registration that open the safeguarding enquiry again",
    f"duty calendar, send-safeguarding-enquiry: {_JUDGED}",
)

DOMESTIC_ABUSE_HISTORY = Setting(
    "registrations that say domestic abuse was done",
    (RegistrationKind.DOMESTIC_ABUSE,),
    "kinds of registration, ended ones too",
    f"duty calendar, decide-on-child-or-partner: {_JUDGED}",
)

DOMESTIC_ABUSE_SCORED = Setting(
    "scored item that says domestic abuse was done",
    (6, "6.7=2"),
    "the section, and the item with its score",
    f"duty calendar, send-safeguarding-enquiry and decide-on-child-or-partner: {_JUDGED}",
)

HARM_TO_A_CHILD = Setting(
    "registrations that say a child was harmed or may be",
    (
        RegistrationKind.RISK_TO_CHILDREN,
        RegistrationKind.CHILD_PROTECTION,
        RegistrationKind.CHILD_CONCERNS,
    ),
    "kinds of registration, ended ones too",
    f"duty calendar, send-safeguarding-enquiry and decide-on-child-or-partner: {_JUDGED}",
)

RISK_CALLING_FOR_DECISION = Setting(
    "risk of serious harm that calls for a decision about somebody new",
    ((RiskTo.CHILDREN, RiskTo.KNOWN_ADULT), Level.MEDIUM),
    "the groups at risk, and the lowest level in the community",
    f"duty calendar, decide-on-child-or-partner: {_JUDGED}",
)

_NEEDS = "Ministry of Justice, hmpps-tier and offender-assessments-api (MIT licence), OASys needs"

DRUGS = InForce((8, ("8.4", "8.5", "8.6", "8.8", "8.9"), 2), _NEEDS)
"""Drug misuse as a need (the section, its scored items, the lowest sum)"""

DRINK = InForce((9, ("9.1", "9.2", "9.3", "9.5"), 4), _NEEDS)
"""Alcohol misuse as a need (the section, its scored items, the lowest sum)"""
