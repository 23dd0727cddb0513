"""The plan of a case: what is in force, the thread, and what was before."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from throughcare.access.permissions import Permission, has
from throughcare.access.views import case_page
from throughcare.history import clock
from throughcare.people.models import Person
from throughcare.planning.pages.drawing import drawing
from throughcare.planning.queries import open_draft, read
from throughcare.planning.rules.contact_level import is_less
from throughcare.planning.rules.draft import plan_in_force
from throughcare.planning.rules.minimum import minimum_on
from throughcare.planning.rules.since import open_review, since
from throughcare.planning.rules.thread import thread
from throughcare.planning.showing import INTERVALS, WHY_MINIMUM, Words


@case_page(Permission.SEE_ASSESSMENT)
def plan(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the plan in force, the thread through it, reviews and earlier plans."""
    today, case = clock.today(), read(person)
    words, found, draft = Words(case, today), plan_in_force(case, today), open_draft(person)
    minimum = minimum_on(today, case)
    least = minimum.interval if minimum else None
    may_plan = has(request.user, Permission.ASSESS)
    plans = sorted(case.planning.plans, key=lambda each: each.signed_on, reverse=True)
    reviews = sorted(case.planning.reviews, key=lambda each: each.begun_on, reverse=True)
    context = {
        "person": person,
        "part": "plan",
        "plan": words.plan(found) if found else None,
        "current": True,
        "minimum": INTERVALS[least] if least else "",
        "why_minimum": WHY_MINIMUM.get(minimum.because, "") if minimum else "",
        "too_little": bool(found and found.contact and least and is_less(found.contact, least)),
        "earlier": [each for each in plans if found is None or each.ref != found.ref],
        "reviews": [(each, words.staff(each.signed_by)) for each in reviews],
        "going_on": open_review(case),
        "facts": len(since(case, today)),
        "draft": draft,
        "drawing": drawing(thread(case, today, least), person, words, draft is not None),
        "may_plan": may_plan,
        "may_agree": has(request.user, Permission.COUNTERSIGN),
    }
    return render(request, "planning/plan.html", context)


@case_page(Permission.SEE_ASSESSMENT)
def one(request: HttpRequest, person: Person, ref: str) -> HttpResponse:
    """Show one plan, as it stands in the record."""
    today, case = clock.today(), read(person)
    found = next((each for each in case.planning.plans if each.ref == ref), None)
    if found is None:
        raise Http404
    now = plan_in_force(case, today)
    context = {
        "person": person,
        "part": "plan",
        "plan": Words(case, today).plan(found),
        "is_in_force": now is not None and now.ref == ref,
    }
    return render(request, "planning/earlier.html", context)
