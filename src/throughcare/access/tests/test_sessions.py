"""A session ends when its time is over, and lasts until then."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from tests.lists import person
from tests.users import user_of

from throughcare.access.roles import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("ends_in", "seen"), [(60, True), (-1, False)])
def test_nobody_is_signed_in_once_their_session_has_ended(client, ends_in, seen):
    made = person()
    client.force_login(user_of("olga", Role.PRACTITIONER))
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=ends_in))
    answer = client.get(f"/cases/{made.public_id}")
    if seen:
        assert answer.status_code == 200
    else:
        assert answer.status_code == 302
        assert answer.url.startswith("/accounts/login/")
