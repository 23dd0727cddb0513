"""What is decided and done about failures: written once, with the ledger right when it ends."""

from datetime import date

import pytest
from tests.casefiles import custody, held_on_licence, licence
from tests.casefiles import order as on_order

from throughcare import history
from throughcare.enforcement import actions
from throughcare.enforcement.models import AbsenceReview, BreachDecision, LicenceDecision, Warned
from throughcare.enforcement.tests.acting import (
    contact,
    decide,
    exported,
    olga,
    order,
    owed,
    sam,
    stored,
    the,
    warn,
)
from throughcare.history import clock
from throughcare.history.models import Entry
from throughcare.kernel.casefile.contacts import Cause
from throughcare.kernel.refusal import Refusal
from throughcare.sentences.models import Licence, Supervision

pytestmark = pytest.mark.django_db

SEEN = contact("seen", "2017-10-30")
FIRST = contact("first", "2017-11-01", "failed to attend", asked={})
SECOND = contact("second", "2017-11-06", "failed to attend", asked={})
BEFORE = "2017-10-31"


def on_licence(*contacts, **more):
    """The case on licence, or what else is given."""
    return stored(
        *contacts,
        sentences=custody(licence(), **more),
        caseload=held_on_licence(),
    )


# Deciding


def test_a_decision_meets_its_duty_and_opens_what_it_calls_for():
    person = stored(FIRST)
    decide("first", cause=Cause.NONE, evidence="None came.")
    assert owed(person, "decide-absence") == [("met", "first/order", "2017-11-06")]
    assert owed(person, "send-warning") == [("due-soon", "first/order", None)]
    decision = exported(person).contacts[0].decision
    assert (decision.acceptable, decision.cause, decision.evidence, decision.by) == (
        False,
        Cause.NONE,
        "None came.",
        "olga",
    )


def test_another_answer_is_another_decision_with_the_old_one_kept():
    person = stored(FIRST)
    decide("first")
    clock.set_day(date(2017, 11, 10))
    decide("first", acceptable=True, because="A sick note came.", cause=Cause.SICKNESS)
    decision = exported(person).contacts[0].decision
    assert (decision.acceptable, str(decision.decided_on)) == (True, "2017-11-10")
    assert [(each.acceptable, str(each.decided_on)) for each in decision.earlier] == [
        (False, "2017-11-06")
    ]
    assert owed(person, "decide-absence")[0][2] == "2017-11-06"
    assert owed(person, "send-warning") == []


def test_the_same_answer_in_other_words_keeps_its_day():
    person = stored(FIRST)
    decide("first")
    clock.set_day(date(2017, 11, 10))
    decide("first", because="Said nothing, twice.")
    decision = exported(person).contacts[0].decision
    assert (decision.because, str(decision.decided_on)) == ("Said nothing, twice.", "2017-11-06")
    assert owed(person, "send-warning") == [("overdue", "first/order", None)]


def test_the_same_again_is_no_version():
    person = stored(FIRST)
    decide("first")
    decide("first")
    assert exported(person).contacts[0].decision.earlier == ()


def test_what_the_service_caused_is_acceptable_whatever_was_said():
    person = stored(FIRST)
    decide("first", cause=Cause.SERVICE, because="Nobody had opened the site.")
    assert exported(person).contacts[0].decision.acceptable
    assert owed(person, "send-warning") == []


@pytest.mark.parametrize(
    ("ref", "given", "words"),
    [
        ("seen", {}, "Only a failure"),
        ("first", {"because": " "}, "Say what the person"),
        ("first", {"acceptable": True, "cause": Cause.NONE}, "without any reason"),
    ],
)
def test_what_cannot_be_decided_is_refused(ref, given, words):
    stored(SEEN, FIRST)
    with pytest.raises(Refusal, match=words):
        decide(ref, **given)
    assert the(ref).version == 1


def test_two_who_decide_at_once_notice():
    stored(FIRST)
    with pytest.raises(history.Conflict):
        decide("first", version=9)


# Warning


def test_a_warning_meets_its_duty_and_says_who_sent_it():
    person = stored(FIRST)
    decide("first")
    warn("first", text=" Come next time. ")
    assert owed(person, "send-warning") == [("met", "first/order", "2017-11-06")]
    (found,) = exported(person).enforcement.warnings
    assert (found.of, found.failure, found.kind, found.text, found.by) == (
        "order",
        "first",
        "statutory",
        "Come next time.",
        "olga",
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": " "}, "Write the letter"),
        ({"sent_on": date(2017, 11, 7)}, "not come yet"),
        ({"sent_on": date(2017, 10, 31)}, "before the failure"),
        ({"kind": actions.OFFICERS}, "by law"),
    ],
)
def test_a_warning_that_cannot_be_is_refused(given, words):
    stored(FIRST)
    decide("first")
    with pytest.raises(Refusal, match=words):
        warn("first", **given)
    assert not Warned.objects.exists()


