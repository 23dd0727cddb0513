"""S10: the child protection status says "not known", and so it stays."""

from tests.failings.command import CaseInAFile


def with_statuses(folder, *statuses):
    """A case with these child protection statuses, each from a day on."""
    made = [{"ref": f"s-{on}", "status": status, "date": on} for status, on in statuses]
    person = {
        "particulars": {"ref": "person"},
        "names": [{"ref": "name", "family": "Example"}],
        "child_protection": made,
    }
    return CaseInAFile(folder, person=person)


def test_not_known_surfaces_until_somebody_finds_out(tmp_path):
    case = with_statuses(tmp_path, ("not known", "2017-03-06"))
    assert case.row("2017-03-27", "establish-child-status")["state"] == "due-soon"
    row = case.row("2017-03-28", "establish-child-status")
    assert (row["state"], row["failing_since"]) == ("overdue", "2017-03-28")
    assert (row["failings"], row["weight"], row["owner"]["staff"]) == (["S10"], 3, "olga")

    found = with_statuses(tmp_path, ("not known", "2017-03-06"), ("no children", "2017-04-03"))
    assert found.row("2017-04-02", "establish-child-status")["state"] == "overdue"
    assert found.row("2017-04-03", "establish-child-status")["state"] == "met-late"


def test_saying_once_more_that_it_is_not_known_closes_nothing(tmp_path):
    case = with_statuses(tmp_path, ("not known", "2017-03-06"), ("not known", "2017-03-20"))
    assert case.row("2017-03-28", "establish-child-status")["state"] == "overdue"
