"""Which table holds which results of assessment."""

from throughcare.assessment import models
from throughcare.history.sections import Section, declare
from throughcare.kernel.casefile import assessment as casefile

declare(
    Section("harm level", casefile.HarmLevel, models.HarmLevel, path=("assessment", "harm")),
    Section("score", casefile.Score, models.Score, path=("assessment", "scores")),
)
