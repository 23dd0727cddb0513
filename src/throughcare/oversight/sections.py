"""Which table holds which facts of oversight."""

from throughcare.history.sections import Inside, Section, declare
from throughcare.kernel.casefile import oversight as casefile
from throughcare.oversight import models

CarriedOut = Section("carried out", casefile.CarriedOut, models.CarriedOut)

declare(
    Section(
        "manager decision",
        casefile.ManagerDecision,
        models.ManagerDecision,
        path=("oversight", "decisions"),
        inside=(Inside(CarriedOut, field="carried_out", link="decision"),),
    ),
)
