"""Reviews in time, and what a change of circumstances calls for."""

import pytest
from tests.assessed import assessed, change, oasys, planned, recorded, review
from tests.casefiles import case, custody, held_on_licence, licence, one, order, owed

REVIEW, DECIDE, FINISH = "review-assessment", "decide-on-change", "review-after-change"


def file(*assessments, reviews=(), changes=(), **sections):
    return case(
        assessment=sections.pop("assessment", assessed(*assessments)),
        planning=planned(reviews=list(reviews)),
        information={"changes": list(changes)},
        **sections,
    )


def ended(last):
    return {"orders": [order(ended={"date": last, "because": "revoked"})]}


# In time


@pytest.mark.parametrize(
    ("level", "due"),
    [
        ("very high", "2017-07-20"),
        ("high", "2017-07-20"),
        ("medium", "2017-09-20"),
        (None, "2017-09-20"),
        ("low", "2018-03-20"),
    ],
)
def test_the_months_are_those_of_the_level(level, due):
    made = oasys(level=level) if level else oasys()
    row = one(file(made), "2017-12-01", REVIEW)
    assert (row["subject"], row["opened_on"], row["due_on"]) == ("case", "2017-03-20", due)
    assert (row["failings"], row["weight"]) == (["R1"], 5)


def test_the_last_day_of_a_month_goes_to_the_last_day():
    assert one(file(oasys("2017-08-31")), "2017-12-01", REVIEW)["due_on"] == "2018-02-28"


@pytest.mark.parametrize(("on", "state"), [("2017-09-20", "due-soon"), ("2017-09-21", "overdue")])
def test_it_is_overdue_the_day_after(on, state):
    assert one(file(oasys()), on, REVIEW)["state"] == state


def test_without_an_assessment_it_does_not_begin():
    harm = {"harm": [{"ref": "harm", "level": "high", "signed_on": "2017-03-20"}]}
    assert owed(file(assessment=harm), "2017-12-01", code=REVIEW) == []
    assert owed(file(oasys(None)), "2017-12-01", code=REVIEW) == []


@pytest.mark.parametrize(("day", "state"), [("2017-09-20", "met"), ("2017-09-21", "met-late")])
def test_a_signed_review_meets_it_and_opens_the_next(day, state):
    rows = owed(file(oasys(), reviews=[review("2017-09-04", day)]), "2018-01-01", code=REVIEW)
    found = {row["opened_on"]: (row["met_on"], row["state"]) for row in rows}
    assert found == {"2017-03-20": (day, state), day: (None, "open")}


def test_a_later_assessment_meets_it_too():
    rows = owed(file(oasys(), oasys("2017-06-05", "second")), "2017-12-01", code=REVIEW)
    assert {row["opened_on"]: row["met_on"] for row in rows} == {
        "2017-03-20": "2017-06-05",
        "2017-06-05": None,
    }


def test_a_review_that_goes_on_does_not():
    row = one(file(oasys(), reviews=[review("2017-09-04")]), "2017-12-01", REVIEW)
    assert row["state"] == "overdue"


def test_the_level_is_that_of_the_day_it_was_signed():
    later = {"harm": [{"ref": "harm", "level": "high", "signed_on": "2017-05-02"}]}
    made = file(assessment=assessed(oasys(level="low"), **later))
    assert one(made, "2017-12-01", REVIEW)["due_on"] == "2018-03-20"


def test_two_signed_on_one_day_are_one():
    made = file(oasys(), reviews=[review("2017-03-20", "2017-03-20")])
    assert len(owed(made, "2017-12-01", code=REVIEW)) == 1


@pytest.mark.parametrize(("last", "state"), [("2017-09-19", "ended"), ("2017-09-20", "missed")])
def test_it_ends_with_supervision(last, state):
    assert one(file(oasys(), sentences=ended(last)), "2017-12-01", REVIEW)["state"] == state


def test_after_a_recall_it_begins_with_a_new_assessment():
    back = licence(recall={"date": "2017-05-02", "returned_on": "2017-05-03"})
    again = custody(back, licence("licence-2", "2017-06-01"))
    made = file(oasys(), sentences=again, caseload=held_on_licence("custody"))
    assert [row["state"] for row in owed(made, "2017-12-01", code=REVIEW)] == ["ended"]
    made = file(
        oasys(),
        oasys("2017-06-12", "new"),
        sentences=again,
        caseload=held_on_licence("custody"),
    )
    rows = owed(made, "2017-12-01", code=REVIEW)
    assert {row["opened_on"]: row["state"] for row in rows} == {
        "2017-03-20": "ended",
        "2017-06-12": "open",
    }


# Changes


@pytest.mark.parametrize(
    ("kind", "due", "weight"),
    [
        ("arrest", "2017-05-03", 1),
        ("callout", "2017-05-03", 1),
        ("restraining order breached", "2017-05-03", 1),
        ("job lost", "2017-05-09", 5),
        ("overdose", "2017-05-09", 5),
        ("pregnancy", "2017-05-09", 5),
    ],
)
def test_a_change_is_decided_on_at_once_or_in_five_days(kind, due, weight):
    row = one(file(changes=[change(kind=kind)]), "2017-05-02", DECIDE)
    assert (row["subject"], row["opened_on"], row["due_on"]) == ("change", "2017-05-02", due)
    assert (row["failings"], row["weight"]) == (["R2"], weight)
    assert row["because"]["text"] == f"Recorded on Tuesday 2 May 2017: {kind}."


def test_it_counts_from_the_day_of_recording():
    late = change("2017-04-03") | recorded("2017-05-02")
    assert one(file(changes=[late]), "2017-12-01", DECIDE)["opened_on"] == "2017-05-02"


