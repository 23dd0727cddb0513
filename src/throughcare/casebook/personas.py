"""The people one can be in the demo: staff of the casebook, and colleagues they lack.

Names of staff in the published cases are invented, as their files say. The reports tell of
no colleagues, and a manager who is to give a case to somebody needs some.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from throughcare import history
from throughcare.access.actions import grant
from throughcare.access.roles import Role
from throughcare.accounts.models import User
from throughcare.design.frame import Persona
from throughcare.history.correcting import create
from throughcare.organisation.actions import connect_account
from throughcare.organisation.models import Post, Staff, Team

SINCE = date(2014, 6, 1)
ADDRESS = "@personas.example"
"""No post reaches it, and no real account may have it."""


@dataclass(frozen=True)
class Member:
    """A member of the cast: who they are in the directory, and as whom one signs in."""

    code: str
    name: str
    role: Role
    title: str | Promise
    about: str | Promise

    @property
    def email(self) -> str:
        """The address of the account."""
        return self.code + ADDRESS

    @property
    def shown(self) -> Persona:
        """As the page of sign-in shows them."""
        return Persona(self.code, self.name, str(self.title), str(self.about))


@dataclass(frozen=True)
class Colleague:
    """A member of staff whom no published case names."""

    code: str
    name: str
    grade: str
    team: str
    starts_on: date
    hours: float = 37.0


LEWISHAM, TELFORD = "london-crc-lewisham-1", "west-mercia-crc-telford-1"

COLLEAGUES = (
    Colleague("london-mensah", "Grace Mensah", "administrator", LEWISHAM, date(2016, 2, 1)),
    Colleague("london-petrov", "Ivan Petrov", "PSO", LEWISHAM, date(2016, 9, 5), hours=30),
    Colleague("west-mercia-lloyd", "Bethan Lloyd", "PO", TELFORD, date(2015, 3, 2)),
    Colleague("west-mercia-hussain", "Imran Hussain", "PSO", TELFORD, date(2016, 5, 9)),
)

CAST = (
    Member(
        "west-mercia-kowalczyk",
        "Joanna Kowalczyk",
        Role.TEAM_MANAGER,
        _("Team manager, Telford"),
        _("Gary’s officer left her team in June, and nobody has followed."),
    ),
    Member(
        "west-mercia-lloyd",
        "Bethan Lloyd",
        Role.PRACTITIONER,
        _("Probation officer, Telford"),
        _("Has no cases yet. Joanna may give her Gary’s."),
    ),
    Member(
        "london-adeyemi",
        "Temitope Adeyemi",
        Role.PRACTITIONER,
        _("Probation officer, Lewisham"),
        _("Kevin’s officer: he is seen regularly, and what his licence asks has not begun."),
    ),
    Member(
        "london-gallagher",
        "Sinéad Gallagher",
        Role.PRACTITIONER,
        _("Probation officer, Lewisham"),
        _("Carole’s officer: a well-run case."),
    ),
    Member(
        "london-okafor",
        "Chidi Okafor",
        Role.PRACTITIONER,
        _("Probation officer, Lewisham"),
        _("David’s officer: a new partner, a child, and nothing decided."),
    ),
    Member(
        "london-fraser",
        "Heather Fraser",
        Role.PRACTITIONER,
        _("Probation service officer, Lewisham"),
        _("Officer of George and of Trevor: thin plans, and checks that were never made."),
    ),
    Member(
        "london-nwosu",
        "Ifeoma Nwosu",
        Role.PRACTITIONER,
        _("Probation officer, Lewisham"),
        _("Eric’s officer: seventeen failures at unpaid work, and no decision on breach."),
    ),
    Member(
        "london-tanaka",
        "Yuki Tanaka",
        Role.PRACTITIONER,
        _("Probation officer, Lewisham"),
        _("Duncan’s officer: breached twice for what the service made unworkable; well since."),
    ),
    Member(
        "west-mercia-adair",
        "Fiona Adair",
        Role.PRACTITIONER,
        _("Probation officer, Telford"),
        _("Darren’s officer: five changes in three months, and no review."),
    ),
    Member(
        "london-osei-bonsu",
        "Marcus Osei-Bonsu",
        Role.TEAM_MANAGER,
        _("Team manager, Lewisham"),
        _("Answers for the cases of the team, Kevin’s and Carole’s among them."),
    ),
    Member(
        "london-rutherford",
        "Helen Rutherford",
        Role.DUTY_MANAGER,
        _("Duty manager, London CRC"),
        _("Decides where a team has no manager, and sees the cases of every team."),
    ),
    Member(
        "london-nps-achterberg",
        "Nadia Achterberg",
        Role.COURT_OFFICER,
        _("Court officer, Bromley court team"),
        _("A report for Wednesday, and two sentences that cannot be allocated yet."),
    ),
    Member(
        "london-nps-ferreira",
        "Paulo Ferreira",
        Role.TEAM_MANAGER,
        _("Team manager, Bromley court team"),
        _("Manages Nadia’s team, and agrees where a case departs from the rule."),
    ),
    Member(
        "london-mensah",
        "Grace Mensah",
        Role.ADMINISTRATOR,
        _("Administrator, Lewisham"),
        _("Finds people and books appointments; decides nothing."),
    ),
)

AREA = (
    Member(
        "syn-crc-000-o00",
        "Jade Hill",
        Role.PRACTITIONER,
        _("Probation officer, Aldford"),
        _("Fifty ordinary cases of a synthetic area."),
    ),
    Member(
        "syn-crc-000-spo",
        "Scott Hall",
        Role.TEAM_MANAGER,
        _("Team manager, Aldford"),
        _("Jade’s manager: six officers, one who left and one away for long."),
    ),
    Member(
        "syn-nps-000-o00",
        "Lisa Cooper",
        Role.PRACTITIONER,
        _("Probation officer, Fairminster NPS"),
        _("Fifty cases of the NPS, most of them of high risk and seen weekly."),
    ),
    Member(
        "syn-nps-000-spo",
        "Tracey Jones",
        Role.TEAM_MANAGER,
        _("Team manager, Fairminster NPS"),
        _("Lisa’s manager. Breaches are presented to the court here, within ten days."),
    ),
    Member(
        "syn-court-00-o0",
        "Jasmine Dixon",
        Role.COURT_OFFICER,
        _("Court officer of the synthetic area"),
        _("Reports for hearings of the coming days, and this week’s sentences to allocate."),
    ),
    Member(
        "syn-court-00-m",
        "Michelle Williams",
        Role.TEAM_MANAGER,
        _("Manager of the court team of the synthetic area"),
        _("Jasmine’s manager: allocations in time, and those that depart from the rule."),
    ),
)
"""Personas of the synthetic area, who come with it."""


def user_of(key: str) -> User | None:
    """Return the user of a persona, None where there is no such persona."""
    for member in (*CAST, *AREA):
        if member.code == key:
            return User.objects.filter(email=member.email, is_active=True).first()
    return None


def complete() -> bool:
    """Say whether every persona is there, each in the directory and with a role."""
    emails = [member.email for member in CAST]
    ready = User.objects.filter(email__in=emails, staff__isnull=False, grants__isnull=False)
    return ready.distinct().count() == len(CAST)


def create_all() -> None:
    """Make the colleagues and the personas that are not there yet."""
    for colleague in COLLEAGUES:
        if not Staff.objects.filter(code=colleague.code).exists():
            _employ(colleague)
    for member in CAST:
        give_account(member.code, member.role)


def give_account(code: str, role: Role = Role.PRACTITIONER) -> User:
    """Let a member of staff of the directory be signed in as, with a role; done twice, once."""
    staff = Staff.objects.get(code=code)
    email = code + ADDRESS
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, staff.name)
    if staff.user_id != user.pk:
        connect_account(staff, by=None, user=user)
    grant(user, role, by=None, since=SINCE)
    return user


def _employ(colleague: Colleague) -> None:
    team = Team.objects.get(code=colleague.team)
    with history.write(team, by=None, why="Colleague of the demo added"):
        staff = create(
            Staff,
            code=colleague.code,
            name=colleague.name,
            grade=colleague.grade,
            hours=colleague.hours,
        )
        create(
            Post,
            of=staff,
            team=team,
            starts_on=colleague.starts_on,
            ref=f"{colleague.code}-post-1",
        )
