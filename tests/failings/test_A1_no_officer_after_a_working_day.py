"""A1: no responsible officer one working day after the allocation was received.

Kevin's order reaches the north team on a Friday. Nobody takes it up.
"""

from tests.casefiles import caseload, officer
from tests.failings.command import CaseInAFile

MANAGER = {"role": "team manager", "staff": "sam", "team": "north"}


def test_it_surfaces_to_the_receiving_team_s_manager_until_somebody_is_assigned(tmp_path):
    assigned = officer("officer", "olga", "2017-03-09")
    kevin = CaseInAFile(tmp_path, caseload=caseload("2017-03-03", assigned))

    # The manager has it in sight from the day of receipt; Monday is in time.
    row = kevin.row("2017-03-03", "assign-officer")
    assert (row["state"], row["due_on"], row["owner"]) == ("due-soon", "2017-03-06", MANAGER)
    assert kevin.row("2017-03-06", "assign-officer")["state"] == "due-soon"

    # From Tuesday it is a failing, in the first band, and says why.
    row = kevin.row("2017-03-07", "assign-officer")
    assert (row["state"], row["failings"], row["weight"]) == ("overdue", ["A1"], 1)
    assert row["because"]["text"] == "The case was received on Friday 3 March 2017."
    assert row["owner"] == MANAGER

    # Olga takes it on Thursday. What was late stays on record as late.
    row = kevin.row("2017-03-09", "assign-officer")
    assert (row["state"], row["met_on"]) == ("met-late", "2017-03-09")


def test_assigned_in_time_nothing_surfaces(tmp_path):
    kevin = CaseInAFile(tmp_path)
    assert "assign-officer" not in kevin.failing("2017-03-09")
    assert kevin.row("2017-03-09", "assign-officer")["state"] == "met"
