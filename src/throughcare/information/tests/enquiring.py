"""Enquiries, items and people for tests of duties, as plain data."""

from typing import Any


def enquiry(ref: str = "enquiry", asked_on: str = "2017-03-06", **more: Any) -> dict[str, Any]:
    """An enquiry about domestic abuse, drawn up and no more."""
    made = {"ref": ref, "kind": "domestic abuse", "to": "Police unit", "asked_on": asked_on}
    return made | more


def sent(ref: str, on: str, **more: Any) -> dict[str, Any]:
    """An enquiry sent with its message on the day it was drawn up."""
    return enquiry(ref, on, sent={"date": on, "text": "Is anything known?"}) | more


def chase(ref: str, on: str, **more: Any) -> dict[str, Any]:
    """A reminder with its message."""
    return {"ref": ref, "date": on, "text": "We still wait for an answer."} | more


def not_applicable(ref: str, on: str, **more: Any) -> dict[str, Any]:
    """A safeguarding enquiry that was decided not to apply."""
    decided = {"date": on, "because": "No children are known."}
    return enquiry(ref, on, kind="safeguarding", not_applicable=decided) | more


def asked(*enquiries: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The section of the case file with these enquiries."""
    return {"information": {"enquiries": list(enquiries)} | more}


def arrived(ref: str = "item", on: str = "2017-05-03", **more: Any) -> dict[str, Any]:
    """A callout of which the police told."""
    return {"ref": ref, "kind": "callout", "received_on": on} | more


def person(**sections: Any) -> dict[str, Any]:
    """The plain person with more of what is known of them."""
    plain = {
        "particulars": {"ref": "person", "date_of_birth": "1985-05-05", "sex": "M"},
        "names": [{"ref": "name", "given": "Ari", "family": "Example"}],
    }
    return plain | sections


def partner(ref: str = "partner", since: str = "2017-05-03", **more: Any) -> dict[str, Any]:
    """A partner, recorded on a day."""
    made = {"ref": ref, "kind": "partner", "name": "Robin", "is_partner": True}
    return made | {"recorded_at": f"{since}T10:00:00Z"} | more


def child(ref: str = "child", since: str = "2017-05-03", **more: Any) -> dict[str, Any]:
    """A child with whom there is contact, recorded on a day."""
    made = {"ref": ref, "kind": "child", "name": "Kim", "is_child": True, "contact": "supervised"}
    return made | {"recorded_at": f"{since}T10:00:00Z"} | more


def registered(
    kind: str = "domestic abuse perpetrator", on: str = "2017-03-03", **more: Any
) -> dict[str, Any]:
    """A registration."""
    return {"ref": "registration", "kind": kind, "registered_on": on} | more


def status(ref: str, value: str, on: str, **more: Any) -> dict[str, Any]:
    """A child protection status, recorded on the day from which it is so."""
    return {"ref": ref, "status": value, "date": on} | more
