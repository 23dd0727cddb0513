"""Users for tests: members of staff who can sign in, with the roles they hold."""

from datetime import date

from throughcare import history
from throughcare.access.models import Grant
from throughcare.access.roles import Role
from throughcare.accounts.models import User
from throughcare.history.subject import Subject
from throughcare.organisation.models import Staff

LONG_AGO = date(2014, 1, 1)


def user_of(code: str, *roles: Role, since: date = LONG_AGO) -> User:
    """The user of a member of staff of the directory, by code; made where there is none."""
    staff = Staff.objects.get(code=code)
    if staff.user is None:
        staff.user = stranger(staff.name)
        with history.write(staff, by=None, why="Account connected"):
            staff.save(update_fields=["user"])
    hold(staff.user, *roles, since=since)
    return staff.user


def stranger(name: str = "Nobody Inparticular", *roles: Role) -> User:
    """A user who works nowhere."""
    address = f"{name.lower().replace(' ', '.').replace('/', '.')}@example.org"
    user = User.objects.create_user(address, name)
    hold(user, *roles)
    return user


def hold(user: User, *roles: Role, since: date = LONG_AGO) -> None:
    """Grant roles."""
    for role in roles:
        with history.write(Subject("user", user.pk), by=None, why=f"Role granted: {role}"):
            Grant(user=user, role=role, since=since).save()
