"""Whose a duty is on the day asked about: reading 7 of the duty calendar."""

import pytest
from tests.casefiles import away, case, caseload, contact, directory, leaves, officer, one, order

OWED = "see-the-person"


def owner(file, on, code=OWED, **more):
    found = one(file, on, code, **more)["owner"]
    return found and (found["role"], found["staff"], found["team"])


def test_the_responsible_officer():
    assert owner(case(), "2017-06-05") == ("responsible officer", "olga", "north")


def test_nobody_before_the_case_was_received():
    file = case(caseload=caseload(officers=[]))
    assert owner(file, "2017-03-02") is None
    assert owner(file, "2017-03-03") == ("team manager", "sam", "north")


def test_a_new_officer_from_their_first_day():
    file = case(
        caseload=caseload(
            "2017-03-03",
            officer("officer", "olga", "2017-03-03"),
            officer("o-2", "omar", "2017-06-05"),
        )
    )
    assert owner(file, "2017-06-04")[1] == "olga"
    assert owner(file, "2017-06-05")[1] == "omar"


# Cover and absence


def absent(**more):
    return case(directory=directory(**away("olga", "2017-05-08", "2017-05-31")), **more)


@pytest.mark.parametrize(
    ("on", "whose"),
    [
        pytest.param("2017-05-07", ("responsible officer", "olga"), id="before"),
        pytest.param("2017-05-08", ("responsible officer", "olga"), id="the first day away"),
        pytest.param("2017-05-21", ("responsible officer", "olga"), id="after ten working days"),
        pytest.param("2017-05-22", ("team manager", "sam"), id="the eleventh working day"),
        pytest.param("2017-05-31", ("team manager", "sam"), id="the last day away"),
        pytest.param("2017-06-01", ("responsible officer", "olga"), id="back"),
    ],
)
def test_an_uncovered_absence_stays_the_officer_s_until_officer_in_post_opens(on, whose):
    assert owner(absent(), on)[:2] == whose


def test_acting_cover_while_it_is_in_force():
    cover = [{"ref": "c", "staff": "omar", "starts_on": "2017-05-10", "ends_on": "2017-05-12"}]
    file = absent(caseload=caseload(cover=cover))
    assert owner(file, "2017-05-09")[:2] == ("responsible officer", "olga")
    assert owner(file, "2017-05-10") == ("acting cover", "omar", "north")
    assert owner(file, "2017-05-12")[:2] == ("acting cover", "omar")
    assert owner(file, "2017-05-13")[:2] == ("responsible officer", "olga")


def test_cover_of_the_whole_caseload():
    staff = away("olga", "2017-05-08")
    staff["olga"]["cover"] = [{"ref": "sc", "by": "omar", "starts_on": "2017-05-08"}]
    assert owner(case(directory=directory(**staff)), "2017-07-03")[:2] == ("acting cover", "omar")


def test_cover_goes_before_an_officer_who_is_there():
    file = case(caseload=caseload(cover=[{"ref": "c", "staff": "omar", "starts_on": "2017-05-10"}]))
    assert owner(file, "2017-05-10")[:2] == ("acting cover", "omar")


# Nobody


def test_when_the_officer_has_left_the_manager_of_the_team():
    file = case(directory=directory(**leaves("olga", "2017-06-09")))
    assert owner(file, "2017-06-09")[1] == "olga"
    assert owner(file, "2017-06-10") == ("team manager", "sam", "north")


def gone(manager_until="2017-06-02", **staff):
    made = directory(**leaves("olga", "2017-05-26"), **staff)
    made["teams"][0]["managers"][0]["ends_on"] = manager_until
    return case(directory=made)


def test_a_manager_who_left_gives_way_to_the_provider_s_duty_manager():
    assert owner(gone(), "2017-06-02")[:2] == ("team manager", "sam")
    assert owner(gone(), "2017-06-03") == ("duty manager", "dora", "north")


def test_a_manager_whose_post_ended_gives_way_too_though_still_named():
    file = gone("2018-01-01", **leaves("sam", "2017-06-02"))
    assert owner(file, "2017-06-03")[:2] == ("duty manager", "dora")


def test_a_manager_who_follows_is_the_manager():
    made = directory(**leaves("olga", "2017-05-26"))
    made["teams"][0]["managers"].append({"ref": "nm-2", "staff": "sue", "starts_on": "2017-06-05"})
    file = case(directory=made)
    assert owner(file, "2017-06-04")[1] == "sam"
    assert owner(file, "2017-06-05") == ("team manager", "sue", "north")


def test_with_nobody_at_all_the_role_and_team_are_still_said():
    made = directory(**leaves("olga", "2017-05-26"))
    made["teams"][0]["managers"] = []
    made["providers"][0]["duty_managers"] = []
    assert owner(case(directory=made), "2017-06-05") == ("team manager", None, "north")


