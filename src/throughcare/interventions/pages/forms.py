"""The forms of interventions."""

from django.utils.translation import gettext_lazy

from throughcare.design.forms import DayField, Form, LongTextField, TextField


class ReferForm(Form):
    """Refers for a requirement."""

    to = TextField(
        label=gettext_lazy("To whom?"),
        hint=gettext_lazy("The programme team, treatment provider or service."),
        missing=gettext_lazy("Say to whom the referral was made"),
        max_length=300,
    )
    made_on = DayField(
        label=gettext_lazy("When was it made?"), noun=gettext_lazy("The day of the referral")
    )


class InterimForm(Form):
    """Records work begun while a place is awaited."""

    what = LongTextField(
        label=gettext_lazy("What work has begun?"),
        hint=gettext_lazy("For example: one-to-one work on the first module of the programme."),
        missing=gettext_lazy("Say what work has begun"),
        max_length=2000,
        rows=4,
    )
    begun_on = DayField(
        label=gettext_lazy("When did it begin?"), noun=gettext_lazy("The day it began")
    )
