"""An assessment from its beginning to its signature, in a browser.

Kevin's officer in Lewisham, Temitope Adeyemi, at the desk; his manager, Marcus Osei-Bonsu.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.stock("throughcare.casebook.published:load_published_cases")


@pytest.fixture
def look(accessible) -> Callable[[Page], None]:
    """Check a page once it is there whole."""

    def check(page: Page) -> None:
        page.wait_for_load_state()
        expect(page.locator("main")).to_be_visible()
        accessible(page)

    return check


def sign_in_as(page: Page, name: str) -> None:
    page.goto("/accounts/login/")
    page.locator(".tc-persona", has_text=name).get_by_role("button").click()


def open_assessment(page: Page, name: str) -> None:
    page.get_by_role("link", name="My cases").click()
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("link", name="Assessment", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Assessment")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Saved")


def answer_each(page: Page, *words: str) -> None:
    """Give in every question in sight the first of these answers that it has."""
    for group in page.locator(".govuk-radios:visible").all():
        for each in words:
            choice = group.get_by_label(each, exact=True)
            if choice.count():
                choice.check()
                break


NOTHING_WRONG = ("Nothing to note", "No problem", "No", "Never", "Full", "0", "Low")


def fill_the_sections(page: Page, *, but_not: int = 0) -> None:
    """From the first section to the last."""
    for number in range(1, 14):
        answer_each(page, *NOTHING_WRONG)
        if page.get_by_label("2.6").count():  # there no is the problem
            page.locator("#item_2_6").check()
        if number == 9:
            page.locator("input[name=item_9_1][value='2']").check()
            page.locator("input[name=item_9_2][value='2']").check()
            page.locator("input[name=offending][value=yes]").check()
        if number != but_not:
            page.get_by_label("Evidence").fill(f"What is known, number {number}.")
        save(page)


def test_an_assessment_is_begun_filled_refused_and_signed(new_page, look):
    page = new_page()
    sign_in_as(page, "Temitope Adeyemi")
    open_assessment(page, "Kevin Ashdown")
    look(page)
    page.get_by_role("button", name="Begin an assessment").click()
    look(page)
    page.get_by_label("Full").check()
    page.get_by_label("From nothing").check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Assessment in progress")
    look(page)

    # Section by section; what is over a threshold is said at once.
    page.get_by_role("link", name="1. Offending information").click()
    look(page)
    fill_the_sections(page, but_not=7)
    page.get_by_role("link", name="All parts of the assessment").click()
    expect(page.get_by_text("4 points: at or over the threshold of 4")).to_be_visible()
    look(page)

    # The person, the screening with one yes, and the risks.
    page.get_by_role("link", name="Their own view").click()
    page.get_by_label("Their own view").fill("I need somewhere to live first.")
    page.get_by_label("Diversity").fill("Finds forms hard; read them with him.")
    page.get_by_label("Barriers").fill("No telephone.")
    look(page)
    save(page)
    page.locator("input[name=R1_2_weapon][value=yes]").check()
    for _ in range(3):
        page.get_by_label("I have looked at each of them").check()
        look(page)
        save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Full analysis")
    look(page)
    save(page)
    for group in ("children", "the public", "a known adult", "staff"):
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Risk to: {group}")
        page.get_by_label("Low", exact=True).check()
        save(page)
    look(page)

    # Not signed while anything is missing; each thing missing leads to its page.
    page.get_by_role("link", name="All parts of the assessment").click()
    page.get_by_role("button", name="Check and sign").click()
    expect(page.get_by_role("heading", name="Missing before it can be signed")).to_be_visible()
    expect(page.get_by_role("button", name="Sign the assessment")).to_have_count(0)
    look(page)
    page.get_by_role("link", name="7. Lifestyle and associates").click()
    page.get_by_label("Evidence").fill("Football on Sundays.")
    page.get_by_role("button", name="Save and go to the list").click()
    page.get_by_role("link", name="Full analysis").click()

    # The officer decides not to make the analysis; only the manager's word makes it count.
    page.get_by_role("link", name="Decide not to make the full analysis").click()
    look(page)
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why")
    page.get_by_label("Why is the full analysis not made?").fill("A penknife, at fifteen.")
    page.get_by_role("button", name="Record the decision").click()
    page.get_by_role("button", name="Check and sign").click()
    expect(page.get_by_text("A manager’s countersignature of the decision")).to_be_visible()

    his = new_page()
    sign_in_as(his, "Marcus Osei-Bonsu")
    his.goto(page.url.replace("/sign-assessment", "/assessments"))
    his.get_by_role("link", name="Read and countersign it").click()
    expect(his.get_by_text("A penknife, at fifteen.")).to_be_visible()
    look(his)
    his.get_by_role("button", name="Countersign").click()
    expect(his.get_by_role("alert")).to_contain_text("Countersigned")

    # Signed: read-only, whole, and in brief on the case.
    page.reload()
    look(page)
    page.get_by_role("button", name="Sign the assessment").click()
    expect(page.get_by_role("alert")).to_contain_text("Assessment signed")
    expect(page.get_by_text("I need somewhere to live first.")).to_be_visible()
    look(page)
    page.get_by_role("link", name="All assessments").click()
    expect(page.get_by_text("Alcohol misuse: 4 points, need from 4")).to_be_visible()
    expect(page.get_by_text("Low risk of serious harm")).to_be_visible()
    look(page)

    # The next one begins from it: nothing counts as confirmed that nobody confirmed.
    page.get_by_role("button", name="Begin an assessment").click()
    look(page)
    page.get_by_label("From the last one").check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Carried forward, not confirmed").first).to_be_visible()
    page.get_by_role("link", name="3. Accommodation").click()
    look(page)
    page.get_by_role("button", name="It is still right").click()
    expect(page.get_by_role("alert")).to_contain_text("Saved: 3. Accommodation")


def test_two_who_write_at_once_see_both_texts(new_page, look):
    hers, his = new_page(), new_page()
    for page, name in ((hers, "Temitope Adeyemi"), (his, "Marcus Osei-Bonsu")):
        sign_in_as(page, name)
    open_assessment(hers, "Kevin Ashdown")
    hers.get_by_role("button", name="Begin an assessment").click()
    hers.get_by_role("button", name="Begin").click()
    hers.get_by_role("link", name="6. Relationships").click()
    his.goto(hers.url)
    for page, words in ((hers, "Seen with his sister."), (his, "His mother rang.")):
        page.get_by_label("Evidence").fill(words)
    save(hers)
    his.get_by_role("button", name="Save and continue").click()
    expect(his.get_by_role("alert")).to_contain_text("Temitope Adeyemi saved this while you")
    expect(his.get_by_role("alert")).to_contain_text("Seen with his sister.")
    expect(his.get_by_label("Evidence")).to_have_value("His mother rang.")
    look(his)
    his.get_by_label("Evidence").fill("Seen with his sister. His mother rang.")
    save(his)


def test_what_was_typed_outlives_the_sign_in(new_page):
    page = new_page()
    sign_in_as(page, "Temitope Adeyemi")
    open_assessment(page, "Kevin Ashdown")
    page.get_by_role("button", name="Begin an assessment").click()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="6. Relationships").click()
    page.get_by_label("Evidence").fill("An hour’s work.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save and continue").click()
    page.locator(".tc-persona", has_text="Temitope Adeyemi").get_by_role("button").click()
    expect(page.get_by_text("You were no longer signed in when you sent this")).to_be_visible()
    expect(page.get_by_label("Evidence")).to_have_value("An hour’s work.")
    save(page)


def test_a_score_is_made_from_the_record(new_page, look):
    page = new_page()
    sign_in_as(page, "Temitope Adeyemi")
    open_assessment(page, "Kevin Ashdown")
    page.get_by_role("link", name="All scores, and make one").click()
    look(page)
    page.get_by_role("link", name=re.compile("OGRS3")).click()
    look(page)
    page.get_by_role("button", name="Make and record the score").click()
    expect(page.get_by_role("alert")).to_contain_text("there is no score without it")
    look(page)
    first = page.get_by_role("group", name="Day of the first sanction ever")
    for part, value in (("Day", "3"), ("Month", "4"), ("Year", "2008")):
        first.get_by_label(part).fill(value)
    page.get_by_label("Sanctions before this one").fill("6")
    # The code gives the category, which is seen before anything is recorded.
    page.get_by_label("Home Office code of the offence").fill("034/01")
    page.get_by_role("button", name="Check without recording").click()
    expect(page.get_by_text("034/01 is Robbery.")).to_be_visible()
    expect(page.get_by_text("It is not recorded yet.")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Make and record the score").click()
    expect(page.get_by_role("alert")).to_contain_text("recorded")
    expect(page.get_by_text(re.compile("% in two years")).first).to_be_visible()
    look(page)


def test_every_page_of_an_assessment_fits_a_phone(phone, look):
    sign_in_as(phone, "Temitope Adeyemi")
    open_assessment(phone, "Kevin Ashdown")
    case = phone.url.removesuffix("/assessments")
    phone.get_by_role("button", name="Begin an assessment").click()
    phone.get_by_role("button", name="Begin").click()
    steps = ("section-2", "section-8", "person", "screening-offences", "risk-public")
    pages = ["assessments", "assess", "sign-assessment", "no-analysis", "scores", "scores/rsr"]
    for name in (*pages, *(f"assess/{step}" for step in steps)):
        phone.goto(f"{case}/{name}")
        assert phone.evaluate("document.documentElement.scrollWidth") <= 375, name
        look(phone)
