"""What somebody has typed survives the end of their session, on every page with a form.

Each page of a case is opened, filled in wherever one can type, and sent by somebody who is no
longer signed in. Once they are, the page shows the same again, field by field, and nothing is
saved. A new page is walked as soon as it has an address, and has to be named here.
"""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from tests.casefiles import at_court
from tests.forms_of_page import as_data, form_of, forms_of
from tests.users import user_of
from throughcare import history
from throughcare.access.roles import Role
from throughcare.assessment.actions import begin
from throughcare.assessment.models import Score
from throughcare.contacts.tests.acting import contact, custody, licence, order
from throughcare.court.models import CourtAllocation, SignedRsr
from throughcare.history.correcting import create
from throughcare.history.models import Entry
from throughcare.information import actions as information
from throughcare.information.models import Document
from throughcare.kernel.casefile.information import EnquiryKind
from throughcare.people.models import Person, Relationship
from throughcare.planning import actions as planning
from throughcare.planning.tests.acting import TODAY, planned

FORMS: dict[str, tuple[str, ...]] = {
    "assign-officer": (),
    "arrange-cover": (),
    "transfer": (),
    "manager-decision": (),
    "carry-out": ("decided",),
    "take-back-decision": ("decided",),
    "excuse": (),
    "ask-to-excuse": (),
    "receive-item": (),
    "ask-about": ("domestic-abuse",),
    "ask-not-applicable": ("domestic-abuse",),
    "send-enquiry": ("unsent",),
    "enquiry-not-applicable": ("unsent",),
    "enquiry-in-error": ("unsent",),
    "chase-enquiry": ("sent",),
    "escalate-enquiry": ("sent",),
    "record-answer": ("sent",),
    "read-reply": ("letter",),
    "act-on-reply": ("letter",),
    "item-in-error": ("letter",),
    "record-change": (),
    "change-not-needed": ("moved",),
    "change-in-error": ("moved",),
    "child-status": (),
    "decide-relationship": ("child",),
    "add-document": (),
    "document-in-error": ("reply",),
    "report-ask": (),
    "report-write": ("asked",),
    "report-withdraw": ("asked",),
    "report-change": ("asked",),
    "report-disposed": ("asked",),
    "sentence-new": (),
    "sentence-correct": ("order",),
    "sentence-in-error": ("order",),
    "papers-ask": ("order",),
    "paper": ("wanted",),
    "court-pass-on": ("order",),
    "court-screening": ("order",),
    "court-form": ("order",),
    "court-allocate": ("order",),
    "court-instruction": ("order",),
    "begin-assessment": (),
    "assess-step": ("section-6",),
    "no-analysis": (),
    "give-up-assessment": (),
    "assessment-in-error": ("oasys",),
    "score": ("ogrs3",),
    "plan-objective": ("new",),
    "plan-risk": ("to-partner",),
    "plan-contact": (),
    "plan-draft-agreement": (),
    "plan-give-up": (),
    "plan-add-action": ("sober",),
    "plan-end-objective": ("sober",),
    "plan-action-done": ("diary",),
    "plan-action": ("diary",),
    "plan-agreement": ("plan",),
    "plan-contact-reason": ("plan",),
    "review": ("review",),
    "book": (),
    "record-contact": (),
    "move": ("ahead",),
    "cancel": ("ahead",),
    "outcome": ("booked",),
    "account": ("missed",),
    "reason": ("missed",),
    "decision": ("missed",),
    "warn": ("unacceptable",),
    "decide-breach": ("unacceptable",),
    "decide-licence": ("on-licence",),
    "breach-dealt-with": ("breach",),
    "breach-result-in-error": ("earlier",),
    "correct-warning": ("warned",),
    "review-absences": ("order",),
    "decided-in-error": ("breach",),
    "correct": ("missed",),
    "in-error": ("missed",),
    "refer": ("course",),
    "interim-work": ("course",),
}
"""Every page on which something is typed, and of what the tests open it."""
OF_A_DRAFT = {
    "plan-objective",
    "plan-risk",
    "plan-contact",
    "plan-draft-agreement",
    "plan-give-up",
}
"""Pages of a plan that is worked out."""
ELSEWHERE = {"handover", "accept-grade", "accept-transfer", "withdraw-transfer", "refuse-to-excuse"}
"""Forms that need a case of another kind: tested where they belong."""
MOMENTS = {
    "plan-draft",
    "plan-remove-objective",
    "plan-sign",
    "plan-agree-contact",
    "review-begin",
    "report-sign",
    "court-rsr",
    "sign-assessment",
    "countersign",
    "countersign-no-analysis",
}
"""Pages whose form has a button alone."""
READ = {
    "case",
    "case-history",
    "case-contacts",
    "contact",
    "case-information",
    "outbox",
    "ask",
    "enquiry",
    "incoming-item",
    "change",
    "document",
    "case-court",
    "report",
    "report-pdf",
    "court-sentence",
    "case-assessment",
    "assessment",
    "assess",
    "scores",
    "case-plan",
    "plan",
    "plan-copy",
    "plan-copy-pdf",
    "case-oversight",
    "case-enforcement",
    "compliance",
    "warning",
    "warning-pdf",
}
"""Pages of a case that are read."""


DEALT_WITH = {"date": "2017-10-16", "result": "not proved"}
WANTED = {"ref": "wanted", "what": "order", "asked_on": "2017-11-03", "of": "Court team"}


