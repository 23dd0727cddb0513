"""A JSON file from outside: what spoils the whole of it, and what only its place."""

import pytest

from throughcare.kernel import jsonfile

SPOILT = {
    "NaN": ("NaN", "NaN is not a number"),
    "-Infinity": ("-Infinity", "-Infinity is not a number"),
    "7" * 1_001: ("a number", "of 1001 digits is too long"),
    "7" * 5_000: ("a number", "of 5000 digits is too long"),
}


def written(tmp_path, text):
    path = tmp_path / "cases.json"
    path.write_text(text)
    return str(path)


@pytest.mark.parametrize("text", SPOILT)
def test_a_value_that_cannot_be_taken_spoils_the_file(tmp_path, text):
    with pytest.raises(jsonfile.Refused, match=SPOILT[text][1]) as refused:
        jsonfile.read(written(tmp_path, f"[1, {text}]"))
    assert "set_int_max_str_digits" not in str(refused.value)


@pytest.mark.parametrize("text", SPOILT)
def test_marked_it_spoils_only_its_place(tmp_path, text):
    one, spoilt = jsonfile.read(written(tmp_path, f'[1, {{"age": {text}}}]'), mark=True)
    assert one == 1
    unread = spoilt["age"]
    assert jsonfile.shown(unread) == SPOILT[text][0]
    assert SPOILT[text][1] in unread.why


def test_a_key_given_twice_spoils_the_file_or_marked_its_value(tmp_path):
    path = written(tmp_path, '[{"a": 1, "b": 2, "a": 1, "a": 3}]')
    with pytest.raises(jsonfile.Refused, match='the key "a" stands twice'):
        jsonfile.read(path)
    (marked,) = jsonfile.read(path, mark=True)
    assert marked["b"] == 2
    assert "stands twice" in marked["a"].why


def test_a_long_number_that_can_be_read_is_read(tmp_path):
    assert jsonfile.read(written(tmp_path, "7" * 1_000)) == int("7" * 1_000)
