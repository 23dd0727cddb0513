"""What the forms of contacts offer to choose from: days, colleagues, offices, requirements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.access.permissions import Permission, has
from throughcare.caseload.models import Officer
from throughcare.contacts.queries import next_by_plan, plan_in_force
from throughcare.design.fields import Choice
from throughcare.design.wording import day
from throughcare.kernel.days import is_working_day, next_working_days
from throughcare.organisation.models import Office, Staff
from throughcare.organisation.queries import on_day
from throughcare.people.models import Person
from throughcare.planning.models import Plan
from throughcare.sentences.models import Requirement

OTHER = "other"
WEEKS_AHEAD = (1, 2, 4)


@dataclass
class Choices:
    """What may be chosen for one case on a day. Each is asked of the database when first needed."""

    person: Person
    user: Any
    today: date

    @cached_property
    def me(self) -> Staff | None:
        """The member of staff who is signed in."""
        return getattr(self.user, "staff", None)

    @cached_property
    def officer(self) -> Staff | None:
        """Who was last named responsible for the case."""
        named = Officer.objects.filter(
            person=self.person, in_error_at=None, starts_on__lte=self.today
        )
        last = named.select_related("staff").order_by("starts_on", "pk").last()
        return last.staff if last else None

    @cached_property
    def colleagues(self) -> list[Staff]:
        """Who may be booked: the one signed in, the officer, and who works in their teams."""
        known = [each for each in (self.me, self.officer) if each]
        posts = on_day(self.today)
        teams = posts.filter(of__in=known).values("team")
        working = {
            post.of_id: post.of for post in posts.filter(team__in=teams).select_related("of")
        }
        first = [self.me] if self.me else []
        rest = sorted(working.values(), key=lambda staff: staff.name)
        return [*first, *(each for each in rest if each not in first)]

    @cached_property
    def offices(self) -> list[Office]:
        """The offices of the providers in whose teams these colleagues work."""
        posts = on_day(self.today).filter(of__in=[each.pk for each in self.colleagues])
        providers = posts.values("team__provider")
        found = Office.objects.filter(provider__in=providers, in_error_at=None)
        return list(found.order_by("name"))

    @cached_property
    def home_office(self) -> Office | None:
        """The office of the team in which the one signed in, or the officer, works."""
        for staff in (self.me, self.officer):
            if staff is None:
                continue
            posts = on_day(self.today).filter(of=staff, team__office__isnull=False)
            post = posts.select_related("team__office").first()
            if post:
                return post.team.office
        return None

    @cached_property
    def requirements(self) -> list[Requirement]:
        """The requirements and conditions that stand and have not ended."""
        found = Requirement.objects.filter(person=self.person, in_error_at=None)
        gone = found.filter(ended__isnull=False, ended__in_error_at=None).filter(
            ended__date__lt=self.today
        )
        return list(found.exclude(pk__in=gone.values("pk")).order_by("pk"))

    @cached_property
    def plan(self) -> Plan | None:
        """The plan in force."""
        return plan_in_force(self.person, self.today)

    def may(self, permission: Permission) -> bool:
        """Say whether the one signed in has a permission."""
        return has(self.user, permission)

    def days_ahead(self, since: date) -> list[Choice]:
        """Days that may suit the next appointment, the one the plan asks for first."""
        found: dict[date, str] = {}
        by_plan = next_by_plan(self.plan, since)
        if by_plan is not None and by_plan > self.today:
            assert self.plan is not None
            found[by_plan] = _("%(interval)s, as the plan says") % {
                "interval": str(self.plan.contact).capitalize()
            }
        for weeks in WEEKS_AHEAD:
            on = since + timedelta(weeks=weeks)
            if not is_working_day(on):
                on = next_working_days(on, 1)[0]
            if on > self.today:
                said = ngettext("In %(num)d week", "In %(num)d weeks", weeks) % {"num": weeks}
                found.setdefault(on, said)
        days = [Choice(on.isoformat(), day(on), hint) for on, hint in sorted(found.items())]
        return [*days, other_day()]

    def days_gone(self) -> list[Choice]:
        """Today, yesterday, and any other day that has gone."""
        yesterday = self.today - timedelta(days=1)
        return [
            Choice(self.today.isoformat(), _("Today, %(day)s") % {"day": day(self.today)}),
            Choice(yesterday.isoformat(), _("Yesterday, %(day)s") % {"day": day(yesterday)}),
            other_day(),
        ]


def other_day() -> Choice:
    """The answer that reveals three boxes for a day."""
    return Choice(OTHER, _("Another day"), reveals=("day",))


def by_code(rows: Sequence[Any]) -> list[tuple[str, str]]:
    """Staff or offices as answers, by the random name that pages know them by."""
    return [(row.public_id, row.name) for row in rows]


def by_ref(requirements: Sequence[Requirement]) -> list[tuple[str, str]]:
    """Requirements as answers."""
    return [(each.ref, each.name or each.kind.capitalize()) for each in requirements]
