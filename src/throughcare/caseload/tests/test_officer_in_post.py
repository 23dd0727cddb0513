"""Put somebody in charge: an officer who has left, or is away too long without cover."""

import pytest
from tests.casefiles import (
    away,
    case,
    caseload,
    custody,
    directory,
    held_on_licence,
    leaves,
    licence,
    officer,
    one,
    order,
    owed,
)

CODE = "officer-in-post"


def left(on, *officers, **more):
    named = [officer("officer", "olga", "2017-03-03"), *officers]
    return case(
        directory=directory(**leaves("olga", on)), caseload=caseload(officers=named, **more)
    )


def test_while_somebody_is_in_post_there_is_none():
    assert owed(case(), "2017-06-05", code=CODE) == []


# Left


@pytest.mark.parametrize(
    ("last_day", "opens"),
    [
        pytest.param("2017-06-07", "2017-06-08", id="a Wednesday"),
        pytest.param("2017-06-09", "2017-06-10", id="a Friday: Saturday, a rest day"),
        pytest.param("2017-06-10", "2017-06-11", id="a Saturday"),
        pytest.param("2017-05-26", "2017-05-27", id="the eve of a bank holiday weekend"),
    ],
)
def test_it_opens_and_is_due_the_day_after_the_last_day_in_post(last_day, opens):
    row = one(left(last_day), "2017-07-03", CODE)
    assert (row["opened_on"], row["due_on"]) == (opens, opens)
    assert (row["state"], row["subject"], row["weight"]) == ("overdue", "case", 1)
    assert row["failings"] == ["A5"]


@pytest.mark.parametrize(
    ("day", "state"),
    [("2017-06-07", "open"), ("2017-06-08", "due-soon"), ("2017-06-09", "overdue")],
)
def test_due_that_day_it_is_overdue_from_the_next(day, state):
    assert one(left("2017-06-07"), day, CODE, known="2017-06-30")["state"] == state


def test_a_leaving_known_before_is_returned_as_open_and_the_officer_owns_until_then():
    file = case(directory=directory(**leaves("olga", "2017-06-07", recorded_at="2017-05-01")))
    row = one(file, "2017-06-05", CODE, known="2017-06-05")
    assert (row["opened_on"], row["state"]) == ("2017-06-08", "open")
    assert one(file, "2017-06-07", "see-the-person")["owner"]["staff"] == "olga"
    assert one(file, "2017-06-08", "see-the-person")["owner"]["staff"] == "sam"


@pytest.mark.parametrize("follows", ["2017-06-11", "2017-06-12"])
def test_a_new_officer_meets_it_late(follows):
    row = one(left("2017-06-09", officer("o-2", "omar", follows)), "2017-07-03", CODE)
    assert (row["opened_on"], row["met_on"]) == ("2017-06-10", follows)
    assert row["state"] == "met-late"


def test_an_officer_who_follows_the_day_after_leaves_no_gap():
    assert (
        owed(left("2017-06-09", officer("o-2", "omar", "2017-06-10")), "2017-07-03", code=CODE)
        == []
    )


def test_acting_cover_meets_it_and_its_end_opens_the_next():
    cover = [{"ref": "cover", "staff": "omar", "starts_on": "2017-06-12", "ends_on": "2017-06-30"}]
    first, second = sorted(
        owed(left("2017-06-07", cover=cover), "2017-07-03", code=CODE),
        key=lambda row: row["opened_on"],
    )
    assert (first["opened_on"], first["met_on"]) == ("2017-06-08", "2017-06-12")
    assert (second["opened_on"], second["state"]) == ("2017-07-01", "overdue")
    assert second["because"]["message"] == "nobody-in-post-cover-ended"


def test_cover_from_the_day_after_leaves_no_gap():
    cover = [{"ref": "cover", "staff": "omar", "starts_on": "2017-06-08"}]
    assert owed(left("2017-06-07", cover=cover), "2017-07-03", code=CODE) == []


def test_cover_by_somebody_who_has_left_too_is_none():
    both = leaves("olga", "2017-06-07") | leaves("omar", "2017-06-16")
    cover = [{"ref": "cover", "staff": "omar", "starts_on": "2017-06-08"}]
    file = case(directory=directory(**both), caseload=caseload(cover=cover))
    row = one(file, "2017-07-03", CODE)
    assert (row["opened_on"], row["because"]["message"]) == (
        "2017-06-17",
        "nobody-in-post-cover-ended",
    )


def test_a_new_officer_who_is_not_in_post_does_not_meet_it():
    both = leaves("olga", "2017-06-07") | leaves("omar", "2017-06-02")
    file = case(
        directory=directory(**both),
        caseload=caseload(
            "2017-03-03",
            officer("officer", "olga", "2017-03-03"),
            officer("o-2", "omar", "2017-06-12"),
        ),
    )
    row = one(file, "2017-07-03", CODE)
    assert (row["opened_on"], row["met_on"], row["state"]) == ("2017-06-08", None, "overdue")


