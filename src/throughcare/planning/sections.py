"""Which table holds which facts of sentence plans."""

from throughcare.history.sections import Inside, Section, declare
from throughcare.kernel.casefile import planning as casefile
from throughcare.planning import models

Objective = Section("objective", casefile.Objective, models.Objective)

declare(
    Section(
        "plan",
        casefile.Plan,
        models.Plan,
        path=("planning", "plans"),
        inside=(Inside(Objective, field="objectives", link="plan"),),
    ),
)
