"""The store of documents: the type from the content, nothing lost, nothing given to strangers."""

import hashlib
import io
import os
import zipfile

import pytest

from throughcare.history.models import Read
from throughcare.information import store as keeping
from throughcare.information.filetypes import DOCX, JPEG, ODT, PDF, PNG, TEXT, type_of, with_ending
from throughcare.information.models import Document
from throughcare.information.store import keep, path_of, plain_name
from throughcare.information.tests.desk import PDF as A_PDF
from throughcare.information.tests.desk import (
    Desk,
    ada,
    day,
    exported,
    olga,
    paper,
    stored,
    text,
)
from throughcare.kernel.refusal import Refusal


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.DOCUMENTS = tmp_path / "documents"
    return settings.DOCUMENTS


def archive(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return made.getvalue()


WORD = {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (A_PDF, PDF),
        (b"\xff\xd8\xff\xe0" + b"\0" * 20, JPEG),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, PNG),
        (archive(**WORD), DOCX),
        (archive(mimetype=ODT.encode(), **{"content.xml": b"<x/>"}), ODT),
        ("Plain words, and “signs”.\n".encode(), TEXT),
        ("Caf\xe9 at 5pm".encode("cp1252"), TEXT),
        (archive(**WORD, **{"word/vbaProject.bin": b"x"}), None),
        (archive(anything=b"x"), None),
        (archive(mimetype=b"application/vnd.oasis.opendocument.sheet"), None),
        (b"PK\x03\x04 no archive at all", None),
        (b"MZ\x90\0\x03\0\0\0", None),
        (b"GIF89a\x01\0\x01\0", None),
        (b"\x7fELF\x02\x01", None),
        (b"  \n ", None),
        (b"PDF without the mark \0", None),
    ],
)
def test_the_type_comes_from_the_content(content, found):
    assert type_of(io.BytesIO(content)) == found


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (paper("empty.pdf", b""), "empty.pdf is empty"),
        (paper("setup.pdf", b"MZ\x90\0\x03"), "setup.pdf must be a PDF, DOCX, ODT, TXT, JPG or"),
    ],
)
def test_what_is_not_taken_leaves_nothing_behind(given, said, store):
    with pytest.raises(Refusal, match=said):
        keep(given)
    assert not store.exists() or not list(store.rglob("*"))


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(settings):
    settings.DOCUMENT_BYTES = 1024 * 1024
    assert keep(paper("a.txt", b"x" * 1024 * 1024)).size == 1024 * 1024
    with pytest.raises(Refusal, match=r"b\.txt must be smaller than 1MB"):
        keep(paper("b.txt", b"x" * (1024 * 1024 + 1)))


def test_a_file_lies_under_its_hash_for_the_service_alone(store):
    kept = keep(paper())
    path = path_of(kept.sha256)
    assert path is not None
    assert path.read_bytes() == A_PDF
    assert kept.sha256 == hashlib.sha256(A_PDF).hexdigest()
    assert [each.name for each in store.rglob("*") if each.is_file()] == [kept.sha256]
    assert path.stat().st_mode & 0o077 == 0
    assert store.stat().st_mode & 0o077 == 0
    assert keep(paper("again.pdf")).sha256 == kept.sha256
    assert len([each for each in store.rglob("*") if each.is_file()]) == 1


def test_a_file_is_on_the_disk_before_it_is_said_to_be_kept(monkeypatch):
    synced = []
    real = os.fsync
    monkeypatch.setattr(keeping.os, "fsync", lambda handle: synced.append(handle) or real(handle))
    keep(paper())
    assert len(synced) == 3  # the file, its folder, and the folder of that


def test_a_broken_write_leaves_nothing_behind(monkeypatch, store):
    def fails(handle):
        raise OSError("no room")

    monkeypatch.setattr(keeping.os, "fsync", fails)
    with pytest.raises(OSError, match="no room"):
        keep(paper())
    assert not [each for each in store.rglob("*") if each.is_file()]


SCANS = "throughcare.information.tests.scans"


