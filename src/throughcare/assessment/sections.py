"""Which table holds which facts and results of assessment."""

from throughcare.assessment import models
from throughcare.history.sections import Inside, Section, declare
from throughcare.kernel.casefile import assessment as casefile

AssessedSection = Section(
    "section of an assessment", casefile.AssessedSection, models.AssessedSection
)
Screening = Section("screening", casefile.Screening, models.Screening)
AnalysisPart = Section("section of an analysis", casefile.AnalysisPart, models.AnalysisPart)
NoAnalysis = Section("decision not to analyse", casefile.NoAnalysis, models.NoAnalysis)
Risk = Section("risk", casefile.Risk, models.Risk)

declare(
    Section("harm level", casefile.HarmLevel, models.HarmLevel, path=("assessment", "harm")),
    Section("score", casefile.Score, models.Score, path=("assessment", "scores")),
    Section(
        "assessment",
        casefile.Oasys,
        models.Oasys,
        path=("assessment", "oasys"),
        inside=(
            Inside(AssessedSection, field="sections", link="oasys"),
            Inside(Screening, field="screening", link="oasys"),
            Inside(AnalysisPart, field="analysis", link="oasys"),
            Inside(NoAnalysis, field="no_analysis", link="oasys"),
            Inside(Risk, field="risks", link="oasys"),
        ),
    ),
)
