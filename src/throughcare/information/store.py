"""The one store of documents: a folder in which each file is named by the hash of its content.

A file is written once and never changed; the same content twice is one file. What a case says
of a document is in the record; here is the content alone, without a name.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from throughcare.information.filetypes import type_of
from throughcare.kernel.refusal import Refusal

_LONGEST_NAME = 150
_PIECE = 1024 * 1024
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Kept:
    """A file that the store has."""

    name: str
    media_type: str
    size: int
    sha256: str


def keep(file: UploadedFile) -> Kept:
    """Check a file that was sent, and keep it.

    Raises Refusal for one that is empty, too large, of a type that is not taken, or that the
    scan finds something in. A file kept without a record that names it does no harm.
    """
    name = plain_name(file.name or "")
    size = file.size or 0
    largest: int = settings.DOCUMENT_BYTES
    if size == 0:
        raise Refusal(_("%(name)s is empty") % {"name": name}, field="documents")
    if size > largest:
        limit = largest // (1024 * 1024)
        raise Refusal(
            _("%(name)s must be smaller than %(limit)dMB") % {"name": name, "limit": limit},
            field="documents",
        )
    content: BinaryIO = file.file  # type: ignore[assignment]
    media_type = type_of(content)
    if media_type is None:
        raise Refusal(
            _("%(name)s must be a PDF, DOCX, ODT, TXT, JPG or PNG") % {"name": name},
            field="documents",
        )
    return Kept(name, media_type, size, _write(content, name))


def plain_name(given: str) -> str:
    """Return the name of a file without folders and signs that nobody sees."""
    last = PureWindowsPath(PurePosixPath(given).name).name
    shown = "".join(sign for sign in last if sign.isprintable()).strip(" .")
    stem, dot, ending = shown.rpartition(".")
    if len(shown) > _LONGEST_NAME:
        room = _LONGEST_NAME - len(ending) - 1
        shown = f"{stem[:room]}.{ending}" if dot and 0 < len(ending) < 10 else shown[:_LONGEST_NAME]
    return shown or _("document")


def path_of(sha256: str) -> Path | None:
    """Return where a document lies, None where the store does not have it."""
    if not _HASH.fullmatch(sha256):
        return None
    path = Path(settings.DOCUMENTS) / sha256[:2] / sha256
    return path if path.is_file() else None


def _write(content: BinaryIO, name: str) -> str:
    """Write a file under the hash of what it holds; on the disk before this returns."""
    root = Path(settings.DOCUMENTS)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    content.seek(0)
    handle, written = tempfile.mkstemp(prefix="arriving-", dir=root)
    try:
        with os.fdopen(handle, "wb") as file:
            while piece := content.read(_PIECE):
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        found = _scan(Path(written))
        if found:
            raise Refusal(
                _("%(name)s was not taken: %(why)s") % {"name": name, "why": found},
                field="documents",
            )
        sha256 = digest.hexdigest()
        folder = root / sha256[:2]
        folder.mkdir(mode=0o700, exist_ok=True)
        Path(written).replace(folder / sha256)
        for each in (folder, root):
            _sync(each)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(written).unlink()
        raise
    return sha256


def _scan(path: Path) -> str:
    """What the scan of this installation finds in a file; nothing where it has none."""
    if not settings.DOCUMENT_SCAN:
        return ""
    module, _colon, name = settings.DOCUMENT_SCAN.partition(":")
    scan: Callable[[Path], str | None] = getattr(import_module(module), name)
    return scan(path) or ""


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
