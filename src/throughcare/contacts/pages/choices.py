"""What the forms of contacts offer to choose from: days, colleagues, offices, requirements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.access.permissions import Permission, has
from throughcare.caseload.models import Officer
from throughcare.contacts.diary import IN_PERSON
from throughcare.contacts.queries import days_seen, next_by
from throughcare.contacts.showing import named
from throughcare.design.fields import Choice
from throughcare.design.wording import day
from throughcare.history.excerpt import excerpt
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile import sentences as casefile
from throughcare.kernel.casefile.planning import Plan
from throughcare.kernel.days import is_working_day, next_working_days
from throughcare.organisation.models import Office, Post, Staff
from throughcare.organisation.queries import on_day
from throughcare.people.models import Person
from throughcare.planning.rules.contact_level import plan_on
from throughcare.sentences.models import Requirement
from throughcare.sentences.rules.spells import spells

OTHER = "other"
WEEKS_AHEAD = (1, 2, 4)


@dataclass
class Choices:
    """What may be chosen for one case on a day. Each is asked of the database when first needed."""

    person: Person
    user: Any
    today: date

    @cached_property
    def _posts(self) -> list[Post]:
        """Who works in the teams of the one signed in and of the officer of the case.

        Each row says when the person was last seen, so that it takes no statement of its own.
        """
        officers = Officer.objects.filter(
            person=self.person, in_error_at=None, starts_on__lte=self.today
        )
        officer = officers.order_by("-starts_on", "-pk").values("staff")[:1]
        posts = on_day(self.today)
        teams = posts.filter(Q(of__user=self.user) | Q(of__in=officer)).values("team")
        seen = days_seen(self.person, self.today)
        found = posts.filter(team__in=teams).annotate(
            officer=Subquery(officer),
            seen=Subquery(seen.filter(mode__in=IN_PERSON)[:1]),
            seen_or_heard=Subquery(seen[:1]),
        )
        return list(found.select_related("of", "team__office").order_by("of__name", "pk"))

    @cached_property
    def me(self) -> Staff | None:
        """The member of staff who is signed in."""
        mine = (post.of for post in self._posts if post.of.user_id == self.user.pk)
        return next(mine, None) or getattr(self.user, "staff", None)

    @cached_property
    def colleagues(self) -> list[Staff]:
        """Who may be booked: the one signed in first, then who works in these teams."""
        working = list({post.of_id: post.of for post in self._posts}.values())
        if self.me is None:
            return working
        return [self.me, *(each for each in working if each.pk != self.me.pk)]

    @cached_property
    def usual(self) -> Staff | None:
        """With whom most are booked: the officer where they are in post, else whoever books."""
        officers = [p.of for p in self._posts if p.of_id == p.officer]  # type: ignore[attr-defined]
        return next(iter(officers), None) or self.me

    @cached_property
    def offices(self) -> list[Office]:
        """The offices of the providers of these teams."""
        providers = {post.team.provider_id for post in self._posts}
        found = Office.objects.filter(provider__in=providers, in_error_at=None)
        return list(found.order_by("name"))

    @cached_property
    def home_office(self) -> Office | None:
        """The office of the team in which the one signed in, or a colleague, works."""
        posts = sorted(self._posts, key=lambda post: post.of.user_id != self.user.pk)
        return next((post.team.office for post in posts if post.team.office), None)

    @cached_property
    def _record(self) -> CaseFile:
        return excerpt(self.person.pk, {"order": None, "custody": None, "plan": None})

    @cached_property
    def requirements(self) -> list[casefile.Requirement]:
        """The requirements and conditions that can still be served."""
        return [
            each
            for spell in spells(self._record)
            for each in spell.requirements
            if spell.last is None or spell.last >= self.today
            if each.ended is None or each.ended.date >= self.today
        ]

    def requirement(self, ref: str | None) -> Requirement | None:
        """The row of a requirement that was chosen."""
        if not any(each.ref == ref for each in self.requirements):
            return None
        return Requirement.objects.get(person=self.person, ref=ref)

    @cached_property
    def _plan(self) -> Plan | None:
        return plan_on(self.today, self._record.planning.plans, date.min)

    @cached_property
    def _seen(self) -> date | None:
        by_any = self._plan is not None and not self._plan.face_to_face
        named = "seen_or_heard" if by_any else "seen"
        return next((getattr(post, named) for post in self._posts), None)

    def by_plan(self, since: date) -> date | None:
        """The day by which the plan in force wants the person seen again.

        Counted from when they were last seen, for who did not come was not seen; after an
        appointment to come, from that. Where it has gone, the next working day.
        """
        if self._plan is None:
            return None
        last = since if since > self.today else self._seen or since
        by = next_by(self._plan.contact, last)
        if by is not None and by <= self.today:
            return next_working_days(self.today + timedelta(days=1), 1)[0]
        return by

    def may(self, permission: Permission) -> bool:
        """Say whether the one signed in has a permission."""
        return has(self.user, permission)

    def days_ahead(self, since: date) -> list[Choice]:
        """Days that may suit the next appointment, the one the plan asks for first."""
        found: dict[date, str] = {}
        by_plan = self.by_plan(since)
        if by_plan is not None and self._plan is not None:
            said = str(self._plan.contact).capitalize()
            found[by_plan] = _("%(interval)s, as the plan says") % {"interval": said}
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


def by_ref(requirements: Sequence[casefile.Requirement]) -> list[tuple[str, str]]:
    """Requirements as answers."""
    return [(each.ref, named(each)) for each in requirements]
