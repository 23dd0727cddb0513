"""Decisions awaiting: taken from one page with their content beside, the next one follows."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.assessed import oasys
from tests.casefiles import case, caseload, directory, officer
from tests.lists import person
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.assessment.models import Oasys
from throughcare.caseload import actions as caseload_actions
from throughcare.caseload.models import GradeAccepted, Withdrawal
from throughcare.caseload.queries import held
from throughcare.court.models import AllocationDecision
from throughcare.court.tests.before_court import before_the_court, with_court
from throughcare.history import clock
from throughcare.history.loading import load
from throughcare.history.models import Read
from throughcare.kernel.duty import Key
from throughcare.ledger.actions import ask_to_excuse
from throughcare.ledger.models import ExcusalAsked, Excused
from throughcare.ledger.queries import standing
from throughcare.organisation.models import Staff, Team
from throughcare.oversight import actions as oversight
from throughcare.oversight.models import CarriedOut, ManagerDecision

pytestmark = pytest.mark.django_db

TODAY = date(2017, 11, 6)
PAGE = "/team/decisions"


@pytest.fixture(autouse=True)
def today():
    clock.set_day(TODAY)


def signed_in(client, name="sam"):
    user = user_of(name, Role.TEAM_MANAGER)
    client.force_login(user)
    return user


def text(response) -> str:
    return " ".join(response.content.decode().split())


def to_countersign(crn="X123456", given="Ari", **more):
    before = oasys("2017-03-17", ref="before", level="medium")
    now = oasys("2017-11-03", ref="now", level="high", signed_by="olga")
    return person(crn=crn, given=given, assessment={"oasys": [before, now]}, **more)


def asked_for(crn="X123457", given="Bo"):
    made = person(crn=crn, given=given, information={})
    (owed,) = [e for e in standing(made.pk, TODAY) if e.duty.code == "send-da-enquiry"]
    ask_to_excuse(
        made,
        by=user_of("olga", Role.PRACTITIONER),
        key=Key(owed.duty.code, owed.duty.subject, owed.duty.opening),
        until=date(2017, 11, 10),
        because="The police answer by Friday.",
    )
    return made


def form_of(client, address=PAGE):
    """The address that the form is sent to, and what it holds."""
    said = client.get(address).content.decode()
    part = said.split('class="tc-decide"', 1)[1].split("</section>", 1)[0]
    action = re.search(r'<form method="post" action="([^"]+)"', part)[1].replace("&amp;", "&")
    sent = dict(re.findall(r'<input type="hidden" name="(token|version)" value="([^"]*)"', part))
    return action, sent


def day_of(name, on):
    return {
        f"{name}-day": str(on.day),
        f"{name}-month": str(on.month),
        f"{name}-year": str(on.year),
    }


def test_an_assessment_is_countersigned_with_what_changed_beside_it(client):
    made = to_countersign()
    signed_in(client)
    shown = text(client.get(PAGE))
    assert "Friday 3 November 2017, Olga, PO" in shown
    assert "Medium, Friday 17 March 2017" in shown
    assert "What has changed" in shown
    assert f"/cases/{made.public_id}/assessments/now?with=before" in shown
    assert Read.objects.filter(page="decisions").exists()
    address, sent = form_of(client)
    done = client.post(address, sent | {"answer": "yes"}, follow=True)
    assert "Countersigned." in text(done)
    assert "Nothing waits for you to decide" in text(done)
    assert Oasys.objects.get(ref="now").countersigned_by.code == "sam"


def test_not_yet_becomes_a_task_with_a_day_and_the_signature_goes_on_waiting(client):
    made = to_countersign()
    sam = signed_in(client)
    address, sent = form_of(client)
    back = {"answer": "back", "text": "Say who the child is."} | day_of("due_on", date(2017, 11, 9))
    client.post(address, sent | back)
    task = ManagerDecision.objects.get()
    assert (task.text, task.about, task.due_on) == (
        "Say who the child is.",
        "assessment",
        date(2017, 11, 9),
    )
    assert task.by == sam.staff
    shown = text(client.get(PAGE))
    assert "Decided before, not done yet" in shown
    assert "Say who the child is. (by Thursday 9 November 2017)" in shown
    assert "carry-out-decision" in [e.duty.code for e in standing(made.pk, TODAY)]
    assert Oasys.objects.get(ref="now").countersigned_on is None


def test_not_yet_without_saying_what_is_refused_and_keeps_the_answer(client):
    to_countersign()
    signed_in(client)
    address, sent = form_of(client)
    shown = text(client.post(address, sent | {"answer": "back"} | day_of("due_on", TODAY)))
    assert "Say what is to be put right" in shown
    assert 'value="back" checked' in shown
    assert "Select what you decide" in text(client.post(address, sent))


def test_an_excusal_is_given_as_it_was_asked_or_refused_with_a_reason(client):
    asked_for()
    asked_for("X123458", "Cy")
    signed_in(client)
    shown = text(client.get(PAGE))
    assert "The police answer by Friday." in shown
    assert "days late" in shown
    address, sent = form_of(client)
    yes = {"answer": "excuse", "because": "As asked."} | day_of("until", date(2017, 11, 10))
    answer = client.post(address, sent | yes)
    following = text(client.get(answer["Location"]))
    assert "Excused until Friday 10 November 2017. 1 more waits." in following
    assert Excused.objects.get().because == "As asked."
    address, sent = form_of(client, answer["Location"])
    client.post(address, sent | {"answer": "refuse", "refused": "Ring them."})
    assert ExcusalAsked.objects.get(person__names__given="Cy").refused_because == "Ring them."
    assert "Nothing waits" in text(client.get(PAGE))


def transferring(made, by):
    return caseload_actions.transfer(
        made,
        by=by,
        to_team=Team.objects.get(code="south"),
        to_officer=None,
        effective_on=TODAY,
        because="Moved house.",
    )


def test_a_transfer_is_accepted_with_its_officer_from_the_list(client):
    made = person()
    transferring(made, signed_in(client))
    signed_in(client, "sue")
    shown = text(client.get(PAGE))
    assert "North team; Olga" in shown
    assert "South team, Northern CRC" in shown
    address, sent = form_of(client)
    petra = Staff.objects.get(code="petra")
    client.post(address, sent | {"staff": petra.public_id})
    assert held(made, TODAY).officer.ref == "petra"


def test_a_transfer_is_refused_from_the_list_for_a_reason(client):
    made = person()
    transferring(made, signed_in(client))
    signed_in(client, "sue")
    address, sent = form_of(client)
    assert "Say why the case stays" in text(client.post(address, sent | {"staff": "refuse"}))
    client.post(address, sent | {"staff": "refuse", "because": "He stays in the north."})
    assert Withdrawal.objects.get().because == "He stays in the north."
    assert held(made, TODAY).officer.ref == "olga"


def test_whoever_asked_sees_with_whom_a_transfer_waits_and_withdraws_it(client):
    made = person()
    transferring(made, signed_in(client))
    assert "Waits with</dt><dd" in text(client.get(PAGE)).replace(
        ' class="govuk-summary-list__key"', ""
    )
    assert "Sue" in text(client.get(PAGE))
    address, sent = form_of(client)
    client.post(address, sent | {"because": "It was a mistake."})
    assert held(made, TODAY).officer.ref == "olga"
    assert Withdrawal.objects.exists()


def test_a_grade_is_accepted_or_leads_to_another_officer(client):
    made_in = directory()
    made_in["providers"][0]["po_only"] = ["domestic abuse"]
    abuse = {"ref": "a", "kind": "domestic abuse perpetrator", "registered_on": "2017-11-03"}
    made = person(
        directory=made_in,
        about={"registrations": [abuse]},
        caseload=caseload("2017-03-03", officer("officer", "omar", "2017-03-03")),
    )
    signed_in(client)
    shown = text(client.get(PAGE))
    assert "Omar, PSO" in shown
    assert f"/cases/{made.public_id}/officer?from=decisions" in shown
    address, sent = form_of(client)
    client.post(address, sent | {"because": "Sam sees him weekly."})
    assert GradeAccepted.objects.get().because == "Sam sees him weekly."


def test_a_decision_past_its_day_is_closed_here_and_stands_among_what_became(client):
    made = person()
    sam = signed_in(client)
    oversight.decide(made, by=sam, about="risk", text="Visit the home.", due_on=TODAY)
    assert "Visit the home." in text(client.get("/team/decided"))
    assert "Nothing waits" in text(client.get(PAGE))
    clock.set_day(date(2017, 11, 7))
    assert "Overdue" in text(client.get("/team/decided?state=late"))
    address, sent = form_of(client)
    client.post(address, sent | {"answer": "done", "text": "Seen on Monday."})
    assert CarriedOut.objects.get().text == "Seen on Monday."
    became = text(client.get("/team/decided?state=done"))
    assert "Carried out" in became
    assert "Sam: Seen on Monday." in became
    assert "None of these" in text(client.get("/team/decided?state=late"))


def test_an_allocation_against_the_rule_is_agreed_with_its_reason_beside_it(client):
    decision = {
        "decided_on": "2017-03-02",
        "by": "cora",
        "provider": "crc",
        "computed": "nps",
        "team": "north",
        "because": "The CRC has his brother.",
    }
    everywhere = with_court() | {"scope": "installation"}
    asked = {"ref": "at-court", "of": "order", "team": "court", "officer": "cora"}
    sections = before_the_court(
        directory=everywhere, court={"allocations": [asked | {"decision": decision}]}
    )
    sections["caseload"] = caseload("2017-03-03", officers=[])
    load(case(**sections))
    signed_in(client)
    shown = text(client.get(PAGE))
    assert "The CRC has his brother." in shown
    assert "National Probation Service (NPS)" in shown
    address, sent = form_of(client)
    client.post(address, sent | {"answer": "yes"})
    assert AllocationDecision.objects.get().agreed_by.code == "sam"
    assert "Nothing waits" in text(client.get(PAGE))


def test_what_somebody_else_decided_meanwhile_is_said_and_nothing_typed_is_lost(client):
    to_countersign()
    asked_for()
    signed_in(client)
    address, sent = form_of(client, f"{PAGE}?kind=excusal")
    user_of("dora", Role.DUTY_MANAGER)
    Oasys.objects.all()  # the other decision stays
    asked = ExcusalAsked.objects.get()
    from throughcare.ledger.actions import refuse_to_excuse

    refuse_to_excuse(
        asked.person,
        by=None,
        key=Key(asked.code, asked.about, asked.opening),
        because="No.",
    )
    seal = re.search(r'name="writer" value="([^"]+)"', client.get(PAGE).content.decode())[1]
    typed = {"answer": "excuse", "because": "A long and careful reason.", "writer": seal}
    answer = client.post(address, sent | typed | day_of("until", date(2017, 11, 10)))
    assert answer.status_code == 409
    assert "A long and careful reason." in text(answer)
    assert not Excused.objects.exists()


def test_sent_twice_decides_once_and_leads_on(client):
    to_countersign()
    asked_for()
    signed_in(client)
    address, sent = form_of(client, f"{PAGE}?kind=countersign")
    for _ in range(2):
        assert client.post(address, sent | {"answer": "yes"}).status_code == 302


def test_the_list_is_narrowed_by_kind_and_by_officer_and_turned_page_by_page(client):
    two = directory()
    to_countersign(directory=two)
    person(
        crn="X123459",
        given="Di",
        directory=two,
        assessment={"oasys": [oasys("2017-11-02", level="high", signed_by="omar")]},
        caseload=caseload("2017-03-03", officer("officer", "omar", "2017-03-03")),
    )
    asked_for()
    signed_in(client)
    every = text(client.get(PAGE))
    assert "Decisions awaiting (3)" in every
    assert "Assessment to countersign (2)" in every
    omar = Staff.objects.get(code="omar").public_id
    his = text(client.get(f"{PAGE}?of={omar}")).split('id="list"', 1)[1]
    assert "Di Example" in his
    assert "Ari Example" not in his
    kind = text(client.get(f"{PAGE}?kind=excusal")).split('id="list"', 1)[1]
    assert "Bo Example" in kind
    assert "Di Example" not in kind


def test_after_the_last_of_a_kind_the_next_of_any_kind_follows(client):
    to_countersign()
    asked_for()
    signed_in(client)
    address, sent = form_of(client, f"{PAGE}?kind=excusal")
    led = client.post(address, sent | {"answer": "refuse", "refused": "Ring."})["Location"]
    assert led.startswith(f"{PAGE}?at=countersign.")
    address, sent = form_of(client, led)
    assert client.post(address, sent | {"answer": "yes"})["Location"] == PAGE
    assert "Nothing waits for you to decide" in text(client.get(PAGE))


def test_an_enquiry_to_escalate_leads_to_its_page_and_on_from_there(client):
    asking = {
        "ref": "da",
        "kind": "domestic abuse",
        "asked_on": "2017-09-04",
        "sent": {"date": "2017-09-04", "text": "Is anything known?"},
        "chases": [{"ref": "chased", "date": "2017-10-02", "text": "Please reply."}],
    }
    made = person(information={"enquiries": [asking]})
    asked_for()
    signed_in(client)
    said = client.get(f"{PAGE}?kind=escalate").content.decode()
    (href,) = re.findall(r'<a class="govuk-button"[^>]*href="([^"]*)"', said)
    assert href.startswith(f"/cases/{made.public_id}/information/enquiries/da/escalate?then=")
    assert "at%3Dexcusal" in href


@pytest.mark.parametrize("at", ["nonsense", "countersign.x.y", "~~~"])
def test_an_address_that_names_nothing_shows_the_first_and_says_so(client, at):
    to_countersign()
    signed_in(client)
    shown = client.get(f"{PAGE}?at={at}")
    assert shown.status_code == 200
    assert "is no longer yours to decide" in text(shown)
    assert "Assessment to countersign" in text(shown)


@pytest.mark.parametrize("query", ["kind=nonsense", "of=nobody", "kind=excusal&of=x&page=99"])
def test_a_filter_that_matches_nothing_says_so(client, query):
    to_countersign()
    signed_in(client)
    assert "None of these" in text(client.get(f"{PAGE}?{query}"))


def test_another_team_s_manager_sees_nothing_and_an_officer_is_refused(client):
    to_countersign()
    signed_in(client, "sue")
    assert "Nothing waits" in text(client.get(PAGE))
    client.force_login(user_of("olga", Role.PRACTITIONER))
    for address in (PAGE, "/team/handovers", "/team/decided"):
        assert client.get(address).status_code == 403


def test_handovers_that_are_missing_have_a_page_of_their_own(client):
    two = (officer("officer", "olga", "2017-03-03"), officer("second", "omar", "2017-10-02"))
    made = person(caseload=caseload("2017-03-03", *two))
    signed_in(client)
    shown = text(client.get("/team/handovers"))
    assert "Handovers missing (1)" in shown
    assert f"/cases/{made.public_id}/handover" in shown
    assert "Ari" in text(client.get("/team/handovers?to=Omar&lacks=note"))
    assert "No handover is missing" in text(client.get("/team/handovers?to=Omar&lacks=meeting"))


def test_the_list_takes_as_many_statements_for_five_as_for_one(client):
    to_countersign("X123456", "Ari")
    signed_in(client)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    for n in range(4):
        to_countersign(f"X20000{n}", f"New{n}")
    with CaptureQueriesContext(connection) as five:
        assert "Decisions awaiting (5)" in text(client.get(PAGE))
    assert len(five) == len(one) <= 16, [each["sql"][:90] for each in five]
