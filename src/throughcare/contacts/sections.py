"""Which table holds which facts about contacts."""

from throughcare.contacts import models
from throughcare.history.sections import Inside, Links, Section, declare
from throughcare.kernel.casefile import contacts as casefile

Move = Section("move", casefile.Move, models.Move)
Cancellation = Section("cancellation", casefile.Cancellation, models.Cancellation)
Outcome = Section("outcome", casefile.Outcome, models.Outcome)
Account = Section(
    "account",
    casefile.Account,
    models.Account,
    links={"objectives": Links(models.AccountObjective, own="account", other="objective")},
)
Asked = Section("asked", casefile.Asked, models.Asked)
Decision = Section(
    "decision",
    casefile.Decision,
    models.Decision,
    links={"documents": Links(models.DecisionDocument, own="decision", other="document")},
)

declare(
    Section(
        "contact",
        casefile.Contact,
        models.Contact,
        path=("contacts",),
        inside=(
            Inside(Move, field="moves", link="contact"),
            Inside(Cancellation, field="cancelled", link="contact"),
            Inside(Outcome, field="outcome", link="contact"),
            Inside(Account, field="account", link="contact"),
            Inside(Asked, field="asked", link="contact"),
            Inside(Decision, field="decision", link="contact"),
        ),
    ),
)
