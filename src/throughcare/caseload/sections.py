"""Which table holds which facts about who holds a case."""

from throughcare.caseload import models
from throughcare.history.sections import Inside, Section, declare
from throughcare.kernel.casefile import caseload as casefile

Acceptance = Section("acceptance", casefile.Acceptance, models.Acceptance)
Withdrawal = Section("withdrawal", casefile.Withdrawal, models.Withdrawal)
GradeAccepted = Section("grade accepted", casefile.GradeAccepted, models.GradeAccepted)
Handover = Section("handover", casefile.Handover, models.HandoverNote)

declare(
    Section("allocation", casefile.Allocation, models.Allocation, path=("caseload", "allocations")),
    Section(
        "officer",
        casefile.Officer,
        models.Officer,
        path=("caseload", "officers"),
        inside=(
            Inside(GradeAccepted, field="grade_accepted", link="officer"),
            Inside(Handover, field="handover", link="officer"),
        ),
    ),
    Section(
        "transfer",
        casefile.Transfer,
        models.Transfer,
        path=("caseload", "transfers"),
        inside=(
            Inside(Acceptance, field="accepted", link="transfer"),
            Inside(Withdrawal, field="withdrawn", link="transfer"),
        ),
    ),
    Section("cover", casefile.Cover, models.Cover, path=("caseload", "cover")),
)
