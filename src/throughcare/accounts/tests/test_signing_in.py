"""Signing in, seen from a browser without JavaScript."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client

from throughcare.accounts.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "three random words"


@pytest.fixture
def ruth():
    return User.objects.create_user("ruth@example.org", "Ruth Okafor", PASSWORD)


def sign_in(client, password=PASSWORD, email="ruth@example.org", follow=False):
    return client.post("/accounts/login/", {"login": email, "password": password}, follow=follow)


def page(response):
    return response.content.decode()


def test_an_officer_signs_in_and_out(client, ruth):
    assert sign_in(client, email="RUTH@example.org").status_code == 302
    account = page(client.get("/accounts/2fa/"))
    assert "Ruth Okafor" in account
    assert client.post("/accounts/logout/").status_code == 302
    assert client.get("/accounts/2fa/").status_code == 302


def test_signing_out_takes_a_button_not_a_link(client, ruth):
    client.force_login(ruth)
    assert "Anything you typed" in page(client.get("/accounts/logout/"))
    assert client.get("/accounts/2fa/").status_code == 200


def test_a_wrong_password_and_an_unknown_person_are_told_the_same(client, ruth):
    wrong = sign_in(client, password="wrong")
    unknown = sign_in(client, email="nobody@example.org")
    for response in (wrong, unknown):
        assert "The email address or password is not right. Try again." in page(response)
        assert "<title>Error: Sign in - Throughcare</title>" in page(response)


def test_an_empty_form_says_what_to_enter(client):
    said = page(client.post("/accounts/login/", {}))
    assert "Enter your email address" in said
    assert "Enter your password" in said


def test_a_closed_account_opens_nothing(client, ruth):
    ruth.is_active = False
    ruth.save()
    sign_in(client)
    assert client.get("/accounts/2fa/").status_code == 302


def test_nobody_signs_up(client):
    assert "Accounts are made for you" in page(client.get("/accounts/signup/"))
    client.post(
        "/accounts/signup/",
        {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert not User.objects.exists()


def test_a_forgotten_password_is_set_by_a_link_that_works_once(client, ruth):
    sent = client.post("/accounts/password/reset/", {"email": "ruth@example.org"}, follow=True)
    assert "Look in your email" in page(sent)
    assert mail.outbox[0].subject == "Set a new password for Throughcare"
    link = next(
        word for word in mail.outbox[0].body.split() if "/accounts/password/reset/key/" in word
    )
    path = link.split("testserver", 1)[1]
    form = client.get(path, follow=True)
    assert "Set a new password" in page(form)
    new = {"password1": "four random words here", "password2": "four random words here"}
    done = client.post(form.request["PATH_INFO"], new, follow=True)
    assert "Your password is changed" in page(done)
    assert sign_in(client, "four random words here").status_code == 302
    assert "This link no longer works" in page(Client().get(path, follow=True))


def test_an_unknown_address_is_told_the_same_and_gets_no_link(client):
    sent = client.post("/accounts/password/reset/", {"email": "no@example.org"}, follow=True)
    assert "Look in your email" in page(sent)
    assert not any("/reset/key/" in message.body for message in mail.outbox)


def test_a_weak_new_password_is_refused_with_the_reason(client, ruth):
    client.force_login(ruth)
    weak = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    assert "at least 12 characters" in page(client.post("/accounts/password/change/", weak))


def code(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_a_second_step_is_set_up_and_asked_for(client, ruth):
    sign_in(client)
    confirm = client.get("/accounts/2fa/totp/activate/", follow=True)
    assert "Confirm that it is you" in page(confirm)
    form = client.post(
        "/accounts/reauthenticate/",
        {"password": PASSWORD, "next": "/accounts/2fa/totp/activate/"},
        follow=True,
    )
    assert "<svg" in page(form)
    assert "data:image" not in page(form)
    secret = client.session["mfa.totp.secret"]
    codes = client.post("/accounts/2fa/totp/activate/", {"code": code(secret)}, follow=True)
    assert "Your recovery codes" in page(codes)
    assert Authenticator.objects.filter(user=ruth, type=Authenticator.Type.TOTP).exists()

    other = Client()
    asked = sign_in(other, follow=True)
    assert "Enter your code" in page(asked)
    assert other.get("/accounts/2fa/").status_code == 302
    wrong = other.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "The code is not right" in page(wrong)


def test_the_right_code_finishes_signing_in(client, ruth):
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(ruth, secret)
    sign_in(client)
    assert client.post("/accounts/2fa/authenticate/", {"code": code(secret)}).status_code == 302
    assert "On. After your password" in page(client.get("/accounts/2fa/"))


def test_pages_without_a_place_in_the_frame_do_not_break_it(client):
    response = client.get("/no/such/page")
    assert response.status_code == 404
    assert "Page not found" in page(response)


@pytest.mark.parametrize("address", ["email", "confirm-email", "password/set", "3rdparty"])
def test_nobody_changes_by_themselves_what_the_service_gave_them(client, ruth, address):
    client.force_login(ruth)
    assert client.get(f"/accounts/{address}/").status_code == 404


def test_who_has_no_password_is_not_sent_to_change_it(client):
    client.force_login(User.objects.create_user("amina@example.org", "Amina Shah"))
    account = page(client.get("/accounts/2fa/"))
    assert "None: you sign in another way" in account
    assert "/password/change/" not in account
