"""Which table holds which facts about interventions."""

from throughcare.history.sections import Section, declare
from throughcare.interventions import models
from throughcare.kernel.casefile import interventions as casefile

declare(
    Section("referral", casefile.Referral, models.Referral, path=("interventions", "referrals")),
    Section(
        "interim work",
        casefile.InterimWork,
        models.InterimWork,
        path=("interventions", "interim_work"),
    ),
)
