"""What is kept within reach of a thread says what Django says, to each thread its own."""

import threading

import pytest
from django.urls import base as urls
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils import translation
from django.utils.translation import get_language, gettext, trans_real

from throughcare.settings.threads import keep_within_reach


@pytest.fixture
def within_reach(monkeypatch):
    words = trans_real.translation("en-gb")
    monkeypatch.setattr(words, "gettext", words.gettext)
    for module, name in ((trans_real, "_active"), (urls, "_prefixes"), (urls, "_urlconfs")):
        monkeypatch.setattr(module, name, getattr(module, name))
    before = {each: gettext(each) for each in ("Monday", "Overdue", "")}
    keep_within_reach()
    return before


def test_words_and_addresses_are_those_of_django(within_reach):
    assert {each: gettext(each) for each in within_reach} == within_reach
    assert reverse("case", args=["a"]) == "/cases/a"
    with translation.override("fr"):
        assert get_language() == "fr"
        assert gettext("Monday") == "lundi"
    assert gettext("Monday") == "Monday"


def test_what_one_thread_sets_no_other_finds(within_reach):
    found = []

    def other() -> None:
        found.extend((get_language(), get_script_prefix()))
        set_script_prefix("/elsewhere/")
        translation.activate("cy")

    set_script_prefix("/here/")
    translation.activate("fr")
    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert found == ["en-gb", "/"]
    assert (get_language(), get_script_prefix()) == ("fr", "/here/")