# Transfer


def sent(accepted="2017-06-05", **more):
    move = {
        "ref": "transfer",
        "to_team": "south",
        "to_officer": "petra",
        "effective_on": "2017-06-01",
    } | more
    if accepted:
        move["accepted"] = {"date": accepted}
    return case(
        caseload=caseload(
            "2017-03-03",
            officer("officer", "olga", "2017-03-03"),
            officer("o-2", "petra", "2017-06-01"),
            transfers=[move],
        )
    )


def test_until_the_transfer_takes_effect_everything_is_the_sending_officer_s():
    assert owner(sent(), "2017-06-04") == ("responsible officer", "olga", "north")
    assert owner(sent(), "2017-06-05") == ("responsible officer", "petra", "south")


def test_never_accepted_it_stays_with_the_sending_officer_for_ever():
    assert owner(sent(None), "2017-12-01") == ("responsible officer", "olga", "north")


def test_asked_before_the_acceptance_was_recorded_it_is_still_the_sender_s():
    move = sent("2017-06-01")
    assert owner(move, "2017-06-01", known="2017-05-31")[1] == "olga"
    assert owner(move, "2017-06-01", known="2017-06-01")[1] == "petra"


def test_a_transfer_restarts_no_clock():
    held = [contact("c-1", "2017-03-08"), contact("c-2", "2017-05-29")]
    file = case(contacts=held)
    moved = case(
        contacts=held,
        caseload=caseload(
            transfers=[
                {
                    "ref": "transfer",
                    "to_team": "south",
                    "to_officer": "petra",
                    "effective_on": "2017-06-01",
                    "accepted": {"date": "2017-06-01"},
                }
            ]
        ),
    )
    clocks = [
        [
            (row["code"], row["subject"], row["opened_on"], row["due_on"], row["met_on"])
            for row in (one(each, "2017-07-03", code) for code in CODES)
        ]
        for each in (file, moved)
    ]
    assert clocks[0] == clocks[1]


CODES = ("assign-officer", "arrange-first-appointment", "hold-first-appointment")


# The author of an entry


def unfinished(by="omar", **sections):
    outcome = {"result": "attended"} | ({"by": by} if by else {})
    return case(contacts=[contact("c-1", "2017-05-02", None, outcome=outcome)], **sections)


def complete(file, on):
    return owner(file, on, "complete-contact")[:2]


def test_an_entry_is_its_author_s_whoever_holds_the_case():
    assert complete(unfinished(), "2017-05-08") == ("author", "omar")


def test_an_entry_without_an_author_is_the_responsible_officer_s():
    assert complete(unfinished(None), "2017-05-08") == ("responsible officer", "olga")


@pytest.mark.parametrize(("on", "whose"), [("2017-05-05", "omar"), ("2017-05-06", "sam")])
def test_an_author_who_has_left_gives_way_to_the_team_manager(on, whose):
    file = unfinished(directory=directory(**leaves("omar", "2017-05-05")))
    assert complete(file, on)[1] == whose


@pytest.mark.parametrize(
    ("on", "whose"),
    [("2017-05-07", "omar"), ("2017-05-08", "sam"), ("2017-05-09", "sam"), ("2017-05-10", "omar")],
)
def test_an_author_who_is_away_uncovered_does_so_from_the_first_day(on, whose):
    file = unfinished(directory=directory(**away("omar", "2017-05-08", "2017-05-09")))
    assert complete(file, on)[1] == whose


def test_an_author_who_is_away_and_covered_gives_way_to_cover():
    staff = away("omar", "2017-05-08")
    staff["omar"]["cover"] = [{"ref": "sc", "by": "petra", "starts_on": "2017-05-08"}]
    file = unfinished(directory=directory(**staff))
    assert complete(file, "2017-05-08") == ("acting cover", "petra")


def test_cover_of_the_case_covers_the_responsible_officer_s_own_entries():
    file = unfinished(
        "olga",
        directory=directory(**away("olga", "2017-05-08")),
        caseload=caseload(cover=[{"ref": "c", "staff": "omar", "starts_on": "2017-05-08"}]),
    )
    assert complete(file, "2017-05-08") == ("acting cover", "omar")


def test_an_order_received_by_another_team_moves_the_whole_case():
    first = {"ref": "allocation", "of": "order", "team": "north", "received_on": "2017-03-03"}
    second = {"ref": "a-2", "of": "order-2", "team": "south", "received_on": "2017-06-02"}
    file = case(
        sentences={"orders": [order(), order("order-2", "2017-06-01")]},
        caseload=caseload(allocations=[first, second]),
    )
    assert owner(file, "2017-06-01") == ("responsible officer", "olga", "north")
    assert owner(file, "2017-06-02") == ("responsible officer", "olga", "south")
