"""Which table holds which facts about reports to the court and the allocation of sentences."""

from throughcare.court import models
from throughcare.history.sections import Inside, Section, declare
from throughcare.kernel.casefile import court as casefile

ReportSection = Section("section of a report", casefile.ReportSection, models.ReportSection)
ReportSignature = Section("report signature", casefile.ReportSignature, models.ReportSignature)
ReportWithdrawn = Section("report withdrawn", casefile.ReportWithdrawn, models.ReportWithdrawn)
CourtDisposal = Section("disposal at court", casefile.CourtDisposal, models.CourtDisposal)
PaperChase = Section("paper chased", casefile.PaperChase, models.PaperChase)
PaperReceived = Section("paper received", casefile.PaperReceived, models.PaperReceived)
PaperRequest = Section(
    "paper asked for",
    casefile.PaperRequest,
    models.PaperRequest,
    inside=(
        Inside(PaperChase, field="chases", link="request"),
        Inside(PaperReceived, field="received", link="request"),
    ),
)
CourtScreening = Section("court screening", casefile.CourtScreening, models.CourtScreening)
SignedRsr = Section("signed RSR", casefile.SignedRsr, models.SignedRsr)
AllocationForm = Section("allocation form", casefile.AllocationForm, models.AllocationForm)
AllocationDecision = Section(
    "allocation decision", casefile.AllocationDecision, models.AllocationDecision
)
Instruction = Section("reporting instruction", casefile.Instruction, models.Instruction)

declare(
    Section(
        "report",
        casefile.Report,
        models.Report,
        path=("court", "reports"),
        inside=(
            Inside(ReportSection, field="sections", link="report"),
            Inside(ReportSignature, field="signed", link="report"),
            Inside(ReportWithdrawn, field="withdrawn", link="report"),
            Inside(CourtDisposal, field="disposed", link="report"),
        ),
    ),
    Section(
        "court allocation",
        casefile.CourtAllocation,
        models.CourtAllocation,
        path=("court", "allocations"),
        inside=(
            Inside(CourtScreening, field="screening", link="allocation"),
            Inside(SignedRsr, field="rsr", link="allocation"),
            Inside(AllocationForm, field="form", link="allocation"),
            Inside(AllocationDecision, field="decision", link="allocation"),
            Inside(Instruction, field="instruction", link="allocation"),
            Inside(PaperRequest, field="papers", link="allocation"),
        ),
    ),
)
