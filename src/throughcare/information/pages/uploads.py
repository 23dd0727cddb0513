"""Files sent with a form: checked, kept at once, and not lost where the form comes back.

A browser never fills in a file again. What was taken is therefore kept in the store and named in
the form by a signed value, so that only what this service took can come back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import astuple
from typing import Any

from django import forms
from django.core import signing
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.design.asking import Asked
from throughcare.design.forms import Choice, Form, SeveralOfField
from throughcare.information.filetypes import ENDINGS
from throughcare.information.store import Kept, keep
from throughcare.kernel.refusal import Refusal

MOST = 10
_SALT = "throughcare.information.kept"
_HOURS = 24 * 60 * 60


class FilesInput(forms.ClearableFileInput):
    """Any number of files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """All of them."""
        return files.getlist(name) if isinstance(files, MultiValueDict) else []


class FilesField(Asked, forms.FileField):
    """Files to be kept; gives them as they were sent."""

    widget = FilesInput

    def __init__(self, **named: Any) -> None:
        """Say which types are taken and how large a file may be."""
        super().__init__(**{"required": False, "allow_empty_file": True, **named})
        endings = ",".join(ending for each in ENDINGS.values() for ending in each)
        self.widget.attrs |= {"multiple": "multiple", "accept": endings}

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file, checked later by the form."""
        return [each for each in data if each] if isinstance(data, list | tuple) else []


class WithFiles(Form):
    """A form with files."""

    kept = SeveralOfField(
        label=gettext_lazy("Files we have already"),
        hint=gettext_lazy("Untick what is not to be added."),
        required=False,
    )
    documents = FilesField(
        label=gettext_lazy("Add documents"),
        hint=gettext_lazy("PDF, DOCX, ODT, TXT, JPG or PNG, up to 10 files."),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        """A form that was sent offers the files that it brought before."""
        super().__init__(*given, **named)
        self._already = list(_named(self._values()))
        self._offer()

    @property
    def taken(self) -> list[Kept]:
        """The files to be added, once the form was checked."""
        chosen = set(self.cleaned_data.get("kept") or [])
        files = [file for value, file in self._already if value in chosen]
        return list({each.sha256: each for each in files}.values())

    def questions(self) -> Iterator[BoundField]:
        """Without the files kept before where there are none."""
        return (each for each in super().questions() if each.name != "kept" or self._already)

    def clean(self) -> dict[str, Any]:
        """Keep each file; say of each that is not taken why."""
        given = super().clean() or self.cleaned_data
        new: list[str] = []
        sent = given.get("documents") or []
        if len(sent) > MOST:
            self.add_error("documents", _("Add at most %(num)d files at once") % {"num": MOST})
            sent = []
        for each in sent:
            try:
                kept = keep(each)
            except Refusal as refusal:
                self.add_error("documents", refusal.because)
                continue
            new.append(_signed(kept))
            self._already.append((new[-1], kept))
        given["kept"] = [*(given.get("kept") or []), *new]
        self.cleaned_data = given
        if new:
            data = QueryDict(mutable=True)
            data.update(self.data)
            data.setlist("kept", [*self._values(), *new])
            self.data = data
            self._offer()
        return given

    def _values(self) -> list[str]:
        return self.data.getlist("kept") if isinstance(self.data, MultiValueDict) else []

    def _offer(self) -> None:
        self.offer("kept", [Choice(value, file.name) for value, file in self._already])


def _signed(file: Kept) -> str:
    return signing.dumps(astuple(file), salt=_SALT)


def _named(values: Iterable[str]) -> Iterable[tuple[str, Kept]]:
    for value in values:
        try:
            yield value, Kept(*signing.loads(value, salt=_SALT, max_age=_HOURS))
        except (signing.BadSignature, TypeError):
            continue
