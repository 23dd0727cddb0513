"""An assessment signed with gaps is owed its completion."""

import pytest
from tests.assessed import assessed, oasys, recorded, section
from tests.casefiles import case, one, order, owed

CODE = "complete-assessment"


def rows(*assessments, on="2017-06-01", **more):
    return owed(case(assessment=assessed(*assessments), **more), on, code=CODE)


def missing(*assessments):
    return [each["because"]["parameters"]["missing"] for each in rows(*assessments)]


def test_a_whole_assessment_owes_nothing():
    assert rows(oasys(sections=[section(11), section(6)])) == []


def test_a_draft_owes_nothing():
    assert rows(oasys(None, own_view="", begun_on="2017-03-06")) == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"own_view": ""}, "the person’s own view"),
        ({"own_view": " "}, "the person’s own view"),
        ({"diversity": ""}, "diversity"),
        ({"barriers": "", "diversity": ""}, "diversity, barriers"),
        ({"sections": [section(11, text="")]}, "section 11"),
        ({"sections": [section(11, carried_forward=True)]}, "section 11"),
    ],
)
def test_what_was_missing_is_named(more, expected):
    assert missing(oasys(**more)) == [expected]


@pytest.mark.parametrize("name", ["own_view", "diversity", "barriers"])
def test_made_without_prose_it_is_there(name):
    assert rows(oasys(**{name: "", f"has_{name}": True})) == []


def test_it_opens_on_the_signature_for_ten_working_days():
    (row,) = rows(oasys(own_view=""))
    assert (row["subject"], row["opened_on"], row["due_on"]) == (
        "oasys",
        "2017-03-20",
        "2017-04-03",
    )
    assert (row["failings"], row["weight"]) == (["S8", "S13"], 5)


@pytest.mark.parametrize(("on", "state"), [("2017-04-03", "due-soon"), ("2017-04-04", "overdue")])
def test_overdue_the_day_after(on, state):
    (row,) = rows(oasys(own_view=""), on=on)
    assert row["state"] == state


def confirmed_on(day):
    earlier = section(11, carried_forward=True) | recorded("2017-03-20")
    del earlier["ref"]
    return section(11) | recorded(day) | {"earlier": [earlier]}


@pytest.mark.parametrize(("day", "state"), [("2017-04-03", "met"), ("2017-04-04", "met-late")])
def test_a_section_confirmed_later_meets_it_on_the_day_of_recording(day, state):
    (row,) = rows(oasys(sections=[confirmed_on(day)], **recorded("2017-03-20")))
    assert (row["met_on"], row["state"]) == (day, state)


def test_until_everything_is_there_it_is_open():
    (row,) = rows(oasys(sections=[confirmed_on("2017-03-27"), section(6, text="")]))
    assert (row["met_on"], row["because"]["parameters"]["missing"]) == (
        None,
        "section 6, section 11",
    )


def test_confirmed_before_the_signature_it_was_never_missing():
    draft = {"begun_on": "2017-03-06", **recorded("2017-03-06")}
    signed = oasys(sections=[confirmed_on("2017-03-21")], begun_on="2017-03-06")
    signed |= recorded("2017-03-22") | {"earlier": [draft]}
    assert "own_view" not in signed["earlier"][0]
    assert rows(signed) == []


def test_a_later_assessment_with_nothing_missing_meets_it():
    (row,) = rows(oasys(own_view=""), oasys("2017-03-31", "second"))
    assert (row["met_on"], row["state"]) == ("2017-03-31", "met")


def test_a_later_one_with_gaps_does_not_and_owes_its_own():
    found = rows(oasys(own_view=""), oasys("2017-03-31", "second", barriers=""))
    assert {each["subject"]: each["met_on"] for each in found} == {"oasys": None, "second": None}


def test_an_earlier_one_does_not():
    (row,) = rows(oasys("2017-03-06", "first"), oasys(own_view=""))
    assert row["met_on"] is None


@pytest.mark.parametrize(("last", "state"), [("2017-04-02", "ended"), ("2017-04-03", "missed")])
def test_it_ends_with_supervision(last, state):
    ended = {"orders": [order(ended={"date": last, "because": "revoked"})]}
    (row,) = rows(oasys(own_view=""), sentences=ended)
    assert row["state"] == state


def test_an_assessment_of_another_supervision_meets_nothing():
    orders = [
        order(ended={"date": "2017-05-02", "because": "revoked"}),
        order("order-2", "2017-06-01"),
    ]
    (row,) = rows(
        oasys(own_view=""),
        oasys("2017-06-05", "second"),
        sentences={"orders": orders},
        on="2017-08-01",
    )
    assert row["state"] == "missed"


def test_an_assessment_signed_while_nothing_was_live_owes_nothing():
    assert rows(oasys("2017-02-20", own_view="", begun_on="2017-02-20")) == []


def test_as_it_was_known():
    file = case(
        assessment=assessed(oasys(sections=[confirmed_on("2017-04-10")], **recorded("2017-03-20")))
    )
    assert one(file, "2017-04-07", CODE, known="2017-04-07")["state"] == "overdue"
    assert one(file, "2017-04-10", CODE, known="2017-04-10")["state"] == "met-late"
