"""Who can sign in."""

import pytest
from django.db import IntegrityError, transaction

from throughcare.accounts.models import User

pytestmark = pytest.mark.django_db


def test_an_address_is_one_person_whatever_its_capitals():
    ruth = User.objects.create_user(" Ruth.Okafor@Example.ORG ", "Ruth Okafor")
    assert ruth.email == "ruth.okafor@example.org"
    assert User.objects.get_by_natural_key("RUTH.okafor@example.org") == ruth
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("ruth.okafor@EXAMPLE.org", "Somebody Else")


def test_the_database_itself_holds_addresses_apart():
    User.objects.create_user("ruth@example.org", "Ruth Okafor")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="RUTH@example.org", full_name="Somebody Else")])


def test_ids_in_addresses_say_nothing():
    users = [User.objects.create_user(f"u{n}@example.org", "A Name") for n in range(3)]
    assert len({user.public_id for user in users}) == 3
    assert all(len(user.public_id) == 16 for user in users)


def test_nobody_may_do_everything():
    user = User.objects.create_user("ruth@example.org", "Ruth Okafor")
    assert not hasattr(user, "is_superuser")
    assert not user.has_perm("anything.at_all")


def test_a_user_without_a_password_cannot_sign_in_with_one():
    user = User.objects.create_user("ruth@example.org", "Ruth Okafor")
    assert not user.has_usable_password()
