"""What the pages of information ask for."""

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.design.forms import (
    Choice,
    DayField,
    Form,
    LongTextField,
    OneOfField,
    SelectField,
    TextField,
    TickField,
    YesNoField,
)
from throughcare.information.actions import Done, Happened, Message, NewRelationship
from throughcare.information.pages.uploads import WithFiles
from throughcare.information.showing import (
    CHANGES,
    CONTACT,
    DOCUMENTS,
    ENQUIRIES,
    ITEMS,
    OUTCOMES,
    STATUSES,
)
from throughcare.kernel.casefile.information import ChangeKind, ItemKind

LONGEST = 20_000
"""Characters of one text: some ten pages."""
SHORT = 500


def is_address(text: str) -> bool:
    """Say whether a text is an e-mail address."""
    try:
        validate_email(text)
    except forms.ValidationError:
        return False
    return True


class ChooseForm(Form):
    """About what one asks."""

    kind = OneOfField(
        label=gettext_lazy("What do you ask about?"),
        choices=[(kind.value.replace(" ", "-"), label) for kind, label in ENQUIRIES.items()],  # type: ignore[attr-defined]
        missing=gettext_lazy("Select what you ask about"),
    )


class MessageForm(Form):
    """A message: where it goes and what it says."""

    says = {"text": gettext_lazy("Message")}

    address = TextField(
        label=gettext_lazy("E-mail address"),
        missing=gettext_lazy("Enter the address to which it goes"),
        max_length=300,
    )
    subject_line = TextField(
        label=gettext_lazy("Subject"),
        hint=gettext_lazy("Leave names out of it."),
        max_length=300,
    )
    text = LongTextField(
        label=gettext_lazy("Message"),
        hint=gettext_lazy(
            "Drafted from the record. Read it and change what should be different. "
            "Leave out what would tell who a victim is."
        ),
        missing=gettext_lazy("Write the message"),
        max_length=LONGEST,
        rows=18,
    )

    def clean_address(self) -> str:
        """An address to which a message can go; a name is none."""
        address = str(self.cleaned_data["address"]).strip()
        if address and not is_address(address):
            raise forms.ValidationError(_("Enter an e-mail address, like unit@example.org"))
        return address

    @property
    def message(self) -> Message:
        """The message, once the form is valid."""
        given = self.cleaned_data
        return Message(given["address"], given["subject_line"], given["text"])


class AskForm(MessageForm):
    """An enquiry with its message; the message may wait."""

    to = TextField(
        label=gettext_lazy("Whom do you ask?"),
        hint=gettext_lazy("The authority. Use the name already in use: figures are by authority."),
        missing=gettext_lazy("Say whom you ask"),
        max_length=300,
    )
    field_order = ["to", "address", "subject_line", "text"]

    def __init__(self, *given: Any, **named: Any) -> None:
        """Where the enquiry is kept to be sent later, nothing of the message is needed."""
        super().__init__(*given, **named)
        self.later = self.data.get("do") == "later"
        for name in ("address", "subject_line", "text"):
            self.fields[name].required = not self.later
        self.fields["to"].widget.attrs["list"] = "authorities"


class BecauseForm(Form):
    """A reason; each page words what it asks."""

    because = LongTextField(label=gettext_lazy("Why?"), max_length=2000, rows=4)

    def __init__(
        self, *given: Any, label: Any, missing: Any, says: Any = "", hint: Any = "", **named: Any
    ) -> None:
        """``label`` asks for the reason, ``missing`` says that there is none."""
        super().__init__(*given, **named)
        asked = self.fields["because"]
        asked.label, asked.help_text = label, hint
        asked.error_messages["required"] = missing
        self.says = {"because": says or label}  # type: ignore[misc]


