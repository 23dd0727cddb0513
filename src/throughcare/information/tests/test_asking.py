"""Enquiries through the pages: asked, chased, escalated, answered, read, acted on."""

import re

import pytest

from throughcare.information.models import Enquiry, OutboxMessage
from throughcare.information.tests.desk import (
    ADDRESS,
    Desk,
    ask,
    day,
    exported,
    olga,
    paper,
    sam,
    stored,
    text,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.DOCUMENTS = tmp_path / "documents"
    return settings.DOCUMENTS


@pytest.fixture
def desk():
    return Desk(stored(), olga())


def the_enquiry():
    return Enquiry.objects.get()


# Asking


def test_an_enquiry_is_sent_with_its_message_and_waits_in_the_outbox(desk):
    shown = desk.follow(ask(desk))
    assert "Sent to the outbox" in shown
    assert "Waiting for 0 days" in shown
    assert "To dau@police.example" in shown
    (found,) = exported(desk.person).information.enquiries
    assert found.sent.has_trail
    assert "Name: Ari Example" in found.sent.text
    message = OutboxMessage.objects.get()
    assert (message.to, message.text) == (ADDRESS, found.sent.text)
    assert "Domestic abuse enquiry" in text(desk.get("outbox"))


def test_nothing_is_sent_without_an_address_and_what_was_typed_stays(desk):
    answer = ask(desk, address="", text="Please tell us & soon.")
    assert answer.status_code == 200
    assert "Enter the address to which it goes" in text(answer)
    assert "Please tell us &amp; soon." in answer.content.decode()
    assert not Enquiry.objects.exists()


def test_a_double_click_sends_once(desk):
    hidden = desk.hidden("ask-about", "safeguarding")
    given = {"to": "Care", "address": ADDRESS, "subject_line": "x", "text": "y"} | hidden
    first, second = (desk.post("ask-about", "safeguarding", **given) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert OutboxMessage.objects.count() == 1


def test_whom_one_asked_last_is_offered_again(desk):
    ask(desk, to="Northshire police")
    page = desk.get("ask-about", "domestic-abuse").content.decode()
    assert 'value="Northshire police"' in page
    assert f'value="{ADDRESS}"' in page


def test_a_name_is_no_address_and_is_not_offered_as_one():
    """Files from elsewhere say whom was asked where the address would stand."""
    said = {"date": "2017-10-02", "to": "Northern Police", "text": "Asked.", "by": "olga"}
    enquiry = {"ref": "e", "kind": "domestic abuse", "asked_on": "2017-10-02", "sent": said}
    desk = Desk(stored(information={"enquiries": [enquiry]}), olga())
    page = desk.get("chase-enquiry", "e").content.decode()
    assert 'name="address" type="text" value=""' in page
    given = {"address": "Northern Police", "subject_line": "x", "text": "Please reply."}
    answer = text(desk.send("chase-enquiry", "e", **given))
    assert "Enter an e-mail address, like unit@example.org" in answer
    assert not OutboxMessage.objects.exists()
    desk.follow(desk.send("chase-enquiry", "e", **given | {"address": ADDRESS}))
    assert OutboxMessage.objects.get().to == ADDRESS


def test_names_in_use_are_suggested_so_that_they_do_not_drift(desk):
    for name in ("Northern Police DAU", "  Northern Police  DAU", "northern police dau", "Met DAU"):
        ask(desk, to=name)
    page = desk.get("ask-about", "domestic-abuse").content.decode()
    assert 'list="authorities"' in page
    offered = re.findall(r'<option value="([^"]*)">', page.split("<datalist")[1])
    assert offered == ["Northern Police DAU", "Met DAU"]
    assert "Met DAU" not in desk.get("ask-about", "safeguarding").content.decode()


def test_an_enquiry_kept_for_later_is_sent_from_its_page(desk):
    shown = desk.follow(ask(desk, do="later", address="", text=""))
    assert "It is not sent yet" in shown
    assert not OutboxMessage.objects.exists()
    ref = the_enquiry().ref
    assert desk.get("ask-about", "domestic-abuse")["Location"].endswith(f"{ref}/send")
    given = {"address": ADDRESS, "subject_line": "x", "text": "What do you hold?"}
    assert "Sent" in desk.follow(desk.send("send-enquiry", ref, **given))
    assert exported(desk.person).information.enquiries[0].sent.text == "What do you hold?"
    # and sent once
    assert desk.get("send-enquiry", ref).status_code == 302


def test_an_enquiry_said_to_be_sent_without_a_message_is_sent():
    said = {"kind": "domestic abuse", "ref": "said", "asked_on": "2017-04-01"}
    said["sent"] = {"date": "2017-04-01"}
    desk = Desk(stored(information={"enquiries": [said]}), olga())
    assert "no message on record" in text(desk.get("case-information"))
    assert desk.get("ask-about", "domestic-abuse")["Location"].endswith("said/send")
    given = {"address": ADDRESS, "subject_line": "x", "text": "What do you hold?"}
    desk.follow(desk.send("send-enquiry", "said", **given))
    sent = exported(desk.person).information.enquiries[0].sent
    assert (str(sent.date), sent.has_trail) == ("2017-11-06", True)
    assert [str(each.date) for each in sent.earlier] == ["2017-04-01"]


def test_not_applicable_needs_its_reason(desk):
    answer = desk.send("ask-not-applicable", "safeguarding")
    assert "Say why it is not applicable" in text(answer)
    shown = desk.follow(desk.send("ask-not-applicable", "safeguarding", because="He is 80."))
    assert "Not applicable" in shown
    assert "He is 80." in shown
    assert exported(desk.person).information.enquiries[0].not_applicable.because == "He is 80."


def test_only_the_kinds_there_are_can_be_asked_about(desk):
    assert desk.get("ask-about", "gossip")["Location"] == desk.address("ask")
    chosen = desk.get("ask", query="?kind=other")
    assert chosen["Location"] == desk.address("ask-about", "other")
    assert "Select what you ask about" in text(desk.get("ask", query="?kind="))


# Chasing and escalating


def test_an_enquiry_is_chased_by_the_officer_and_escalated_by_the_manager(desk):
    ask(desk)
    ref = the_enquiry().ref
    page = desk.get("chase-enquiry", ref).content.decode()
    assert "We have had no answer to our enquiry of 6 November 2017" in page
    assert f'value="{ADDRESS}"' in page
    given = {"address": ADDRESS, "subject_line": "x", "text": "Please reply."}
    assert "Chased" in desk.follow(desk.send("chase-enquiry", ref, **given))
    assert desk.get("escalate-enquiry", ref).status_code == 403
    assert "Escalate it" not in text(desk.get("enquiry", ref))
    manager = Desk(desk.person, sam())
    shown = manager.follow(manager.send("escalate-enquiry", ref, **given))
    assert "Escalated" in shown
    chases = exported(desk.person).information.enquiries[0].chases
    assert {(each.by_manager, each.by) for each in chases} == {(False, "olga"), (True, "sam")}
    assert OutboxMessage.objects.count() == 3


def test_an_escalation_leads_on_to_the_next_decision_of_the_list(desk):
    ask(desk)
    ref, given = the_enquiry().ref, {"address": ADDRESS, "subject_line": "x", "text": "Please."}
    desk.send("chase-enquiry", ref, **given)
    manager = Desk(desk.person, sam())
    asked = "?then=/team/decisions%3Fat%3Dnext&back=/team/decisions%3Fat%3Dthis"
    page = manager.get("escalate-enquiry", ref, asked).content.decode()
    assert 'href="/team/decisions?at=this">Cancel' in page
    answer = manager.send("escalate-enquiry", ref, asked, **given)
    assert answer["Location"] == "/team/decisions?at=next"


def test_a_chase_says_something(desk):
    ask(desk)
    answer = desk.send("chase-enquiry", the_enquiry().ref, address=ADDRESS, subject_line="x")
    assert "Write the message" in text(answer)
    assert OutboxMessage.objects.count() == 1


# Answering, reading, acting


def record(desk, **given):
    plain = {"text": "Two callouts.", "concern": "yes"} | day("received_on", "2017-11-06")
    return desk.send("record-answer", the_enquiry().ref, **plain | given)


def test_an_answer_is_recorded_with_its_document_read_and_acted_on(desk, store):
    ask(desk)
    shown = desk.follow(record(desk, documents=paper()))
    assert "Two callouts." in shown
    assert "reply.pdf" in shown
    ref = the_enquiry().ref
    desk.follow(desk.send("read-reply", ref, what="later"))
    said = desk.follow(
        desk.send("act-on-reply", ref, what="done", action="Told children’s social care.")
    )
    assert "Told children’s social care." in said
    (found,) = exported(desk.person).information.enquiries
    assert (found.read.by, found.acted.by, found.answer.concern) == ("olga", "olga", True)
    (document,) = exported(desk.person).information.documents
    assert (document.media_type, document.kind) == ("application/pdf", "reply")
    assert found.answer.documents == (document.ref,)


def test_reading_and_acting_are_one_form_where_one_knows_at_once(desk):
    ask(desk)
    record(desk)
    ref = the_enquiry().ref
    answer = desk.send("read-reply", ref, what="nothing")
    assert "Say why nothing needs to be done" in text(answer)
    desk.follow(desk.send("read-reply", ref, what="nothing", because="Known since 2015."))
    (found,) = exported(desk.person).information.enquiries
    assert (found.acted.action, found.acted.because) == ("", "Known since 2015.")


def test_the_holder_reads_what_the_manager_has_read(desk):
    ask(desk)
    record(desk)
    ref = the_enquiry().ref
    manager = Desk(desk.person, sam())
    manager.follow(manager.send("read-reply", ref, what="later"))
    desk.follow(desk.send("read-reply", ref, what="later"))
    assert exported(desk.person).information.enquiries[0].read.by == "olga"
    # A manager who reads it again does not take the place of the holder.
    again = manager.send("read-reply", ref, what="later")
    assert "It is marked as read already" in text(again)
    assert exported(desk.person).information.enquiries[0].read.by == "olga"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"concern": ""}, "Select yes if it holds something to act on"),
        ({"text": ""}, "Say what the answer is, or add the document."),
        (day("received_on", "2017-11-07"), "The day has not come yet."),
        (day("received_on", "2017-11-05"), "That is before the enquiry."),
    ],
)
def test_what_is_wrong_with_an_answer_stands_beside_its_field(desk, given, said):
    ask(desk)
    answer = record(desk, **given)
    assert answer.status_code == 200
    assert said in text(answer)
    assert "text" in given or "Two callouts." in answer.content.decode()
    assert exported(desk.person).information.enquiries[0].answer is None


