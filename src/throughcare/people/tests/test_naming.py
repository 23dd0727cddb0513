"""Names are found by their pieces and by their sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.people.naming import folded, sounds, trigrams


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        pytest.param("Zoë O’Neil", "zoe oneil", id="accent and apostrophe"),
        pytest.param("Łukasz  Wiśniewski-Nowak", "lukasz wisniewski nowak", id="hyphen"),
        pytest.param("STRASSE", "strasse", id="capitals"),
        pytest.param("Straße", "strasse", id="sharp s"),
        pytest.param("Ngô Đình", "ngo dinh", id="Vietnamese"),
        pytest.param("李文", "李文", id="Chinese"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_names_are_folded(name: str, plain: str) -> None:
    assert folded(name) == plain


def test_pieces_mark_where_a_word_begins_and_ends() -> None:
    assert trigrams("Ann") == ["  a", " an", "ann", "nn "]
    assert trigrams("X") == ["  x", " x "]


@pytest.mark.parametrize(
    ("one", "other"), [("Smith", "Smyth"), ("Stephen", "Steven"), ("Catherine", "Katharine")]
)
def test_what_sounds_alike_shares_a_key(one: str, other: str) -> None:
    assert set(sounds(one)) & set(sounds(other))


def test_a_name_in_another_script_keeps_itself() -> None:
    assert sounds("李文") == ["李文"]


@given(st.text(max_size=30))
def test_any_text_is_a_name(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    if folded(text):
        assert trigrams(text)
        assert sounds(text)