class AnswerForm(WithFiles):
    """What came back."""

    says = {"text": gettext_lazy("Answer")}

    received_on = DayField(
        label=gettext_lazy("When did it come?"), noun=gettext_lazy("The day it came")
    )
    text = LongTextField(
        label=gettext_lazy("What does it say?"),
        hint=gettext_lazy("Leave it empty where the document says it all."),
        required=False,
        max_length=LONGEST,
        rows=8,
    )
    concern = YesNoField(
        label=gettext_lazy("Does it hold something to act on?"),
        missing=gettext_lazy("Select yes if it holds something to act on"),
    )
    field_order = ["received_on", "text", "kept", "documents", "concern"]


class MoreAnswerForm(AnswerForm):
    """The same where an answer is on record: its day stands."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        del self.fields["received_on"]


_DONE = Choice("done", gettext_lazy("Something was done"), reveals=("action",))
_NOTHING = Choice("nothing", gettext_lazy("Nothing needs to be done"), reveals=("because",))


class ActForm(Form):
    """What was done about it, or why nothing."""

    says = {"action": gettext_lazy("Acted on"), "because": gettext_lazy("Acted on")}

    what = OneOfField(
        label=gettext_lazy("What is done about it?"),
        choices=[_DONE, _NOTHING],
        missing=gettext_lazy("Select whether something was done"),
    )
    action = LongTextField(
        label=gettext_lazy("What was done?"), required=False, max_length=2000, rows=4
    )
    because = LongTextField(
        label=gettext_lazy("Why does nothing need to be done?"),
        required=False,
        max_length=2000,
        rows=4,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the words that go with the answer."""
        given = super().clean() or self.cleaned_data
        if given.get("what") == "done" and not given.get("action"):
            self.add_error("action", _("Say what was done"))
        if given.get("what") == "nothing" and not given.get("because"):
            self.add_error("because", _("Say why nothing needs to be done"))
        return given

    @property
    def done(self) -> Done | None:
        """What was done, None where that comes later."""
        given = self.cleaned_data
        if given["what"] == "later":
            return None
        return Done(given["action"], given["because"])


