"""Which table holds which facts of the directory."""

from throughcare.history.sections import Inside, Section, declare
from throughcare.kernel.casefile import directory as casefile
from throughcare.organisation import models

Charge = Section("charge", casefile.Charge, models.Charge)
Leaving = Section("leaving", casefile.Leaving, models.Leaving)
Post = Section(
    "post", casefile.Post, models.Post, inside=(Inside(Leaving, field="left", link="post"),)
)
Absence = Section("absence", casefile.Absence, models.Absence)
StaffCover = Section("staff cover", casefile.StaffCover, models.StaffCover)
Reduction = Section("reduction", casefile.Reduction, models.Reduction)
Training = Section("training", casefile.Training, models.Training)

declare(
    Section(
        "provider",
        casefile.Provider,
        models.Provider,
        path=("directory", "providers"),
        known_by="code",
        inside=(Inside(Charge, field="duty_managers", link="provider"),),
    ),
    Section(
        "office",
        casefile.Office,
        models.Office,
        path=("directory", "offices"),
        known_by="code",
    ),
    Section(
        "team",
        casefile.Team,
        models.Team,
        path=("directory", "teams"),
        known_by="code",
        inside=(Inside(Charge, field="managers", link="team"),),
    ),
    Section(
        "staff",
        casefile.Staff,
        models.Staff,
        path=("directory", "staff"),
        known_by="code",
        inside=(
            Inside(Post, field="posts", link="of"),
            Inside(Absence, field="absences", link="of"),
            Inside(StaffCover, field="cover", link="of"),
            Inside(Reduction, field="reductions", link="of"),
            Inside(Training, field="training", link="of"),
        ),
    ),
)
