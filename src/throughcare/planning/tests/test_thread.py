"""The thread: every link that is there, every one that is missing, and its drawing."""

import re
from datetime import date

import pytest
from tests.casefiles import case, contact, order

from throughcare.planning.rules.minimum import minimum_on
from throughcare.planning.rules.thread import thread
from throughcare.planning.tests.acting import ASSESSMENT, PLAN, planned
from throughcare.planning.tests.test_pages import Desk, text

TODAY = date(2017, 11, 6)


def threaded(*plans, oasys=(ASSESSMENT,), **sections):
    file = case(
        assessment={"oasys": list(oasys)},
        planning={"plans": list(plans), **_reviews(sections)},
        **sections,
    )
    least = minimum_on(TODAY, file)
    return thread(file, TODAY, least.interval if least else None)


def _reviews(sections):
    return {"reviews": sections.pop("reviews")} if "reviews" in sections else {}


def codes(found):
    return sorted((each.code, each.at) for each in found.broken)


def changed(**fields):
    return {**PLAN, **fields}


WHOLE = changed(
    objectives=PLAN["objectives"][:1],
    agreement={"date": "2017-10-13", "agrees": True, "copy_given_on": "2017-10-13"},
)


def test_a_whole_thread_has_no_missing_link():
    served = {"done": "Talked about drink.", "objectives": ["sober"]}
    found = threaded(WHOLE, contacts=[contact("seen", "2017-10-20", account=served)])
    assert codes(found) == []
    assert [each.key for each in found.after("need-alcohol")] == ["objective-sober"]
    assert {each.key for each in found.after("objective-sober")} == {
        "action-diary",
        "action-clinic",
    }
    assert [each.key for each in found.after("action-diary")] == ["contacts-sober"]
    assert [each.key for each in found.after("contacts-sober")] == ["review"]
    assert {each.key for each in found.after("risk-to-partner")} == {
        "objective-sober",
        "action-visits",
        "action-safety",
    }
    assert [each.count for each in found.of("contacts")] == [1]


@pytest.mark.parametrize(
    ("plan", "missing"),
    [
        (changed(objectives=[]), ("objective-for-need", "need-alcohol")),
        (changed(), ("make-objective-concrete", "objective-engage")),
        (changed(), ("agree-plan", "")),
        (changed(managed_risks=[]), ("action-for-risk", "risk-to-partner")),
        (changed(managed_risks=[]), ("contingency", "risk-to-partner")),
        (changed(contact="quarterly"), ("set-contact-level", "")),
    ],
)
def test_a_missing_link_names_its_duty(plan, missing):
    assert missing in codes(threaded(plan))


def test_without_assessment_and_plan_the_thread_does_not_begin():
    assert codes(threaded(oasys=())) == [("initial-assessment", ""), ("initial-plan", "")]


def test_a_need_without_link_to_offending_calls_for_nothing():
    found = threaded(WHOLE)
    assert [each.ref for each in found.of("need")] == ["alcohol"]


def test_an_ended_objective_answers_nothing():
    ended = {**PLAN["objectives"][0], "ended": {"date": "2017-11-01", "achieved": True}}
    assert ("objective-for-need", "need-alcohol") in codes(threaded(changed(objectives=[ended])))


def test_a_plan_that_answers_the_assessment_before_still_answers_the_section():
    later = {
        **ASSESSMENT,
        "ref": "second",
        "begun_on": "2017-10-20",
        "signed_on": "2017-10-25",
        "sections": [{**ASSESSMENT["sections"][0], "ref": "alcohol-2"}],
        "risks": [{**ASSESSMENT["risks"][0], "ref": "to-partner-2"}],
    }
    assert codes(threaded(WHOLE, oasys=(ASSESSMENT, later))) == []


def test_an_action_by_a_requirement_that_has_not_begun():
    step = {"ref": "course", "what": "The course", "who": "Ari", "by_when": "2018-01-01"}
    plan = {
        **WHOLE,
        "objectives": [
            {**PLAN["objectives"][0], "actions": [{**step, "requirement": "programme"}]}
        ],
    }
    sentences = {"orders": [order(requirements=[{"ref": "programme", "kind": "programme"}])]}
    found = threaded(plan, sentences=sentences)
    assert codes(found) == [("start-requirement", "action-course")]
    session = contact("first", "2017-10-20", kind="session", requirement="programme")
    found = threaded(plan, sentences=sentences, contacts=[session])
    assert codes(found) == []
    assert [each.key for each in found.after("action-course")] == ["contacts-course"]


def test_a_contact_may_serve_a_requirement_by_what_it_is():
    step = {"ref": "group", "what": "Group work", "who": "Ari", "by_when": "2018-01-01"}
    objective = {**PLAN["objectives"][0], "actions": [{**step, "requirement": "rar"}]}
    sentences = {
        "orders": [order(requirements=[{"ref": "rar", "kind": "rehabilitation activity"}])]
    }
    plan = {**WHOLE, "objectives": [objective]}
    plain, day = contact("plain", "2017-10-20"), contact("day", "2017-10-23", rar=True)
    assert codes(threaded(plan, sentences=sentences, contacts=[plain])) == [
        ("start-requirement", "action-group")
    ]
    assert codes(threaded(plan, sentences=sentences, contacts=[day])) == []


