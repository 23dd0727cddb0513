"""The pages of assessments: nothing typed is lost, both texts are shown, what lacks is said."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from throughcare import history
from throughcare.assessment.models import Draft, NoAnalysis, Oasys
from throughcare.assessment.rules import drafting
from throughcare.assessment.tests.at_work import (
    Desk,
    begun,
    filled,
    keep,
    olga,
    sam,
    signed,
    stored,
    text,
    whole_steps,
)
from throughcare.history import correcting

pytestmark = pytest.mark.django_db

LONG = "Talked about <b>home</b> & money.\n\n  “Better than last year.”\n" * 60


@pytest.fixture
def desk():
    return Desk(stored())


def typed(step):
    return drafting.read(Draft.objects.get().content).values(step)


def test_the_case_leads_to_its_assessments(desk):
    page = text(desk.get("case"))
    assert "Assessment" in page
    said = text(desk.get("case-assessment"))
    assert "No assessment is signed" in said
    assert "Begin an assessment" in said


def test_begin_leads_to_the_list_of_parts(desk):
    assert "From the last one" not in text(desk.get("begin-assessment"))
    answer = desk.post("begin-assessment", layer="full")
    assert answer["Location"] == desk.address("assess")
    said = text(desk.get("assess"))
    # Nothing calls for the analysis so far, and nobody need be in custody.
    assert "21 parts are left to write" in said
    assert said.count("Not started") == 21
    assert "Go on with: 1. Offending information" in said
    assert "3. Accommodation" in said
    assert "Not called for" in said
    assert "21 parts are left to write" in text(desk.get("case-assessment"))


def test_a_page_is_kept_as_it_was_typed_and_says_what_it_comes_to(desk):
    begun(desk.person)
    answer = desk.post("assess-step", "section-9", item_9_1="2", item_9_2="2", text=LONG)
    assert answer["Location"] == desk.address("assess-step", "section-10")
    assert typed("section-9") == {"item_9_1": "2", "item_9_2": "2", "text": LONG.strip()}
    assert "4 points: at or over the threshold of 4" in text(desk.get("assess-step", "section-10"))
    shown = text(desk.get("assess"))
    assert "4 points: at or over the threshold of 4" in shown
    assert "In progress" in shown


def test_saving_leads_to_the_next_part_that_is_to_be_written(desk):
    draft = filled(desk.person)
    for step in ("section-4", "section-11"):
        keep(draft, step, {})
    answer = desk.post("assess-step", "section-9", **whole_steps()["section-9"])
    assert answer["Location"] == desk.address("assess-step", "section-11")
    assert "2 parts are left" in text(desk.get("assess-step", "section-11"))
    answer = desk.post("assess-step", "section-11", **whole_steps()["section-11"])
    assert answer["Location"] == desk.address("assess-step", "section-4"), (
        "after the last the first"
    )
    answer = desk.post("assess-step", "section-4", **whole_steps()["section-4"])
    assert answer["Location"] == desk.address("assess")
    assert "Nothing is left to write." in text(desk.get("assess"))


def test_confirming_leads_to_the_next_that_is_not_confirmed(desk):
    signed(desk.person)
    draft = begun(desk.person, carry_forward=True)
    keep(draft, "section-4", {"text": "Half."})
    keep(draft, "section-5", whole_steps()["section-5"])
    answer = desk.post("assess-step", "section-3", confirm="1")
    assert answer["Location"] == desk.address("assess-step", "section-6")
    said = text(desk.get("assess"))
    assert "Left: Not answered: 4.2" in said
    assert "of them only to confirm" in said


def test_saving_may_lead_to_the_list(desk):
    begun(desk.person)
    answer = desk.post("assess-step", "section-9", item_9_1="0", to="list")
    assert answer["Location"] == desk.address("assess")


def test_a_text_too_long_is_said_and_stays(desk):
    begun(desk.person)
    answer = desk.post("assess-step", "section-9", text="x" * 20_001)
    assert "Use 20000 characters or fewer" in text(answer)
    assert "x" * 20_001 in answer.content.decode()


def test_two_windows_meet_and_nothing_is_lost(desk):
    begun(desk.person)
    first, second = (desk.hidden("assess-step", "section-6") for _ in range(2))
    address = desk.address("assess-step", "section-6")
    desk.client.post(address, first | {"text": "From the first window.", "item_6_1": "1"})
    answer = desk.client.post(address, second | {"text": LONG, "item_6_1": "2"})
    assert answer.status_code == 409
    shown = text(answer)
    assert "Olga saved this while you were writing" in shown
    assert "From the first window." in shown
    assert "Some problem" in shown
    body = answer.content.decode()
    assert "“Better than last year.”" in body
    again = dict(re.findall(r'name="(token|version|writer)" value="([^"]*)"', body))
    desk.client.post(address, again | {"text": "Both.", "item_6_1": "2"})
    assert typed("section-6") == {"text": "Both.", "item_6_1": "2"}


def test_what_somebody_saved_over_stays_to_be_read(desk):
    begun(desk.person)
    desk.post("assess-step", "section-6", text="Olga’s words.", item_6_1="1")
    desk.post("assess-step", "section-6", text="Olga’s own change.", item_6_1="1")
    assert "saved over" not in text(desk.get("assess-step", "section-6"))
    Desk(desk.person, sam()).post("assess-step", "section-6", text="Sam’s words.", item_6_1="1")
    said = text(desk.get("assess-step", "section-6"))
    assert "What Olga saved on" in said
    assert "Olga’s own change." in said


def test_the_same_form_sent_twice_is_no_conflict(desk):
    begun(desk.person)
    given = desk.hidden("assess-step", "section-6") | {"text": "Once."}
    address = desk.address("assess-step", "section-6")
    assert [desk.client.post(address, given).status_code for _ in range(2)] == [302, 302]


def test_what_was_typed_outlives_the_session(desk):
    begun(desk.person)
    given = desk.hidden("assess-step", "section-6") | {"text": LONG, "item_6_1": "1"}
    address = desk.address("assess-step", "section-6")
    desk.client.logout()
    answer = desk.client.post(address, given)
    assert answer["Location"].startswith("/accounts/login/?next=")
    assert typed("section-6") == {}
    signed_in_again(desk.client, olga())
    shown = desk.client.get(address)
    assert "You were no longer signed in when you sent this" in text(shown)
    assert "“Better than last year.”" in shown.content.decode()
    body = shown.content.decode()
    again = dict(re.findall(r'name="(token|version|writer)" value="([^"]*)"', body))
    assert desk.client.post(address, again | {"text": LONG, "item_6_1": "1"}).status_code == 302
    assert typed("section-6")["text"] == LONG.strip()
    assert "You were no longer signed in" not in text(desk.client.get(address))


def signed_in_again(client, user):
    """As sign-in does it: what the visitor's session holds stays."""
    client.force_login(user)


