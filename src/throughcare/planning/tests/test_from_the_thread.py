"""From a link that is missing to the page where it is added, with the right thing chosen there."""

import re

import pytest

from throughcare.planning.models import PlanDraft
from throughcare.planning.tests.acting import ASSESSMENT, PLAN, contact, planned
from throughcare.planning.tests.test_pages import Desk, text, tokens
from throughcare.planning.tests.test_thread import changed, large

pytestmark = pytest.mark.django_db

ARREST = {"ref": "arrest", "kind": "arrest", "happened_on": "2017-11-03"}
NO_OBJECTIVE = {"plans": [changed(objectives=[])]}


def body(response):
    return response.content.decode()


def test_a_missing_link_names_its_duty_in_words_and_the_change_it_is_about():
    page = text(Desk(planned(information={"changes": [ARREST]})).get("case-plan"))
    assert "A change has not been looked at: arrest, Friday 3 November 2017" in page
    assert "Duty: Decide what a change calls for" in page
    assert "Duty: Agree the plan with the person" in page


@pytest.mark.parametrize(
    ("asked", "page", "ref"),
    [("?need=alcohol", "plan-objective", "new"), ("?risk=to-partner", "plan-risk", "to-partner")],
)
def test_a_plan_begun_for_something_leads_there_at_once(asked, page, ref):
    desk = Desk(planned(planning=NO_OBJECTIVE))
    shown = desk.get("plan-draft", query=asked)
    answer = desk.client.post(desk.address("plan-draft") + asked, tokens(shown))
    assert answer["Location"].startswith(desk.address(page, ref))
    assert PlanDraft.objects.filter(person=desk.person, closed_at=None).count() == 1
    again = desk.get("plan-draft", query=asked)
    assert again["Location"] == answer["Location"]


def test_a_need_named_as_an_earlier_assessment_has_it_is_chosen_as_the_last_one_has_it():
    later = {
        **ASSESSMENT,
        "ref": "second",
        "begun_on": "2017-10-20",
        "signed_on": "2017-10-25",
        "sections": [{**ASSESSMENT["sections"][0], "ref": "alcohol-2"}],
        "risks": [{**ASSESSMENT["risks"][0], "ref": "to-partner-2"}],
    }
    desk = Desk(planned(assessment={"oasys": [ASSESSMENT, later]}, planning=NO_OBJECTIVE))
    desk.begin()
    to_need = desk.get("plan-draft", query="?need=alcohol")
    assert to_need["Location"].endswith("?need=alcohol-2")
    chosen = body(desk.client.get(to_need["Location"]))
    assert re.search(r'value="alcohol-2"[^>]*checked', chosen)
    to_risk = desk.get("plan-draft", query="?risk=to-partner")
    assert to_risk["Location"] == desk.address("plan-risk", "to-partner-2")
    assert desk.get("plan-draft", query="?need=no-such").status_code == 200


def test_of_many_needs_only_those_with_something_missing_stand_open():
    given = large()
    objectives = given["planning"]["plans"][0]["objectives"]
    objectives[3]["actions"] = []
    page = body(Desk(planned(*given.pop("contacts"), **given)).get("case-plan"))
    needs = re.findall(
        r'<details class="govuk-details tc-outline__need"( open)?>.*?text">(.*?)<', page
    )
    assert len(needs) == 13
    assert [name for is_open, name in needs if is_open] == ["Financial management and income"]
    assert "(2 objectives, 4 actions, 40 contacts)" in page


def test_no_link_of_the_drawing_passes_behind_what_it_does_not_lead_to():
    bare = {**PLAN["objectives"][1], "needs": ["alcohol"]}
    served = {"done": "Talked.", "objectives": ["engage"]}
    desk = Desk(
        planned(
            contact("seen", "2017-10-30", account=served),
            planning={"plans": [changed(objectives=[bare])]},
        )
    )
    page = body(desk.get("case-plan"))
    objective = re.search(
        r'tc-thread__box--objective[^>]*><rect x="\d+" y="(\d+)"[^>]*height="(\d+)"', page
    )
    assert objective
    actions = re.findall(r'tc-thread__box--action[^>]*><rect x="\d+" y="(\d+)"', page)
    top, height = (int(value) for value in objective.groups())
    assert min(int(y) for y in actions) >= top + height
    for path in re.findall(r'tc-thread__link" d="M\d+ (\d+) C\S+ \d+ \S+ \d+ \d+ (\d+) H', page):
        assert int(path[1]) > top + height, "straight only below the objectives"
    assert re.search(rf'd="M\d+ {top + height // 2} H\d+ C', page), "beside the objective"
