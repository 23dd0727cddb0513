"""Low risk of serious harm against what is on record: a full analysis, or a decision without."""

import pytest
from tests.assessed import assessed, oasys, recorded
from tests.casefiles import case, contact, document, one, order, owed

CODE = "analyse-harm"
LOW = {"level": "low"}
YES = {"screening": {"done_on": "2017-03-20", "yes": ["R1.3 partner violence"]}}


def written(*texts):
    parts = ("harm to others", "children", "vulnerability")
    return [
        {"ref": f"part-{at}", "part": part} | ({"text": text} if text else {})
        for at, (part, text) in enumerate(zip(parts, texts, strict=False))
    ]


def low(signed_on="2017-03-20", **more):
    return oasys(signed_on, **LOW | more)


def person(**more):
    return document()["person"] | more


def registered(kind="weapons", on="2017-04-03", **more):
    return person(registrations=[{"ref": "reg", "kind": kind, "registered_on": on} | more])


def row(on="2017-06-01", **sections):
    return one(case(**sections), on, CODE)


def rows(on="2017-06-01", **sections):
    return owed(case(**sections), on, code=CODE)


# What opens it


def test_a_yes_in_the_screening_of_a_low_assessment_opens_it_when_that_is_signed():
    found = row(assessment=assessed(low(**YES)))
    assert (found["subject"], found["opened_on"]) == ("oasys", "2017-03-20")
    assert (found["due_on"], found["failing_since"]) == ("2017-03-27", "2017-03-28")
    assert (found["failings"], found["weight"]) == (["S4"], 3)
    assert found["because"]["text"] == (
        "Low risk of serious harm since Monday 20 March 2017, against an indicator on record: "
        "a yes in the screening."
    )


@pytest.mark.parametrize(
    ("on", "state"),
    [("2017-03-20", "open"), ("2017-03-27", "due-soon"), ("2017-03-28", "overdue")],
)
def test_it_is_overdue_after_five_working_days(on, state):
    assert row(on, assessment=assessed(low(**YES)))["state"] == state


def test_without_an_indicator_nothing_opens():
    assert rows(assessment=assessed(low(screening={"done_on": "2017-03-20"}))) == []


@pytest.mark.parametrize("level", ["medium", "high", "very high"])
def test_at_another_level_nothing_opens(level):
    assert rows(assessment=assessed(oasys(level=level, **YES))) == []


def test_a_draft_opens_nothing():
    draft = oasys(None, begun_on="2017-03-20", **LOW, **YES)
    assert rows(assessment=assessed(draft), person=registered()) == []


def test_the_screening_of_a_draft_is_not_on_record():
    draft = oasys(None, "draft", begun_on="2017-03-21", **YES)
    assert rows(assessment=assessed(low(), draft)) == []


@pytest.mark.parametrize(
    "kind",
    [
        "domestic abuse perpetrator",
        "risk to children",
        "child protection",
        "child concerns",
        "weapons",
        "guns",
        "gangs",
        "risk to staff",
        "sexual offence register",
    ],
)
def test_a_registration_opens_it_on_the_day_it_is_recorded(kind):
    late = registered(kind, "2017-03-06", **recorded("2017-04-05"))
    assert row(assessment=assessed(low()), person=late)["opened_on"] == "2017-04-05"


@pytest.mark.parametrize("kind", ["domestic abuse victim", "suicide or self-harm", "MAPPA"])
def test_other_registrations_do_not(kind):
    assert rows(assessment=assessed(low()), person=registered(kind)) == []


@pytest.mark.parametrize(
    ("kind", "opens"), [("callout", True), ("arrest", True), ("letter", False), ("other", False)]
)
def test_a_callout_or_an_arrest_opens_it(kind, opens):
    item = {"ref": "item", "kind": kind, "received_on": "2017-04-03"} | recorded("2017-04-04")
    found = rows(assessment=assessed(low()), information={"items": [item]})
    assert [each["opened_on"] for each in found] == (["2017-04-04"] if opens else [])


@pytest.mark.parametrize(
    ("more", "opens"),
    [
        ({"is_child": True, "contact": "supervised"}, True),
        ({"is_child": True, "contact": "unsupervised"}, True),
        ({"is_child": True, "lives_with": True}, True),
        ({"is_child": True, "contact": "none"}, False),
        ({"is_child": True}, False),
        ({"lives_with": True}, False),
    ],
)
def test_a_child_in_contact_opens_it(more, opens):
    child = {"ref": "son", "kind": "son", "name": "Ben"} | recorded("2017-04-03") | more
    found = rows(assessment=assessed(low()), person=person(relationships=[child]))
    assert [each["opened_on"] for each in found] == (["2017-04-03"] if opens else [])


def test_the_first_indicator_counts():
    item = {"ref": "item", "kind": "arrest", "received_on": "2017-05-02"}
    found = row(assessment=assessed(low()), person=registered(), information={"items": [item]})
    assert found["opened_on"] == "2017-04-03"
    assert found["because"]["parameters"]["indicator"] == "registered for weapons"


