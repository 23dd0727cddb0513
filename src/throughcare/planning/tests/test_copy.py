"""The copy for the person: nothing in it that others told or that protects a victim."""

import re
from datetime import date

import pytest
from tests.casefiles import case

from throughcare.design import paper
from throughcare.kernel.refusal import Refusal
from throughcare.planning import actions
from throughcare.planning.models import Plan
from throughcare.planning.rules.shareable import shareable
from throughcare.planning.tests.acting import (
    ASSESSMENT,
    PLAN,
    assessed,
    contact,
    entries,
    olga,
    planned,
)
from throughcare.planning.tests.test_pages import SOBER, Desk, text

TODAY = date(2017, 11, 6)
TOLD = (
    "Police were called on Friday. A neighbour, Mrs Oduya of 14 Elm Road, heard him threaten "
    "his former partner with a bottle and saw her leave with the children."
)
ANSWER = "She has moved to a refuge in Leeds. Do not tell him where she is."
INFORMATION = {
    "items": [
        {"ref": "call", "kind": "callout", "received_on": "2017-11-02", "text": TOLD},
    ],
    "enquiries": [
        {
            "ref": "da",
            "kind": "domestic abuse",
            "asked_on": "2017-10-02",
            "sent": {"date": "2017-10-02", "text": "Please say what you know of this man."},
            "answer": {"received_on": "2017-10-09", "concern": True, "text": ANSWER},
        }
    ],
    "changes": [
        {
            "ref": "change",
            "kind": "callout",
            "happened_on": "2017-11-02",
            "text": "His new partner told the health visitor that she is pregnant by him",
        }
    ],
}
PERSON = {
    "particulars": {"ref": "person", "date_of_birth": "1985-05-05", "sex": "M"},
    "names": [{"ref": "name", "given": "Ari", "family": "Example"}],
    "relationships": [
        {"ref": "ex", "kind": "former partner", "name": "Jade Oduya", "telephone": "07700 900123"}
    ],
}


def plan(*objectives, **more):
    return {**PLAN, "objectives": list(objectives) or PLAN["objectives"], **more}


def objective(words, *steps, **more):
    actions = [
        {"ref": f"step-{at}", "what": step, "who": "Ari", "by_when": "2018-01-01"}
        if isinstance(step, str)
        else {"ref": f"step-{at}", **step}
        for at, step in enumerate(steps)
    ]
    return {"ref": "one", "text": words, "actions": actions, **more}


FIELDS = ["objective", "measure", "step", "who", "words"]


def typed_into(where, typed):
    """A plan in which a text was typed into one of the fields that are shared."""
    return {
        "objective": lambda: plan(objective(typed, "Go")),
        "measure": lambda: plan(objective("To be well", "Go", measure=typed)),
        "step": lambda: plan(objective("To be well", typed)),
        "who": lambda: plan(objective("To be well", {"what": "Go", "who": typed})),
        "words": lambda: plan(agreement={"date": "2017-10-13", "agrees": True, "words": typed}),
    }[where]()


def copy_of(given, **sections):
    file = case(
        **{
            "person": PERSON,
            "assessment": {"oasys": [ASSESSMENT]},
            "planning": {"plans": [given]},
            "information": INFORMATION,
            **sections,
        }
    )
    return shareable(file, file.planning.plans[0], TODAY)