def test_only_an_unacceptable_failure_is_warned_of_and_once():
    stored(SEEN, FIRST, SECOND)
    for ref in ("seen", "first"):
        with pytest.raises(Refusal, match="Decide first"):
            warn(ref)
    decide("first", acceptable=True, cause=Cause.WORK)
    with pytest.raises(Refusal, match="not decided unacceptable"):
        warn("first")
    decide("second")
    warn("second")
    with pytest.raises(Refusal, match="sent already"):
        warn("second")


def test_a_failure_that_counts_for_another_order_is_not_warned_of_here():
    upw = {"ref": "upw", "kind": "unpaid work"}
    person = stored(
        FIRST | {"requirement": "upw", "kind": "unpaid work"},
        sentences={"orders": [on_order(), on_order("order-2", "2017-04-03", requirements=[upw])]},
    )
    decide("first")
    with pytest.raises(Refusal, match="does not count"):
        warn("first")
    assert owed(person, "send-warning") == [("due-soon", "first/order-2", None)]


def test_on_licence_officer_and_manager_use_one_form():
    person = on_licence(FIRST, SECOND)
    decide("first")
    decide("second")
    of = Licence.objects.get()
    with pytest.raises(Refusal, match="whose warning"):
        warn("first", of=of)
    with pytest.raises(Refusal, match="manager decides"):
        warn("first", of=of, kind=actions.OFFICERS)
    said = {"of": of, "outcome": "manager's warning", "because": "The second."}
    actions.propose(the("second"), by=olga(), **said)
    with pytest.raises(Refusal, match="manager decides"):
        warn("second", of=of, kind=actions.MANAGERS)
    actions.decide_on_licence(the("second"), by=sam(), **said)
    with pytest.raises(Refusal, match="manager decides"):
        warn("second", of=of, kind=actions.OFFICERS)
    warn("second", of=of, kind=actions.MANAGERS)
    (decision,) = exported(person).enforcement.licence_decisions
    assert (decision.outcome, decision.proposed_by, decision.by) == (
        "manager's warning",
        "olga",
        "sam",
    )
    assert owed(person, "decide-breach") == []


def test_supervision_knows_no_warning_and_can_be_taken_to_court():
    supervision = {"ref": "pss", "starts_on": "2017-04-01"}
    person = stored(
        FIRST,
        sentences=custody(supervision=supervision),
        caseload=held_on_licence("pss", "2017-04-01"),
    )
    decide("first")
    of = Supervision.objects.get()
    with pytest.raises(Refusal, match="no warning"):
        warn("first", of=of)
    actions.decide_breach(the("first"), by=olga(), of=of, outcome="presented", because="")
    (found,) = exported(person).enforcement.breaches
    assert (found.of, found.outcome) == ("pss", "presented")


# Breach


def warned_and_failed_again(*more):
    """Warned on 31 October of a failure of that day; failed again on 1 November."""
    made = contact("before", BEFORE, "failed to attend", asked={})
    made["decision"] = {"acceptable": False, "decided_on": BEFORE}
    warning = {"ref": "w", "of": "order", "failure": "before", "sent_on": BEFORE, "text": "Come."}
    person = stored(made, FIRST, *more, enforcement={"warnings": [warning]})
    decide("first")
    return person


def refer(ref="first", outcome="referred", because="", by=None):
    return actions.decide_breach(
        the(ref), by=by or olga(), of=order(), outcome=outcome, because=because
    )


def test_a_referral_meets_it_and_nothing_opens_until_it_is_dealt_with():
    person = warned_and_failed_again(SECOND)
    assert owed(person, "decide-breach") == [("open", "first/order", None)]
    made = refer()
    decide("second")
    assert owed(person, "decide-breach") == [("met", "first/order", "2017-11-06")]
    with pytest.raises(Refusal, match="has not been dealt with"):
        refer("second")
    clock.set_day(date(2017, 12, 4))
    actions.deal_with(
        made, by=olga(), on=date(2017, 12, 4), result="proved", because="Fined.", version=1
    )
    (found,) = exported(person).enforcement.breaches
    assert (found.dealt_with.result, found.dealt_with.because) == ("proved", "Fined.")
    refer("second", "presented")
    assert BreachDecision.objects.count() == 2


def test_not_to_breach_needs_a_reason():
    person = warned_and_failed_again()
    with pytest.raises(Refusal, match="why it is not breached"):
        refer(outcome="not breached", by=sam())
    refer(outcome="not breached", because="He starts work on Monday.", by=sam())
    assert owed(person, "decide-breach")[0][0] == "met"