def test_an_answer_is_completed_and_what_it_said_is_kept(desk):
    ask(desk)
    record(desk, documents=paper())
    ref = the_enquiry().ref
    shown = desk.follow(
        desk.send(
            "record-answer", ref, text="Three callouts.", concern="yes", documents=paper("2.pdf")
        )
    )
    assert "Three callouts." in shown
    assert "It said before: Two callouts." in shown
    assert "reply.pdf" in shown


def test_two_at_one_enquiry_both_see_what_the_other_wrote(desk):
    ask(desk)
    ref = the_enquiry().ref
    mine = desk.hidden("record-answer", ref)
    manager = Desk(desk.person, sam())
    given = {"text": "No trace.", "concern": "no"} | day("received_on", "2017-11-06")
    manager.follow(manager.send("record-answer", ref, **given))
    answer = desk.post("record-answer", ref, **mine, **given | {"text": "Two callouts."})
    page = text(answer)
    assert answer.status_code == 409
    assert "Sam saved this while you were writing" in page
    assert "No trace." in page
    assert page.count("Two callouts.") == 2
    # Sent again, it completes what Sam recorded, which is kept.
    fields = dict(re.findall(r'name="(token|version)" value="([^"]*)"', answer.content.decode()))
    again = desk.post("record-answer", ref, **fields, text="Two callouts.", concern="yes")
    desk.follow(again)
    found = exported(desk.person).information.enquiries[0].answer
    assert (found.text, [each.text for each in found.earlier]) == ("Two callouts.", ["No trace."])
