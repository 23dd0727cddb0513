"""What the pages of enforcement ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.contacts.showing import CAUSES
from throughcare.design.forms import (
    Choice,
    DayField,
    LongTextField,
    OneOfField,
    SelectField,
    TextField,
)
from throughcare.enforcement.pages.answering import AboutEnforcement
from throughcare.enforcement.rules.letter import missing
from throughcare.enforcement.showing import (
    BREACH_OUTCOMES,
    COURT_RESULTS,
    LICENCE_OUTCOMES,
    LICENCE_WARNINGS,
    MISSING,
    REVIEW_OUTCOMES,
)
from throughcare.kernel.casefile.contacts import Cause

LONGEST = 20_000
SHORT = 500

_REASONS = [(each.value, CAUSES[each]) for each in Cause if each is not Cause.SERVICE]


class DecisionForm(AboutEnforcement):
    """Decides whether the reason for a failure is acceptable, or whose doing it was."""

    says = {"reason": gettext_lazy("Reason and decision")}

    acceptable = OneOfField(
        label=gettext_lazy("Is the reason acceptable?"),
        choices=[
            Choice("yes", gettext_lazy("Acceptable"), reveals=("cause",)),
            Choice("no", gettext_lazy("Not acceptable"), reveals=("claimed",)),
            Choice(
                "service",
                gettext_lazy("Caused by the service"),
                gettext_lazy("Stood down, a clash it made, nobody there, an unworkable placement"),
            ),
        ],
        missing=gettext_lazy("Select whether the reason is acceptable"),
    )
    cause = SelectField(
        label=gettext_lazy("What was the reason?"),
        choices=[each for each in _REASONS if each[0] != Cause.NONE],
        missing=gettext_lazy("Select what the reason was"),
    )
    claimed = SelectField(
        label=gettext_lazy("What reason was given?"),
        choices=_REASONS,
        empty=gettext_lazy("Not said"),
        required=False,
    )
    reason = LongTextField(
        label=gettext_lazy("Reason given, and why you decide so"),
        missing=gettext_lazy("Say what the person gave as the reason, and why you decide so"),
        max_length=LONGEST,
        rows=5,
    )
    evidence = LongTextField(
        label=gettext_lazy("What evidence did you see?"),
        hint=gettext_lazy("For example: a letter from the hospital. Leave it empty if none."),
        required=False,
        max_length=LONGEST,
        rows=2,
    )

    def chosen(self) -> dict[str, Any]:
        """What was decided, as the action takes it."""
        given = self.cleaned_data
        which = given["acceptable"]
        said = given["cause"] if which == "yes" else given["claimed"]
        cause = Cause.SERVICE if which == "service" else Cause(said) if said else None
        return {
            "acceptable": which != "no",
            "cause": cause,
            "because": given["reason"],
            "evidence": given["evidence"],
            "version": given["version"] or 0,
            "token": given["token"],
        }

    def typed(self) -> dict[str, str]:
        """The decision and its reason."""
        words = {"yes": _("Acceptable"), "no": _("Not acceptable"), "service": _("Service")}
        which = words.get(self.cleaned_data.get("acceptable", ""), "")
        reason = str(self.cleaned_data.get("reason") or "")
        return {_("Reason and decision"): f"{which}: {reason}" if which else reason}


class OfOne(AboutEnforcement):
    """Names the sentence where a failure counts for several."""

    of = OneOfField(
        label=gettext_lazy("For which sentence?"),
        missing=gettext_lazy("Select the sentence"),
    )

    def __init__(self, sentences: list[tuple[str, str]], *given: Any, **named: Any) -> None:
        """``sentences`` are those that can be chosen; one alone is not asked for."""
        super().__init__(*given, **named)
        self._only = sentences[0][0] if len(sentences) == 1 else ""
        if self._only:
            del self.fields["of"]
        else:
            self.offer("of", sentences)

    @property
    def sentence(self) -> str:
        """The reference of the sentence."""
        return self._only or str(self.cleaned_data["of"])


class WarningForm(OfOne):
    """A warning: its letter, and when it went."""

    says = {"text": gettext_lazy("Letter")}

    kind = OneOfField(
        label=gettext_lazy("Whose warning is it?"),
        choices=list(LICENCE_WARNINGS.items()),
        missing=gettext_lazy("Select whose warning it is"),
    )
    text = LongTextField(
        label=gettext_lazy("Letter"),
        hint=gettext_lazy(
            "Drafted from the appointment. Change what should be different. Write nothing that "
            "others have told you."
        ),
        missing=gettext_lazy("Write the letter"),
        max_length=LONGEST,
        rows=14,
    )
    sent_on = DayField(
        label=gettext_lazy("When was it sent or handed over?"),
        hint=gettext_lazy("Its twelve months begin with that day."),
        noun=gettext_lazy("The day"),
    )
    field_order = ["of", "kind", "text", "sent_on"]

    def __init__(self, *given: Any, day: str, by_law: bool, **named: Any) -> None:
        """``day`` is the day of the failure as the letter must name it."""
        super().__init__(*given, **named)
        self._day, self._by_law = day, by_law
        if by_law:
            del self.fields["kind"]
            return
        self.fields["sent_on"].help_text = ""

    def clean_text(self) -> str:
        """A letter that says what a warning must say."""
        text = str(self.cleaned_data["text"])
        if left_out := missing(text, day=self._day, by_law=self._by_law):
            said = "; ".join(str(MISSING[each]) for each in left_out)
            raise forms.ValidationError(
                _("The letter must also say: %(said)s.") % {"said": said % {"day": self._day}}
            )
        return text


class BreachForm(OfOne):
    """What is decided on breach."""

    says = {"because": gettext_lazy("Why")}

    outcome = OneOfField(
        label=gettext_lazy("What is decided?"),
        missing=gettext_lazy("Select what is decided"),
    )
    because = LongTextField(
        label=gettext_lazy("Why?"),
        hint=gettext_lazy("Needed where it is not breached."),
        required=False,
        max_length=LONGEST,
        rows=4,
    )

    def __init__(self, *given: Any, outcomes: list[str], **named: Any) -> None:
        """``outcomes`` are those that the user may decide."""
        super().__init__(*given, **named)
        self.offer("outcome", [(each, BREACH_OUTCOMES[each]) for each in outcomes])


class DealtWithForm(AboutEnforcement):
    """How a breach was dealt with."""

    on = DayField(label=gettext_lazy("When?"), noun=gettext_lazy("The day"))
    result = OneOfField(
        label=gettext_lazy("What came of it?"),
        choices=list(COURT_RESULTS.items()),
        missing=gettext_lazy("Select what came of it"),
    )
    because = LongTextField(
        label=gettext_lazy("In words"), required=False, max_length=LONGEST, rows=3
    )


class LicenceForm(OfOne):
    """What a manager decides about a failure on licence."""

    says = {"because": gettext_lazy("Why")}

    outcome = OneOfField(
        label=gettext_lazy("What is decided?"),
        choices=list(LICENCE_OUTCOMES.items()),
        missing=gettext_lazy("Select what is decided"),
    )
    because = LongTextField(
        label=gettext_lazy("Why?"),
        missing=gettext_lazy("Say why"),
        max_length=LONGEST,
        rows=5,
    )
    proposed_by = SelectField(
        label=gettext_lazy("Who proposed it?"),
        empty=gettext_lazy("Nobody"),
        required=False,
    )


class ReviewForm(AboutEnforcement):
    """What is decided about acceptable absences that mount up."""

    says = {"because": gettext_lazy("Why")}

    outcome = OneOfField(
        label=gettext_lazy("What is decided?"),
        missing=gettext_lazy("Select what is decided"),
    )
    because = LongTextField(
        label=gettext_lazy("Why, and what will be different?"),
        missing=gettext_lazy("Say why, and what will be different"),
        max_length=LONGEST,
        rows=5,
    )

    def __init__(self, *given: Any, outcomes: list[str], **named: Any) -> None:
        """``outcomes`` are those that are open for this sentence."""
        super().__init__(*given, **named)
        self.offer("outcome", [Choice(each, *REVIEW_OUTCOMES[each]) for each in outcomes])


class InErrorForm(AboutEnforcement):
    """Marks a warning or a decision as recorded in error."""

    says = {"because": gettext_lazy("Recorded in error")}

    because = TextField(
        label=gettext_lazy("Why should it not have been recorded?"),
        missing=gettext_lazy("Say why it should not have been recorded"),
        max_length=SHORT,
    )