def test_what_cannot_be_dealt_with_is_refused():
    warned_and_failed_again()
    deal = {"by": olga(), "result": "proved", "because": ""}
    with pytest.raises(Refusal, match="Select what"):
        refer(outcome="forgotten")
    made = refer()
    for on, words in ((date(2017, 11, 7), "not come yet"), (date(2017, 11, 5), "before it was")):
        with pytest.raises(Refusal, match=words):
            actions.deal_with(made, on=on, version=1, **deal)
    with pytest.raises(history.Conflict):
        actions.deal_with(made, on=date(2017, 11, 6), version=9, **deal)
    actions.deal_with(made, on=date(2017, 11, 6), version=1, **deal)
    with pytest.raises(Refusal, match="recorded already"):
        actions.deal_with(made, on=date(2017, 11, 6), version=2, **deal)
    against = refer(outcome="not breached", because="x", by=sam())
    with pytest.raises(Refusal, match="not taken to court"):
        actions.deal_with(against, on=date(2017, 11, 6), version=1, **deal)


def test_a_licence_is_not_breached():
    on_licence(FIRST)
    decide("first")
    with pytest.raises(Refusal, match="not breached"):
        actions.decide_breach(
            the("first"), by=olga(), of=Licence.objects.get(), outcome="referred", because=""
        )


@pytest.mark.parametrize(
    ("outcome", "because", "words"),
    [("recall", " ", "Say why"), ("forgive", "x", "Select what")],
)
def test_a_licence_decision_needs_its_words(outcome, because, words):
    on_licence(FIRST)
    decide("first")
    with pytest.raises(Refusal, match=words):
        actions.decide_on_licence(
            the("first"), by=sam(), of=Licence.objects.get(), outcome=outcome, because=because
        )
    assert not LicenceDecision.objects.exists()


# Absences


def absences():
    made = []
    for at, on in enumerate(("2017-10-18", "2017-10-25", "2017-11-01")):
        each = contact(f"c-{at}", on, "failed to attend", asked={})
        each["decision"] = {"acceptable": True, "decided_on": on, "cause": "caring"}
        made.append(each)
    return made


def review(outcome="adjust", because="Mornings.", by=None, by_manager=False, of=None):
    return actions.review_absences(
        of or order(), by=by or olga(), outcome=outcome, because=because, by_manager=by_manager
    )


def test_a_decision_about_absences_meets_its_duty():
    person = stored(*absences())
    assert owed(person, "review-acceptable-absences") == [("due-soon", "order", None)]
    review()
    assert owed(person, "review-acceptable-absences") == [("met", "order", "2017-11-06")]
    (found,) = exported(person).enforcement.absence_reviews
    assert (found.because, found.by, found.by_manager) == ("Mornings.", "olga", False)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"because": ""}, "Say why"),
        ({"outcome": "forget"}, "Select what"),
        ({"outcome": "to a manager"}, "not open here"),
    ],
)
def test_what_cannot_be_decided_about_absences_is_refused(given, words):
    stored(*absences())
    with pytest.raises(Refusal, match=words):
        review(**given)
    assert not AbsenceReview.objects.exists()


def test_a_licence_goes_to_a_manager_and_not_back_to_court():
    person = on_licence(*absences())
    of = Licence.objects.get()
    with pytest.raises(Refusal, match="Only an order"):
        review("back to court", of=of)
    review("to a manager", of=of)
    assert owed(person, "review-acceptable-absences")[0][0] == "met"
    with pytest.raises(Refusal, match="not open here"):
        review("to a manager", of=of, by=sam(), by_manager=True)


# Mistakes


def test_a_warning_in_error_was_never_sent():
    person = stored(FIRST)
    decide("first")
    made = warn("first")
    with pytest.raises(Refusal, match="Say why"):
        actions.mark_in_error(made, by=olga(), because=" ", version=1)
    actions.mark_in_error(made, by=olga(), because="Another person's.", version=1)
    assert owed(person, "send-warning") == [("due-soon", "first/order", None)]
    assert exported(person).enforcement.warnings[0].in_error.because == "Another person's."
    with pytest.raises(Refusal, match="recorded in error"):
        actions.mark_in_error(made, by=olga(), because="x", version=2)
    warn("first")  # another one can go


def test_each_is_one_entry_in_the_history():
    stored(FIRST)
    decide("first")
    warn("first")
    why = Entry.objects.filter(by=olga()).order_by("pk").values_list("why", flat=True)
    assert list(why) == ["Absence decided", "Warned: statutory"]
