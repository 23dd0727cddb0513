"""What is on record of assessments: the draft in work, those signed, and one of them whole."""

from collections.abc import Iterable

from throughcare.assessment.models import Draft, NoAnalysis, Oasys
from throughcare.assessment.rules.analysis import first_indicator
from throughcare.assessment.rules.drafting import Known
from throughcare.history.excerpt import excerpt
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.information import Enquiry
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION
from throughcare.people.models import Person

KIND = "assessment"
"""The kind of a draft of an assessment."""
INDICATING = ("registration", "relationship", "incoming item", KIND)
"""The kinds of fact among which an indicator of serious harm can stand."""


def draft_of(person: Person) -> Draft | None:
    """Return the draft of an assessment in work, None where there is none."""
    found = Draft.objects.filter(person=person, kind=KIND)
    return found.select_related("by").first()


def standing(person: Person) -> list[Oasys]:
    """Return the assessments that stand, signed or not, newest first."""
    found = Oasys.objects.filter(person=person, in_error_at=None)
    rows = found.select_related("signed_by", "countersigned_by").order_by("-recorded_at", "-pk")
    return sorted(rows, key=lambda each: each.signed_on or each.begun_on, reverse=True)


def begun(person: Person) -> Oasys | None:
    """Return the assessment that was begun and not signed; of several the newest."""
    found = Oasys.objects.filter(person=person, in_error_at=None, signed_on=None)
    return found.order_by("-begun_on", "-pk").first()


def last_signed(person: Person) -> Oasys | None:
    """Return the assessment signed last."""
    found = Oasys.objects.filter(person=person, in_error_at=None, signed_on__isnull=False)
    return found.order_by("-signed_on", "-recorded_at", "-pk").first()


def by_ref(person: Person, ref: str) -> Oasys | None:
    """Return an assessment by its reference, also one recorded in error."""
    found = Oasys.objects.filter(person=person, ref=ref)
    return found.select_related("signed_by", "countersigned_by").first()


def whole(person: Person, ids: Iterable[int], *, standing_only: bool = True) -> CaseFile:
    """Return assessments with all that is inside them."""
    return excerpt(person.pk, {KIND: list(ids)}, standing=standing_only, directory=False)


def not_to_analyse(oasys: Oasys | None) -> NoAnalysis | None:
    """Return the decision not to make the full analysis, where it stands."""
    if oasys is None:
        return None
    found = NoAnalysis.objects.filter(oasys=oasys, in_error_at=None)
    return found.select_related("by", "countersigned_by").first()


def decided_in(draft: Draft | None) -> NoAnalysis | None:
    """Return the decision not to make the full analysis of the assessment in work."""
    if draft is None:
        return None
    found = NoAnalysis.objects.filter(
        person_id=draft.person_id, oasys__ref=draft.about, in_error_at=None
    )
    return found.select_related("by", "countersigned_by").first()


def asked_of_others(person: Person) -> list[Enquiry]:
    """Return the enquiries on record, the one made last first."""
    case = excerpt(person.pk, {"enquiry": None}, directory=False)
    return sorted(case.information.enquiries, key=lambda each: each.asked_on, reverse=True)


def known(person: Person, row: NoAnalysis | None) -> Known:
    """Return what the record holds beside a draft: the decision, and the first indicator."""
    return known_of(excerpt(person.pk, dict.fromkeys(INDICATING), directory=False), row)


def known_of(case: CaseFile, row: NoAnalysis | None) -> Known:
    """The same, from an excerpt that holds the kinds named in ``INDICATING``."""
    found = first_indicator(case, TRANSFORMING_REHABILITATION)
    return Known(
        decided=row is not None,
        countersigned=row is not None and row.countersigned_on is not None,
        indicator=found[1] if found else "",
    )
