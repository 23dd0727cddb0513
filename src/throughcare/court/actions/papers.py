"""Asking for papers that were missing when a case was allocated, and saying that they came."""

from collections.abc import Collection

from throughcare import history
from throughcare.accounts.models import User
from throughcare.court.models import CourtAllocation, PaperChase, PaperReceived, PaperRequest
from throughcare.court.queries import awaited
from throughcare.history import clock, correcting
from throughcare.kernel.casefile.court import Paper
from throughcare.kernel.refusal import Refusal


def ask_for(
    allocation: CourtAllocation,
    *,
    by: User,
    papers: Collection[Paper],
    of: str,
    token: str | None = None,
) -> list[PaperRequest]:
    """Record that papers were asked for today, a request each.

    Raises Refusal without a paper or without saying who was asked, and for one that somebody has
    asked for already and that has not come.
    """
    with history.write(allocation, by=by, why="Papers asked for", token=token) as entry:
        if not papers:
            raise Refusal("Select what is missing.", field="papers")
        if not of.strip():
            raise Refusal("Say who was asked.", field="of")
        already = awaited(allocation).filter(what__in=[each.value for each in papers]).first()
        if already is not None:
            raise Refusal(f"The {already.what} was asked for already.", field="papers")
        made = [
            correcting.create(
                PaperRequest,
                person_id=allocation.person_id,
                allocation=allocation,
                what=paper.value,
                asked_on=clock.today(),
                of=of.strip(),
                by=getattr(by, "staff", None),
            )
            for paper in Paper
            if paper in papers
        ]
        sentence = allocation.order or allocation.custody
        entry.result = sentence.ref if sentence else ""
    return made


def ask_again(
    request: PaperRequest, *, by: User, version: int, token: str | None = None
) -> PaperChase:
    """Record that a paper which has not come was asked for again today."""
    why = f"Asked again for: {request.what}"
    with history.write(request, by=by, why=why, token=token) as entry:
        _still_awaited(request, version)
        made = correcting.create(
            PaperChase,
            person_id=request.person_id,
            request=request,
            date=clock.today(),
            by=getattr(by, "staff", None),
        )
        _changed(request)
        entry.result = request.ref
    return made


def settle(
    request: PaperRequest, *, by: User, text: str, version: int, token: str | None = None
) -> PaperReceived:
    """Record that a paper came, or why there is none; either way nobody asks again."""
    why = f"Paper settled: {request.what}"
    with history.write(request, by=by, why=why, token=token) as entry:
        _still_awaited(request, version)
        if not text.strip():
            raise Refusal("Say where it is, or why there is none.", field="text")
        made = correcting.create(
            PaperReceived,
            person_id=request.person_id,
            request=request,
            date=clock.today(),
            by=getattr(by, "staff", None),
            text=text.strip(),
        )
        _changed(request)
        entry.result = request.ref
    return made


def _still_awaited(request: PaperRequest, version: int) -> None:
    request.refresh_from_db()
    history.check_version(request, version)
    if PaperReceived.objects.filter(request=request, in_error_at=None).exists():
        raise Refusal("It was settled already.")


def _changed(request: PaperRequest) -> None:
    request.version += 1
    request.save(update_fields=["version"])