@pytest.fixture(scope="module")
def stored(kept_for_module):
    """A case with something for every page."""
    requirements = [{"ref": "course", "kind": "programme"}]
    conditions = [{"ref": "condition", "kind": "curfew"}]
    on_licence = custody(licence(conditions=conditions))
    earlier = {"ref": "earlier", "decided_on": "2017-10-02", "dealt_with": DEALT_WITH}
    later = {"ref": "breach", "decided_on": "2017-11-03", "failure": "unacceptable"}
    warned = {"ref": "warned", "of": "licence", "failure": "on-licence", "sent_on": "2017-11-02"}
    person = planned(
        contact("booked", "2017-11-06", None, booked_on="2017-10-30", time="10:00"),
        contact("ahead", "2017-11-13", None, booked_on="2017-10-30", time="10:00"),
        contact("missed", "2017-11-02", "failed to attend"),
        _unacceptable("unacceptable", "course"),
        _unacceptable("on-licence", "condition"),
        sentences={"orders": [order(requirements=requirements)]} | on_licence,
        enforcement={
            "breaches": [
                {"of": "order", "outcome": "referred"} | each for each in (earlier, later)
            ],
            "warnings": [{"kind": "officer's licence warning"} | warned],
        },
        oversight={
            "decisions": [
                {"ref": "decided", "date": "2017-11-03", "text": "Visit.", "due_on": "2017-11-10"}
            ]
        },
        information={
            "items": [{"ref": "letter", "kind": "letter", "received_on": "2017-11-03"}],
            "changes": [{"ref": "moved", "kind": "moved", "happened_on": "2017-11-03"}],
        },
        court={
            "reports": [{"ref": "asked", "requested_on": "2017-11-03"}],
            "allocations": [at_court(rsr=None, decision=None, papers=[WANTED])],
        },
    )
    with history.write(person, by=None, why="For the walk"):
        create(Relationship, person=person, ref="child", kind="child", name="Bo", is_child=True)
        create(Document, person=person, ref="reply", name="reply.pdf", received_on=TODAY)
        score = create(Score, person=person, predictor="RSR", two_year=0.01, scored_on=TODAY)
        allocation = CourtAllocation.objects.get(person=person)
        create(SignedRsr, person=person, allocation=allocation, score=score, signed_on=TODAY)
    return person


@pytest.fixture
def person(stored, db, settings, tmp_path):
    """The same, in a test that may change it."""
    settings.DOCUMENTS = tmp_path / "documents"
    return Person.objects.get(pk=stored.pk)


def _unacceptable(ref, requirement):
    decision = {"acceptable": False, "decided_on": "2017-11-02", "because": "None given."}
    serves = {"requirement": requirement, "asked": {}, "decision": decision}
    return contact(ref, "2017-11-01", "failed to attend", **serves)


def ready(person, user, page):
    """Begin what has to be begun before a page is there; say of what it is opened."""
    if page.startswith(("assess-step", "no-analysis", "give-up-assessment")):
        begin(person, by=user, layer="full", carry_forward=False)
    if page in OF_A_DRAFT:
        planning.begin_draft(person, by=user)
    if page == "review":
        row = planning.begin_review(person, by=user, author=user.staff)
        return (row.ref,)
    enquiry = EnquiryKind.DOMESTIC_ABUSE
    if FORMS[page] == ("unsent",):
        return (information.draw_up(person, by=user, kind=enquiry, to="Police").ref,)
    if FORMS[page] == ("sent",):
        message = information.Message("a@police.example", "About", "Is there anything?")
        asked = information.draw_up(person, by=user, kind=enquiry, to="P", message=message)
        return (asked.ref,)
    return FORMS[page]


def names(among=None, before=""):
    """The pages of a case, by the names of their addresses."""
    for each in get_resolver().url_patterns if among is None else among:
        pattern = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from names(each.url_patterns, pattern)
        elif "<str:case>" in pattern:
            yield each.name


def test_every_page_of_a_case_is_named():
    assert set(names()) == FORMS.keys() | ELSEWHERE | MOMENTS | READ, "name it above"
    assert not FORMS.keys() & MOMENTS & READ


@pytest.fixture
def olga(person):
    """Who may open every page."""
    return user_of("X123456/olga", *Role)


@pytest.mark.parametrize("page", FORMS)
def test_what_was_typed_is_there_again_and_not_saved(person, olga, page):
    args = ready(person, olga, page)
    client, address = Client(), reverse(page, args=[person.public_id, *args])
    client.force_login(olga)
    form = form_of(client.get(address))
    form.fill()
    sent = form.sent()
    entries = Entry.objects.count()

    client.logout()
    answer = client.post(address, as_data(sent))
    assert answer["Location"].startswith("/accounts/login/?next=")
    assert "kept until you sign in" in client.get(answer["Location"]).content.decode()

    client.force_login(olga)
    shown = client.get(address)
    assert shown.status_code == 200
    assert "Not saved yet" in shown.content.decode()
    assert "There is a problem" not in shown.content.decode()
    again = form_of(shown)
    assert without_seal(again.sent()) == without_seal(sent)
    assert again.hidden("writer")
    assert Entry.objects.count() == entries


def without_seal(pairs):
    """What was typed, with the token and the version; lines as browsers end them or not."""
    return [
        (name, text.strip())
        for name, text in pairs
        if name not in ("writer", "csrfmiddlewaretoken")
    ]


@pytest.mark.parametrize("page", FORMS)
def test_every_form_of_a_page_says_who_writes(person, olga, page):
    args = ready(person, olga, page)
    client = Client()
    client.force_login(olga)
    shown = client.get(reverse(page, args=[person.public_id, *args]))
    for form in forms_of(shown):
        assert bool(form.hidden("writer")) is form.asks