def test_a_correction_does_not_restart_it():
    earlier = {"kind": "job lost", "happened_on": "2017-05-02"} | recorded("2017-05-02")
    corrected = change("2017-05-01") | recorded("2017-05-08") | {"earlier": [earlier]}
    assert one(file(changes=[corrected]), "2017-12-01", DECIDE)["opened_on"] == "2017-05-02"


@pytest.mark.parametrize(("on", "state"), [("2017-05-09", "due-soon"), ("2017-05-10", "overdue")])
def test_undecided_it_is_overdue_the_day_after(on, state):
    assert one(file(changes=[change()]), on, DECIDE)["state"] == state


@pytest.mark.parametrize(
    ("begun_on", "met_on"),
    [("2017-05-01", None), ("2017-05-02", "2017-05-02"), ("2017-05-12", "2017-05-12")],
)
def test_a_review_begun_on_a_day_meets_every_change_recorded_by_then(begun_on, met_on):
    changes = [change(), change(kind="health", ref="change-2")]
    rows = owed(file(changes=changes, reviews=[review(begun_on)]), "2017-12-01", code=DECIDE)
    assert [row["met_on"] for row in rows] == [met_on, met_on]


def test_not_needed_decides_it():
    decided = change(not_needed={"date": "2017-05-08", "because": "Has another job"})
    row = one(file(changes=[decided]), "2017-12-01", DECIDE)
    assert (row["met_on"], row["state"]) == ("2017-05-08", "met")
    assert owed(file(changes=[decided]), "2017-12-01", code=FINISH) == []


def test_an_incoming_item_is_no_change():
    items = [{"ref": "item", "kind": "arrest", "received_on": "2017-05-02"}]
    assert owed(case(information={"items": items}), "2017-12-01", code=DECIDE) == []


@pytest.mark.parametrize(("last", "state"), [("2017-05-08", "ended"), ("2017-05-09", "missed")])
def test_the_decision_ends_with_supervision(last, state):
    made = file(changes=[change()], sentences=ended(last))
    assert one(made, "2017-12-01", DECIDE)["state"] == state


def test_a_review_of_a_later_supervision_meets_nothing_of_this():
    orders = [*ended("2017-05-31")["orders"], order("order-2", "2017-07-03")]
    made = file(changes=[change()], reviews=[review("2017-07-10")], sentences={"orders": orders})
    assert one(made, "2017-12-01", DECIDE)["state"] == "missed"


# The review after a change


def test_it_opens_when_the_review_is_begun_and_counts_from_the_change():
    row = one(file(changes=[change()], reviews=[review("2017-05-08")]), "2017-12-01", FINISH)
    assert (row["subject"], row["opened_on"], row["due_on"]) == (
        "change",
        "2017-05-08",
        "2017-05-23",
    )
    assert (row["failings"], row["weight"], row["state"]) == (["R2"], 5, "overdue")


def test_begun_late_it_is_late_when_it_opens():
    row = one(file(changes=[change()], reviews=[review("2017-06-05")]), "2017-06-05", FINISH)
    assert (row["due_on"], row["state"]) == ("2017-05-23", "overdue")


@pytest.mark.parametrize(
    ("signed_on", "answers", "expected"),
    [
        ("2017-05-23", ["change"], ("2017-05-23", "met")),
        ("2017-05-24", ["change"], ("2017-05-24", "met-late")),
        ("2017-05-23", [], (None, "overdue")),
        (None, ["change"], (None, "overdue")),
    ],
)
def test_a_signed_review_that_answers_the_change_meets_it(signed_on, answers, expected):
    made = file(changes=[change()], reviews=[review("2017-05-08", signed_on, *answers)])
    row = one(made, "2017-12-01", FINISH)
    assert (row["met_on"], row["state"]) == expected


def test_each_change_has_its_own_clock():
    changes = [change(), change("2017-05-05", "health", "change-2")]
    made = file(changes=changes, reviews=[review("2017-05-08", "2017-05-22", "change")])
    rows = {row["subject"]: row for row in owed(made, "2017-12-01", code=FINISH)}
    assert {ref: (row["due_on"], row["met_on"]) for ref, row in rows.items()} == {
        "change": ("2017-05-23", "2017-05-22"),
        "change-2": ("2017-05-26", None),
    }


def test_a_second_review_answers_what_the_first_left():
    reviews = [
        review("2017-05-08", "2017-05-15"),
        review("2017-05-16", "2017-05-22", "change", ref="review-2"),
    ]
    row = one(file(changes=[change()], reviews=reviews), "2017-12-01", FINISH)
    assert (row["opened_on"], row["met_on"]) == ("2017-05-08", "2017-05-22")


@pytest.mark.parametrize(
    ("decided", "opens"), [("2017-05-07", False), ("2017-05-08", False), ("2017-05-09", True)]
)
def test_what_was_not_needed_before_the_review_begins_needs_none(decided, opens):
    made = file(
        changes=[change(not_needed={"date": decided, "because": "Has another job"})],
        reviews=[review("2017-05-08")],
    )
    assert len(owed(made, "2017-12-01", code=FINISH)) == opens


@pytest.mark.parametrize(("last", "state"), [("2017-05-22", "ended"), ("2017-05-23", "missed")])
def test_the_review_ends_with_supervision(last, state):
    made = file(changes=[change()], reviews=[review("2017-05-08")], sentences=ended(last))
    assert one(made, "2017-12-01", FINISH)["state"] == state


def test_an_answer_recorded_after_the_signature_counts_from_then():
    late = review("2017-05-08", "2017-05-15", "change")
    late["answers"][0] |= recorded("2017-05-22")
    made = file(changes=[change()], reviews=[late])
    assert one(made, "2017-12-01", FINISH)["met_on"] == "2017-05-22"
