"""A case with a signed assessment, for the tests of plans and reviews."""

from typing import Any

from throughcare.contacts.tests.acting import (
    TODAY,
    contact,
    entries,
    exported,
    olga,
    owed,
    staff,
    stored,
)
from throughcare.people.models import Person

__all__ = ["TODAY", "contact", "entries", "exported", "olga", "owed", "staff", "stored"]

ASSESSMENT: dict[str, Any] = {
    "ref": "oasys",
    "begun_on": "2017-10-02",
    "signed_on": "2017-10-09",
    "signed_by": "olga",
    "level": "medium",
    "sections": [
        {
            "ref": "alcohol",
            "number": 9,
            "scores": ["9.1=2", "9.2=2", "9.3=1", "9.5=1"],
            "linked_to_offending": True,
            "linked_to_harm": True,
            "text": "Drinks at weekends.",
        },
        {
            "ref": "work",
            "number": 4,
            "scores": ["4.2=0", "4.3=1", "4.4=0", "4.5=0"],
            "linked_to_offending": False,
            "text": "Works.",
        },
    ],
    "risks": [
        {
            "ref": "to-partner",
            "group": "known adult",
            "level": "medium",
            "who": "A former partner",
            "nature": "Assault",
            "raises": ["drinking"],
        },
        {"ref": "to-public", "group": "public", "level": "low"},
    ],
}

PLAN: dict[str, Any] = {
    "ref": "plan",
    "signed_on": "2017-10-12",
    "signed_by": "olga",
    "contact": "weekly",
    "objectives": [
        {
            "ref": "sober",
            "text": "To drink less",
            "measure": "Four weekends in a row without drink",
            "needs": ["alcohol"],
            "risks": ["to-partner"],
            "actions": [
                {
                    "ref": "diary",
                    "what": "Keep a diary of drinking",
                    "who": "Ari",
                    "by_when": "2018-01-31",
                },
                {
                    "ref": "clinic",
                    "what": "See the alcohol worker",
                    "who": "Ari and the clinic",
                    "by_when": "2017-11-01",
                },
            ],
        },
        {"ref": "engage", "text": "To engage with sentence planning"},
    ],
    "managed_risks": [
        {
            "ref": "managed",
            "risk": "to-partner",
            "contingency": "Call the police at once.",
            "restrictive": "A restraining order.",
            "actions": [
                {
                    "ref": "visits",
                    "heading": "supervision",
                    "what": "Home visits unannounced",
                    "who": "Olga",
                    "by_when": "2018-03-01",
                },
                {
                    "ref": "safety",
                    "heading": "victim safety planning",
                    "what": "The refuge worker rings her every Friday evening at her new place",
                    "who": "IDVA",
                    "by_when": "2018-03-01",
                },
            ],
        }
    ],
}


def assessed(*contacts: dict[str, Any], **sections: Any) -> Person:
    """A person with a signed assessment and, unless the test says otherwise, no plan."""
    given = {"assessment": {"oasys": [ASSESSMENT]}, "planning": {"plans": []}, **sections}
    return stored(*contacts, **given)


def planned(*contacts: dict[str, Any], **sections: Any) -> Person:
    """A person with a signed assessment and the plan above."""
    return assessed(*contacts, **{"planning": {"plans": [PLAN]}, **sections})
