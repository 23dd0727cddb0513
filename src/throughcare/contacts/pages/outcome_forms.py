"""The forms about what came of a contact: the outcome, what goes with it, and mistakes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.contacts.pages.forms import (
    LONGEST,
    SHORT,
    WAYS_OF_ASKING,
    offer_objectives,
    served,
)
from throughcare.contacts.showing import RESULTS, SERVICE_CAUSES, WAYS
from throughcare.design.forms import (
    Choice,
    Form,
    LongTextField,
    OneOfField,
    SeveralOfField,
    TextField,
)
from throughcare.kernel.casefile.contacts import Result, ServiceCause
from throughcare.planning.models import Objective

FAILURES = {Result.FAILED_TO_ATTEND: "absent", Result.FAILED_TO_COMPLY: "comply"}
"""The failures, and with what the names of their fields begin."""

_HINTS = {
    Result.FAILED_TO_COMPLY: gettext_lazy("Came, and was sent away or refused"),
    Result.NOT_HELD: gettext_lazy("Stood down, nobody there to see them, double booked"),
}


class OutcomeForm(Form):
    """Records what came of a contact, with what goes with it."""

    result = OneOfField(
        label=gettext_lazy("What came of it?"), missing=gettext_lazy("Select what came of it")
    )
    done = LongTextField(
        label=gettext_lazy("What was done"),
        hint=gettext_lazy("You can write it later; until then it stands on your list."),
        required=False,
        max_length=LONGEST,
        rows=8,
    )
    objectives = SeveralOfField(
        label=gettext_lazy("Which objectives of the plan did it serve?"), required=False
    )

    def __init__(self, objectives: Sequence[Objective], *args: Any, **kwargs: Any) -> None:
        """Offer the objectives of the plan, and the questions of each kind of failure."""
        super().__init__(*args, **kwargs)
        self._objectives = objectives
        offer_objectives(self, objectives)
        reveals: dict[Result, tuple[str, ...]] = {Result.ATTENDED: ("done", "objectives")}
        for result, prefix in FAILURES.items():
            self.fields[f"{prefix}_asked"] = OneOfField(
                label=_("How was the person asked for the reason and evidence?"),
                choices=[*WAYS_OF_ASKING, Choice("", _("Not asked yet"), divider=_("or"))],
                required=False,
            )
            reveals[result] = (f"{prefix}_asked",)
        self.fields["service_cause"] = OneOfField(
            label=_("Why did the service not hold it?"),
            hint=_("It counts against nobody, and shows what to put right."),
            choices=list(SERVICE_CAUSES.items()),
            missing=_("Select why the service did not hold it"),
        )
        reveals[Result.NOT_HELD] = ("service_cause",)
        self.offer(
            "result",
            [
                Choice(each.value, RESULTS[each], _HINTS.get(each, ""), reveals.get(each, ()))
                for each in Result
            ],
        )

    @property
    def beside(self) -> Mapping[str, str]:
        """Beside which field a refusal is shown."""
        prefix = FAILURES.get(self.cleaned_data.get("result", ""), "")
        return {"asked": f"{prefix}_asked"} if prefix else {}

    def chosen(self) -> dict[str, Any]:
        """What was chosen, as the action takes it."""
        given = self.cleaned_data
        prefix = FAILURES.get(given["result"], "")
        return {
            "result": Result(given["result"]),
            "done": given["done"].strip(),
            "objectives": served(self._objectives, given.get("objectives")),
            "asked": given.get(f"{prefix}_asked") or None,
            "service_cause": ServiceCause(cause) if (cause := given.get("service_cause")) else None,
        }

    def typed(self) -> dict[str, str]:
        """What was chosen and typed, in words."""
        given = self.cleaned_data
        result = given.get("result")
        if not result:
            return {}
        prefix = FAILURES.get(result, "")
        words = {_("Outcome"): str(RESULTS[result])}
        if prefix:
            words[_("Reason and evidence asked for")] = str(
                WAYS.get(given.get(f"{prefix}_asked") or "", "")
            )
        else:
            words[_("What was done")] = self.in_words("done")
        return words


class CorrectForm(OutcomeForm):
    """Puts right an outcome that was recorded wrongly."""

    because = TextField(
        label=gettext_lazy("What was wrong?"),
        hint=gettext_lazy("What is recorded now stays in the history, with this reason."),
        missing=gettext_lazy("Say what was wrong"),
        max_length=SHORT,
    )


class AccountForm(Form):
    """Says what was done, and which objectives it served."""

    says = {
        "done": gettext_lazy("What was done"),
        "objectives": gettext_lazy("Objectives"),
    }

    done = LongTextField(
        label=gettext_lazy("What was done"),
        missing=gettext_lazy("Say what was done"),
        max_length=LONGEST,
        rows=10,
    )
    objectives = SeveralOfField(
        label=gettext_lazy("Which objectives of the plan did it serve?"), required=False
    )

    def __init__(self, objectives: Sequence[Objective], *args: Any, **kwargs: Any) -> None:
        """Offer the objectives of the plan."""
        super().__init__(*args, **kwargs)
        self._objectives = objectives
        offer_objectives(self, objectives)

    def chosen(self) -> dict[str, Any]:
        """What was written, as the action takes it."""
        given = self.cleaned_data
        return {
            "done": given["done"].strip(),
            "objectives": served(self._objectives, given.get("objectives")),
        }


class ReasonForm(Form):
    """Says how the person was asked for the reason and evidence of a failure."""

    says = {"how": gettext_lazy("Reason and evidence asked for")}

    how = OneOfField(
        label=gettext_lazy("How was the person asked for the reason and evidence?"),
        choices=WAYS_OF_ASKING,
        missing=gettext_lazy("Select how the person was asked"),
    )


class InErrorForm(Form):
    """Marks an entry as recorded in error."""

    says = {"because": gettext_lazy("Recorded in error")}

    because = TextField(
        label=gettext_lazy("Why should it not have been recorded?"),
        hint=gettext_lazy("For example: recorded for another person; entered twice."),
        missing=gettext_lazy("Say why it should not have been recorded"),
        max_length=SHORT,
    )
