"""The session ends in the middle of a long text, in a real browser.

Olga writes an objective of a plan, then the answers of a review; each time she has been signed out
before she saves, signs in with her password, and goes on where she was.
"""

from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser import PHONE
from throughcare.planning import actions
from throughcare.planning.models import PlanDraft
from throughcare.planning.queries import content
from throughcare.planning.tests.acting import assessed, exported, olga, planned, staff

PASSWORD = "three random words"
OBJECTIVE = "To keep weekends without drink.\n\nHe said “one at a time” & meant it.\n" * 10
ANSWER = "He carried it for work, and handed it in the same day.\n\nHis partner knows.\n" * 30
ARREST = {
    "ref": "arrest",
    "kind": "arrest",
    "happened_on": "2017-11-03",
    "text": "Arrested with a knife.",
}


def with_password():
    """Olga, who signs in with a password."""
    user = olga()
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(page: Page, user) -> None:
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).last.click()


def time_out() -> None:
    """Every session ends."""
    Session.objects.all().delete()


def told_that_it_is_kept(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(page.get_by_role("alert")).to_contain_text("What you typed is kept until you sign in")


def test_an_objective_outlives_the_session_without_scripts(new_page, service):
    page = new_page(java_script_enabled=False)
    person, user = assessed(), with_password()
    actions.begin_draft(person, by=user)

    # An objective of a plan, long in the writing.
    page.goto(reverse("plan-objective", args=[person.public_id, "new"]) + "?need=alcohol")
    sign_in(page, user)
    page.get_by_label("What is to be reached?").fill(OBJECTIVE)
    page.get_by_label("A known adult").check()
    action = page.get_by_role("group", name="Action 1", exact=True)
    action.get_by_label("What will be done?").fill("Keep a diary of drinking")
    time_out()
    page.get_by_role("button", name="Save", exact=True).click()
    told_that_it_is_kept(page)
    assert "weekends" not in page.url
    sign_in(page, user)

    # The same page as it was; nothing is saved before she says so.
    expect(page.get_by_role("alert")).to_contain_text("What you typed is in the form below")
    expect(page.get_by_label("What is to be reached?")).to_have_value(OBJECTIVE)
    expect(page.get_by_label("Alcohol misuse")).to_be_checked()
    expect(page.get_by_label("A known adult")).to_be_checked()
    expect(action.get_by_label("What will be done?")).to_have_value("Keep a diary of drinking")
    assert not content(PlanDraft.objects.get(person=person)).objectives
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Not saved yet")).to_have_count(0)
    (saved,) = content(PlanDraft.objects.get(person=person)).objectives
    assert (saved.text, saved.needs) == (OBJECTIVE.strip(), ("alcohol",))


def test_a_review_outlives_the_session_on_a_phone(new_page, service, accessible):
    page = new_page(viewport=PHONE, has_touch=True, is_mobile=True)
    person, user = planned(information={"changes": [ARREST]}), with_password()
    review = actions.begin_review(person, by=user, author=staff())

    # Olga answers what the arrest means, and is signed out meanwhile.
    page.goto(reverse("review", args=[person.public_id, review.ref]))
    sign_in(page, user)
    meaning = page.get_by_label("What does it mean for risk and plan?").first
    meaning.fill(ANSWER)
    page.get_by_label("The plan stands as it is").check()
    page.get_by_label("Why does it stand?").fill("It was made for days like this.")
    time_out()
    page.get_by_role("button", name="Sign the review").click()
    told_that_it_is_kept(page)
    accessible(page)
    sign_in(page, user)

    # All of it is there, and the review is not signed.
    expect(page.get_by_role("alert")).to_contain_text("Read it through and send it again")
    expect(meaning).to_have_value(ANSWER)
    expect(page.get_by_label("Why does it stand?")).to_have_value("It was made for days like this.")
    accessible(page)
    (found,) = exported(person).planning.reviews
    assert (found.signed_on, found.answers) == (None, ())
    page.get_by_role("button", name="Sign the review").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Review signed on")
    expect(page.get_by_text("He carried it for work").first).to_be_visible()
