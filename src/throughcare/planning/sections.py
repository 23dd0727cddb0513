"""Which table holds which facts of sentence plans and reviews."""

from throughcare.history.sections import Inside, Links, Section, declare
from throughcare.kernel.casefile import planning as casefile
from throughcare.planning import models

Action = Section("action", casefile.Action, models.Action)
ObjectiveEnd = Section("objective end", casefile.ObjectiveEnd, models.ObjectiveEnd)
Objective = Section(
    "objective",
    casefile.Objective,
    models.Objective,
    inside=(
        Inside(Action, field="actions", link="objective"),
        Inside(ObjectiveEnd, field="ended", link="objective"),
    ),
    links={
        "needs": Links(models.ObjectiveNeed, own="objective", other="need"),
        "risks": Links(models.ObjectiveRisk, own="objective", other="risk"),
    },
)
ManagedRisk = Section(
    "managed risk",
    casefile.ManagedRisk,
    models.ManagedRisk,
    inside=(Inside(Action, field="actions", link="managed_risk"),),
)
Agreement = Section("agreement", casefile.Agreement, models.Agreement)
ContactReason = Section("contact reason", casefile.ContactReason, models.ContactReason)
ReviewAnswer = Section("review answer", casefile.ReviewAnswer, models.ReviewAnswer)

declare(
    Section(
        "plan",
        casefile.Plan,
        models.Plan,
        path=("planning", "plans"),
        inside=(
            Inside(Objective, field="objectives", link="plan"),
            Inside(ManagedRisk, field="managed_risks", link="plan"),
            Inside(Agreement, field="agreement", link="plan"),
            Inside(ContactReason, field="contact_reason", link="plan"),
        ),
    ),
    Section(
        "review",
        casefile.Review,
        models.Review,
        path=("planning", "reviews"),
        inside=(Inside(ReviewAnswer, field="answers", link="review"),),
    ),
)
