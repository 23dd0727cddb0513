"""The spells in which duties live, and the days that do not count."""

from datetime import date

import pytest
from tests.casefiles import case, caseload, custody, licence, order

from throughcare.kernel.days import Days
from throughcare.sentences.rules.spells import (
    SpellKind,
    paused,
    spells,
    supervision_on,
    supervisions,
)

day = date.fromisoformat


def lives(sentences):
    return spells(case(sentences=sentences, caseload=caseload(allocations=[], officers=[])))


def only(sentences):
    (spell,) = lives(sentences)
    return spell


def one_order(**more):
    return only({"orders": [order(**more)]})


# Orders


def test_an_order_lives_from_the_day_of_sentence():
    spell = one_order()
    assert (spell.kind, spell.first, spell.last) == (SpellKind.ORDER, date(2017, 3, 1), None)
    assert not spell.released
    assert [spell.lives_on(day(on)) for on in ("2017-02-28", "2017-03-01")] == [False, True]


@pytest.mark.parametrize(("on", "alive"), [("2018-02-28", True), ("2018-03-01", False)])
def test_it_lives_to_the_end_of_the_day_it_expires(on, alive):
    assert one_order(expires_on="2018-02-28").lives_on(day(on)) is alive


@pytest.mark.parametrize(
    ("ends", "last"), [("2017-09-01", "2017-09-01"), ("2018-05-01", "2018-05-01")]
)
def test_how_it_ended_goes_before_the_planned_end(ends, last):
    spell = one_order(expires_on="2018-02-28", ended={"date": ends, "because": "revoked"})
    assert (spell.last, spell.ended_because) == (day(last), "revoked")


# Licences


def test_a_licence_lives_from_release():
    spell = only(custody(licence(expires_on="2017-09-01")))
    assert (spell.kind, spell.released, spell.after_recall) == (SpellKind.LICENCE, True, False)
    assert (spell.first, spell.last, spell.of) == (date(2017, 3, 1), date(2017, 9, 1), "custody")


def test_a_recall_ends_it_and_a_re_release_begins_another():
    first, second = lives(
        custody(
            licence("licence-2", "2017-06-08"),
            licence(
                expires_on="2018-03-01", recall={"date": "2017-05-10", "returned_on": "2017-05-16"}
            ),
        )
    )
    assert (first.last, first.ended_because, first.after_recall) == (
        date(2017, 5, 10),
        "recalled",
        False,
    )
    assert (second.ref, second.after_recall, second.last) == ("licence-2", True, None)


def test_a_release_after_a_licence_that_simply_ended_is_no_re_release():
    _, second = lives(custody(licence(expires_on="2017-05-01"), licence("licence-2", "2017-06-08")))
    assert not second.after_recall


# Post-sentence supervision


PSS = {"ref": "pss", "starts_on": "2017-05-02", "expires_on": "2018-03-01"}


def released_into(*licences, **more):
    found = lives(custody(*licences, sentenced_on="2016-12-28", supervision=PSS) | more)
    return found[-1].released


def remand(released_on):
    return {
        "ref": "remand",
        "kind": "custody",
        "received_on": "2017-04-03",
        "released": {"date": released_on},
    }


def test_supervision_begins_with_a_release_where_no_licence_went_before():
    assert released_into()


def test_it_does_not_after_a_licence():
    assert not released_into(licence(expires_on="2017-05-01"))


def test_it_does_after_a_recall():
    assert released_into(licence(recall={"date": "2017-04-03", "returned_on": "2017-04-04"}))


@pytest.mark.parametrize(("released_on", "found"), [("2017-05-02", True), ("2017-04-28", False)])
def test_it_does_where_custody_lasted_to_its_eve(released_on, found):
    ended = licence(expires_on="2017-05-01")
    assert released_into(ended, pauses=[remand(released_on)]) is found


# Unbroken supervision


def runs(*orders):
    return supervisions(lives({"orders": list(orders)}))


def ended(ref, first, last):
    return order(ref, first, ended={"date": last, "because": "expired"})


def test_orders_that_overlap_or_follow_the_next_day_are_one_supervision():
    found = runs(
        ended("a", "2017-03-01", "2017-05-31"),
        ended("b", "2017-04-03", "2017-04-28"),
        ended("c", "2017-06-01", "2017-06-30"),
    )
    assert found == [Days(date(2017, 3, 1), date(2017, 6, 30))]


def test_a_day_between_makes_two():
    found = runs(ended("a", "2017-03-01", "2017-05-31"), ended("b", "2017-06-02", "2017-06-30"))
    assert len(found) == 2
    assert supervision_on(date(2017, 6, 1), found) is None
    assert supervision_on(date(2017, 6, 2), found) == found[1]


def test_while_one_has_no_end_supervision_has_none():
    assert runs(order("a"), ended("b", "2017-04-03", "2018-04-02")) == [Days(date(2017, 3, 1))]


# Days that do not count


def out_of_count(**sentences):
    file = case(sentences=sentences, caseload=caseload(allocations=[], officers=[]))
    return [(str(run.first), run.last and str(run.last)) for run in paused(file)]


def pause(received_on, released=None, ref="pause", kind="custody"):
    made = {"ref": ref, "kind": kind, "received_on": received_on}
    return made | ({"released": {"date": released}} if released else {})


def test_a_pause_lasts_to_the_eve_of_release():
    assert out_of_count(pauses=[pause("2017-05-10", "2017-05-20")]) == [
        ("2017-05-10", "2017-05-19")
    ]


def test_without_a_release_it_has_no_end():
    assert out_of_count(pauses=[pause("2017-05-10", kind="hospital")]) == [("2017-05-10", None)]


def test_a_night_not_spent_is_no_pause():
    assert out_of_count(pauses=[pause("2017-05-10", "2017-05-10")]) == []


def test_pauses_that_overlap_or_follow_at_once_are_one():
    found = out_of_count(
        pauses=[
            pause("2017-05-10", "2017-05-20"),
            pause("2017-05-15", "2017-05-18", "b", "hospital"),
            pause("2017-05-20", "2017-05-25", "c", "hospital"),
        ]
    )
    assert found == [("2017-05-10", "2017-05-24")]


def test_a_sentence_pauses_from_its_day_to_the_eve_of_release():
    assert out_of_count(**custody(licence())) == [("2016-09-01", "2017-02-28")]


def test_a_sentence_without_a_release_pauses_without_end():
    assert out_of_count(**custody()) == [("2016-09-01", None)]


def test_a_sentence_served_on_remand_pauses_nothing():
    assert out_of_count(**custody(licence(released_on="2016-09-01"))) == []


def test_a_recall_pauses_from_the_return_to_the_next_release():
    found = out_of_count(
        **custody(
            licence(recall={"date": "2017-05-10", "returned_on": "2017-05-16"}),
            licence("licence-2", "2017-06-08"),
        )
    )
    assert found == [("2016-09-01", "2017-02-28"), ("2017-05-16", "2017-06-07")]


def test_at_large_is_no_pause():
    assert out_of_count(**custody(licence(recall={"date": "2017-05-10"}))) == [
        ("2016-09-01", "2017-02-28")
    ]


def test_a_recall_may_last_until_supervision_begins():
    back = licence(recall={"date": "2017-04-03", "returned_on": "2017-04-04"})
    assert out_of_count(**custody(back, supervision=PSS))[1] == ("2017-04-04", "2017-05-01")
