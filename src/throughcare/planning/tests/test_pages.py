"""The pages of plans: worked out in parts, nothing lost between two tabs, signed only if whole."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.planning.models import Plan, PlanDraft
from throughcare.planning.pages.signed import level_beside_minimum
from throughcare.planning.tests.acting import (
    TODAY,
    assessed,
    entries,
    exported,
    olga,
    owed,
    planned,
)

pytestmark = pytest.mark.django_db

LONG = "To stop <b>drinking</b> & keep “steady”.\n\n  One day at a time.\n" * 10


class Desk:
    """Somebody at a browser, on one case."""

    def __init__(self, person, user=None):
        self.person, self.client = person, Client()
        self.client.force_login(user or olga())

    def address(self, name, ref=None):
        named = {"case": self.person.public_id} | ({"ref": ref} if ref else {})
        return reverse(name, kwargs=named)

    def get(self, name, ref=None, query=""):
        return self.client.get(self.address(name, ref) + query)

    def hidden(self, name, ref=None):
        """The token and the version that a page was given."""
        return tokens(self.get(name, ref))

    def post(self, name, ref=None, **given):
        given = {key.replace("__", "-"): value for key, value in given.items()}
        return self.client.post(self.address(name, ref), given)

    def send(self, name, ref=None, **given):
        """Open a page, and send its form."""
        return self.post(name, ref, **self.hidden(name, ref), **given)

    def begin(self):
        return self.send("plan-draft")


def tokens(response):
    body = response.content.decode()
    return dict(re.findall(r'name="(token|version)" value="([^"]*)"', body))


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode()))


def by(at, day, month, year):
    return {f"by_{at}__day": day, f"by_{at}__month": month, f"by_{at}__year": year}


def on(name, day="6", month="11", year="2017"):
    return {f"{name}__day": day, f"{name}__month": month, f"{name}__year": year}


SOBER = {
    "text": "To drink less",
    "measure": "Four weekends",
    "needs": "alcohol",
    "risks": "to-partner",
    "what_0": "Keep a diary",
    "who_0": "Ari",
    **by(0, "31", "1", "2018"),
}
RISK = {
    "heading_0": "victim safety planning",
    "what_0": "Tell the refuge",
    "who_0": "Olga",
    **by(0, "1", "12", "2017"),
    "contingency": "Call the police.",
    "restrictive": "The restraining order.",
}


@pytest.fixture
def desk():
    return Desk(assessed())


def whole(desk):
    """Work a plan out, all of it."""
    desk.begin()
    assert desk.send("plan-objective", "new", **SOBER).status_code == 302
    assert desk.send("plan-risk", "to-partner", **RISK).status_code == 302
    level = {"interval": "weekly", "face_to_face": "yes"}
    assert desk.send("plan-contact", **level).status_code == 302


# Working out


def test_a_plan_is_worked_out_signed_and_in_the_record(desk):
    whole(desk)
    page = text(desk.get("plan-sign"))
    assert "Keep a diary" in page
    answer = desk.send("plan-sign")
    assert answer["Location"] == desk.address("case-plan")
    shown = text(desk.client.get(answer["Location"]))
    assert "Plan signed" in shown
    assert "Victim safety planning" in shown
    (plan,) = exported(desk.person).planning.plans
    (objective,) = plan.objectives
    (managed,) = plan.managed_risks
    assert (objective.needs, objective.risks) == (("alcohol",), ("to-partner",))
    assert (objective.actions[0].who, str(objective.actions[0].by_when)) == ("Ari", "2018-01-31")
    assert managed.actions[0].heading == "victim safety planning"
    assert (managed.risk, managed.contingency) == ("to-partner", "Call the police.")
    assert (plan.contact, plan.face_to_face, plan.signed_by) == ("weekly", True, "olga")
    whys = [why for _, why in entries(desk.person)]
    assert whys.count("Plan signed") == 1
    assert whys[0] == "Plan begun"
    assert owed(desk.person, "initial-plan")[0][2] is not None
    assert not [row for row in owed(desk.person, "objective-for-need") if row[2] is None]


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("objective", "Add an objective"),
        ("action", "needs an action that says what, who and by when"),
        ("day", "needs an action that says what, who and by when"),
        ("contingency", "Contingency and restrictive measures, or why not"),
        ("contact", "Say how often you will meet"),
    ],
)
def test_signing_is_refused_while_something_is_missing(desk, left_out, said):
    desk.begin()
    objective = dict(SOBER)
    if left_out == "action":
        objective = {key: value for key, value in SOBER.items() if not key.endswith("_0")}
        objective = {key: value for key, value in objective.items() if not key.startswith("by_")}
    if left_out == "day":
        objective = {key: value for key, value in SOBER.items() if not key.startswith("by_")}
    if left_out != "objective":
        desk.send("plan-objective", "new", **objective)
    if left_out != "contingency":
        desk.send("plan-risk", "to-partner", **RISK)
    if left_out != "contact":
        desk.send("plan-contact", interval="weekly", face_to_face="yes")
    assert said in text(desk.get("plan-sign"))
    answer = desk.send("plan-sign")
    assert answer.status_code == 200
    assert "There is a problem" in text(answer)
    assert not Plan.objects.exists()


def test_no_contingency_is_needed_for_a_reason(desk):
    whole(desk)
    settled = {**RISK, "contingency": "", "restrictive": "", "not_needed": "She lives abroad."}
    desk.send("plan-risk", "to-partner", **settled)
    assert desk.send("plan-sign").status_code == 302
    (plan,) = exported(desk.person).planning.plans
    assert plan.managed_risks[0].not_needed == "She lives abroad."


def test_less_contact_than_the_minimum_needs_a_reason_that_a_manager_agrees(desk):
    whole(desk)
    assert "The minimum today is: every month" in text(desk.get("plan-contact"))
    desk.send("plan-contact", interval="quarterly", face_to_face="no")
    assert "why less contact than the minimum" in text(desk.send("plan-sign"))
    reason = "He works on an oil rig."
    desk.send("plan-contact", interval="quarterly", face_to_face="no", because=reason)
    assert desk.send("plan-sign").status_code == 302
    ref = Plan.objects.get().ref
    assert [row[0] for row in owed(desk.person, "set-contact-level")] == ["open"]
    assert desk.get("plan-agree-contact", ref).status_code == 403
    manager = Desk(desk.person, user_of("X123456/sam", Role.TEAM_MANAGER))
    assert reason in text(manager.get("plan-agree-contact", ref))
    assert manager.send("plan-agree-contact", ref).status_code == 302
    (plan,) = exported(desk.person).planning.plans
    assert plan.contact_reason.agreed_by == "sam"
    assert owed(desk.person, "set-contact-level") == []


@pytest.mark.parametrize(("contact", "less"), [("two-monthly", True), ("monthly", False)])
def test_a_plan_that_meets_today_s_minimum_says_of_when_its_reason_is(desk, contact, less):
    plan = Plan(contact=contact, signed_on=TODAY)
    said = level_beside_minimum(desk.person, plan)
    assert "The minimum today is: every month" in said
    assert ("That is no less than it: what waits is from" in said) is not less


def test_what_was_typed_stays_when_something_is_wrong(desk):
    desk.begin()
    answer = desk.send(
        "plan-objective", "new", text=LONG, who_0="Ari", by_0__day="31", by_0__month="13"
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Say what will be done" in text(answer)
    assert "&lt;b&gt;drinking" in page
    assert 'value="Ari"' in page


def test_another_action_is_added_without_losing_any(desk):
    desk.begin()
    first = desk.send("plan-objective", "new", **SOBER, add="add")
    page = desk.client.get(first["Location"])
    assert 'value="Keep a diary"' in page.content.decode()
    assert "Action 2" in text(page)
    more = {**SOBER, "what_1": "See a doctor", "who_1": "Ari", **by(1, "1", "2", "2018")}
    desk.client.post(
        first["Location"],
        {key.replace("__", "-"): value for key, value in {**tokens(page), **more}.items()},
    )
    (objective,) = PlanDraft.objects.get().content["objectives"]
    assert [each["what"] for each in objective["actions"]] == ["Keep a diary", "See a doctor"]


def test_the_same_form_twice_writes_once(desk):
    desk.begin()
    given = desk.hidden("plan-objective", "new")
    for _ in range(2):
        assert desk.post("plan-objective", "new", **given, **SOBER).status_code == 302
    assert len(PlanDraft.objects.get().content["objectives"]) == 1
    whole_again = desk.hidden("plan-draft")
    assert desk.post("plan-draft", **whole_again).status_code in (200, 302)


def test_two_tabs_on_one_part_see_both_texts_and_lose_nothing(desk):
    desk.begin()
    one, other = desk.hidden("plan-risk", "to-partner"), desk.hidden("plan-risk", "to-partner")
    mine = {**RISK, "contingency": "Ring the duty officer."}
    desk.post("plan-risk", "to-partner", **one, **RISK)
    answer = desk.post("plan-risk", "to-partner", **other, **mine)
    assert answer.status_code == 409
    assert "Call the police." in text(answer)
    assert "Ring the duty officer." in text(answer)
    again = desk.post("plan-risk", "to-partner", **tokens(answer), **mine)
    assert again.status_code == 302
    (risk,) = PlanDraft.objects.get().content["risks"]
    assert risk["contingency"] == "Ring the duty officer."


def test_two_tabs_on_two_parts_are_in_nobodys_way(desk):
    desk.begin()
    risk, level = desk.hidden("plan-risk", "to-partner"), desk.hidden("plan-contact")
    assert desk.post("plan-risk", "to-partner", **risk, **RISK).status_code == 302
    given = {"interval": "weekly", "face_to_face": "yes"}
    assert desk.post("plan-contact", **level, **given).status_code == 302


def test_an_objective_taken_out_in_another_tab_can_be_put_back(desk):
    desk.begin()
    desk.send("plan-objective", "new", **SOBER)
    key = PlanDraft.objects.get().content["objectives"][0]["key"]
    mine = desk.hidden("plan-objective", key)
    assert desk.send("plan-remove-objective", key).status_code == 302
    assert "To drink less" not in text(desk.get("plan-draft"))
    answer = desk.post("plan-objective", key, **mine, **SOBER)
    assert answer.status_code == 409
    assert "Taken out of the plan" in text(answer)
    assert desk.post("plan-objective", key, **tokens(answer), **SOBER).status_code == 302
    assert "To drink less" in text(desk.get("plan-draft"))


def test_a_plan_changed_since_it_was_read_is_not_signed_unseen(desk):
    whole(desk)
    read = desk.hidden("plan-sign")
    desk.send("plan-contact", interval="monthly", face_to_face="yes")
    answer = desk.post("plan-sign", **read)
    assert answer.status_code == 409
    assert not Plan.objects.exists()
    assert desk.post("plan-sign", **tokens(answer)).status_code == 302


def test_a_plan_given_up_leaves_no_trace_in_the_record(desk):
    whole(desk)
    assert desk.send("plan-give-up", because="Begun for another person").status_code == 302
    assert not exported(desk.person).planning.plans
    assert "Begin" in text(desk.get("plan-draft"))
    late = desk.post("plan-contact", interval="weekly", face_to_face="yes")
    assert late["Location"] == desk.address("plan-draft")


def test_a_new_plan_begins_with_what_is_not_finished():
    desk = Desk(planned())
    desk.begin()
    page = text(desk.get("plan-draft"))
    assert "To drink less" in page
    assert "To engage with sentence planning" in page
    draft = PlanDraft.objects.get().content
    assert draft["risks"][0]["risk"] == "to-partner"
    assert draft["contact"]["interval"] == "weekly"


def test_an_ended_objective_and_a_done_action_are_not_carried():
    desk = Desk(planned())
    given = {"achieved": "no", "because": "Says nothing.", **on("day")}
    assert desk.send("plan-end-objective", "engage", **given).status_code == 302
    assert desk.send("plan-action-done", "diary", **on("done_on")).status_code == 302
    desk.begin()
    (objective,) = PlanDraft.objects.get().content["objectives"]
    assert [each["what"] for each in objective["actions"]] == ["See the alcohol worker"]


# A signed plan


def test_an_objection_is_recorded_in_their_words_and_the_copy_later():
    desk = Desk(planned())
    day = {"day__day": "13", "day__month": "10", "day__year": "2017"}
    bare = desk.send("plan-agreement", "plan", agrees="no", **day)
    assert "in their own words" in text(bare)
    words = "I will not stop seeing my mates."
    assert desk.send("plan-agreement", "plan", agrees="no", words=words, **day).status_code == 302
    assert [row[0] for row in owed(desk.person, "agree-plan")] != ["met"]
    copy = {
        "copy_given_on__day": "16",
        "copy_given_on__month": "10",
        "copy_given_on__year": "2017",
    }
    desk.send("plan-agreement", "plan", agrees="no", words=words, **day, **copy)
    agreement = exported(desk.person).planning.plans[0].agreement
    assert (agreement.agrees, agreement.words) == (False, words)
    assert len(agreement.earlier) == 1
    assert [row[0] for row in owed(desk.person, "agree-plan")] == ["met"]


def test_an_objective_without_content_is_made_concrete():
    desk = Desk(planned())
    assert owed(desk.person, "make-objective-concrete")[0][2] is None
    given = {"by_when__day": "1", "by_when__month": "12", "by_when__year": "2017"}
    assert "Say who does it" in text(
        desk.send("plan-add-action", "engage", what="Write down his aims", **given)
    )
    added = desk.send("plan-add-action", "engage", what="Write down his aims", who="Ari", **given)
    assert added.status_code == 302
    assert owed(desk.person, "make-objective-concrete")[0][2] is not None


def test_two_who_change_a_signed_action_see_both_texts():
    desk = Desk(planned())
    given = {"by_when__day": "1", "by_when__month": "12", "by_when__year": "2017"}
    one, other = desk.hidden("plan-action", "diary"), desk.hidden("plan-action", "diary")
    desk.post("plan-action", "diary", **one, what="Keep a red diary", who="Ari", **given)
    answer = desk.post("plan-action", "diary", **other, what="Blue diary", who="Ari", **given)
    assert answer.status_code == 409
    assert "Keep a red diary" in text(answer)
    assert "Blue diary" in text(answer)