def test_it_holds_objectives_steps_contact_and_the_persons_words():
    said = {"date": "2017-10-13", "agrees": True, "words": "I want to see my kids."}
    ahead = contact("ahead", "2017-11-08", None, booked_on="2017-11-01", time="10:00")
    copy = copy_of(plan(agreement=said), contacts=[ahead])
    (sober,) = (each for each in copy.objectives if each.text == "To drink less")
    assert {each.what for each in sober.steps} == {
        "Keep a diary of drinking",
        "See the alcohol worker",
    }
    assert (copy.interval, copy.words) == ("weekly", "I want to see my kids.")
    assert [each.ref for each in copy.appointments] == ["ahead"]
    assert copy.left_out == ()


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        pytest.param(
            "To know that a neighbour, Mrs Oduya of 14 Elm Road, heard him",
            "told by others",
            id="a piece of a callout",
        ),
        pytest.param(
            "BECAUSE: she has   MOVED to a\nrefuge in Leeds!",
            "told by others",
            id="an answer in capitals and over lines",
        ),
        pytest.param(
            "She has moved to a re\u00adfuge in Lee\u200bds",
            "told by others",
            id="with signs that are not seen",
        ),
        pytest.param("Police were called on Friday", "told by others", id="a short sentence whole"),
        pytest.param(
            "that his new partner told the health visitor that she is pregnant",
            "told by others",
            id="a change of circumstances",
        ),
        pytest.param("Stay away from jade oduya", "names somebody else", id="a name"),
        pytest.param("Do not ring 07700 900123", "names somebody else", id="a telephone number"),
        pytest.param(
            "The refuge worker rings her every Friday evening at her new place",
            "risk management",
            id="an action of victim safety planning",
        ),
        pytest.param("Call the police at once", "risk management", id="a contingency"),
    ],
)
@pytest.mark.parametrize("where", FIELDS)
def test_hostile_text_is_left_out_wherever_it_was_typed(typed, because, where):
    copy = copy_of(typed_into(where, typed))
    (left_out,) = copy.to_be_reworded
    assert (left_out.what, left_out.because) == (where, because)
    shown = repr([(each.text, each.measure, each.steps) for each in copy.objectives] + [copy.words])
    assert typed not in shown
    assert "refuge" not in shown


def test_a_victim_safety_action_never_appears_even_among_the_steps():
    step = {"what": "Alarm at her door", "heading": "victim safety planning", "who": "Police"}
    copy = copy_of(plan(objective("To be well", "Go", step)))
    assert [each.what for each in copy.objectives[0].steps] == ["Go"]
    control = {"what": "Phone searched", "heading": "monitoring and control", "who": "Police"}
    copy = copy_of(plan(objective("To be well", "Go", control)))
    assert [each.what for each in copy.objectives[0].steps] == ["Go"]


def test_what_stands_under_risk_is_merely_not_shared():
    step = {"what": "Alarm at her door", "heading": "victim safety planning", "who": "Police"}
    copy = copy_of(plan(objective("To be well", "Go", step)))
    assert [each.because for each in copy.left_out] == ["heading"]
    assert copy.to_be_reworded == ()


def test_words_of_everyday_that_others_used_too_are_kept():
    copy = copy_of(plan(objective("To see the children every week", "Keep off drink")))
    assert copy.left_out == ()


SECRETS = (
    "refuge",
    "Leeds",
    "Oduya",
    "neighbour",
    "pregnant",
    "Alarm at her door",
    "Call the police at once",
    "A restraining order",
    "former partner",
    "07700",
)


@pytest.fixture
def printed(monkeypatch):
    """What is given to the printing of PDFs."""
    given = []
    compile_it = paper.typst.compile

    def compiled(template, **more):
        given.append(more["sys_inputs"]["copy"])
        return compile_it(template, **more)

    monkeypatch.setattr(paper.typst, "compile", compiled)
    return given


def confirmed(desk, **more):
    """Open the copy, confirm that it was read, and send."""
    page = desk.get("plan-copy", "plan").content.decode()
    hidden = dict(re.findall(r'name="(token|seen)" value="([^"]*)"', page))
    return desk.post("plan-copy-pdf", "plan", **{**hidden, "confirmed": "on", **more})


