"""Which table holds which facts of enforcement."""

from throughcare.enforcement import models
from throughcare.history.sections import Inside, Section, declare
from throughcare.kernel.casefile import enforcement as casefile

CourtResult = Section("court result", casefile.CourtResult, models.CourtResult)

declare(
    Section("warning", casefile.Warned, models.Warned, path=("enforcement", "warnings")),
    Section("proposal", casefile.Proposal, models.Proposal, path=("enforcement", "proposals")),
    Section(
        "breach decision",
        casefile.BreachDecision,
        models.BreachDecision,
        path=("enforcement", "breaches"),
        inside=(Inside(CourtResult, field="dealt_with", link="breach"),),
    ),
    Section(
        "licence decision",
        casefile.LicenceDecision,
        models.LicenceDecision,
        path=("enforcement", "licence_decisions"),
    ),
    Section(
        "absence review",
        casefile.AbsenceReview,
        models.AbsenceReview,
        path=("enforcement", "absence_reviews"),
    ),
)