def test_what_somebody_else_typed_is_not_shown_to_who_signs_in(desk):
    begun(desk.person)
    given = desk.hidden("assess-step", "section-6") | {"text": "Hers alone."}
    address = desk.address("assess-step", "section-6")
    desk.client.logout()
    desk.client.post(address, given)
    signed_in_again(desk.client, sam())
    assert "Hers alone." not in desk.client.get(address).content.decode()


def test_a_stranger_fills_no_store(desk):
    begun(desk.person)
    client = Client()
    client.post(desk.address("assess-step", "section-6"), {"text": "x", "writer": "1:forged"})
    assert not client.session.keys()


def test_a_page_sent_after_signing_shows_what_was_typed(desk):
    draft = filled(desk.person)
    given = desk.hidden("assess-step", "section-6") | {"text": "Too late."}
    address = desk.address("assess-step", "section-6")
    desk.post("sign-assessment")
    assert not Draft.objects.filter(pk=draft.pk).exists()
    answer = desk.client.post(address, given)
    assert answer.status_code == 409
    assert "signed or given up meanwhile" in text(answer)
    assert "Too late." in answer.content.decode()


def test_the_rest_of_the_screening_is_no_where_that_is_said(desk):
    begun(desk.person)
    desk.post("assess-step", "screening-offences", R1_2_arson="yes", rest_is_no="on")
    said = typed("screening-offences")
    assert (said["R1_2_arson"], said["R1_2_robbery"], len(said)) == ("yes", "no", 14)
    assert "Harm to others" in text(desk.get("assess-step", "analysis"))


