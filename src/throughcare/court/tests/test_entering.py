"""A sentence as it is entered: what cannot be is said beside its question, and nothing twice."""

from datetime import date

import pytest

from throughcare.court import actions
from throughcare.court.tests.before_court import TODAY, cora, mona, stored
from throughcare.history import clock
from throughcare.information.tests.desk import Desk, day, text
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Team
from throughcare.sentences.actions import Committed
from throughcare.sentences.models import Custody, Offence, Order, Requirement
from throughcare.sentences.rules.lengths import wrong_amount, wrong_end

pytestmark = pytest.mark.django_db

PLAIN = {
    "kind": "suspended sentence order",
    "court": "Northtown",
    "months": "12",
    "offence_1": "Common assault",
    "requirements": ["unpaid work"],
    "amount_1": "100",
    **day("sentenced_on", "2017-03-01"),
}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"months": "0"}, "The length in months must be 1 or more"),
        ({"months": "481"}, "The length in months must be 480 or less"),
        ({"months": "one"}, "The length in months must be a whole number, like 12"),
        ({"amount_1": "12.5"}, "The number of hours of unpaid work must be a whole number"),
        ({"amount_1": ""}, "Enter the number of hours of unpaid work"),
        ({"amount_1": "39"}, "Unpaid work is of 40 to 300 hours"),
        ({"amount_1": "301"}, "Unpaid work is of 40 to 300 hours"),
        ({"requirements": ["rehabilitation activity"]}, "Enter the number of days of rehab"),
        ({"months": "5"}, "A suspended sentence order is of 6 months at least"),
        ({"months": "25"}, "A suspended sentence order is of 24 months at most"),
        ({"kind": "community order", "months": "37"}, "A community order is of 36 months at most"),
        ({"code_1": "abc"}, "abc is no Home Office code"),
        ({"code_2": "00801"}, "Enter the offence of the code 00801"),
        (day("sentenced_on", "2017-03-02"), "The day of sentence has not come yet"),
        ({"offence_1": "  "}, "Enter the offence"),
    ],
)
def test_what_a_sentence_cannot_be_is_said_by_the_name_of_its_question(given, said):
    person = stored()
    earlier = PLAIN | day("sentenced_on", "2017-02-28") | given
    response = Desk(person, cora()).send("sentence-new", **earlier)
    assert said in text(response)
    assert 'value="Common assault"' in response.content.decode() or "offence_1" in given
    assert Order.objects.count() == 1


@pytest.mark.parametrize(
    "given",
    [
        {"amount_1": "40", "months": "6"},
        {"amount_1": "300", "months": "24"},
        {"kind": "community order", "months": "36", "code_1": "008/01"},
        {"requirements": ["curfew"], "amount_1": ""},
    ],
)
def test_on_the_limit_it_is_entered_and_the_page_says_its_end(given):
    person = stored()
    desk = Desk(person, cora())
    response = desk.send("sentence-new", **PLAIN | day("sentenced_on", "2017-02-28") | given)
    made = Order.objects.exclude(ref="order").get()
    assert response["Location"].endswith(f"/court/sentences/{made.ref}")
    assert f"Until {made.expires_on:%A} {made.expires_on.day}" in text(
        desk.get("court-sentence", made.ref)
    )


def test_all_that_is_wrong_is_said_at_once():
    person = stored()
    desk = Desk(person, cora())
    given = {"months": "-1", "amount_1": "x", "code_1": "abc", "court": ""}
    shown = text(desk.send("sentence-new", **PLAIN | given))
    for said in ("1 or more", "whole number", "no Home Office code", "Say which court"):
        assert said in shown
    shown = text(desk.send("sentence-new", **PLAIN | {"months": "25", "amount_1": "10"}))
    assert "24 months at most" in shown
    assert "40 to 300 hours" in shown


def test_custody_shows_its_months():
    person = stored()
    desk = Desk(person, cora())
    desk.send("sentence-new", **PLAIN | {"kind": "custody", "months": "6", "requirements": []})
    assert "6 months" in text(desk.get("court-sentence", Custody.objects.get().ref))


