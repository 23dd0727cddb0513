"""Whoever holds the case reads what comes in, and acts on it where it holds a concern."""

import pytest
from tests.casefiles import away, case, caseload, directory, leaves, officer, one, order, owed

from throughcare.information.tests.enquiring import arrived, asked, sent

READ, ACT = "read-reply", "act-on-reply"


def answered(on="2017-05-03", concern=False, **more):
    """An enquiry sent in March and answered on Wednesday 3 May."""
    return sent("e", "2017-03-06", answer={"received_on": on, "concern": concern}) | more


def with_item(**more):
    """A callout of which the police told on Wednesday 3 May."""
    return case(information={"items": [arrived(**more)]})


@pytest.mark.parametrize(
    ("file", "subject", "text"),
    [
        (
            case(**asked(answered())),
            "e",
            "The enquiry about domestic abuse (Police unit) was answered on Wednesday 3 May 2017.",
        ),
        (with_item(), "item", "A report of a callout came on Wednesday 3 May 2017."),
        (with_item(kind="letter"), "item", "A letter came on Wednesday 3 May 2017."),
    ],
)
def test_an_answer_or_an_item_is_to_be_read_by_the_next_working_day(file, subject, text):
    row = one(file, "2017-05-04", READ)
    assert (row["opened_on"], row["due_on"]) == ("2017-05-03", "2017-05-04")
    assert (row["subject"], row["weight"]) == (subject, 1)
    assert (row["failings"], row["owner"]["staff"]) == (["S5", "S6", "D11"], "olga")
    assert (row["state"], row["because"]["text"]) == ("due-soon", text)
    assert one(file, "2017-05-05", READ)["state"] == "overdue"


def test_what_comes_on_a_friday_is_due_after_the_bank_holiday():
    assert one(with_item(received_on="2017-04-28"), "2017-05-03", READ)["due_on"] == "2017-05-02"


@pytest.mark.parametrize(("on", "state"), [("2017-05-04", "met"), ("2017-05-05", "met-late")])
@pytest.mark.parametrize("by", [{"by": "olga"}, {}])
def test_the_holder_reads_it(on, state, by):
    row = one(with_item(read={"date": on} | by), "2017-06-01", READ)
    assert (row["met_on"], row["state"]) == (on, state)
    row = one(case(**asked(answered(read={"date": on} | by))), "2017-06-01", READ)
    assert (row["met_on"], row["state"]) == (on, state)


def test_read_by_another_it_stands():
    row = one(with_item(read={"date": "2017-05-03", "by": "omar"}), "2017-06-01", READ)
    assert (row["met_on"], row["state"]) == (None, "overdue")
    assert "read, but not by whoever held the case" in row["because"]["text"]


def moved(*items, transfer_on="2017-05-02", accepted="2017-05-02"):
    """A case that goes to Petra in the south team."""
    transfer = {"ref": "t", "to_team": "south", "to_officer": "petra", "effective_on": transfer_on}
    if accepted:
        transfer["accepted"] = {"date": accepted}
    return case(
        caseload=caseload(transfers=[transfer]),
        **asked(answered(), items=list(items)),
    )


def test_an_answer_after_a_transfer_is_for_the_new_holder():
    unread = moved()
    assert one(unread, "2017-05-08", READ)["owner"]["staff"] == "petra"
    for by, state in (("olga", "overdue"), ("petra", "met")):
        item = arrived(read={"date": "2017-05-03", "by": by})
        (row,) = (r for r in owed(moved(item), "2017-05-08", code=READ) if r["subject"] == "item")
        assert row["state"] == state


def test_until_the_transfer_is_accepted_the_sender_reads():
    read = arrived(read={"date": "2017-05-03", "by": "olga"})
    file = moved(read, accepted="2017-05-04")
    rows = {row["subject"]: row for row in owed(file, "2017-05-08", code=READ)}
    assert rows["item"]["met_on"] == "2017-05-03"
    assert rows["e"]["owner"]["staff"] == "petra"


def test_the_new_holder_reading_it_again_takes_nothing_from_the_first_reading():
    read = {"date": "2017-06-05", "by": "petra", "recorded_at": "2017-06-05T10:00:00Z"}
    read["earlier"] = [{"date": "2017-05-03", "by": "olga", "recorded_at": "2017-05-03T10:00:00Z"}]
    rows = owed(
        moved(arrived(read=read), transfer_on="2017-06-01", accepted="2017-06-01"),
        "2017-07-03",
        code=READ,
    )
    assert {row["subject"]: row["met_on"] for row in rows}["item"] == "2017-05-03"


def test_cover_and_the_manager_of_a_vacancy_are_holders():
    covered = caseload(cover=[{"ref": "cv", "staff": "omar", "starts_on": "2017-05-02"}])
    item = arrived(read={"date": "2017-05-03", "by": "omar"})
    file = case(caseload=covered, information={"items": [item]})
    assert one(file, "2017-06-01", READ)["met_on"] == "2017-05-03"
    item = arrived(read={"date": "2017-05-03", "by": "sam"})
    left = case(directory=directory(**leaves("olga", "2017-04-28")), information={"items": [item]})
    assert one(left, "2017-06-01", READ)["met_on"] == "2017-05-03"


