"""A5: the officer leaves or is away, and the case is nobody's.

Gary's officer leaves on a Friday. Nobody follows, and he is not seen for months.
"""

from tests.casefiles import away, caseload, contact, directory, leaves, officer
from tests.failings.command import CaseInAFile

MANAGER = {"role": "team manager", "staff": "sam", "team": "north"}


def test_it_surfaces_at_once_when_the_officer_has_left(tmp_path):
    gary = CaseInAFile(
        tmp_path,
        directory=directory(**leaves("olga", "2017-06-09")),
        contacts=[contact("c-1", "2017-03-08"), contact("c-2", "2017-06-07")],
    )

    # On the Saturday the case is nobody's, and the manager's to act on that day.
    row = gary.row("2017-06-10", "officer-in-post")
    assert (row["opened_on"], row["due_on"], row["owner"]) == ("2017-06-10", "2017-06-10", MANAGER)
    assert row["state"] == "due-soon"
    row = gary.row("2017-06-11", "officer-in-post")
    assert (row["state"], row["failings"], row["weight"]) == ("overdue", ["A5"], 1)

    # Five months on both failings stand, and both are the manager's.
    assert {"officer-in-post", "see-the-person"} <= gary.failing("2017-11-06").keys()
    owners = {row["code"]: row["owner"] for row in gary.rows("2017-11-06") if not row["met_on"]}
    assert owners["officer-in-post"] == owners["see-the-person"] == MANAGER


def test_it_closes_when_somebody_takes_the_case(tmp_path):
    gary = CaseInAFile(
        tmp_path,
        directory=directory(**leaves("olga", "2017-06-09")),
        caseload=caseload(
            "2017-03-03",
            officer("officer", "olga", "2017-03-03"),
            officer("officer-2", "omar", "2017-11-08"),
        ),
    )
    assert gary.row("2017-11-07", "officer-in-post")["state"] == "overdue"
    assert gary.row("2017-11-08", "officer-in-post")["state"] == "met-late"
    assert gary.row("2017-11-08", "see-the-person")["owner"]["staff"] == "omar"


def test_a_long_absence_without_cover_surfaces_on_its_eleventh_working_day(tmp_path):
    gary = CaseInAFile(tmp_path, directory=directory(**away("olga", "2017-05-08", "2017-09-29")))
    assert gary.row("2017-05-19", "officer-in-post")["state"] == "open"  # it opens on the 22nd
    assert gary.row("2017-05-19", "see-the-person")["owner"]["staff"] == "olga"
    assert gary.row("2017-05-23", "officer-in-post")["failing_since"] == "2017-05-23"
    assert gary.row("2017-05-22", "see-the-person")["owner"] == MANAGER


def test_with_cover_nothing_surfaces(tmp_path):
    gary = CaseInAFile(
        tmp_path,
        directory=directory(**away("olga", "2017-05-08", "2017-09-29")),
        caseload=caseload(
            cover=[
                {
                    "ref": "cover",
                    "staff": "omar",
                    "starts_on": "2017-05-08",
                    "ends_on": "2017-09-29",
                }
            ]
        ),
    )
    assert gary.rows("2017-07-03", "officer-in-post") == []
    assert gary.row("2017-07-03", "see-the-person")["owner"]["role"] == "acting cover"
