"""S6: children's social care was not asked, did not answer, and nobody chased.

Said not to apply, the question opens again on the day a child is heard of.
"""

from tests.failings.command import CaseInAFile

NOT_APPLICABLE = {
    "ref": "first",
    "kind": "safeguarding",
    "asked_on": "2017-03-06",
    "not_applicable": {"date": "2017-03-06", "because": "No children are known."},
}
SENT = {
    "ref": "second",
    "kind": "safeguarding",
    "to": "Children’s social care",
    "asked_on": "2017-05-04",
    "sent": {"date": "2017-05-04", "text": "Is the family known to you?"},
}
PERSON = {
    "particulars": {"ref": "person"},
    "names": [{"ref": "name", "family": "Example"}],
    "relationships": [
        {
            "ref": "partner",
            "kind": "partner",
            "name": "Robin",
            "is_partner": True,
            "cares_for_child": True,
            "recorded_at": "2017-05-03T10:00:00Z",
        }
    ],
}


def test_it_surfaces_in_every_case_until_sent_or_said_not_to_apply(tmp_path):
    row = CaseInAFile(tmp_path).row("2017-03-08", "send-safeguarding-enquiry")
    assert (row["state"], row["failing_since"]) == ("overdue", "2017-03-08")
    assert (row["failings"], row["weight"]) == (["S6"], 3)
    case = CaseInAFile(tmp_path, information={"enquiries": [NOT_APPLICABLE]})
    assert case.row("2017-03-08", "send-safeguarding-enquiry")["state"] == "met"


def test_it_opens_again_when_a_child_is_heard_of(tmp_path):
    case = CaseInAFile(tmp_path, person=PERSON, information={"enquiries": [NOT_APPLICABLE]})
    _, again = case.rows("2017-05-08", "send-safeguarding-enquiry")
    assert (again["opened_on"], again["failing_since"]) == ("2017-05-03", "2017-05-06")
    assert (again["state"], again["owner"]["staff"]) == ("overdue", "olga")


def test_sent_it_is_chased_until_it_is_answered(tmp_path):
    enquiries = [NOT_APPLICABLE, SENT]
    case = CaseInAFile(tmp_path, person=PERSON, information={"enquiries": enquiries})
    states = [row["state"] for row in case.rows("2017-05-19", "send-safeguarding-enquiry")]
    assert states == ["met", "met"]
    row = case.row("2017-05-19", "chase-enquiry")
    assert (row["failing_since"], row["state"]) == ("2017-05-19", "overdue")

    answered = SENT | {"answer": {"received_on": "2017-05-12"}}
    case = CaseInAFile(tmp_path, person=PERSON, information={"enquiries": [answered]})
    assert case.row("2017-05-19", "chase-enquiry")["state"] == "ended"
    row = case.row("2017-05-16", "read-reply")
    assert (row["state"], row["failing_since"]) == ("overdue", "2017-05-16")
