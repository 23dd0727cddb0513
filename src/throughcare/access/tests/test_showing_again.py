"""What was typed when the session had ended: who sees it again, until when, and who never does."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from tests.forms_of_page import LONG, as_data, form_of
from tests.users import user_of

from throughcare.access.permissions import Permission
from throughcare.access.roles import Role
from throughcare.access.views import needs
from throughcare.contacts.models import Account
from throughcare.contacts.tests.acting import contact, olga, stored
from throughcare.design import keeping
from throughcare.history.models import Entry
from throughcare.planning.models import PlanDraft
from throughcare.planning.tests.acting import planned

pytestmark = pytest.mark.django_db

NOT_SAVED = "Not saved yet"


def sam():
    return user_of("X123456/sam", Role.TEAM_MANAGER)


@pytest.fixture
def person():
    return stored(contact("seen", "2017-10-30"))


@pytest.fixture
def page(person):
    """The page on which one says what was done at a contact."""
    return reverse("account", args=[person.public_id, "seen"])


def opened(client, page, user=None):
    """Open a page, signed in, and type in it."""
    client.force_login(user or olga())
    form = form_of(client.get(page))
    form.fill()
    return as_data(form.sent())


def sent_too_late(client, page, **given):
    """Type, be signed out, send."""
    sent = opened(client, page) | given
    client.logout()
    return client.post(page, sent)


def said(response):
    return response.content.decode()


def test_sending_it_again_saves_it_and_then_nothing_is_kept(client, page):
    sent_too_late(client, page)
    client.force_login(olga())
    again = as_data(form_of(client.get(page)).sent())
    assert client.post(page, again).status_code == 302
    account = Account.objects.get(contact__ref="seen", in_error_at=None)
    assert account.done == LONG.strip()
    assert NOT_SAVED not in said(client.get(page))
    assert keeping_nothing(client)


def keeping_nothing(client):
    return not client.session.get("kept-forms")


def test_it_is_there_until_it_is_sent_however_often_the_page_is_opened(client, page):
    sent_too_late(client, page)
    client.force_login(olga())
    for _ in range(3):
        assert "Said “no” to" in said(client.get(page))


def test_it_can_be_thrown_away(client, page):
    sent_too_late(client, page)
    client.force_login(olga())
    assert "Throw it away" in said(client.get(page))
    assert client.post(page, {"throw-away": "1"})["Location"] == page
    assert "Said “no” to" not in said(client.get(page))
    assert keeping_nothing(client)


def test_whoever_else_signs_in_sees_nothing_and_it_is_forgotten(client, page):
    sent_too_late(client, page)
    sam_s = sam()
    client.force_login(sam_s)
    assert "Said “no” to" not in said(client.get(page))
    assert keeping_nothing(client)
    client.logout()
    client.force_login(olga())
    assert "Said “no” to" not in said(client.get(page))


def test_nothing_of_it_stands_in_an_address_or_on_the_page_of_sign_in(client, page, caplog):
    answer = sent_too_late(client, page)
    shown = client.get(answer["Location"])
    assert "What you typed is kept until you sign in" in said(shown)
    for text in (answer["Location"], said(shown), caplog.text):
        assert "Said" not in text
        assert "%2FSaid" not in text


def test_without_a_seal_nothing_is_kept(page, person):
    for forged in ({}, {"writer": ""}, {"writer": "1:forged"}, {"writer": olga().public_id}):
        client = Client()
        client.post(page, {"done": "x", **forged})
        assert not client.session.keys()


def test_a_password_is_never_kept(client, person):
    assert "writer" not in said(client.get("/accounts/login/"))
    client.force_login(olga())
    assert 'name="writer"' not in said(client.get("/accounts/password/change/"))


def test_the_question_in_the_address_belongs_to_it(client, person):
    page = reverse("book", args=[person.public_id])
    sent_too_late(client, f"{page}?after=seen")
    client.force_login(olga())
    assert NOT_SAVED not in said(client.get(page))
    assert NOT_SAVED in said(client.get(f"{page}?after=seen"))


def test_what_came_from_two_tabs_is_kept_for_both(client, person, page):
    other = reverse("book", args=[person.public_id])
    first, second = opened(client, page), opened(client, other)
    client.logout()
    client.post(page, first)
    client.post(other, second)
    client.force_login(olga())
    assert NOT_SAVED in said(client.get(page))
    assert NOT_SAVED in said(client.get(other))


def test_no_more_than_five_are_kept(client, person, page):
    pages = [f"{page}?tab={number}" for number in range(6)]
    given = opened(client, page)
    client.logout()
    for each in pages:
        client.post(each, given)
    client.force_login(olga())
    shown = [NOT_SAVED in said(client.get(each)) for each in pages]
    assert shown == [False] + [True] * 5


def test_what_is_too_long_is_said_to_be_before_the_page_is_left(client, page):
    answer = sent_too_late(client, page, done="x" * (keeping.LONGEST + 1))
    assert "too long to be kept" in said(client.get(answer["Location"]))
    client.force_login(olga())
    assert NOT_SAVED not in said(client.get(page))


def test_files_are_not_kept_and_that_is_said(client, person, settings, tmp_path):
    settings.DOCUMENTS = tmp_path / "documents"
    page = reverse("receive-item", args=[person.public_id])
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.7\nA letter.\n%%EOF\n")
    sent_too_late(client, page, documents=letter)
    client.force_login(olga())
    shown = said(client.get(page))
    assert "Files could not be kept. Choose them again." in shown
    assert "Said “no” to" in shown


def test_what_somebody_else_saved_meanwhile_is_met_when_it_is_sent_again(client, page):
    sent_too_late(client, page)
    other = Client()
    theirs = opened(other, page, sam()) | {"done": "Sam was there."}
    assert other.post(page, theirs).status_code == 302
    client.force_login(olga())
    again = as_data(form_of(client.get(page)).sent())
    answer = client.post(page, again)
    assert answer.status_code == 409
    assert "saved this while you were writing" in said(answer)
    assert "Sam was there." in said(answer)
    assert "Said “no” to" in said(answer)
    assert client.post(page, as_data(form_of(answer).sent())).status_code == 302


def test_what_was_saved_after_all_leads_to_where_it_led(client, page):
    sent = opened(client, page)
    assert client.post(page, sent).status_code == 302
    entries = Entry.objects.count()
    client.logout()
    client.post(page, sent)
    client.force_login(olga())
    assert client.get(page)["Location"] == page.removesuffix("/account")
    assert NOT_SAVED not in said(client.get(page))
    assert Entry.objects.count() == entries


def test_a_text_whose_page_is_gone_is_shown_to_be_copied(client):
    person = planned()
    draft, part = (
        reverse(name, args=[person.public_id]) for name in ("plan-draft", "plan-draft-agreement")
    )
    client.force_login(olga())
    client.post(draft, as_data([("token", "begin")]))
    sent_too_late(client, part)
    PlanDraft.objects.all().delete()
    client.force_login(olga())
    answer = client.get(part)
    assert answer.status_code == 409
    assert "This can no longer be saved" in said(answer)
    assert "Said “no” to &lt;b&gt;all&lt;/b&gt; &amp; left." in said(answer)
    client.post(part, {"throw-away": "1"})
    assert client.get(part).status_code == 302


def test_a_text_is_shown_where_a_colleague_finished_the_page_meanwhile(client):
    person = planned()
    draft, page = (
        reverse(name, args=[person.public_id]) for name in ("plan-draft", "plan-draft-agreement")
    )
    client.force_login(olga())
    client.post(draft, as_data([("token", "begin")]))
    sent = opened(client, page)
    PlanDraft.objects.all().delete()
    answer = client.post(page, sent)
    assert answer.status_code == 409
    assert "no longer signed in" not in said(answer)
    assert "Said “no” to &lt;b&gt;all&lt;/b&gt; &amp; left." in said(answer)


# A proof of origin that became too old by signing in again


@pytest.fixture
def strict():
    return Client(enforce_csrf_checks=True)


def test_a_form_from_before_signing_in_again_is_shown_again_with_its_text(strict, page):
    given = opened(strict, page)
    strict.logout()
    strict.force_login(olga())
    strict.get(page)
    given["csrfmiddlewaretoken"] = ["x" * 64]
    entries = Entry.objects.count()
    answer = strict.post(page, given)
    assert (answer.status_code, answer["Location"]) == (302, page)
    shown = strict.get(page)
    assert NOT_SAVED in said(shown)
    assert "Said “no” to" in said(shown)
    assert Entry.objects.count() == entries
    again = as_data(form_of(shown).sent())
    assert strict.post(page, again).status_code == 302


def test_a_form_without_cookies_is_kept_over_the_sign_in(strict, page):
    given = opened(strict, page)
    fresh = Client(enforce_csrf_checks=True)
    answer = fresh.post(page, given)
    assert answer["Location"].startswith("/accounts/login/?next=")
    fresh.force_login(olga())
    assert "Said “no” to" in said(fresh.get(page))


def test_a_form_of_somebody_else_is_refused_and_not_shown(strict, page):
    given = opened(strict, page)
    strict.logout()
    strict.force_login(sam())
    given["csrfmiddlewaretoken"] = ["x" * 64]
    answer = strict.post(page, given)
    assert answer.status_code == 403
    assert "Your page was open too long" in said(answer)
    assert "Said “no” to" not in said(strict.get(page))


# What the pages cannot do


def test_opening_a_page_writes_nothing_even_where_the_page_would(rf: RequestFactory, page):
    @needs(Permission.SEE_TODAY)
    def hasty(request):
        if request.method == "POST":
            Session.objects.create(pk="written", expire_date=timezone.now())
        return HttpResponse("Done")

    client = Client()
    sent_too_late(client, page)
    client.force_login(olga())
    request = rf.get(page)
    request.user, request.session = olga(), client.session
    answer = hasty(request)
    assert answer.status_code == 409
    assert "Said “no” to" in said(answer)
    assert not Session.objects.filter(pk="written").exists()


def test_sessions_that_have_ended_are_removed_as_somebody_signs_in(client, page):
    sent_too_late(client, page)
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    Client().force_login(olga())
    assert Session.objects.filter(expire_date__lt=timezone.now()).count() == 0
