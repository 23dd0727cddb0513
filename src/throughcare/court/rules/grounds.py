"""What the record says of the grounds on which a sentence is allocated.

The form and the screening say what the court officer found; a registration for MAPPA or public
interest counts as well, and so does another sentence that an NPS team holds.

Not here: the decision itself (allocating).
"""

from datetime import date
from decimal import Decimal

from throughcare.assessment.policy import RSR_HIGHEST
from throughcare.assessment.rules.harm import harm_level_on
from throughcare.assessment.rules.probability import percent_in_hundredths
from throughcare.caseload.rules.holding import Holding
from throughcare.court.rules.allocating import Grounds, Missing
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.assessment import Level, Predictor, Score
from throughcare.kernel.casefile.court import AllocationForm, CourtAllocation
from throughcare.kernel.casefile.directory import ProviderKind
from throughcare.kernel.casefile.person import RegistrationKind
from throughcare.kernel.casefile.sentences import Custody
from throughcare.sentences.rules.spells import spells

ORDER_OF_LEVELS = tuple(Level)


def grounds(
    case: CaseFile, holding: Holding, sentence: str, allocation: CourtAllocation | None, day: date
) -> Grounds:
    """Return what the allocation of a sentence rests on, on a day, with what is missing."""
    score = score_of(case, allocation)
    screening = allocation.screening if allocation else None
    form = allocation.form if allocation else None
    lacking = [
        missing
        for missing, there in (
            (Missing.RSR, score),
            (Missing.SCREENING, screening),
            (Missing.FORM, form),
        )
        if there is None
    ]
    return Grounds(
        mappa=None if form is None else form.mappa != "none" or registered_for_mappa(case, day),
        harm=_higher(screening.level, harm_level_on(day, case)) if screening else None,
        rsr=percent(score) if score else None,
        public_interest=_public_interest(case, form, day),
        deportation=form is not None and form.deportation,
        held_by_nps=(form is not None and form.held_by_nps)
        or held_by_nps(case, holding, sentence, day),
        missing=tuple(lacking),
    )


def percent(score: Score) -> Decimal | None:
    """The RSR of two years as it is printed, with two decimals."""
    if score.two_year is None:
        return None
    return percent_in_hundredths(score.two_year, RSR_HIGHEST.value)


def score_of(case: CaseFile, allocation: CourtAllocation | None) -> Score | None:
    """The RSR score that was signed for an allocation; None where it has no figure."""
    named = allocation.rsr.score if allocation and allocation.rsr else None
    for score in case.assessment.scores:
        if score.ref == named and score.predictor is Predictor.RSR and score.two_year is not None:
            return score
    return None


def registered_for_mappa(case: CaseFile, day: date) -> bool:
    """Whether a registration for MAPPA stands on a day."""
    return _registered(case, RegistrationKind.MAPPA, day)


def held_by_nps(case: CaseFile, holding: Holding, sentence: str, day: date) -> bool:
    """Whether an NPS team holds the person on a day for another sentence that goes on.

    A custodial sentence goes on in prison too: before the first release, and after a recall.
    """
    stretch = holding.on(day)
    if stretch is None or stretch.at_court:
        return False
    others = [each.of for each in spells(case) if each.lives_on(day)]
    others += [each.ref for each in case.sentences.custody if _inside(case, each, day)]
    others = [each for each in others if each != sentence]
    kinds = {each.ref: each.kind for each in case.directory.providers}
    providers = {each.ref: each.provider for each in case.directory.teams}
    provider = providers.get(stretch.team or "")
    return bool(others) and kinds.get(provider or "") is ProviderKind.NPS


def _inside(case: CaseFile, custody: Custody, day: date) -> bool:
    """Whether the person is in prison on a day under a sentence: not released, or recalled."""
    own = [each for each in spells(case) if each.of == custody.ref and each.first <= day]
    recalled = bool(own) and own[-1].ended_because == "recalled"
    return custody.sentenced_on <= day and (not own or recalled)


def _public_interest(case: CaseFile, form: AllocationForm | None, day: date) -> bool:
    if form is not None and form.public_interest:
        return True
    return _registered(case, RegistrationKind.PUBLIC_INTEREST, day)


def _registered(case: CaseFile, kind: RegistrationKind, day: date) -> bool:
    return any(
        each.kind is kind
        and each.registered_on <= day
        and (each.ended is None or day <= each.ended.date)
        for each in case.person.registrations
    )


def _higher(screened: Level | None, on_record: Level | None) -> Level | None:
    """The level of the screening; without one, that on record. A higher one on record counts."""
    known = [each for each in (screened, on_record) if each is not None]
    return max(known, key=ORDER_OF_LEVELS.index, default=None)