class ReadForm(ActForm):
    """Marked as read, with what is done about it where that is known already."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        later = Choice("later", gettext_lazy("I have read it, and decide later"))
        self.offer("what", [later, _DONE, _NOTHING])
        self.initial.setdefault("what", "later")


class ReceiveForm(WithFiles):
    """Something that arrived unasked."""

    beside = {"happened_on": "change_on"}

    kind = OneOfField(
        label=gettext_lazy("What arrived?"),
        choices=[(kind.value, label) for kind, label in ITEMS.items()],  # type: ignore[attr-defined]
        missing=gettext_lazy("Select what arrived"),
    )
    sender = TextField(label=gettext_lazy("From whom?"), required=False, max_length=300)
    received_on = DayField(
        label=gettext_lazy("When did it come?"), noun=gettext_lazy("The day it came")
    )
    text = LongTextField(
        label=gettext_lazy("What does it say?"),
        hint=gettext_lazy("It stays with officers and managers. Nothing of it goes to the person."),
        required=False,
        max_length=LONGEST,
        rows=8,
    )
    concern = YesNoField(
        label=gettext_lazy("Does it hold something to act on?"),
        hint=gettext_lazy("A callout or an arrest always does."),
        required=False,
    )
    change = TickField(
        label=gettext_lazy("Record it as a change of circumstances too"),
        reveals=("change_kind", "change_on"),
    )
    change_kind = SelectField(
        label=gettext_lazy("What has changed?"),
        hint=gettext_lazy("Leave it for a callout or an arrest."),
        choices=list(CHANGES.items()),
        empty=gettext_lazy("As what arrived"),
        required=False,
    )
    change_on = DayField(
        label=gettext_lazy("When did it happen?"),
        noun=gettext_lazy("The day it happened"),
        hint=gettext_lazy("Leave it empty for the day it came."),
        required=False,
    )
    field_order = [
        "kind",
        "sender",
        "received_on",
        "text",
        "kept",
        "documents",
        "concern",
        "change",
    ]

    def clean(self) -> dict[str, Any]:
        """A letter must say whether there is something to act on, and what has changed."""
        given = super().clean()
        by_itself = given.get("kind") in (ItemKind.CALLOUT, ItemKind.ARREST)
        if given.get("kind") and not by_itself:
            if given.get("concern") is None and "concern" not in self.errors:
                self.add_error("concern", _("Select yes if it holds something to act on"))
            if given.get("change") and not given.get("change_kind"):
                self.add_error("change_kind", _("Select what has changed"))
        return given

    @property
    def happened(self) -> Happened | None:
        """The change that it tells of, where the box is ticked."""
        given = self.cleaned_data
        if not given["change"]:
            return None
        kind = ChangeKind(given["change_kind"] or given["kind"])
        return Happened(kind, given["change_on"] or given["received_on"])


class ChangeForm(Form):
    """A change of circumstances, and the partner or child it brings."""

    kind = SelectField(
        label=gettext_lazy("What has changed?"),
        choices=list(CHANGES.items()),
        missing=gettext_lazy("Select what has changed"),
    )
    happened_on = DayField(
        label=gettext_lazy("When did it happen?"), noun=gettext_lazy("The day it happened")
    )
    text = LongTextField(
        label=gettext_lazy("What is known?"), required=False, max_length=LONGEST, rows=5
    )
    new = TickField(
        label=gettext_lazy("There is a new partner, or a child the person has contact with"),
        reveals=("who", "name", "lives_with", "cares_for_child", "contact"),
    )
    who = OneOfField(
        label=gettext_lazy("Who is it?"),
        choices=[("partner", gettext_lazy("A partner")), ("child", gettext_lazy("A child"))],
        required=False,
    )
    name = TextField(
        label=gettext_lazy("Name"),
        hint=gettext_lazy("Write “not known” if nobody knows it."),
        required=False,
        max_length=200,
    )
    lives_with = TickField(label=gettext_lazy("They live with the person"))
    cares_for_child = TickField(
        label=gettext_lazy("They live with or care for a child, whoever’s child it is")
    )
    contact = SelectField(
        label=gettext_lazy("Contact of the person with the child"),
        choices=list(CONTACT.items()),
        empty=gettext_lazy("Not known"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A new partner or child has a name."""
        given = super().clean() or self.cleaned_data
        if given.get("new"):
            if not given.get("who") and "who" not in self.errors:
                self.add_error("who", _("Select partner or child"))
            if not given.get("name") and "name" not in self.errors:
                self.add_error("name", _("Enter the name, or “not known”"))
        return given

    @property
    def relationship(self) -> NewRelationship | None:
        """The partner or child, where the box is ticked."""
        given = self.cleaned_data
        if not given["new"]:
            return None
        return NewRelationship(
            name=given["name"],
            is_partner=given["who"] == "partner",
            is_child=given["who"] == "child",
            cares_for_child=given["cares_for_child"],
            lives_with=given["lives_with"],
            contact=given["contact"] or None,
        )


class DecideForm(Form):
    """What is decided about a partner or a child."""

    says = {"because": gettext_lazy("Decision")}

    outcome = OneOfField(
        label=gettext_lazy("What do you decide?"),
        choices=[(key, label) for key, label in OUTCOMES.items()],
        missing=gettext_lazy("Select what you decide"),
    )
    because = LongTextField(
        label=gettext_lazy("Why, and what was said to whom?"),
        hint=gettext_lazy("Needed where you decide that neither is needed."),
        required=False,
        max_length=2000,
        rows=4,
    )


class ChildStatusForm(Form):
    """The child protection status from a day on."""

    status = OneOfField(
        label=gettext_lazy("What is known?"),
        choices=[(key, label) for key, label in STATUSES.items()],
        missing=gettext_lazy("Select what is known"),
    )
    date = DayField(label=gettext_lazy("From which day?"), noun=gettext_lazy("The day"))


class DocumentForm(WithFiles):
    """Documents by themselves."""

    kind = SelectField(
        label=gettext_lazy("What is it?"), choices=list(DOCUMENTS.items()), initial="other"
    )
    received_on = DayField(
        label=gettext_lazy("When did it come?"), noun=gettext_lazy("The day it came")
    )
    field_order = ["kept", "documents", "kind", "received_on"]
