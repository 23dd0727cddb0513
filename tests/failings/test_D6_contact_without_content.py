"""D6: an entry that does not say what was done, nor towards which objective.

It is never refused: saved as it is, it opens a duty of its author.
"""

from tests.casefiles import contact
from tests.failings.command import CaseInAFile

PLAN = {
    "ref": "plan",
    "signed_on": "2017-03-20",
    "objectives": [{"ref": "work", "text": "Find work"}],
}


def test_an_empty_entry_surfaces_to_its_author_until_it_is_completed(tmp_path):
    entry = contact("c-1", "2017-05-03", None) | {
        "outcome": {"result": "attended", "by": "omar"},
        "account": {
            "done": "Wrote a letter of application.",
            "objectives": ["work"],
            "recorded_at": "2017-05-10T10:00:00Z",
        },
    }
    case = CaseInAFile(tmp_path, contacts=[entry], planning={"plans": [PLAN]})

    assert case.row("2017-05-05", "complete-contact")["state"] == "due-soon"
    row = case.row("2017-05-08", "complete-contact")
    assert (row["state"], row["failing_since"]) == ("overdue", "2017-05-06")
    assert (row["failings"], row["weight"]) == (["D6"], 6)
    assert row["owner"] == {"role": "author", "staff": "omar", "team": "north"}
    assert case.row("2017-05-10", "complete-contact")["state"] == "met-late"


def test_with_a_plan_signed_an_entry_without_an_objective_surfaces_too(tmp_path):
    case = CaseInAFile(
        tmp_path, contacts=[contact("c-1", "2017-05-03")], planning={"plans": [PLAN]}
    )
    row = case.row("2017-05-08", "complete-contact")
    assert row["because"]["text"] == (
        "The contact on Wednesday 3 May 2017 names no objective of the plan."
    )


def test_an_entry_with_content_surfaces_nothing(tmp_path):
    case = CaseInAFile(tmp_path, contacts=[contact("c-1", "2017-05-03")])
    assert case.rows("2017-05-08", "complete-contact") == []