def test_a_change_that_nobody_has_looked_at():
    change = {"ref": "arrest", "kind": "arrest", "happened_on": "2017-11-03"}
    found = threaded(WHOLE, information={"changes": [change]})
    assert codes(found) == [("decide-on-change", "review")]
    going_on = [{"ref": "again", "begun_on": "2017-11-05"}]
    found = threaded(WHOLE, information={"changes": [change]}, reviews=going_on)
    assert codes(found) == [("review-after-change", "review")]
    signed = {
        "ref": "again",
        "begun_on": "2017-11-05",
        "signed_on": "2017-11-05",
        "outcome": "plan stands",
        "because": "It covers it.",
        "answers": [{"ref": "a", "change": "arrest", "text": "Looked at."}],
    }
    found = threaded(WHOLE, information={"changes": [change]}, reviews=[signed])
    assert codes(found) == []


# A large case

NUMBERS = range(2, 14)


def large():
    """Twelve needs, fifteen objectives, three hundred contacts."""
    full = {
        3: ["3.3=2", "3.4=2"],
        4: ["4.2=2", "4.3=2"],
        6: ["6.1=2"],
        7: ["7.2=2"],
        8: ["8.4=2"],
        9: ["9.1=2", "9.2=2"],
        11: ["11.5=2", "11.6=2"],
        12: ["12.1=2"],
    }
    sections = [
        {
            "ref": f"section-{number}",
            "number": number,
            "scores": full.get(number, []),
            "linked_to_offending": True,
            "text": "Evidence.",
        }
        for number in NUMBERS
    ]
    objectives = [
        {
            "ref": f"objective-{at}",
            "text": f"Objective {at}: to reach something that takes a good many words to say",
            "needs": [f"section-{2 + at % 12}"],
            "actions": [
                {
                    "ref": f"action-{at}-{step}",
                    "what": f"Step {step} of {at}: a step with rather more words than fit",
                    "who": "Ari",
                    "by_when": "2018-01-31",
                }
                for step in range(2)
            ],
        }
        for at in range(15)
    ]
    contacts = [
        contact(
            f"c{n}",
            "2017-10-30",
            account={"done": "Talked.", "objectives": [f"objective-{n % 15}"]},
        )
        for n in range(300)
    ]
    oasys = {**ASSESSMENT, "sections": sections}
    return {
        "assessment": {"oasys": [oasys]},
        "planning": {"plans": [changed(objectives=objectives)]},
        "contacts": contacts,
    }


@pytest.mark.django_db
def test_a_large_thread_is_drawn_without_overlaps_and_said_in_words():
    given = large()
    desk = Desk(planned(*given.pop("contacts"), **given))
    page = desk.get("case-plan").content.decode()
    svg = page[page.index('<svg class="tc-thread__svg') : page.index("</svg>")]
    assert "style=" not in svg
    boxes = [
        tuple(int(value) for value in found)
        for found in re.findall(r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', svg)
    ]
    assert len(boxes) >= 12 + 15 + 30 + 15 + 1
    for at, (x, y, width, height) in enumerate(boxes):
        for other_x, other_y, other_width, other_height in boxes[at + 1 :]:
            apart = (
                x + width <= other_x
                or other_x + other_width <= x
                or y + height <= other_y
                or other_y + other_height <= y
            )
            assert apart
    width, height = (int(size) for size in re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups())
    assert max(x + w for x, _, w, _ in boxes) <= width <= 960
    assert max(y + h for _, y, _, h in boxes) <= height <= 3000
    words = text(desk.get("case-plan"))
    assert words.count("20 contacts") >= 15
    assert "Objective 14: to reach something that takes a good many words to say" in words


@pytest.mark.django_db
def test_from_a_missing_link_one_adds_what_is_missing():
    desk = Desk(planned())
    page = desk.get("case-plan").content.decode()
    assert f'href="{desk.address("plan-add-action", "engage")}"' in page
    assert f'href="{desk.address("plan-agreement", "plan")}"' in page


@pytest.mark.django_db
def test_what_the_plan_lacks_is_added_in_the_one_being_worked_out():
    bare = Desk(planned(planning={"plans": [changed(objectives=[])]}))
    page = bare.get("case-plan").content.decode()
    assert f'href="{bare.address("plan-draft")}?need=alcohol"' in page
    bare.begin()
    page = bare.get("case-plan").content.decode()
    add = bare.address("plan-objective", "new") + "?need=alcohol"
    assert f'href="{add}"' in page
    ticked = bare.client.get(add).content.decode()
    assert re.search(r'value="alcohol"[^>]*checked', ticked)