def test_an_analysis_stays_when_the_screening_calls_for_it_no_more(desk):
    begun(desk.person)
    keep_yes(desk)
    desk.post("assess-step", "analysis", part_harm_to_others="Long thought.")
    desk.post("assess-step", "screening-offences", R1_2_arson="no")
    assert "Long thought." in desk.get("assess-step", "analysis").content.decode()


def keep_yes(desk):
    desk.post("assess-step", "screening-offences", R1_2_arson="yes", rest_is_no="on")


def test_what_is_missing_is_listed_with_the_way_there_and_not_signed(desk):
    draft = filled(desk.person)
    keep(draft, "person", {"own_view": "x", "diversity": "y"})
    page = desk.get("sign-assessment")
    assert "Missing before it can be signed" in text(page)
    assert "Barriers to taking part" in text(page)
    assert desk.address("assess-step", "person") in page.content.decode()
    assert "Sign the assessment" not in text(page)
    version = str(Draft.objects.get().version)
    desk.client.post(desk.address("sign-assessment"), {"version": version, "token": "t"})
    assert Oasys.objects.get().signed_on is None


def test_signing_leads_to_the_assessment_once(desk):
    draft = filled(desk.person)
    given = desk.hidden("sign-assessment")
    for _ in range(2):
        answer = desk.client.post(desk.address("sign-assessment"), given)
        assert answer["Location"] == desk.address("assessment", draft.about)
    said = text(desk.get("assessment", draft.about))
    assert "Signed by Olga" in said
    assert "I want to work." in said
    brief = text(desk.get("case-assessment"))
    assert "Risk of serious harm: Low" in brief
    assert "Reads slowly" not in brief
    assert "I want to work." in brief
    assert "Evidence for Offence analysis." in brief


def test_signing_what_changed_meanwhile_asks_to_look_again(desk):
    draft = filled(desk.person)
    given = desk.hidden("sign-assessment")
    keep(draft, "section-6", whole_steps()["section-6"] | {"text": "Changed."})
    answer = desk.client.post(desk.address("sign-assessment"), given)
    assert answer.status_code == 409
    assert "Look again, then sign" in text(answer)
    assert Oasys.objects.get().signed_on is None


def test_a_part_carried_forward_is_confirmed_with_one_button(desk):
    signed(desk.person)
    assert "From the last one" in text(desk.get("begin-assessment"))
    desk.post("begin-assessment", layer="full", carry="yes")
    assert "Carried forward, not confirmed" in text(desk.get("assess"))
    assert "It is still right" in text(desk.get("assess-step", "section-6"))
    answer = desk.post("assess-step", "section-6", confirm="1")
    assert answer.status_code == 302
    kept = drafting.read(Draft.objects.get().content).steps["section-6"]
    assert (kept.carried, kept.values["text"]) == (False, "Evidence for Relationships.")
    assert "It is still right" not in text(desk.get("assess-step", "section-6"))


def test_over_the_threshold_stands_in_brief_with_its_links(desk):
    draft = filled(desk.person)
    drink = {"item_9_1": "2", "item_9_2": "2", "offending": "yes"}
    keep(draft, "section-9", whole_steps()["section-9"] | drink)
    desk.post("sign-assessment")
    said = text(desk.get("case-assessment"))
    assert "Alcohol misuse: 4 points, need from 4, linked to the offending" in said


# The manager


def test_a_manager_countersigns_the_decision_and_officers_cannot(desk):
    draft = filled(desk.person)
    keep(draft, "screening-offences", whole_steps()["screening-offences"] | {"R1_2_arson": "yes"})
    desk.post("no-analysis", because="A bin, at ten.")
    assert desk.get("countersign-no-analysis").status_code == 403
    assert "A manager has to countersign it" in text(desk.get("assess-step", "analysis"))
    manager = Desk(desk.person, sam())
    assert "awaits a manager" in text(manager.get("case-assessment"))
    page = text(manager.get("countersign-no-analysis"))
    assert "A bin, at ten." in page
    assert "Arson" in page
    manager.post("countersign-no-analysis")
    assert NoAnalysis.objects.get().countersigned_on
    assert "Sign the assessment" in text(desk.get("sign-assessment"))