@pytest.mark.django_db
def test_a_copy_that_may_not_be_shared_is_refused_until_it_is_in_other_words(printed):
    hostile = plan(
        objective(
            "To stay safe",
            "Write to his landlord",
            TOLD,
            {"what": "Alarm at her door", "heading": "victim safety planning"},
            measure=ANSWER,
        ),
        agreement={"date": "2017-10-13", "agrees": False, "words": ANSWER},
    )
    desk = Desk(
        planned(
            person=PERSON,
            planning={"plans": [hostile]},
            information=INFORMATION,
        )
    )
    page = desk.get("plan-copy", "plan")
    said = text(page)
    assert [word for word in SECRETS if word in page.content.decode()] == []
    assert "There is no copy yet" in said
    assert "Objective 1, action 2: what will be done : it repeats what another service" in said
    assert "Write to his landlord" not in said
    answer = desk.post("plan-copy-pdf", "plan", confirmed="on", seen="guessed")
    assert answer.status_code == 409
    assert "There is no copy yet" in text(answer)
    with pytest.raises(Refusal):
        actions.confirm_copy(Plan.objects.get(ref="plan"), by=olga())
    assert printed == []
    # Their words are put right, the objective in a changed plan; the measure stays to be done.
    assert desk.address("plan-agreement", "plan") in page.content.decode()
    assert desk.address("plan-action", "step-1") in page.content.decode()
    assert desk.address("plan-draft") in page.content.decode()


@pytest.mark.django_db
def test_the_copy_is_given_once_it_was_read_and_confirmed(printed):
    step = {"what": "Alarm at her door", "heading": "victim safety planning"}
    shared = plan(objective("To stay well", "Write to his landlord", step))
    desk = Desk(planned(person=PERSON, planning={"plans": [shared]}, information=INFORMATION))
    page = desk.get("plan-copy", "plan")
    assert "Write to his landlord" in text(page)
    assert "Objective 1, action 2: what will be done: it stands under a heading" in text(page)
    # Not by its address alone, and not without the box.
    assert desk.get("plan-copy-pdf", "plan")["Location"] == desk.address("plan-copy", "plan")
    unread = confirmed(desk, confirmed="")
    assert "Confirm that you have read the copy" in text(unread)
    assert printed == []
    answer = confirmed(desk)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert "Write to his landlord" in printed[0]
    assert [word for word in SECRETS if word in page.content.decode() + printed[0]] == []
    assert entries(desk.person)[-1][1] == "Copy for the person confirmed"


@pytest.mark.django_db
def test_what_changed_after_it_was_read_is_read_again(printed):
    desk = Desk(planned())
    answer = confirmed(desk, seen="of yesterday")
    assert answer.status_code == 409
    assert "The plan has changed since you read the copy" in text(answer)
    assert printed == []
    hidden = dict(re.findall(r'name="(token|seen)" value="([^"]*)"', answer.content.decode()))
    assert desk.post("plan-copy-pdf", "plan", **hidden, confirmed="on").status_code == 200
    # Pressed twice, it is given again and recorded once.
    before = entries(desk.person)
    assert desk.post("plan-copy-pdf", "plan", **hidden, confirmed="on").status_code == 200
    assert (entries(desk.person), len(printed)) == (before, 2)


@pytest.mark.django_db
def test_before_it_is_signed_the_page_says_what_is_not_fit_for_the_copy():
    desk = Desk(assessed(person=PERSON))
    desk.begin()
    named = {**SOBER, "text": "To keep away from Jade", "who_0": "Jade’s worker"}
    desk.send("plan-objective", "new", **named)
    said = text(desk.get("plan-sign"))
    where = "Not fit for the person’s copy. Objective 1"
    assert f"{where}: what is to be reached: it names somebody else" in said
    assert f"{where}, action 1: who does it: it names somebody else" in said


@pytest.mark.django_db
def test_the_pdf_is_made_of_data_and_never_of_markup():
    wild = '#panic("x") = Heading $x$ *bold* \\ "quoted" <label> @ref `raw` [] {} // end'
    desk = Desk(planned(planning={"plans": [plan(objective(wild, wild, measure=wild))]}))
    answer = confirmed(desk)
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