def test_the_sentence_that_a_colleague_entered_meanwhile_is_not_entered_twice():
    person = stored()
    mine, hers = Desk(person, cora()), Desk(person, mona())
    page = mine.hidden("sentence-new")
    hers.send("sentence-new", **PLAIN)
    response = mine.post("sentence-new", **page, **PLAIN)
    shown = text(response)
    assert "On record already: Suspended sentence order, Wednesday 1 March 2017" in shown
    assert "Say that this is another sentence, or cancel" in shown
    assert 'value="Common assault"' in response.content.decode()
    assert Order.objects.count() == 2
    response = mine.post("sentence-new", **page, **PLAIN, another="on")
    assert response.status_code == 302
    assert Order.objects.count() == 3
    again = mine.post("sentence-new", **page, **PLAIN, another="on")
    assert again["Location"] == response["Location"]


def test_the_action_refuses_what_is_on_record_already():
    person, user = stored(), cora()
    asked = {
        "by": user,
        "kind": "custody",
        "sentenced_on": TODAY,
        "court": "Northtown",
        "months": 6,
        "offences": [Committed("Theft")],
        "requirements": [],
        "team": Team.objects.get(code="X123456/court"),
        "officer": user.staff,
    }
    actions.enter_sentence(person, **asked)
    with pytest.raises(Refusal, match="on record already"):
        actions.enter_sentence(person, **asked)
    actions.enter_sentence(person, **asked, another=True)
    assert Custody.objects.count() == 2


def test_what_is_on_record_beyond_the_limits_may_stay_while_the_rest_is_put_right():
    long = {
        "ref": "order",
        "kind": "community order",
        "sentenced_on": "2017-03-01",
        "expires_on": "2021-03-01",
        "requirements": [{"ref": "upw", "kind": "unpaid work", "amount": 20, "unit": "hours"}],
        "offences": [{"ref": "off", "description": "Theft", "code": "odd", "main": True}],
    }
    person = stored(sentences={"orders": [long]})
    desk = Desk(person, cora())
    given = {
        "kind": "community order",
        "court": "Northtown",
        "months": "",
        "offence_1": "Theft",
        "code_1": "odd",
        "ref_1": "off",
        "requirements": ["upw"],
        "amount_upw": "20",
        "because": "The court was wrong.",
        **day("sentenced_on", "2017-03-01"),
        **day("expires_on", "2021-03-01"),
    }
    assert "Save the correction" in text(desk.send("sentence-correct", "order", **given))
    longer = given | day("expires_on", "2021-03-02")
    assert "is of 36 months at most" in text(desk.send("sentence-correct", "order", **longer))
    wrong = given | {"months": "36"} | dict.fromkeys(day("expires_on", "2021-03-01"), "")
    seen = desk.send("sentence-correct", "order", **wrong | {"amount_upw": "10"})
    assert "Unpaid work is of 40 to 300 hours" in text(seen)
    assert "Save the correction" in text(desk.send("sentence-correct", "order", **wrong))
    assert Requirement.objects.get().amount == 20
    assert Offence.objects.get().code == "odd"


@pytest.mark.parametrize(
    ("kind", "last", "possible"),
    [
        ("community order", date(2020, 2, 29), True),
        ("community order", date(2020, 3, 1), False),
        ("suspended sentence order", date(2017, 8, 30), False),
        ("suspended sentence order", date(2017, 8, 31), True),
        ("suspended sentence order", date(2019, 2, 28), True),
        ("suspended sentence order", date(2019, 3, 1), False),
        ("another order", date(2050, 1, 1), True),
    ],
)
def test_the_last_day_of_an_order_from_both_sides(kind, last, possible):
    assert (wrong_end(kind, TODAY, last) == "") is possible


def test_unpaid_work_before_april_2005_has_no_limits():
    assert wrong_amount("unpaid work", 20, date(2005, 4, 3)) == ""
    assert wrong_amount("unpaid work", 20, date(2005, 4, 4))
    assert wrong_amount("curfew", 20, date(2017, 4, 4)) == ""
    assert wrong_amount("unpaid work", None, clock.today()) == ""
