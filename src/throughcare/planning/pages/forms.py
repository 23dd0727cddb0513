"""The forms in which a plan is worked out. What each asks, and how a conflict shows it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
from throughcare.design.wording import day as in_words
from throughcare.kernel.casefile.planning import Interval
from throughcare.planning.rules.draft import (
    HEADINGS,
    DraftAction,
    DraftAgreement,
    DraftContact,
    DraftObjective,
    DraftRisk,
    Part,
)
from throughcare.planning.showing import HEADINGS as HEADING_WORDS
from throughcare.planning.showing import INTERVALS

LONG, SHORT = 5000, 1000

Typed = dict[str, str]
"""What was typed, by the words under which a conflict shows it."""


class PartForm(Form):
    """Asks for one part of a plan."""

    def part(self, before: Part) -> Part:
        """The part as it was typed."""
        raise NotImplementedError

    def said(self, part: Any) -> Typed:
        """A part in the words of a conflict."""
        raise NotImplementedError


class WithActions(PartForm):
    """A part with actions: those there, and room for more."""

    def __init__(
        self,
        *args: Any,
        actions: Sequence[DraftAction] = (),
        blank: Sequence[str | None] = (None,),
        requirements: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        """``blank`` are the headings of the empty rows; None where rows have none."""
        super().__init__(*args, **kwargs)
        self._requirements = dict(requirements or {})
        self._headed = any(blank)
        rows = len(actions) + len(blank)
        if self.is_bound:
            while f"what_{rows}" in self.data:
                rows += 1
        self.rows = range(rows)
        for at in self.rows:
            self._ask(at)
        for at, each in enumerate(actions):
            self.initial.update(
                {
                    f"what_{at}": each.what,
                    f"who_{at}": each.who,
                    f"by_{at}": each.by_when,
                    f"heading_{at}": each.heading or "",
                    f"requirement_{at}": each.requirement or "",
                }
            )
        for at, heading in enumerate(blank, len(actions)):
            self.initial[f"heading_{at}"] = heading or ""

    def _ask(self, at: int) -> None:
        if self._headed:
            heading = SelectField(label=gettext_lazy("Heading"), required=False)
            heading.answers = [(each, HEADING_WORDS[each]) for each in HEADINGS]
            self.fields[f"heading_{at}"] = heading
        self.fields[f"what_{at}"] = TextField(
            label=gettext_lazy("What will be done?"), required=False, max_length=SHORT
        )
        self.fields[f"who_{at}"] = TextField(
            label=gettext_lazy("Who does it?"), required=False, max_length=200
        )
        self.fields[f"by_{at}"] = DayField(
            label=gettext_lazy("By when, or until when?"),
            noun=gettext_lazy("The day"),
            hint="",
            required=False,
        )
        if self._requirements:
            served = SelectField(
                label=gettext_lazy("Requirement or condition by which it is delivered"),
                empty=gettext_lazy("None in particular"),
                required=False,
            )
            served.answers = list(self._requirements.items())
            self.fields[f"requirement_{at}"] = served

    def row(self, at: int) -> list[Any]:
        """The fields of one action."""
        names = [f"{name}_{at}" for name in ("heading", "what", "who", "by", "requirement")]
        return [self[name] for name in names if name in self.fields]

    def rows_asked(self) -> list[list[Any]]:
        """The fields of every action."""
        return [self.row(at) for at in self.rows]

    def clean(self) -> dict[str, Any]:
        """An action needs its words; a row that is left empty is no action."""
        given = super().clean() or self.cleaned_data
        for at in self.rows:
            if not given.get(f"what_{at}") and (given.get(f"who_{at}") or given.get(f"by_{at}")):
                if f"what_{at}" not in self.errors:
                    self.add_error(f"what_{at}", _("Say what will be done"))
        return given

    def actions(self) -> tuple[DraftAction, ...]:
        """The actions that were typed."""
        given = self.cleaned_data
        return tuple(
            DraftAction(
                what=given[f"what_{at}"],
                who=given.get(f"who_{at}") or "",
                by_when=given.get(f"by_{at}"),
                heading=given.get(f"heading_{at}") or ("supervision" if self._headed else None),
                requirement=given.get(f"requirement_{at}") or None,
            )
            for at in self.rows
            if given.get(f"what_{at}")
        )

    def said_actions(self, actions: Iterable[DraftAction]) -> str:
        """Actions in the words of a conflict."""
        return "\n".join(
            "; ".join(
                str(word)
                for word in (
                    HEADING_WORDS.get(each.heading or "", ""),
                    each.what,
                    each.who,
                    in_words(each.by_when),
                    self._requirements.get(each.requirement or "", ""),
                )
                if word
            )
            for each in actions
        )


class ObjectiveForm(WithActions):
    """One objective: what it answers, how one will know, and the steps towards it."""

    text = LongTextField(
        label=gettext_lazy("What is to be reached?"),
        hint=gettext_lazy("In words that the person understands. They get a copy."),
        missing=gettext_lazy("Say what is to be reached"),
        max_length=SHORT,
        rows=2,
    )
    needs = SeveralOfField(label=gettext_lazy("Needs it answers"), required=False)
    risks = SeveralOfField(label=gettext_lazy("Risks it answers"), required=False)
    measure = LongTextField(
        label=gettext_lazy("How will you both know that it is reached? (optional)"),
        required=False,
        max_length=SHORT,
        rows=2,
    )

    def __init__(
        self, *args: Any, needs: Iterable[Choice], risks: Iterable[Choice], **kwargs: Any
    ) -> None:
        """Offer the needs and risks of the last assessment."""
        super().__init__(*args, **kwargs)
        for name, answers in (("needs", list(needs)), ("risks", list(risks))):
            self.offer(name, answers)
            if not answers:
                del self.fields[name]
        self._words = {each.value: str(each.label) for each in (*needs, *risks)}

    def part(self, before: Part) -> DraftObjective:
        """The objective as it was typed."""
        given = self.cleaned_data
        assert isinstance(before, DraftObjective)
        return DraftObjective(
            key=before.key,
            text=given["text"],
            measure=given.get("measure") or "",
            needs=tuple(given.get("needs") or ()),
            risks=tuple(given.get("risks") or ()),
            actions=self.actions(),
        )

    def said(self, part: DraftObjective) -> Typed:
        """An objective in the words of a conflict."""
        if part.removed:
            return {_("Objective"): _("Taken out of the plan")}
        refs = (*part.needs, *part.risks)
        return {
            _("Objective"): part.text,
            _("Answers"): "\n".join(self._words.get(ref, ref) for ref in refs),
            _("How you will know"): part.measure,
            _("Actions"): self.said_actions(part.actions),
        }


class RiskForm(WithActions):
    """How one risk is dealt with."""

    contingency = LongTextField(
        label=gettext_lazy("Contingency: what happens if the risk rises?"),
        hint=gettext_lazy("What would be the first sign, who acts, and what they do at once."),
        required=False,
        max_length=LONG,
        rows=4,
    )
    restrictive = LongTextField(
        label=gettext_lazy("Restrictive measures"),
        hint=gettext_lazy("Conditions, exclusions, curfews, orders: what limits the risk now."),
        required=False,
        max_length=LONG,
        rows=4,
    )
    not_needed = LongTextField(
        label=gettext_lazy("Or: they are not needed, because"),
        required=False,
        max_length=LONG,
        rows=2,
    )

    def part(self, before: Part) -> DraftRisk:
        """What was typed about the risk."""
        given = self.cleaned_data
        assert isinstance(before, DraftRisk)
        return DraftRisk(
            risk=before.risk,
            actions=self.actions(),
            contingency=given.get("contingency") or "",
            restrictive=given.get("restrictive") or "",
            not_needed=given.get("not_needed") or "",
        )

    def said(self, part: DraftRisk) -> Typed:
        """The management of a risk in the words of a conflict."""
        return {
            _("Actions"): self.said_actions(part.actions),
            _("Contingency"): part.contingency,
            _("Restrictive measures"): part.restrictive,
            _("Not needed, because"): part.not_needed,
        }


class ContactForm(PartForm):
    """How often the person is to be seen."""

    interval = OneOfField(
        label=gettext_lazy("How often will you meet?"),
        missing=gettext_lazy("Select how often you will meet"),
        choices=[(each.value, INTERVALS[each]) for each in Interval],
    )
    face_to_face = OneOfField(
        label=gettext_lazy("How?"),
        missing=gettext_lazy("Select whether you will meet face to face"),
        choices=[
            ("yes", gettext_lazy("Face to face")),
            ("no", gettext_lazy("Face to face, by video or by telephone")),
        ],
    )
    because = LongTextField(
        label=gettext_lazy("If that is less than the minimum: why is it enough?"),
        hint=gettext_lazy("Your manager is asked to agree."),
        required=False,
        max_length=LONG,
        rows=3,
    )

    def part(self, before: Part) -> DraftContact:
        """The contact level as it was typed."""
        given = self.cleaned_data
        return DraftContact(
            interval=Interval(given["interval"]),
            face_to_face=given["face_to_face"] == "yes",
            because=given.get("because") or "",
        )

    def said(self, part: DraftContact) -> Typed:
        """The contact level in the words of a conflict."""
        how = _("Face to face") if part.face_to_face else _("Also by video or telephone")
        return {
            _("How often"): str(INTERVALS[part.interval]) if part.interval else "",
            _("How"): how,
            _("Why less is enough"): part.because,
        }


class AgreementForm(PartForm):
    """What the person says to the plan."""

    said_by_them = OneOfField(
        label=gettext_lazy("Do they agree to the plan?"),
        missing=gettext_lazy("Select what they said"),
        choices=[
            Choice("agrees", gettext_lazy("They agree")),
            Choice("objects", gettext_lazy("They object to some or all of it")),
            Choice("", gettext_lazy("Not asked yet"), divider=gettext_lazy("or")),
        ],
        required=False,
    )
    words = LongTextField(
        label=gettext_lazy("What they say, in their own words"),
        hint=gettext_lazy("It stands in their copy."),
        required=False,
        max_length=LONG,
        rows=4,
    )
    day = DayField(
        label=gettext_lazy("When did they say so?"), noun=gettext_lazy("The day"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Who agrees or objects does so on a day; who objects has words."""
        given = super().clean() or self.cleaned_data
        said, day = given.get("said_by_them"), given.get("day")
        if said and not day and "day" not in self.errors:
            self.add_error("day", _("Enter the day on which they said so"))
        if day and day > self.today:
            self.add_error("day", _("The day has not come yet"))
        if said == "objects" and not given.get("words"):
            self.add_error("words", _("Say in their own words what they object to"))
        return given

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """``today`` is the last day on which they can have spoken."""
        super().__init__(*args, **kwargs)
        self.today = today

    def part(self, before: Part) -> DraftAgreement:
        """The agreement as it was typed."""
        given = self.cleaned_data
        return DraftAgreement(
            said=given.get("said_by_them") or "",
            words=given.get("words") or "",
            on=given.get("day"),
        )

    def said(self, part: DraftAgreement) -> Typed:
        """The agreement in the words of a conflict."""
        said = {"agrees": _("Agrees"), "objects": _("Objects")}.get(part.said, _("Not asked yet"))
        return {
            _("Agreement"): said,
            _("Their words"): part.words,
            _("When"): in_words(part.on),
        }
