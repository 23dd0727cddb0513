"""S11: a new partner or contact with a child is known, there is risk, and nobody decides.

David has been violent to partners and drinks. His new partner has a child, whom he sees
without anybody there.
"""

from tests.failings.command import CaseInAFile

PARTNER = {"ref": "partner", "kind": "partner", "name": "Robin", "is_partner": True}
CHILD = {"ref": "child", "kind": "partner's child", "name": "Kim", "is_child": True}


def david(folder, *decisions, recorded_on="2017-05-03", violent=True, **of_partner):
    """His case, with both recorded on one day."""
    recorded = {"recorded_at": f"{recorded_on}T10:00:00Z"}
    registered = {
        "ref": "registration",
        "kind": "domestic abuse perpetrator",
        "registered_on": "2017-03-03",
    }
    person = {
        "particulars": {"ref": "person"},
        "names": [{"ref": "name", "given": "David", "family": "Example"}],
        "relationships": [
            PARTNER | recorded | of_partner,
            CHILD | recorded | {"contact": "unsupervised"},
        ],
        "registrations": [registered] if violent else [],
    }
    return CaseInAFile(folder, person=person, information={"relationship_decisions": decisions})


def rows(case, on):
    """What is to be decided, by whom it is about."""
    return {row["subject"]: row for row in case.rows(on, "decide-on-child-or-partner")}


def test_where_a_child_is_near_it_surfaces_the_same_day(tmp_path):
    for row in rows(david(tmp_path, cares_for_child=True), "2017-05-04").values():
        assert (row["opened_on"], row["due_on"]) == ("2017-05-03", "2017-05-03")
        assert (row["state"], row["failings"], row["weight"]) == ("overdue", ["S11"], 1)
        assert row["owner"]["staff"] == "olga"


def test_a_partner_without_a_child_is_decided_about_in_two_working_days(tmp_path):
    assert rows(david(tmp_path), "2017-05-05")["partner"]["state"] == "due-soon"
    assert rows(david(tmp_path), "2017-05-06")["partner"]["state"] == "overdue"


def test_it_closes_with_a_referral_or_with_a_reason_for_none(tmp_path):
    referred = {
        "ref": "d-1",
        "relationship": "child",
        "date": "2017-05-03",
        "outcome": "referral",
    }
    neither = {"ref": "d-2", "relationship": "partner", "date": "2017-05-04", "outcome": "neither"}
    found = rows(david(tmp_path, referred, neither), "2017-05-08")
    assert (found["child"]["state"], found["partner"]["state"]) == ("met", "overdue")
    neither["because"] = "She lives abroad and has no children."
    found = rows(david(tmp_path, referred, neither), "2017-05-08")
    assert found["partner"]["state"] == "met"


def test_without_risk_on_record_nothing_surfaces(tmp_path):
    assert rows(david(tmp_path, violent=False), "2017-06-01") == {}