def test_an_officer_who_is_taken_off_the_case_leaves_it_with_nobody():
    file = case(
        caseload=caseload(
            "2017-03-03", officer("officer", "olga", "2017-03-03", ends_on="2017-06-09")
        )
    )
    assert one(file, "2017-07-03", CODE)["opened_on"] == "2017-06-10"


def test_an_officer_whose_last_day_comes_after_another_began_leaves_no_gap():
    file = case(
        caseload=caseload(
            "2017-03-03",
            officer("officer", "olga", "2017-03-03", ends_on="2017-06-09"),
            officer("o-2", "omar", "2017-06-05"),
        )
    )
    assert owed(file, "2017-07-03", code=CODE) == []


def test_a_move_to_another_team_of_the_provider_is_no_leaving():
    posts = [
        {"ref": "p-1", "team": "north", "starts_on": "2014-06-01", "left": {"date": "2017-06-09"}},
        {"ref": "p-2", "team": "south", "starts_on": "2017-06-10"},
    ]
    file = case(directory=directory(olga={"posts": posts}))
    assert owed(file, "2017-07-03", code=CODE) == []


def test_somebody_without_any_post_on_record_is_taken_to_be_in_post():
    assert owed(case(directory=directory(olga={"posts": []})), "2017-07-03", code=CODE) == []


def test_leaving_twice_opens_twice_each_with_its_own_name():
    posts = [
        {"ref": "p-1", "team": "north", "starts_on": "2014-06-01", "left": {"date": "2017-04-07"}},
        {"ref": "p-2", "team": "north", "starts_on": "2017-05-01", "left": {"date": "2017-06-09"}},
    ]
    rows = owed(case(directory=directory(olga={"posts": posts})), "2017-07-03", code=CODE)
    assert sorted((row["opened_on"], row["met_on"]) for row in rows) == [
        ("2017-04-08", "2017-05-01"),
        ("2017-06-10", None),
    ]


# Away


def absent(*absences, **more):
    given = [
        {"ref": f"away-{at}", "starts_on": first} | ({"ends_on": last} if last else {})
        for at, (first, last) in enumerate(absences)
    ]
    more["caseload"] = caseload(**more.pop("caseload", {}))
    return case(directory=directory(olga={"absences": given} | more.pop("olga", {})), **more)


@pytest.mark.parametrize(
    ("first", "last", "opens"),
    [
        pytest.param("2017-05-08", "2017-05-19", None, id="ten working days"),
        pytest.param("2017-05-08", "2017-05-21", None, id="ten and a weekend"),
        pytest.param("2017-05-08", "2017-05-22", "2017-05-22", id="eleven"),
        pytest.param("2017-05-08", "2017-05-23", "2017-05-22", id="twelve"),
        pytest.param(
            "2017-05-06", None, "2017-05-22", id="from a Saturday, for who knows how long"
        ),
        pytest.param("2017-04-10", "2017-04-25", None, id="ten, over Easter"),
        pytest.param("2017-04-10", "2017-04-26", "2017-04-26", id="eleven, over Easter"),
        pytest.param("2017-05-08", "2018-05-08", "2017-05-22", id="a year planned from the start"),
    ],
)
def test_away_it_opens_on_the_eleventh_working_day_in_a_row(first, last, opens):
    found = [row["opened_on"] for row in owed(absent((first, last)), "2017-07-03", code=CODE)]
    assert found == ([opens] if opens else [])


def test_away_it_is_due_the_same_day_and_names_the_absence():
    row = one(absent(("2017-05-08", None)), "2017-05-23", CODE)
    assert (row["due_on"], row["state"]) == ("2017-05-22", "overdue")
    assert row["because"]["message"] == "nobody-in-post-away"


def test_the_officer_s_return_ends_it():
    row = one(absent(("2017-05-08", "2017-05-26")), "2017-07-03", CODE)
    assert (row["met_on"], row["state"]) == ("2017-05-27", "met-late")


def test_a_return_for_one_working_day_breaks_the_row():
    file = absent(("2017-05-08", "2017-05-18"), ("2017-05-20", "2017-06-02"))
    assert owed(file, "2017-07-03", code=CODE) == []


def test_two_absences_with_only_a_weekend_between_are_one_row():
    file = absent(("2017-05-08", "2017-05-12"), ("2017-05-15", "2017-05-22"))
    assert one(file, "2017-07-03", CODE)["opened_on"] == "2017-05-22"


def test_absences_week_by_week_are_one_vacancy():
    file = absent(
        ("2017-05-08", "2017-05-12"),
        ("2017-05-15", "2017-05-19"),
        ("2017-05-22", "2017-05-26"),
        ("2017-05-30", "2017-06-02"),
    )
    row = one(file, "2017-07-03", CODE)
    assert (row["opened_on"], row["met_on"]) == ("2017-05-22", "2017-06-03")


