"""Reading plans, reviews and drafts."""

import msgspec

from throughcare.history.composing import compose_one
from throughcare.kernel.casefile import CaseFile
from throughcare.people.models import Person
from throughcare.planning.models import PlanDraft
from throughcare.planning.rules.draft import Draft


def read(person: Person) -> CaseFile:
    """Return the case as it stands, whole: the thread goes through all of it."""
    case = compose_one(person.pk, standing=True)
    assert case is not None  # the person is there
    return case


def open_draft(person: Person) -> PlanDraft | None:
    """Return the plan that is being worked out, with who saved it last."""
    found = PlanDraft.objects.filter(person=person, closed_at=None)
    return found.select_related("updated_by").first()


def content(draft: PlanDraft) -> Draft:
    """Return what has been written so far."""
    return msgspec.convert(draft.content, Draft)
