"""Who works where on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from throughcare.organisation.models import Absence, Charge, Post, Staff, Team

_LEFT = Q(left__isnull=False, left__in_error_at=None)


def open_posts(staff: Staff, day: date) -> QuerySet[Post]:
    """Return the posts that ``staff`` holds on ``day``."""
    return on_day(day).filter(of=staff)


def on_day(day: date) -> QuerySet[Post]:
    """Return every post that is held on ``day``."""
    gone = _LEFT & Q(left__date__lt=day)
    return Post.objects.filter(starts_on__lte=day, in_error_at=None).exclude(gone)


def in_post(staff: Staff, day: date, *, provider: int | None = None) -> bool:
    """Say whether ``staff`` holds a post on ``day``, with a provider if one is named.

    Of somebody without any recorded post nothing is known but that they are there.
    """
    posts = Post.objects.filter(of=staff, in_error_at=None)
    if not posts.exists():
        return True
    held = open_posts(staff, day)
    return (held if provider is None else held.filter(team__provider=provider)).exists()


def members(team: str, day: date) -> QuerySet[Staff]:
    """Return who works in the team with this code on ``day``, by name."""
    posts = on_day(day).filter(team__code=team)
    return Staff.objects.filter(pk__in=posts.values("of"), in_error_at=None).order_by("name")


def away_on(day: date) -> QuerySet[Absence]:
    """Return the absences that stand on ``day``."""
    return Absence.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, in_error_at=None
    )


def in_charge_of(staff: Staff, day: date) -> QuerySet[Team]:
    """Return the teams that ``staff`` is in charge of on ``day``, as manager or duty manager."""
    charges = Charge.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day), staff=staff, starts_on__lte=day, in_error_at=None
    )
    return Team.objects.filter(
        Q(pk__in=charges.exclude(team=None).values("team"))
        | Q(provider__in=charges.exclude(provider=None).values("provider")),
        in_error_at=None,
    )
