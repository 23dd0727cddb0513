"""What each of our form fields is asked with: a label, a hint, and words for when it is empty."""

from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Asked:
    """Mixed into a Django field.

    `noun` begins an error sentence ("The day you saw them must include a month") and is what is to
    be entered; without it the label serves, or *Your answer* where the label is a question.
    `missing` is said when nothing was given. `width` is the number of characters a box shows.
    """

    verb: str | Promise = gettext_lazy("Enter")

    def __init__(
        self,
        *,
        label: str | Promise,
        hint: str | Promise = "",
        noun: str | Promise = "",
        missing: str | Promise = "",
        width: int | None = None,
        **kwargs: Any,
    ) -> None:
        messages = {"required": missing or _said_missing(self.verb, noun or label)}
        messages["max_length"] = gettext_lazy("Use %(limit_value)d characters or fewer")
        messages |= kwargs.pop("error_messages", {})
        self._noun = noun
        self.width = width
        kwargs |= {"label": label, "help_text": hint, "error_messages": messages}
        super().__init__(**kwargs)

    @property
    def noun(self) -> str:
        """What to call the answer at the beginning of a sentence."""
        label = str(self.label)  # type: ignore[attr-defined]
        return str(self._noun) or (_("Your answer") if label.endswith("?") else label)


def _said_missing(verb: str | Promise, label: str | Promise) -> Any:
    if str(label).endswith("?"):
        return format_lazy(gettext_lazy("Answer “{label}”"), label=label)
    return format_lazy("{verb} {label}", verb=verb, label=_without_capital(str(label)))


def _without_capital(words: str) -> str:
    """The label within a sentence; abbreviations such as CRN keep their capitals."""
    first = words.split(" ", 1)[0]
    return words if len(first) > 1 and first.isupper() else words[:1].lower() + words[1:]