def test_a_manager_countersigns_a_high_level(desk):
    oasys = signed(desk.person, public="high")
    assert "Awaits countersignature" in text(desk.get("case-assessment"))
    manager = Desk(desk.person, sam())
    manager.post("countersign", oasys.ref)
    oasys.refresh_from_db()
    assert oasys.countersigned_by.name == "Sam"
    assert "Awaits countersignature" not in text(desk.get("case-assessment"))


def test_a_signed_assessment_is_struck_through_with_its_reason(desk):
    oasys = signed(desk.person)
    desk.post("assessment-in-error", oasys.ref, because="Another person’s.")
    said = text(desk.get("assessment", oasys.ref))
    assert "counts for nothing: Another person’s." in said
    assert "No assessment is signed" in text(desk.get("case-assessment"))


def test_a_reason_typed_while_a_manager_countersigned_is_kept_and_saved_on_sending_again(desk):
    oasys = signed(desk.person)
    given = desk.hidden("assessment-in-error", oasys.ref) | {"because": "Another person’s."}
    with history.write(oasys, by=sam(), why="Assessment countersigned"):
        correcting.supersede(oasys, countersigned_on=oasys.signed_on)
    answer = desk.client.post(desk.address("assessment-in-error", oasys.ref), given)
    assert answer.status_code == 409
    assert "Sam saved this while you were writing" in text(answer)
    assert "Another person’s." in answer.content.decode()
    found = dict(re.findall(r'name="(token|version)" value="([^"]*)"', answer.content.decode()))
    again = desk.client.post(
        desk.address("assessment-in-error", oasys.ref), found | {"because": "Another person’s."}
    )
    assert again["Location"] == desk.address("assessment", oasys.ref)
    assert Oasys.objects.get().in_error_because == "Another person’s."


def test_an_assessment_is_given_up_with_a_reason(desk):
    begun(desk.person)
    desk.post("give-up-assessment", because="Wrong case.")
    assert not Draft.objects.exists()
    assert "Begin an assessment" in text(desk.get("case-assessment"))


# Side by side


def test_two_versions_stand_side_by_side_and_differences_are_said(desk):
    first = signed(desk.person)
    draft = begun(desk.person, carry_forward=True)
    for step, values in whole_steps(public="medium").items():
        keep(draft, step, values)
    keep(draft, "section-6", whole_steps()["section-6"] | {"text": "A new partner."})
    desk.post("sign-assessment")
    page = text(desk.get("assessment", draft.about, query=f"?with={first.ref}"))
    assert "Evidence for Relationships." in page
    assert "A new partner." in page
    assert "3 answers read differently" in page
    body = desk.get("assessment", draft.about, query=f"?with={first.ref}").content.decode()
    folded = "".join(re.findall(r"<details.*?</details>", body, re.DOTALL))
    assert "A new partner." not in folded
    assert "Evidence for Lifestyle and associates." in folded
    assert "Beside the last one" in text(desk.get("case-assessment"))


# Statements


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("case-assessment", ()),
        ("assess", ()),
        ("assess-step", ("section-6",)),
        ("assess-step", ("analysis",)),
        ("sign-assessment", ()),
        ("begin-assessment", ()),
        ("scores", ()),
        ("score", ("ogrs3",)),
    ],
)
def test_each_page_is_at_most_twelve_statements(desk, name, more):
    signed(desk.person, public="high")
    if name != "begin-assessment":
        begun(desk.person, carry_forward=True)
    desk.get(name, *more)
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(name, *more).status_code == 200
    assert len(asked) <= 12, [each["sql"][:90] for each in asked]


def test_reading_one_and_two_is_at_most_twelve_statements(desk):
    first, second = signed(desk.person), signed(desk.person)
    for query in ("", f"?with={first.ref}"):
        with CaptureQueriesContext(connection) as asked:
            assert desk.get("assessment", second.ref, query=query).status_code == 200
        assert len(asked) <= 12, [each["sql"][:90] for each in asked]
