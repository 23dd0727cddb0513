"""P7: an objective without content: to engage with sentence planning (George)."""

from tests.assessed import action, objective, plan, planned, recorded
from tests.failings.command import CaseInAFile

CODE = "make-objective-concrete"


def having(tmp_path, *actions):
    engage = objective("engage", text="To engage with sentence planning", actions=list(actions))
    return CaseInAFile(tmp_path, planning=planned(plan("2017-03-24", objectives=[engage])))


def test_it_surfaces_until_an_action_says_what_who_and_by_when(tmp_path):
    case = having(tmp_path, action(**recorded("2017-04-05")))
    assert case.row("2017-03-31", CODE)["state"] == "due-soon"
    row = case.row("2017-04-04", CODE)
    assert (row["state"], row["failing_since"]) == ("overdue", "2017-04-01")
    assert (row["subject"], row["failings"], row["weight"]) == ("engage", ["P7"], 5)
    assert row["owner"]["staff"] == "olga"
    assert case.row("2017-04-05", CODE)["state"] == "met-late"


def test_an_action_that_is_nobody_s_is_none(tmp_path):
    assert CODE in having(tmp_path, action(who="")).failing("2017-04-04")


def test_with_content_nothing_surfaces(tmp_path):
    assert having(tmp_path, action()).rows("2017-04-04", CODE) == []