def test_through_an_uncovered_absence_the_officer_is_the_holder():
    item = arrived(read={"date": "2017-05-03", "by": "sam"})
    file = case(
        directory=directory(**away("olga", "2017-05-02", "2017-05-05")),
        information={"items": [item]},
    )
    assert one(file, "2017-05-08", READ)["state"] == "overdue"


def test_as_it_was_known_before_reading_was_recorded():
    file = with_item(
        read={"date": "2017-05-04", "by": "olga", "recorded_at": "2017-05-09T10:00:00Z"}
    )
    assert one(file, "2017-05-08", READ, known="2017-05-08")["state"] == "overdue"
    assert one(file, "2017-05-09", READ, known="2017-05-09")["state"] == "met"


def test_the_end_of_supervision_ends_it():
    orders = [order(ended={"date": "2017-05-03", "because": "revoked"})]
    items = [arrived(), arrived("late", "2017-05-04"), arrived("early", "2017-05-02")]
    file = case(sentences={"orders": orders}, information={"items": items})
    states = {row["subject"]: row["state"] for row in owed(file, "2017-06-01", code=READ)}
    assert states == {"item": "ended", "early": "missed"}


# Acting

READ_ON_TIME = {"date": "2017-05-03", "by": "olga"}


@pytest.mark.parametrize(
    ("more", "concern"),
    [
        ({"kind": "callout"}, True),
        ({"kind": "arrest"}, True),
        ({"kind": "letter"}, False),
        ({"kind": "other"}, False),
        ({"kind": "letter", "concern": True}, True),
    ],
)
def test_what_holds_a_concern_is_to_be_acted_on(more, concern):
    rows = owed(with_item(read=READ_ON_TIME, **more), "2017-05-05", code=ACT)
    assert bool(rows) is concern


@pytest.mark.parametrize("concern", [True, False])
def test_an_answer_says_whether_it_holds_one(concern):
    file = case(**asked(answered(concern=concern, read=READ_ON_TIME)))
    assert bool(owed(file, "2017-05-05", code=ACT)) is concern


@pytest.mark.parametrize(("day", "state"), [("2017-05-05", "due-soon"), ("2017-05-08", "overdue")])
def test_it_opens_on_the_day_of_reading(day, state):
    row = one(with_item(read={"date": "2017-05-04", "by": "olga"}), day, ACT)
    assert (row["opened_on"], row["due_on"], row["state"]) == ("2017-05-04", "2017-05-05", state)
    assert (row["subject"], row["weight"]) == ("item", 1)
    assert (row["failings"], row["owner"]["staff"]) == (["S5", "S6", "D11"], "olga")
    assert row["because"]["text"] == (
        "A report of a callout came on Wednesday 3 May 2017 with a concern, read on Thursday "
        "4 May 2017."
    )


@pytest.mark.parametrize("read", [{"date": "2017-05-03", "by": "omar"}, None])
def test_until_the_holder_has_read_it_it_is_not_opened(read):
    file = with_item(**({"read": read} if read else {}))
    assert owed(file, "2017-06-01", code=ACT) == []
    assert one(file, "2017-06-01", READ)["state"] == "overdue"


@pytest.mark.parametrize(
    "said",
    [
        {"action": "Rang children’s social care."},
        {"because": "It concerned somebody else."},
        {"has_because": True},
    ],
)
@pytest.mark.parametrize(("on", "state"), [("2017-05-04", "met"), ("2017-05-05", "met-late")])
def test_an_action_or_none_with_a_reason_meets_it(said, on, state):
    row = one(with_item(read=READ_ON_TIME, acted={"date": on} | said), "2017-06-01", ACT)
    assert (row["met_on"], row["state"]) == (on, state)


@pytest.mark.parametrize("said", [{}, {"action": " ", "because": ""}])
def test_an_action_without_a_word_of_it_meets_nothing(said):
    acted = {"date": "2017-05-04", "by": "olga"} | said
    row = one(with_item(read=READ_ON_TIME, acted=acted), "2017-06-01", ACT)
    assert (row["met_on"], row["state"]) == (None, "overdue")


def test_a_further_action_takes_nothing_from_the_first():
    acted = {"date": "2017-06-05", "action": "Referred.", "recorded_at": "2017-06-05T10:00:00Z"}
    acted["earlier"] = [
        {"date": "2017-05-04", "action": "Rang.", "recorded_at": "2017-05-04T10:00:00Z"}
    ]
    row = one(with_item(read=READ_ON_TIME, acted=acted), "2017-07-03", ACT)
    assert row["met_on"] == "2017-05-04"


def test_read_by_one_officer_it_is_the_next_one_s_to_act_on():
    made = caseload(
        "2017-03-03",
        officer("officer", "olga", "2017-03-03"),
        officer("officer-2", "omar", "2017-05-04"),
    )
    file = case(caseload=made, information={"items": [arrived(read=READ_ON_TIME)]})
    assert one(file, "2017-05-08", ACT)["owner"]["staff"] == "omar"
