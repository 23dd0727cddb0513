"""The command `throughcare synthesise`: what it writes, and what it says to bad input."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from throughcare.casebook.synthesising import command
from throughcare.casebook.synthetic import synthesise, writing


def run(*arguments, code=0):
    found = CliRunner().invoke(command, [str(each) for each in arguments])
    assert found.exit_code == code, found.output
    return found.output


def test_it_writes_a_single_person_and_says_what_it_did(tmp_path):
    out = tmp_path / "new" / "area"
    done = json.loads(run("--people", 1, "--seed", 3, "--out", out, "--json"))
    assert done["people"] == 1
    assert len((out / "cases.jsonl").read_text().splitlines()) == 1
    assert (out / "truth.jsonl").exists()
    assert sorted(each.name for each in out.iterdir()) == ["cases.jsonl", "truth.jsonl"]


@pytest.mark.parametrize(
    ("day", "refused"),
    [("2015-12-31", True), ("2016-01-01", False), ("2040-12-31", False), ("2041-01-01", True)],
)
def test_the_day_must_be_one_for_which_people_can_be_made(tmp_path, day, refused):
    said = run("--people", 2, "--out", tmp_path, "--today", day, code=2 if refused else 0)
    assert (f"{day} is not a day from 2016-01-01 to 2040-12-31" in said) is refused


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--people", 0, "--out", "x"], "0 is not in the range 1<=x<=262000"),
        (["--people", 262_001, "--out", "x"], "is not in the range 1<=x<=262000"),
        (["--people", 2], "Say where to: --out DIR, --load, or both."),
        (["--people", 2, "--out", "x", "--failings", "some"], "'some' is not one of"),
        (["--people", 2, "--out", "x", "--today", "2017-02-30"], "does not match the format"),
    ],
)
def test_bad_options_are_said_in_a_line(arguments, said):
    output = run(*arguments, code=2)
    assert said in output
    assert "Traceback" not in output


def test_a_place_where_nothing_can_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("a file")
    said = run("--people", 1, "--out", tmp_path / "file" / "below", code=1)
    assert said.startswith("Error: Cannot write to ")
    assert "Not a directory" in said


def test_what_is_broken_off_leaves_the_files_of_before(tmp_path):
    def breaks_off():
        yield from synthesise(3, seed=2, today=date(2017, 11, 6))
        raise KeyboardInterrupt

    run("--people", 2, "--seed", 1, "--out", tmp_path)
    before = (tmp_path / "cases.jsonl").read_bytes()
    with pytest.raises(KeyboardInterrupt):
        writing.write(breaks_off(), tmp_path)
    assert (tmp_path / "cases.jsonl").read_bytes() == before
