"""Who else is named: found in a text however it is written, and never in the copy."""

import json
import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.casefiles import case, directory

from throughcare.planning.pages.copies import what_is_said
from throughcare.planning.rules import others
from throughcare.planning.rules.others import words
from throughcare.planning.rules.shareable import shareable
from throughcare.planning.tests.acting import ASSESSMENT
from throughcare.planning.tests.test_copy import FIELDS, PERSON, TODAY, typed_into


def record(*names, told=(), **more):
    """A record with people in the person's life, and with what others told."""
    people = [
        {"ref": f"r-{at}", "kind": "friend", "name": name} | more for at, name in enumerate(names)
    ]
    items = [
        {"ref": f"i-{at}", "kind": "other", "received_on": "2017-10-02"} | each
        for at, each in enumerate(told)
    ]
    return {"person": {**PERSON, "relationships": people}, "information": {"items": items}}


def copied(where, typed, **sections):
    """The copy of a plan into one field of which something was typed, and all that it says."""
    plans = {"plans": [typed_into(where, typed)]}
    file = case(planning=plans, assessment={"oasys": [ASSESSMENT]}, **sections)
    copy = shareable(file, file.planning.plans[0], TODAY)
    return copy, json.dumps(what_is_said(file, copy), ensure_ascii=False)


def because(typed, **sections):
    """Why a text may not be shared; None where it may."""
    copy, _ = copied("objective", typed, **sections)
    return copy.to_be_reworded[0].because if copy.to_be_reworded else None


OTHER = "names somebody else"


@pytest.mark.parametrize(
    "typed",
    [
        "To keep away from Jade Oduya",
        "To keep away from Jade",
        "To keep away from jade",
        "Not to go near the Oduyas",
        "Not to go to Jade’s place",
        "Not to go to Jade\u02bcs place",
        "JADE to be left alone",
        "Not to write to jade.oduya@example.org",
        "Not to look at @JadeOduya any more",
        "Leave J\u00e1de alone",
        "Leave Ja\u202ade alone",
        "Leave Ja\u034fde alone",
        "Leave \uff2a\uff41\uff44\uff45 alone",
        "Leave Jade_Oduya alone",
        "Leave Jade-Oduya alone",
        "Leave Oduya, Jade alone",
    ],
)
def test_a_name_is_found_however_it_is_written(typed):
    assert because(typed, **record("Jade Oduya")) == OTHER


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Mark Young", "To mark off each day and stay with young people of his own age"),
        ("Will Grace", "He will write it down"),
        ("Former partner", "To be a good partner and father"),
        ("Name withheld", "To learn her name, and what was withheld"),
        ("Mrs Example", "To work with Ari Example"),
        ("Mr de la Torre", "La Fontaine for Mr Smith"),
        ("Olga Petrov", "See Sam each week"),
    ],
)
def test_ordinary_words_name_nobody(name, typed):
    assert because(typed, **record(name)) is None


@pytest.mark.parametrize("typed", ["Leave Mark alone", "Mark is to be left alone", "Tell April"])
def test_a_name_that_is_a_word_counts_with_its_capital(typed):
    assert because(typed, **record("Mark Young", "April Day")) == OTHER


def test_colleagues_may_be_named_where_somebody_has_the_same_given_name():
    """The name of a colleague written whole is theirs; alone the given name is anybody's."""
    people = record("Olga Brandt")
    staff = [{"ref": "olga", "name": "Olga Ivanova", "grade": "PO"}]
    people["directory"] = directory(olga=staff[0])
    assert because("See Olga Ivanova on Mondays", **people) is None
    assert because("See Olga on Mondays", **people) == OTHER


@pytest.mark.parametrize("typed", ["07700900123", "+44 (0)7700 900123", "07700-900-123"])
def test_a_number_is_found_with_and_without_the_country(typed):
    people = record("Jade", telephone="07700 900123")
    assert because(f"Not to ring {typed}", **people) == OTHER
    assert because(f"Not to ring {typed}", **record(told=[{"text": "Rang 07700 900123."}])) == OTHER
    assert because("Ring 07700 900999", **people) is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Not to speak to Mrs Achebe", OTHER),
        ("Not to speak to achebe", OTHER),
        ("Not to go to Leeds", OTHER),
        ("Not to go to 14 elm road", OTHER),
        ("Not to go to LS1 4AB", OTHER),
        ("Not to go to ls14ab", OTHER),
        ("To say sorry to PC Quirke", OTHER),
        ("To keep off the road at night", None),
        ("To be at the police station on Friday", None),
    ],
)
def test_names_and_places_in_what_was_told(typed, expected):
    said = (
        "On Friday Mrs Achebe told PC Quirke that she moved to Leeds. "
        "The police went to 14 Elm Road, LS1 4AB."
    )
    assert because(typed, **record(told=[{"text": said}])) == expected


@pytest.mark.parametrize(
    ("sender", "typed", "expected"),
    [
        ("Refuge, Leeds", "Ring refuge Leeds", OTHER),
        ("Neighbour", "To speak with your neighbour", OTHER),
        ("Police", "To have nothing to do with the police", None),
    ],
)
def test_who_told_it_is_not_given_away(sender, typed, expected):
    assert because(typed, **record(told=[{"sender": sender, "text": "x"}])) == expected


@pytest.mark.parametrize(
    "typed", ["Ask the IDVA", "She is in a refuge", "Discussed at MARAC", "Women’s safety worker"]
)
def test_what_protects_a_victim_is_not_said(typed):
    assert because(typed, **record()) == "protects a victim"


SIGNS = ["{}", "{}’s", "“{}”", "({})", "{}s", "{},", "@{}", "{}/x"]
UNSEEN = ["", "\u200b", "\u00ad", "\u202a", "\u034f", "\ufe0f"]
LETTERS = st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F)
NAMES = st.text(LETTERS, min_size=3, max_size=9).map(lambda name: name.lower().capitalize())
AROUND = st.text(st.characters(codec="utf-8", exclude_categories=["C", "L", "N"]), max_size=6)


@example("Jade", "Oduya", "words", str.upper, "{}’s", "\u200b", "", "")
@settings(max_examples=40)
@given(
    given_name=NAMES,
    family=NAMES,
    where=st.sampled_from(FIELDS),
    case_of=st.sampled_from([str, str.lower, str.upper]),
    sign=st.sampled_from(SIGNS),
    unseen=st.sampled_from(UNSEEN),
    before=AROUND,
    after=AROUND,
)
def test_no_name_in_any_field_reaches_page_or_pdf(
    given_name, family, where, case_of, sign, unseen, before, after
):
    """Page and PDF are made of nothing but what is looked through here."""
    name = f"{given_name} {family}"
    _, plain = copied(where, "Nothing", **record())
    names = words(name)
    # The name must be a name: two words, ordinary in no form of the copy, and nobody's own.
    assume(len(names) == 2 and not set(names) & set(words(plain)))
    assume(not set(names) & (others.ORDINARY | others.NOBODY))
    assume(all(len(each) > 2 and each == words(case_of(each))[0] for each in names))
    for typed in (name, given_name, family):
        hidden = unseen.join(case_of(typed))
        text = f"To keep {before} {sign.format(hidden)} {after} away"
        copy, said = copied(where, text, **record(name))
        assert [each.what for each in copy.to_be_reworded] == [where]
        assert not set(words(unicodedata.normalize("NFKC", said))) & set(names)
