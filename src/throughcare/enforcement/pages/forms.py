"""What the pages of enforcement ask for."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.contacts.showing import CAUSES
from throughcare.design.forms import (
    Choice,
    DayField,
    Form,
    LongTextField,
    OneOfField,
    SelectField,
    SeveralOfField,
    TextField,
)
from throughcare.design.wording import day as day_in_words
from throughcare.enforcement.rules.letter import missing
from throughcare.enforcement.showing import (
    COURT_RESULTS,
    LICENCE_OUTCOMES,
    MISSING,
    REVIEW_OUTCOMES,
)
from throughcare.information.pages.uploads import WithFiles
from throughcare.kernel.casefile.contacts import Cause

NOT_BREACHED = "not breached"
LONGEST = 20_000
SHORT = 500

_REASONS = [(each.value, CAUSES[each]) for each in Cause if each is not Cause.SERVICE]


_ANSWERS = [
    Choice("yes", gettext_lazy("Acceptable"), reveals=("cause",)),
    Choice("no", gettext_lazy("Not acceptable"), reveals=("claimed",)),
    Choice(
        "service",
        gettext_lazy("Caused by the service"),
        gettext_lazy("Stood down, a clash it made, nobody there, an unworkable placement"),
    ),
]
TAKEN_BACK = "undecided"
_TAKEN_BACK = Choice(
    TAKEN_BACK,
    gettext_lazy("Not decided"),
    gettext_lazy("The decision was recorded in error; say below what was wrong"),
    divider=gettext_lazy("or"),
)


class DecisionForm(WithFiles):
    """Decides whether the reason for a failure is acceptable, or whose doing it was."""

    says = {"reason": gettext_lazy("Reason and decision")}

    acceptable = OneOfField(
        label=gettext_lazy("Is the reason acceptable?"),
        choices=_ANSWERS,
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
    seen = SeveralOfField(
        label=gettext_lazy("Is it among the documents of the case?"), required=False
    )
    field_order = ["acceptable", "cause", "claimed", "reason", "evidence", "seen", "kept"]

    def __init__(
        self, *given: Any, papers: list[tuple[str, str]], decided: bool, **named: Any
    ) -> None:
        """``papers`` are the documents of the case; ``decided`` is whether something stands."""
        super().__init__(*given, **named)
        self._papers = papers
        self.offer("seen", papers)
        self.fields["documents"].label = _("Add the evidence as a document")
        if decided:
            self.offer("acceptable", [*_ANSWERS, _TAKEN_BACK])

    def questions(self) -> Iterator[BoundField]:
        """Without the documents of the case where there are none."""
        return (each for each in super().questions() if each.name != "seen" or self._papers)

    @property
    def taken_back(self) -> bool:
        """Whether the decision is to be one no longer."""
        return bool(self.cleaned_data["acceptable"] == TAKEN_BACK)

    def chosen(self) -> dict[str, Any]:
        """What was decided, as the action takes it; the documents by reference."""
        given = self.cleaned_data
        which = given["acceptable"]
        said = given["cause"] if which == "yes" else given["claimed"]
        cause = Cause.SERVICE if which == "service" else Cause(said) if said else None
        return {
            "acceptable": which != "no",
            "cause": cause,
            "because": given["reason"],
            "evidence": given["evidence"],
            "files": self.taken,
            "version": given["version"] or 0,
            "token": given["token"],
        }

    def typed(self) -> dict[str, str]:
        """The decision and its reason."""
        words = {str(each.value): str(each.label) for each in (*_ANSWERS, _TAKEN_BACK)}
        which = words.get(self.cleaned_data.get("acceptable", ""), "")
        reason = str(self.cleaned_data.get("reason") or "")
        return {_("Reason and decision"): f"{which}: {reason}" if which else reason}


class OfOne(Form):
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
    """A warning: its letter, and when it went. It is not saved without what it must say."""

    says = {"text": gettext_lazy("Letter")}

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
    field_order = ["of", "text", "sent_on"]

    def __init__(
        self,
        *given: Any,
        day: str,
        by_law: bool,
        may_not_say: Callable[[str], str],
        **named: Any,
    ) -> None:
        """``day`` is the day of the failure as the letter must name it.

        ``may_not_say`` gives the reason for which a text may not go to the person.
        """
        super().__init__(*given, **named)
        self._day, self._by_law, self._may_not_say = day, by_law, may_not_say
        if not by_law:
            self.fields["sent_on"].help_text = ""

    def clean(self) -> dict[str, Any]:
        """A letter that says what a warning must say, and nothing that others told."""
        found = super().clean() or self.cleaned_data
        text, sent_on = str(found.get("text") or ""), found.get("sent_on")
        if not text or sent_on is None:
            return found
        begins = day_in_words(sent_on)
        if left_out := missing(text, day=self._day, begins=begins, by_law=self._by_law):
            said = "; ".join(str(MISSING[each]) for each in left_out)
            said %= {"day": self._day, "begins": begins}
            self.add_error("text", _("The letter must also say: %(said)s.") % {"said": said})
        for each in text.split("\n"):
            if because := self._may_not_say(each):
                words = {"text": each.strip()[:80], "because": because}
                self.add_error("text", _("Leave out “%(text)s”: %(because)s.") % words)
                break
        return found


class BreachForm(OfOne):
    """What is decided on breach."""

    says = {"because": gettext_lazy("Why")}

    outcome = OneOfField(
        label=gettext_lazy("What is decided?"),
        missing=gettext_lazy("Select what is decided"),
    )
    because = LongTextField(
        label=gettext_lazy("Why?"),
        hint=gettext_lazy("Needed where it is not to be breached."),
        required=False,
        max_length=LONGEST,
        rows=4,
    )

    def __init__(self, *given: Any, outcomes: Mapping[str, Any], **named: Any) -> None:
        """``outcomes`` are those that the user may decide or propose."""
        super().__init__(*given, **named)
        self.offer("outcome", [Choice(each, *said) for each, said in outcomes.items()])

    def clean(self) -> dict[str, Any]:
        """A reason where it is not to be breached."""
        found = super().clean() or self.cleaned_data
        if found.get("outcome") == NOT_BREACHED and not str(found.get("because") or "").strip():
            self.add_error("because", _("Say why it is not breached"))
        return found


class DealtWithForm(Form):
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
    """What should follow a failure on licence: one form for officer and manager."""

    says = {"because": gettext_lazy("Why")}

    outcome = OneOfField(
        label=gettext_lazy("What should follow?"),
        choices=[Choice(each, *said) for each, said in LICENCE_OUTCOMES.items()],
        missing=gettext_lazy("Select what should follow"),
    )
    because = LongTextField(
        label=gettext_lazy("Why?"),
        hint=gettext_lazy("What has been tried, what has changed in the risk, and why this."),
        missing=gettext_lazy("Say why"),
        max_length=LONGEST,
        rows=5,
    )


class ReviewForm(Form):
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


class InErrorForm(Form):
    """Marks a warning or a decision as recorded in error."""

    says = {"because": gettext_lazy("Recorded in error")}

    because = TextField(
        label=gettext_lazy("Why should it not have been recorded?"),
        missing=gettext_lazy("Say why it should not have been recorded"),
        max_length=SHORT,
    )
