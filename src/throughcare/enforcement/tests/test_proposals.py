"""What officers put to their manager: it waits on the list until a decision answers it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casefiles import custody, held_on_licence, licence

from throughcare.enforcement import actions
from throughcare.enforcement.models import BreachDecision, LicenceDecision, Proposal, Warned
from throughcare.enforcement.queries import answered
from throughcare.enforcement.tests.acting import (
    Desk,
    decide,
    exported,
    olga,
    sam,
    stored,
    text,
    the,
)
from throughcare.enforcement.tests.test_pages import (
    FIRST,
    TODAY,
    WARNED,
    WARNING,
    as_manager,
    post,
)
from throughcare.history import clock
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Team
from throughcare.people.models import Person
from throughcare.sentences.models import Licence, Order
from throughcare.team.waiting import waiting

pytestmark = pytest.mark.django_db

LETTER = "On Wednesday 1 November 2017 you did not come."


@pytest.fixture
def on_licence():
    """A failure on licence that was decided unacceptable."""
    desk = Desk(stored(FIRST, sentences=custody(licence()), caseload=held_on_licence()))
    decide("first")
    return desk


@pytest.fixture
def to_breach():
    """A failure decided unacceptable under a live warning."""
    desk = Desk(stored(WARNED, FIRST, enforcement={"warnings": [WARNING]}))
    decide("first")
    return desk


def on_the_list():
    """What waits for the manager, of the kinds of enforcement."""
    teams = list(Team.objects.values_list("pk", flat=True))
    found = waiting(teams, Person.objects.all(), clock.today())
    kinds = ("licence proposal", "breach proposal", "absences")
    return [(each.kind, each.ref, each.who, each.text) for each in found if each.kind in kinds]


def propose(desk, **given):
    said = {"outcome": "officer's warning", "because": "The first; he has work now."} | given
    return post(desk, "decide-licence", "first", **said)


def test_an_officer_proposes_and_it_waits_on_the_manager_s_list(on_licence):
    page = text(on_licence.get("decide-licence", "first"))
    assert "Propose what follows on licence" in page
    assert "no failure on this licence was found not acceptable. 0 were" in page
    assert "Nobody has warned of it yet." in page
    assert "Say why" in text(propose(on_licence, because=""))
    answer = propose(on_licence)
    assert answer["Location"] == on_licence.address("case-enforcement")
    assert on_the_list() == [("licence proposal", "first", "Olga", "officer's warning")]
    page = text(on_licence.get("case-enforcement"))
    assert "With the manager since Monday 6 November 2017: Officer’s warning" in page
    assert not LicenceDecision.objects.exists()
    # The officer cannot decide, nor propose twice, nor warn before the decision.
    assert on_licence.get("decide-licence", "first").status_code == 302
    assert on_licence.get("warn", "first").status_code == 302


def test_the_manager_decides_on_the_same_form_and_the_officer_sees_what_became_of_it(on_licence):
    propose(on_licence)
    as_manager(on_licence)
    page = on_licence.get("decide-licence", "first").content.decode()
    assert "Olga proposes: Officer’s warning. The first; he has work now." in text(
        on_licence.get("decide-licence", "first")
    )
    chosen = page.split("officer&#39;s warning")[1].split(">")[0]
    assert "checked" in chosen  # what was proposed is chosen
    post(on_licence, "decide-licence", "first", outcome="manager's warning", because="The third.")
    made = LicenceDecision.objects.get()
    assert (made.proposed_by.name, made.by.name) == ("Olga", "Sam")
    assert on_the_list() == []
    assert "You proposed" not in text(on_licence.client.get("/"))
    on_licence.client.force_login(olga())
    page = text(on_licence.get("case-enforcement"))
    assert "Decided: Manager’s warning , Sam No letter sent The third." in page
    assert "Manager’s warning decided on Monday 6 November 2017, and no letter sent" in page
    # Today tells it, with the way there, for a week.
    told = (
        "You proposed: Officer’s warning. Sam decided on Monday 6 November 2017: Manager’s warning."
    )
    today = on_licence.client.get("/")
    assert told in text(today)
    assert f'href="{on_licence.address("case-enforcement")}"' in today.content.decode()
    # The letter is that of the decision, and only then can it go.
    page = text(on_licence.get("warn", "first"))
    assert "Manager’s licence warning: Licence from" in page
    assert "recalled to prison" in page
    post(on_licence, "warn", "first", text=LETTER, **TODAY)
    made = Warned.objects.get()
    assert made.kind == actions.MANAGERS
    # It is the manager's letter, though the officer sent it.
    assert "Sam Senior probation officer" in text(on_licence.get("warning", made.ref))
    assert "no letter sent" not in text(on_licence.get("case-enforcement")).lower()


def test_a_proposal_taken_back_waits_for_nobody_and_a_decision_in_error_opens_it_again(on_licence):
    propose(on_licence)
    proposal = Proposal.objects.get()
    decision = actions.decide_on_licence(
        the("first"), by=sam(), of=Licence.objects.get(), outcome="no action", because="x"
    )
    assert on_the_list() == []
    post(on_licence, "decided-in-error", decision.ref, because="Of another person.")
    assert [each[0] for each in on_the_list()] == ["licence proposal"]
    post(on_licence, "decided-in-error", proposal.ref, because="He has brought proof.")
    assert on_the_list() == []
    assert propose(on_licence, outcome="vary conditions").status_code == 302


def test_a_decision_names_the_proposal_that_it_answers_in_the_case_file(on_licence):
    propose(on_licence)
    actions.decide_on_licence(
        the("first"), by=sam(), of=Licence.objects.get(), outcome="no action", because="x"
    )
    found = exported(on_licence.person).enforcement
    assert found.licence_decisions[0].proposal == found.proposals[0].ref


def test_an_officer_asks_not_to_breach_and_the_clock_goes_on(to_breach):
    assert "Say why" in text(post(to_breach, "decide-breach", "first", outcome="not breached"))
    post(to_breach, "decide-breach", "first", outcome="not breached", because="He cares for her.")
    assert not BreachDecision.objects.exists()
    assert on_the_list() == [("breach proposal", "first", "Olga", "not breached")]
    as_manager(to_breach)
    page = text(to_breach.get("decide-breach", "first"))
    assert "Olga asks not to breach: He cares for her." in page
    post(to_breach, "decide-breach", "first", outcome="not breached", because="Adjusted.")
    assert BreachDecision.objects.get().by.name == "Sam"
    assert on_the_list() == []


def test_what_is_on_record_prompts_an_adjustment_before_breach_too():
    known = {"ref": "faith", "kind": "religion", "value": "Muslim; prayers on Friday"}
    person = {
        "particulars": {"ref": "person"},
        "names": [{"ref": "name", "given": "Ari", "family": "Example"}],
        "characteristics": [known],
    }
    desk = Desk(stored(WARNED, FIRST, enforcement={"warnings": [WARNING]}, person=person))
    decide("first")
    page = text(desk.get("decide-breach", "first"))
    assert "Adjust first" in page
    assert "Religion: Muslim; prayers on Friday" in page
    assert "Missed, not acceptable 2" in page


def test_a_referral_answers_what_was_asked(to_breach):
    post(to_breach, "decide-breach", "first", outcome="not breached", because="He cares for her.")
    post(to_breach, "decide-breach", "first", outcome="referred")
    assert BreachDecision.objects.get().outcome == "referred"
    assert on_the_list() == []


def test_on_licence_nobody_proposes_not_to_breach(on_licence):
    of = Licence.objects.get()
    with pytest.raises(Refusal, match="Select what you propose"):
        actions.propose(the("first"), by=olga(), of=of, outcome="not breached", because="x")


def test_on_an_order_only_not_to_breach_is_proposed(to_breach):
    of = Order.objects.get()
    with pytest.raises(Refusal, match="Select what you propose"):
        actions.propose(the("first"), by=olga(), of=of, outcome="recall", because="x")


def test_absences_put_to_a_manager_wait_until_the_manager_decides(on_licence):
    of = Licence.objects.get()
    said = {"because": "Nothing fits.", "by_manager": False}
    actions.review_absences(of, by=olga(), outcome="to a manager", **said)
    assert on_the_list() == [("absences", of.ref, "Olga", "Nothing fits.")]
    as_manager(on_licence)
    page = text(on_licence.get("case-enforcement"))
    assert "Acceptable absences with the manager since Monday 6 November 2017 · Decide" in page
    assert "Absences looked at: Put it to a manager , Olga With the manager" in page
    page = text(on_licence.get("review-absences", of.ref))
    assert "Monday 6 November 2017, Olga: Put it to a manager. Nothing fits." in page
    actions.review_absences(of, by=sam(), outcome="adjust", because="Evenings.", by_manager=True)
    assert on_the_list() == []
    assert "With the manager" not in text(on_licence.get("case-enforcement"))


def test_what_became_of_an_officer_s_proposals_is_read_by_their_own_index(on_licence):
    today = clock.today()
    with CaptureQueriesContext(connection) as asked:
        answered(1, today)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {asked[0]['sql']}")
        plan = " ".join(line for (line,) in cursor.fetchall())
    assert "proposal_by_staff" in plan