def test_a_working_day_with_cover_breaks_the_row():
    cover = [{"ref": "cover", "staff": "omar", "starts_on": "2017-05-19", "ends_on": "2017-05-19"}]
    file = absent(("2017-05-08", None), caseload={"cover": cover})
    # Counted anew from Monday 22 May, the 29th a bank holiday.
    assert one(file, "2017-07-03", CODE)["opened_on"] == "2017-06-06"


def test_cover_on_a_weekend_alone_does_not():
    cover = [{"ref": "cover", "staff": "omar", "starts_on": "2017-05-13", "ends_on": "2017-05-14"}]
    file = absent(("2017-05-08", None), caseload={"cover": cover})
    assert one(file, "2017-07-03", CODE)["opened_on"] == "2017-05-22"


def test_cover_of_the_whole_caseload_counts_as_cover():
    cover = [{"ref": "sc", "by": "omar", "starts_on": "2017-05-08"}]
    assert owed(absent(("2017-05-08", None), olga={"cover": cover}), "2017-07-03", code=CODE) == []


def test_cover_in_the_middle_makes_two_rows_with_names_of_their_own():
    cover = [{"ref": "cover", "staff": "omar", "starts_on": "2017-05-24", "ends_on": "2017-06-02"}]
    rows = owed(absent(("2017-05-08", None), caseload={"cover": cover}), "2017-07-03", code=CODE)
    assert sorted((row["opened_on"], row["met_on"]) for row in rows) == [
        ("2017-05-22", "2017-05-24"),
        ("2017-06-19", None),
    ]


def test_a_new_officer_meets_it_and_starts_a_count_of_their_own():
    both = away("olga", "2017-05-08") | away("omar", "2017-05-08", ref="away-2")
    file = case(
        directory=directory(**both),
        caseload=caseload(
            "2017-03-03",
            officer("officer", "olga", "2017-03-03"),
            officer("o-2", "omar", "2017-05-24"),
        ),
    )
    rows = owed(file, "2017-07-03", code=CODE)
    assert sorted((row["opened_on"], row["met_on"]) for row in rows) == [
        ("2017-05-22", "2017-05-24"),
        ("2017-06-08", None),  # the 29th of May was a bank holiday
    ]


def test_leaving_while_away_opens_at_once():
    staff = leaves("olga", "2017-05-10")
    staff["olga"] |= away("olga", "2017-05-08")["olga"]
    row = one(case(directory=directory(**staff)), "2017-07-03", CODE)
    assert row["opened_on"] == "2017-05-11"


def test_leaving_after_eleven_days_away_goes_on_with_the_same_row():
    staff = leaves("olga", "2017-05-31")
    staff["olga"] |= away("olga", "2017-05-08")["olga"]
    row = one(case(directory=directory(**staff)), "2017-07-03", CODE)
    assert (row["opened_on"], row["met_on"]) == ("2017-05-22", None)


# Spells


@pytest.mark.parametrize(
    ("last_day", "state", "met"),
    [("2017-06-30", "missed", None), ("2017-07-10", "met-late", "2017-07-10")],
)
def test_it_lives_with_the_supervision(last_day, state, met):
    file = case(
        directory=directory(**leaves("olga", "2017-06-09")),
        sentences={"orders": [order(ended={"date": last_day, "because": "expired"})]},
        caseload=caseload(
            "2017-03-03",
            officer("officer", "olga", "2017-03-03"),
            officer("o-2", "omar", "2017-07-10"),
        ),
    )
    row = one(file, "2017-07-20", CODE)
    assert (row["state"], row["met_on"]) == (state, met)


def test_it_goes_on_while_another_order_is_live():
    file = case(
        directory=directory(**leaves("olga", "2017-06-09")),
        sentences={
            "orders": [
                order(ended={"date": "2017-06-30", "because": "expired"}),
                order("order-2", "2017-05-02"),
            ]
        },
    )
    assert one(file, "2017-07-20", CODE)["state"] == "overdue"


@pytest.mark.parametrize("last_day", ["2017-06-09", "2017-06-08"])
def test_an_officer_who_leaves_with_the_last_order_opens_nothing(last_day):
    file = case(
        directory=directory(**leaves("olga", "2017-06-09")),
        sentences={"orders": [order(ended={"date": last_day, "because": "expired"})]},
    )
    assert owed(file, "2017-07-20", code=CODE) == []


def test_an_officer_who_left_before_release_opens_it_on_the_day_of_release():
    file = case(
        directory=directory(**leaves("olga", "2017-02-10")),
        sentences=custody(licence()),
        caseload=held_on_licence("custody", "2016-09-05"),
    )
    row = one(file, "2017-03-06", CODE)
    assert (row["opened_on"], row["due_on"]) == ("2017-03-01", "2017-03-01")
