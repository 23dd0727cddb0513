"""Finding a person: what is typed, who answers, in which order, and who stays hidden."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st
from tests.casefiles import caseload, directory, leaves, officer
from tests.lists import person
from tests.users import stranger, user_of

from throughcare.access import actions as access
from throughcare.access.roles import Role
from throughcare.history import clock
from throughcare.history.models import Read
from throughcare.people import finding
from throughcare.people.naming import folded, pieces, sounds, trigrams

TODAY = date(2017, 11, 6)

WORDS = st.text(st.characters(categories=("Lu", "Ll", "Lo", "Mn")), min_size=1, max_size=12)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


# What is typed


@pytest.mark.parametrize(
    "typed",
    [
        "5/5/1985",
        "05/05/85",
        "5.5.1985",
        "5-5-85",
        "5 5 1985",
        "05051985",
        "1985-05-05",
        "5 May 1985",
        "5th may 85",
        "5-May-1985",
        "5may1985",
        "May 5, 1985",
        "born 5 may 1985",
        "dob: 05/05/1985",
    ],
)
def test_a_date_of_birth_in_its_usual_forms(typed):
    asked = finding.read(typed, TODAY)
    assert (asked.born, asked.names) == (date(1985, 5, 5), [])


@pytest.mark.parametrize(
    ("typed", "born"), [("1/2/17", date(2017, 2, 1)), ("1/2/18", date(1918, 2, 1))]
)
def test_two_figures_of_a_year_mean_the_last_hundred(typed, born):
    assert finding.read(typed, TODAY).born == born


@pytest.mark.parametrize("typed", ["31/02/1985", "smith 1/13/1985", "32 May 1985"])
def test_what_looks_like_a_day_and_is_none(typed):
    asked = finding.read(typed, TODAY)
    assert asked.wrong_day
    assert asked.born is None


def test_everything_at_once():
    asked = finding.read("  Smith, x123456 05/05/1985 ari ", TODAY)
    assert asked.crn == "X123456"
    assert asked.born == date(1985, 5, 5)
    assert [piece.text for piece in asked.names] == ["smith", "ari"]


@pytest.mark.parametrize(
    ("typed", "enough"),
    [
        ("", False),
        ("a", False),
        ("-", False),
        ("a b", False),
        ("li", True),
        ("j smith", True),
        ("李", True),
        ("X123456", True),
        ("5/5/85", True),
    ],
)
def test_what_tells_people_apart(typed, enough):
    assert finding.read(typed, TODAY).enough is enough


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read(typed):
    finding.read(typed, TODAY)


# Names


@given(st.text(max_size=40))
@example("ß İ ﬁ")
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)


@given(NAMES, st.data())
def test_a_name_is_found_by_its_words_their_beginnings_and_their_middles(name, data):
    kept = set(trigrams(name))
    words = folded(name).split()
    for word in words:
        (piece,) = pieces(word)
        assert set(piece.whole) <= kept
        assert not piece.sounds or set(piece.sounds) & set(sounds(name))
    if words:
        word = data.draw(st.sampled_from(words))
        (begun,) = pieces(word[: data.draw(st.integers(1, len(word)))])
        assert set(begun.begins) <= kept
        if len(word) > 3:
            start = data.draw(st.integers(0, len(word) - 3))
            (inside,) = pieces(word[start : data.draw(st.integers(start + 3, len(word)))])
            assert set(inside.inside) <= kept


@pytest.mark.parametrize(
    ("one", "other"),
    [("Smith", "Smyth"), ("Gary", "Garry"), ("Catherine", "Kathryn"), ("Thomson", "Tomson")],
)
def test_names_that_sound_alike(one, other):
    assert set(sounds(one)) & set(sounds(other))


# The page


@pytest.fixture
def signed_in(db, client):
    clock.set_day(TODAY)

    def sign_in(code="olga", role=Role.PRACTITIONER):
        client.force_login(user_of(code, role))
        return client

    return sign_in


def found(response):
    """The names found, in order."""
    assert response.status_code == 200, response.status_code
    one = re.compile(r'<h3 class="govuk-heading-s[^>]*>(.*?)</h3>', re.DOTALL)
    return [
        " ".join(re.sub(r"<[^>]+>", " ", each).split())
        for each in one.findall(response.content.decode())
    ]


def said(response):
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def find(client, typed):
    return client.post("/find", {"q": typed})


def called(*names):
    return [
        {"ref": f"n{at}", "kind": kind, "given": given, "family": family}
        for at, (kind, given, family) in enumerate(names)
    ]


def test_the_closest_come_first(signed_in):
    for number, (given_name, family) in enumerate(
        [
            ("Ann", "Goldsmith"),
            ("Bea", "Smithson"),
            ("Cal", "Smith"),
            ("Dan", "Schmidt"),
            ("Eve", "Smyth"),
            ("Fay", "Jones"),
        ]
    ):
        person(f"X00000{number}", given_name, family)
    response = find(signed_in(), "smith")
    first = ["Cal Smith", "Bea Smithson", "Ann Goldsmith"]
    assert found(response)[:3] == first
    assert set(found(response)[3:]) == {"Dan Schmidt", "Eve Smyth"}
    assert said(response).count("Sounds like what you typed") == 2
    assert "5 people found" in said(response)


@pytest.mark.parametrize(
    "typed",
    [
        "zol",
        "Zoë",
        "zoe o'brien",
        "O’BRIEN",
        "obrien zoe",
        "lliams",
        "zo wil",
        "Z Williams",
        "X123456",
        "x123456 ",
        "Y654321",
        "5/5/1985",
        "zoe 5 May 1985",
        "Zoey Wiliams",
    ],
)
def test_ways_to_find_one_person(signed_in, typed):
    person(
        given="Zoë",
        family="O’Brien-Williams",
        names=None or called(("legal", "Zoë", "O’Brien-Williams"), ("alias", "Zola", "Budd")),
        previous_crns=["Y654321"],
    )
    assert found(find(signed_in(), typed)) == ["Zoë O’Brien-Williams"]


@pytest.mark.parametrize("typed", ["zebra", "zoe 6 May 1985", "Z999999", "zoe smith", "%%%", "__"])
def test_nobody_found_says_what_to_try(signed_in, typed):
    person(given="Zoë", family="Williams")
    response = find(signed_in(), typed)
    if typed in ("%%%", "__"):
        assert "Enter at least 2 letters of a name" in said(response)
    else:
        assert found(response) == []
        assert "Nobody found" in said(response)
        assert "You could try" in said(response)


def test_what_matched_is_shown_where_it_is_another_name(signed_in):
    person(names=called(("legal", "Ari", "Example"), ("previous", "Ari", "Former")))
    person(
        "X000002",
        names=called(
            ("legal", "Bo", "Other"), ("alias", "Kid", "Cisco"), ("preferred", "Bobby", "Other")
        ),
    )
    client = signed_in()
    assert "Previous name: Ari Former" in said(find(client, "former"))
    assert "Alias: Kid Cisco" in said(find(client, "cisco"))
    assert "Bo Other known as Bobby Other" in said(find(client, "other"))
    assert "Previous name" not in said(find(client, "ari"))


def test_a_former_number_finds_the_person_and_says_so(signed_in):
    person(previous_crns=["Y654321"])
    response = find(signed_in(), "y654321")
    assert found(response) == ["Ari Example"]
    assert "former CRN" in said(response)


def test_one_is_told_apart_by_birth_number_team_and_officer(signed_in):
    staff = directory(**leaves("omar", "2017-10-02"))
    person(directory=staff)
    person(
        "X000002",
        "Bob",
        directory=staff,
        caseload=caseload("2017-03-03", officer("o", "omar", "2017-03-03")),
    )
    response = said(find(signed_in(), "example"))
    assert "CRN X123456 Born 5 May 1985 (age 32) Officer Olga Team North team" in response
    assert "CRN X000002 Born 5 May 1985 (age 32) Officer Nobody Team North team" in response


def test_a_name_in_another_script_and_a_single_name(signed_in):
    person(names=called(("legal", "", "李小龙"), ("alias", "", "Li")))
    client = signed_in()
    for typed in ("李小龙", "李", "小龙", "li"):
        assert found(find(client, typed)) in (["李小龙"], []) if typed == "小龙" else ["李小龙"]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "Enter a name, a CRN or a date of birth"),
        ("   ", "Enter a name, a CRN or a date of birth"),
        ("a", "Enter at least 2 letters of a name, a CRN or a date of birth"),
        ("31/02/1985", "31/02/1985 is not a real date"),
        ("x" * 101, "Use 100 characters or fewer"),
    ],
)
def test_errors_stand_by_the_box_and_keep_what_was_typed(signed_in, typed, error):
    person()
    response = find(signed_in(), typed)
    assert f"There is a problem {error}" in said(response)
    assert f'value="{typed}"' in response.content.decode()


def test_more_than_fifty_ask_for_a_date_of_birth(signed_in, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)
    for number in range(1, 4):
        person(f"X00000{number}", f"Ann{number}", "Smith", born=f"198{number}-01-01")
    client = signed_in()
    response = find(client, "smith")
    assert len(found(response)) == 2
    assert "Add a date of birth" in said(response)
    assert found(find(client, "smith 1/1/1983")) == ["Ann3 Smith"]


def test_a_person_with_many_matching_names_is_one_person(signed_in):
    person(names=called(*[("alias" if at else "legal", f"Al{at}", "Smith") for at in range(5)]))
    assert found(find(signed_in(), "smith")) == ["Al0 Smith"]


def test_nothing_typed_ever_stands_in_an_address(signed_in):
    person()
    client = signed_in()
    assert found(client.get("/find?q=example")) == []
    response = find(client, "example")
    addresses = re.findall(r'(?:href|action)="([^"]*)"', response.content.decode())
    assert not [each for each in addresses if "xample" in each or "X123456" in each]


# Reach


def test_only_people_within_reach_are_found(signed_in):
    person()
    south = caseload("2017-03-03", officer("o", "petra", "2017-03-03"))
    south["allocations"][0]["team"] = "south"
    person("X000002", "Sid", "Example", caseload=south)
    client = signed_in()
    for typed in ("example", "5/5/1985", "exampel"):
        assert found(find(client, typed)) == ["Ari Example"]
    assert found(find(client, "X000002")) == []
    signed_in("petra")
    assert found(find(client, "example")) == ["Sid Example"]
    client.force_login(stranger("Works Nowhere", Role.PRACTITIONER))
    assert found(find(client, "example")) == []


@pytest.mark.parametrize(
    ("code", "role"), [("olga", Role.PRACTITIONER), ("dora", Role.DUTY_MANAGER)]
)
def test_who_is_excluded_finds_nothing_by_any_way(signed_in, code, role):
    hidden = person()
    client = signed_in(code, role)
    assert found(find(client, "example")) == ["Ari Example"]
    access.exclude(hidden, user_of(code), by=None, because="Her cousin.")
    for typed in ("example", "X123456", "5/5/1985"):
        assert found(find(client, typed)) == []
        assert "Limited access" not in said(find(client, typed))


def test_the_exact_number_of_a_restricted_record_says_whom_to_ask(signed_in):
    hidden = person()
    client = signed_in()
    access.restrict(hidden, by=None, because="In the papers.", allowed=[user_of("omar")])
    assert found(find(client, "example")) == []
    assert "Limited access" not in said(find(client, "example"))
    response = said(find(client, "x123456"))
    assert "X123456 is a restricted record. Ask Sam, who manages the team" in response
    assert Read.objects.filter(subject_id=hidden.pk, page="limited access").exists()


@pytest.mark.parametrize("typed", ["example", "X123456", "5/5/1985", "exampel 5/5/1985"])
def test_the_cost_does_not_grow_with_what_is_found(signed_in, typed):
    counts = []
    for number in (1, 8):
        for each in range(number):
            crn = "X123456" if not each else f"X{number}{each:05}"
            person(crn)
        client = signed_in()
        find(client, "x")
        with CaptureQueriesContext(connection) as queries:
            assert found(find(client, typed))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_nobody_searches_without_signing_in_or_a_role(client, db):
    assert find(client, "example").headers["Location"] == "/accounts/login/?next=/find"
    client.force_login(stranger("Without Role"))
    assert client.get("/find").status_code == 403
