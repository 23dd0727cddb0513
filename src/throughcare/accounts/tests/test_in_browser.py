"""Signing in, in a real browser."""

import pytest

from throughcare.accounts.models import User

PASSWORD = "three random words"


@pytest.fixture
def ruth(service):
    return User.objects.create_user("ruth@example.org", "Ruth Okafor", PASSWORD)


def sign_in(page, password=PASSWORD):
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill("ruth@example.org")
    page.get_by_label("Password", exact=True).fill(password)
    button = page.locator('form[action="/accounts/login/"]').get_by_role("button", name="Sign in")
    with page.expect_navigation():
        button.click()


def test_the_pages_of_an_account_are_accessible(ruth, page, accessible):
    sign_in(page, "not this one")
    accessible(page)
    sign_in(page)
    for address, heading in {
        "/accounts/2fa/": "Your account",
        "/accounts/password/change/": "Change your password",
        "/accounts/2fa/totp/activate/": "Confirm that it is you",
        "/accounts/logout/": "Sign out",
        "/no/such/page": "Page not found",
    }.items():
        page.goto(address)
        assert page.get_by_role("heading", level=1).inner_text() == heading
        accessible(page)


def test_setting_up_a_second_step_shows_a_picture_and_a_key(ruth, phone, accessible):
    sign_in(phone)
    phone.goto("/accounts/2fa/totp/activate/")
    phone.get_by_label("Password", exact=True).fill(PASSWORD)
    phone.get_by_role("button", name="Continue").click()
    assert phone.get_by_role("img", name="Picture to scan").bounding_box()["width"] > 100
    accessible(phone)


def test_signing_in_and_out_needs_no_scripts(ruth, new_page):
    page = new_page(java_script_enabled=False)
    sign_in(page)
    page.goto("/accounts/2fa/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/accounts/2fa/")
    assert page.get_by_role("heading", level=1).inner_text() == "Sign in"