def test_a_second_low_goes_on_with_the_first():
    second = oasys("2017-05-02", "second", **LOW, **YES)
    found = row(assessment=assessed(low(), second), person=registered())
    assert (found["subject"], found["opened_on"]) == ("oasys", "2017-04-03")


def test_low_again_after_medium_opens_it_again():
    levels = (low(**YES), oasys("2017-03-22", "medium", level="medium"))
    again = oasys("2017-05-02", "again", **LOW)
    found = {each["subject"]: each for each in rows(assessment=assessed(*levels, again))}
    assert found["oasys"]["state"] == "ended"
    assert found["oasys"]["ended_on"] == "2017-03-21"
    assert found["again"]["opened_on"] == "2017-05-02"


# What meets it


@pytest.mark.parametrize(
    ("texts", "met_on"),
    [
        (("Two assaults.", "No contact."), "2017-03-20"),
        (("Two assaults.", ""), None),
        (("Two assaults.", "  "), None),
        ((), None),
    ],
)
def test_a_full_analysis_has_no_blank_section(texts, met_on):
    assessment = assessed(low(**YES, analysis=written(*texts)))
    assert row(assessment=assessment)["met_on"] == met_on


def test_written_without_prose_it_is_written():
    parts = [{"ref": "part", "part": "harm to others", "has_text": True}]
    assert row(assessment=assessed(low(**YES, analysis=parts)))["met_on"] == "2017-03-20"


def test_a_blank_section_filled_later_counts_from_the_day_of_recording():
    filled = written("Two assaults.")[0] | recorded("2017-03-30")
    filled["earlier"] = [{"part": "harm to others", **recorded("2017-03-20")}]
    file = case(assessment=assessed(low(**YES, analysis=[filled])))
    assert one(file, "2017-03-29", CODE, known="2017-03-29")["state"] == "overdue"
    found = one(file, "2017-03-30", CODE, known="2017-03-30")
    assert (found["met_on"], found["state"]) == ("2017-03-30", "met-late")


def test_an_analysis_recorded_late_as_a_whole_counts_from_the_signature():
    late = low(**YES, analysis=written("Two assaults."), **recorded("2017-04-10"))
    assert row(assessment=assessed(late))["met_on"] == "2017-03-20"


def test_a_later_low_assessment_with_an_analysis_meets_it():
    second = oasys("2017-04-03", "second", **LOW, analysis=written("Two assaults."))
    assert row(assessment=assessed(low(**YES), second))["met_on"] == "2017-04-03"


def test_an_analysis_before_the_low_does_not():
    before = oasys("2017-03-06", "before", level="medium", analysis=written("Two assaults."))
    assert row(assessment=assessed(before, low(**YES)))["met_on"] is None


@pytest.mark.parametrize(("countersigned", "met_on"), [(None, None), ("2017-03-23", "2017-03-23")])
def test_a_decision_without_counts_once_it_is_countersigned(countersigned, met_on):
    decision = {"date": "2017-03-20", "because": "Long ago"}
    if countersigned:
        decision |= {"countersigned_on": countersigned, "countersigned_by": "sam"}
    assert row(assessment=assessed(low(**YES, no_analysis=decision)))["met_on"] == met_on


# Its ends


@pytest.mark.parametrize(
    ("raised_on", "state"), [("2017-03-27", "ended"), ("2017-03-28", "missed")]
)
def test_another_level_ends_it_on_its_eve(raised_on, state):
    raised = oasys(raised_on, "raised", level="medium")
    assert row(assessment=assessed(low(**YES), raised))["state"] == state


@pytest.mark.parametrize(("last", "state"), [("2017-03-26", "ended"), ("2017-03-27", "missed")])
def test_it_ends_with_supervision(last, state):
    ended = {"orders": [order(ended={"date": last, "because": "revoked"})]}
    found = row(sentences=ended, assessment=assessed(low(**YES)))
    assert (found["state"], found["ended_on"]) == (state, last)


def test_an_indicator_that_comes_after_supervision_opens_nothing():
    ended = {"orders": [order(ended={"date": "2017-03-31", "because": "revoked"})]}
    assert rows(sentences=ended, assessment=assessed(low()), person=registered()) == []


def test_contacts_change_nothing():
    found = row(assessment=assessed(low(**YES)), contacts=[contact("c", "2017-03-21")])
    assert found["due_on"] == "2017-03-27"


def test_with_a_new_supervision_it_opens_on_the_first_day_of_it():
    orders = [
        order(ended={"date": "2017-04-03", "because": "revoked"}),
        order("order-2", "2017-06-01"),
    ]
    found = rows(sentences={"orders": orders}, assessment=assessed(low(**YES)))
    assert [(each["opened_on"], each["state"]) for each in found] == [
        ("2017-03-20", "missed"),
        ("2017-06-01", "open"),
    ]
