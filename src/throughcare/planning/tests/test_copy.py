"""The copy for the person: nothing in it that others told or that protects a victim."""

from datetime import date

import pytest
from tests.casefiles import case

from throughcare.planning.pages import copies
from throughcare.planning.rules.shareable import shareable
from throughcare.planning.tests.acting import ASSESSMENT, PLAN, contact, planned
from throughcare.planning.tests.test_pages import Desk, text

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
        pytest.param("Stay away from jade oduya", "about somebody else", id="a name"),
        pytest.param("Do not ring 07700 900123", "about somebody else", id="a telephone number"),
        pytest.param(
            "The refuge worker rings her every Friday evening at her new place",
            "risk management",
            id="an action of victim safety planning",
        ),
        pytest.param("Call the police at once", "risk management", id="a contingency"),
    ],
)
@pytest.mark.parametrize("where", ["objective", "measure", "step", "who", "words"])
def test_hostile_text_is_left_out_wherever_it_was_typed(typed, because, where):
    given = {
        "objective": plan(objective(typed, "Go")),
        "measure": plan(objective("To be well", "Go", measure=typed)),
        "step": plan(objective("To be well", typed)),
        "who": plan(objective("To be well", {"what": "Go", "who": typed})),
        "words": plan(agreement={"date": "2017-10-13", "agrees": True, "words": typed}),
    }[where]
    copy = copy_of(given)
    (left_out,) = copy.left_out
    assert left_out.because == because
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


@pytest.mark.django_db
def test_page_and_pdf_hold_nothing_of_it(monkeypatch):
    printed = []
    compile_it = copies.typst.compile

    def compiled(template, **given):
        printed.append(given["sys_inputs"]["copy"])
        return compile_it(template, **given)

    monkeypatch.setattr(copies.typst, "compile", compiled)
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
    shown = page.content.decode()
    assert "Write to his landlord" in shown
    assert [word for word in SECRETS if word in shown] == []
    assert "Left out of the copy" in text(page)
    assert "Objective 1, action 2: it repeats what another service or person told" in text(page)
    answer = desk.get("plan-copy-pdf", "plan")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert "Write to his landlord" in printed[0]
    assert [word for word in SECRETS if word in printed[0]] == []


@pytest.mark.django_db
def test_the_pdf_is_made_of_data_and_never_of_markup():
    wild = '#panic("x") = Heading $x$ *bold* \\ "quoted" <label> @ref `raw` [] {} // end'
    desk = Desk(planned(planning={"plans": [plan(objective(wild, wild, measure=wild))]}))
    answer = desk.get("plan-copy-pdf", "plan")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
