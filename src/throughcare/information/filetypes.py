"""The type of a file, found from its content. What it is called says nothing. No Django."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
TEXT = "text/plain"
JPEG = "image/jpeg"
PNG = "image/png"

ENDINGS: Mapping[str, tuple[str, ...]] = {
    PDF: (".pdf",),
    DOCX: (".docx",),
    ODT: (".odt",),
    TEXT: (".txt",),
    JPEG: (".jpg", ".jpeg"),
    PNG: (".png",),
}
"""The types that are taken, each with the endings of name that it may have, the usual one first."""

_BEGINNINGS = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
)
_MOST_PARTS = 5_000
_NOT_IN_TEXT = bytes({*range(0x20), 0x7F} - {*b"\t\n\r\f"})
_NOT_IN_WINDOWS_TEXT = b"\x81\x8d\x8f\x90\x9d"


def type_of(file: BinaryIO) -> str | None:
    """Return the type of a file that is taken, None for every other. The file is read whole."""
    file.seek(0)
    beginning = file.read(8)
    for mark, found in _BEGINNINGS:
        if beginning.startswith(mark):
            return found
    if beginning.startswith(b"PK\x03\x04"):
        return _of_archive(file)
    file.seek(0)
    return TEXT if _is_text(file.read()) else None


def with_ending(name: str, media_type: str) -> str:
    """Return the name of a file with an ending that its type may have."""
    endings = ENDINGS.get(media_type, ())
    if not endings or Path(name).suffix.lower() in endings:
        return name
    return name + endings[0]


def _of_archive(file: BinaryIO) -> str | None:
    """Tell a document of a word processor from other archives, and from one with macros."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = {each.filename: each for each in archive.infolist()[:_MOST_PARTS]}
            if any(name.endswith("vbaProject.bin") for name in parts):
                return None
            if {"[Content_Types].xml", "word/document.xml"} <= parts.keys():
                return DOCX
            said = parts.get("mimetype")
            if said is not None and said.file_size == len(ODT):
                return ODT if archive.read(said) == ODT.encode() else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return None
    return None


def _is_text(content: bytes) -> bool:
    if not content.strip() or content.translate(None, _NOT_IN_TEXT) != content:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content.translate(None, _NOT_IN_WINDOWS_TEXT) == content
    return True
