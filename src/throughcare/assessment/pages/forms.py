"""The forms of an assessment: one for each page of a draft, and those of the moments around it."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.assessment.pages.showing import LEVELS
from throughcare.assessment.rules import drafting, screening, sources
from throughcare.assessment.rules.drafting import Content
from throughcare.assessment.rules.items import NOT_KNOWN, WORDS, AskedItem
from throughcare.design.forms import (
    Choice,
    Form,
    LongTextField,
    OneOfField,
    SelectField,
    TickField,
)

LONGEST = 20_000
"""Signs of one text: some ten pages."""
_YES_NO = (("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")))
_OR_NOT_KNOWN = (NOT_KNOWN, gettext_lazy("Not known"))
REST_IS_NO = "rest_is_no"
OTHERS = "others"
"""The one question before the items that no score and no threshold uses."""
_EACH, _NONE = "each", "none"
_NOT_STORED = frozenset({"token", "version", REST_IS_NO, OTHERS})


class StepForm(Form):
    """One page of a draft. Nothing on it is required: one saves, and comes back."""

    def __init__(
        self,
        step: str,
        content: Content,
        *args: Any,
        called_for: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        """``step`` says which page.

        ``called_for`` names the sections of the full analysis; one with a text is asked anyway.
        """
        super().__init__(*args, **kwargs)
        self.step = step
        for name, asked in fields_of(step, content, called_for).items():
            self.fields[name] = asked
        self.aside = aside_of(step, content)
        self.initial.setdefault(OTHERS, self._others(self.initial))

    @property
    def values(self) -> dict[str, str]:
        """What was typed, as the draft keeps it."""
        given = {
            name: str(value)
            for name, value in self.cleaned_data.items()
            if name not in _NOT_STORED and value
        }
        at_once = {_NONE: "0", NOT_KNOWN: NOT_KNOWN}.get(self.cleaned_data.get(OTHERS) or "")
        if at_once:
            given |= dict.fromkeys(self.aside, at_once)
        if self.cleaned_data.get(REST_IS_NO):
            for each in screening.PAGES[self.step]:
                given.setdefault(each.field, "no")
        return given

    def said(self, values: Mapping[str, str]) -> dict[str, str]:
        """Values by the labels of this form, answers in words."""
        found = {}
        for name, asked in self.fields.items():
            if name in values or name in getattr(self, "cleaned_data", ()):
                words = dict(getattr(asked, "choices", ()))
                value = values.get(name, "")
                found[str(asked.label)] = str(words.get(value, value))
        for name in _NOT_STORED:
            asked_for = self.fields.get(name)
            found.pop(str(asked_for.label) if asked_for else "", None)
        found.pop("None", None)
        return found

    def _others(self, values: Mapping[str, Any]) -> str:
        """What the question before the items aside is answered with, where these stand."""
        given = {values.get(name) or "" for name in self.aside}
        if len(given) == 1 and (said := next(iter(given))) in ("0", NOT_KNOWN, ""):
            return {"0": _NONE}.get(said, said)
        return _EACH

    def _answered(self, asking: str, answer: str) -> bool:
        """An item aside counts as asked, too, where it is answered and the question is not."""
        if asking == OTHERS and not self[OTHERS].data:
            return True
        return super()._answered(asking, answer)


def fields_of(
    step: str, content: Content, called_for: Collection[str] = ()
) -> dict[str, forms.Field]:
    """What one page of a draft asks."""
    if step in drafting.SECTION_STEPS:
        return _section(step, content)
    if step == drafting.DRAWN_ON:
        return _sources()
    if step == drafting.PERSON:
        return _person()
    if step in screening.PAGES:
        return _screening(step)
    if step == drafting.ANALYSIS:
        return _analysis(content, called_for)
    return _risk(step)


def _section(step: str, content: Content) -> dict[str, forms.Field]:
    section = drafting.SECTION_STEPS[step]
    aside = section.aside(content.layer)
    found: dict[str, forms.Field] = {
        item.name: _item(item) for item in section.asked(content.layer) if item not in aside
    }
    if aside:
        label = _("The other items of this section") if found else _("The items of this section")
        found[OTHERS] = _before(aside, label)
        found |= {item.name: _item(item) for item in aside}
    found["text"] = LongTextField(
        label=_("Evidence"),
        hint=_("What you know, from whom, and what it means."),
        required=False,
        max_length=LONGEST,
        rows=8,
    )
    found["strengths"] = LongTextField(
        label=_("Strengths"),
        hint=_("What is going well here, and what can be built on."),
        required=False,
        max_length=LONGEST,
        rows=3,
    )
    if section.linked:
        for name, label in (
            ("offending", _("Is it linked to the offending?")),
            ("harm", _("Is it linked to risk of serious harm?")),
        ):
            found[name] = OneOfField(label=label, choices=_YES_NO, required=False, inline=True)
    return found


def aside_of(step: str, content: Content) -> tuple[str, ...]:
    """The fields of a page that stand behind one question."""
    section = drafting.SECTION_STEPS.get(step)
    return tuple(each.name for each in section.aside(content.layer)) if section else ()


def _before(aside: Collection[AskedItem], label: str) -> OneOfField:
    listed = "; ".join(f"{item.number} {_(item.question)}" for item in aside)
    return OneOfField(
        label=label,
        hint=_("No score and no threshold uses them. %(items)s") % {"items": listed},
        choices=(
            Choice(_NONE, _("Nothing to note"), _("Each is kept as no problem.")),
            Choice(NOT_KNOWN, _("Not gone into"), _("Each is kept as not known.")),
            Choice(_EACH, _("One by one"), reveals=tuple(item.name for item in aside)),
        ),
        required=False,
    )


def _sources() -> dict[str, forms.Field]:
    choices = [(name, _(words)) for name, words in sources.ANSWERS.items()]
    return {
        each.field: OneOfField(
            label=_(each.words),
            hint=_(each.hint) if each.hint else "",
            choices=choices,
            required=False,
            inline=True,
        )
        for each in sources.SOURCES
    }


def _item(item: AskedItem) -> OneOfField:
    choices = [(str(score), _(words)) for score, words in WORDS[item.answers]]
    return OneOfField(
        label=f"{item.number} {_(item.question)}",
        choices=[*choices, Choice(*_OR_NOT_KNOWN)],
        required=False,
        inline=True,
    )


def _person() -> dict[str, forms.Field]:
    asked = {
        "own_view": (
            _("Their own view"),
            _("Of their life and the offending, in their words. Ask; do not guess."),
        ),
        "diversity": (
            _("Diversity"),
            _("What of who they are, or what they need, changes how to work with them."),
        ),
        "barriers": (
            _("Barriers"),
            _("What stands in the way of taking part: work, care, money, language, trust."),
        ),
    }
    return {
        name: LongTextField(label=label, hint=hint, required=False, max_length=LONGEST, rows=6)
        for name, (label, hint) in asked.items()
    }


def _screening(step: str) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {
        each.field: OneOfField(
            label=_(each.question),
            choices=(*_YES_NO, _OR_NOT_KNOWN),
            required=False,
            inline=True,
        )
        for each in screening.PAGES[step]
    }
    found[REST_IS_NO] = TickField(
        label=_("I have looked at each of them: those left open are no"), required=False
    )
    return found


def _analysis(content: Content, called_for: Collection[str]) -> dict[str, forms.Field]:
    typed = content.values(drafting.ANALYSIS)
    return {
        field: LongTextField(
            label=_(part[:1].upper() + part[1:]),
            required=False,
            max_length=LONGEST,
            rows=8,
        )
        for field, part in drafting.PART_FIELDS.items()
        if part in called_for or typed.get(field)
    }


def _risk(step: str) -> dict[str, forms.Field]:
    levels = list(LEVELS.items())
    found: dict[str, forms.Field] = {}
    if drafting.RISK_STEPS[step] in drafting.IN_COMMUNITY:
        found["level"] = OneOfField(label=_("Level in the community"), choices=levels)
        found["level"].required = False
    found["custody"] = SelectField(
        label=_("Level in custody"), choices=levels, empty=_("Not in custody"), required=False
    )
    for name, label, hint in (
        ("who", _("Who is at risk"), ""),
        ("nature", _("What the harm would be"), ""),
        ("imminence", _("When it is greatest"), _("How soon, and in what circumstances.")),
        ("raises", _("What raises it"), _("Each factor on its own line.")),
        ("lowers", _("What lowers it"), _("Each factor on its own line.")),
    ):
        found[name] = LongTextField(label=label, hint=hint, required=False, max_length=5000, rows=4)
    return found


class BeginForm(Form):
    """Begins an assessment."""

    layer = OneOfField(
        label=gettext_lazy("Which assessment?"),
        choices=(
            Choice("full", gettext_lazy("Full"), gettext_lazy("Every item of every section.")),
            Choice(
                "basic",
                gettext_lazy("Basic"),
                gettext_lazy("Of each section the items that a score uses."),
            ),
        ),
    )
    carry = OneOfField(
        label=gettext_lazy("Where do you begin?"),
        choices=(
            Choice(
                "yes",
                gettext_lazy("From the last one"),
                gettext_lazy("Each section is marked until you confirm or change it."),
            ),
            Choice("no", gettext_lazy("From nothing")),
        ),
    )


class BecauseForm(Form):
    """Asks why."""

    because = LongTextField(
        label=gettext_lazy("Why?"), missing=gettext_lazy("Say why"), max_length=2000, rows=4
    )

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        """``label`` is the question."""
        super().__init__(*args, **kwargs)
        if label:
            self.fields["because"].label = label