def test_each_new_file_is_scanned_before_it_is_kept(settings, store):
    settings.DOCUMENT_SCAN = f"{SCANS}:finds_nothing"
    keep(paper())
    settings.DOCUMENT_SCAN = f"{SCANS}:finds_something"
    with pytest.raises(Refusal, match=r"other\.txt was not taken: the scan found something in it"):
        keep(paper("other.txt", b"words"))
    assert len([each for each in store.rglob("*") if each.is_file()]) == 1


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\o\\reply.pdf", "reply.pdf"),
        ("re\u202eply\n.pdf", "reply.pdf"),
        ("", "document"),
        ("..", "document"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_name_is_a_name_and_no_way(given, name):
    assert plain_name(given) == name


@pytest.mark.parametrize("sha256", ["", "../secrets", "A" * 64, "f" * 63, "f" * 64])
def test_only_a_hash_that_is_there_leads_anywhere(sha256):
    assert path_of(sha256) is None


def test_a_name_gets_the_ending_of_what_it_is():
    assert with_ending("evil.html", TEXT) == "evil.html.txt"
    assert with_ending("photo.JPEG", JPEG) == "photo.JPEG"
    assert with_ending("reply", PDF) == "reply.pdf"


# Through the pages


@pytest.fixture
def desk(db):
    return Desk(stored(), olga())


def add(desk, *files, **given):
    plain = {"kind": "letter", "documents": list(files)} | day("received_on", "2017-11-06")
    return desk.send("add-document", **plain | given)


def test_a_document_is_fetched_as_a_file_and_the_read_is_logged(desk):
    assert "reply.pdf" in desk.follow(add(desk, paper()))
    document = Document.objects.get()
    response = desk.get("document", document.ref)
    assert b"".join(response.streaming_content) == A_PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="reply.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert Read.objects.filter(page="document").count() == 1
    (found,) = exported(desk.person).information.documents
    assert (found.size, found.media_type, found.kind) == (len(A_PDF), "application/pdf", "letter")


def test_words_called_a_page_are_given_as_words(desk):
    add(desk, paper("evil.html", b"<script>alert(1)</script>"))
    response = desk.get("document", Document.objects.get().ref)
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Type"] == "text/plain"
    assert "evil.html.txt" in response["Content-Disposition"]


def test_a_document_has_the_reach_of_its_case(desk):
    add(desk, paper())
    ref = Document.objects.get().ref
    assert Desk(desk.person, ada()).get("document", ref).status_code == 403
    other = Desk(desk.person, olga())
    other.client.logout()
    assert other.get("document", ref).status_code == 302


def test_a_document_that_is_not_in_the_store_is_said_to_be_missing(db):
    known = {"ref": "lost", "name": "reply.pdf", "received_on": "2017-04-01", "sha256": "f" * 64}
    desk = Desk(stored(information={"documents": [known]}), olga())
    assert "reply.pdf is not in the store" in desk.follow(desk.get("document", "lost"))


def test_a_file_of_a_form_that_comes_back_is_not_lost(desk):
    first = add(desk, paper(), paper("virus.exe", b"MZ\x90\0"))
    page = first.content.decode()
    assert "virus.exe must be a PDF" in text(first)
    assert "Files we have already" in page
    kept = page.split('name="kept"')[1].split('value="')[1].split('"')[0]
    assert not Document.objects.exists()
    desk.follow(add(desk, kept=kept))
    assert Document.objects.get().name == "reply.pdf"


def test_a_file_that_is_unticked_is_not_added(desk):
    add(desk, paper(), paper("virus.exe", b"MZ\x90\0"))
    answer = add(desk)
    assert "Choose a document." in text(answer)


def test_what_this_service_did_not_take_cannot_be_named(desk):
    answer = add(desk, kept="WyJhIiwicGRmIiwxLCJmZiJd:forged:signature")
    assert "Select one of the answers shown" in text(answer)
    assert not Document.objects.exists()


def test_more_than_ten_files_at_once_are_refused(desk):
    files = [paper(f"{at}.txt", f"page {at}".encode()) for at in range(11)]
    assert "Add at most 10 files at once" in text(add(desk, *files))
