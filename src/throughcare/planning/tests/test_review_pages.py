"""The pages of reviews: from the facts since the last look to a changed plan or a reason."""

import re

import pytest

from throughcare.planning.models import Review
from throughcare.planning.rules.since import since
from throughcare.planning.tests.acting import TODAY, contact, exported, owed, planned
from throughcare.planning.tests.test_pages import SOBER, Desk, on, text, tokens

pytestmark = pytest.mark.django_db

ARREST = {
    "ref": "arrest",
    "kind": "arrest",
    "happened_on": "2017-11-03",
    "text": "Arrested with a knife.",
    "by": "olga",
}
LETTER = {
    "ref": "letter",
    "kind": "letter",
    "sender": "His landlord",
    "received_on": "2017-11-02",
    "text": "Behind with the rent.",
}
MISSED = contact("missed", "2017-10-31", "failed to attend")


@pytest.fixture
def desk():
    return Desk(planned(MISSED, information={"changes": [ARREST], "items": [LETTER]}))


def begun(desk):
    answer = desk.send("review-begin")
    assert answer.status_code == 302
    return answer["Location"].rpartition("/")[2]


def names(desk, ref):
    """The facts by their words, each with the name of its field."""
    page = desk.get("review", ref).content.decode()
    found = re.findall(r'id="(fact_\w+)-fact">([^<]*)', page)
    return {words.strip(): name for name, words in found}


def test_a_review_begins_from_the_facts_since_the_last_look(desk):
    page = text(desk.get("review-begin"))
    for words in (
        "Change: arrest, 3 November 2017",
        "Arrested with a knife.",
        "Received: letter from His landlord, 2 November 2017",
        "Appointments failed since 9 October 2017",
        "Not done by 1 November 2017: See the alcohol worker",
    ):
        assert words in page
    begun(desk)
    assert [row[0] for row in owed(desk.person, "decide-on-change")] == ["met"]
    assert Review.objects.count() == 1


def test_one_review_goes_on_at_a_time(desk):
    given = desk.hidden("review-begin")
    first = desk.post("review-begin", **given)
    again = desk.post("review-begin", **given)
    assert again["Location"] == first["Location"]
    assert desk.get("review-begin")["Location"] == first["Location"]
    assert Review.objects.count() == 1


def test_what_is_written_is_kept_and_a_change_must_be_answered(desk):
    ref = begun(desk)
    fields = names(desk, ref)
    letter = fields["Received: letter from His landlord, 2 November 2017"]
    arrest = fields["Change: arrest, 3 November 2017"]
    kept = desk.send("review", ref, do="save", **{letter: "He may lose his home."})
    assert kept.status_code == 302
    assert "He may lose his home." in desk.get("review", ref).content.decode()
    refused = desk.send(
        "review",
        ref,
        do="sign",
        outcome="plan stands",
        because="Nothing new.",
        **{letter: "He may lose his home."},
    )
    assert refused.status_code == 200
    assert f'href="#{arrest}"' in refused.content.decode()
    assert "Say what this means for risk and plan: Change: arrest" in text(refused)
    assert exported(desk.person).planning.reviews[0].signed_on is None


def test_the_plan_stands_only_for_a_reason_and_then_the_review_is_read_only(desk):
    ref = begun(desk)
    answers = dict.fromkeys(names(desk, ref).values(), "Talked through.")
    bare = desk.send("review", ref, do="sign", outcome="plan stands", **answers)
    assert "Say why the plan stands" in text(bare)
    given = {"do": "sign", "outcome": "plan stands", "because": "It covers it.", **answers}
    assert desk.send("review", ref, **given).status_code == 302
    (review,) = exported(desk.person).planning.reviews
    assert (str(review.signed_on), review.outcome) == ("2017-11-06", "plan stands")
    assert [each.change for each in review.answers].count("arrest") == 1
    page = text(desk.get("review", ref))
    assert "Review signed on" in page
    assert "It covers it." in page
    assert "<textarea" not in desk.get("review", ref).content.decode()
    late = desk.post("review", ref, do="save", version="9", token="x")
    assert late.status_code == 200
    assert since(exported(desk.person), TODAY) == []


def test_a_changed_plan_must_be_signed_since_the_review_was_begun(desk):
    ref = begun(desk)
    answers = dict.fromkeys(names(desk, ref).values(), "It changes the plan.")
    given = {"do": "sign", "outcome": "plan changed", **answers}
    early = desk.send("review", ref, **given)
    assert "No plan has been signed since the review was begun" in text(early)
    assert "It changes the plan." in early.content.decode()
    desk.send("review", ref, do="save", **answers)
    desk.begin()
    desk.send("plan-objective", "engage", **SOBER)
    assert desk.send("plan-sign").status_code == 302
    assert desk.send("review", ref, **given).status_code == 302
    case = exported(desk.person)
    newest = max(case.planning.plans, key=lambda plan: plan.signed_on)
    assert case.planning.reviews[0].plan == newest.ref
    assert owed(desk.person, "review-after-change")[0][2] == str(TODAY)


def test_two_who_answer_at_once_see_both_texts(desk):
    ref = begun(desk)
    field = names(desk, ref)["Change: arrest, 3 November 2017"]
    one, other = desk.hidden("review", ref), desk.hidden("review", ref)
    desk.post("review", ref, do="save", **one, **{field: "Risk is higher."})
    answer = desk.post("review", ref, do="save", **other, **{field: "Risk is the same."})
    assert answer.status_code == 409
    assert "Risk is higher." in text(answer)
    assert "Risk is the same." in text(answer)
    again = desk.post("review", ref, do="save", **tokens(answer), **{field: "Both."})
    assert again.status_code == 302
    (review,) = exported(desk.person).planning.reviews
    assert [each.text for each in review.answers] == ["Both."]
    assert review.answers[0].earlier


def test_an_action_done_meanwhile_leaves_the_list(desk):
    ref = begun(desk)
    assert any("alcohol worker" in each for each in names(desk, ref))
    desk.send("plan-action-done", "clinic", **on("done_on"))
    assert not any("alcohol worker" in each for each in names(desk, ref))
