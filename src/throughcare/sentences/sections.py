"""Which table holds which facts about sentences."""

from throughcare.history.sections import Inside, Section, declare
from throughcare.kernel.casefile import sentences as casefile
from throughcare.sentences import models

Ending = Section("ending", casefile.Ending, models.Ending)
Recall = Section("recall", casefile.Recall, models.Recall)
Release = Section("release", casefile.Release, models.Release)
Offence = Section("offence", casefile.Offence, models.Offence)
Requirement = Section(
    "requirement",
    casefile.Requirement,
    models.Requirement,
    inside=(Inside(Ending, field="ended", link="requirement"),),
)
Licence = Section(
    "licence",
    casefile.Licence,
    models.Licence,
    inside=(
        Inside(Requirement, field="conditions", link="licence"),
        Inside(Recall, field="recall", link="licence"),
        Inside(Ending, field="ended", link="licence"),
    ),
)
Supervision = Section(
    "supervision",
    casefile.Supervision,
    models.Supervision,
    inside=(
        Inside(Requirement, field="conditions", link="supervision"),
        Inside(Ending, field="ended", link="supervision"),
    ),
)

declare(
    Section(
        "order",
        casefile.Order,
        models.Order,
        path=("sentences", "orders"),
        inside=(
            Inside(Offence, field="offences", link="order"),
            Inside(Requirement, field="requirements", link="order"),
            Inside(Ending, field="ended", link="order"),
        ),
    ),
    Section(
        "custody",
        casefile.Custody,
        models.Custody,
        path=("sentences", "custody"),
        inside=(
            Inside(Offence, field="offences", link="custody"),
            Inside(Licence, field="licences", link="custody"),
            Inside(Supervision, field="supervision", link="custody"),
        ),
    ),
    Section(
        "pause",
        casefile.Pause,
        models.Pause,
        path=("sentences", "pauses"),
        inside=(Inside(Release, field="released", link="pause"),),
    ),
)
