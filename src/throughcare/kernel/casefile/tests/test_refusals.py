"""What is refused, with the line and the reason, and what is taken although it is bad practice."""

import json

import pytest

from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.parsing import yaml_documents
from throughcare.kernel.casefile.problems import Refused
from throughcare.kernel.casefile.reading import read, read_one

BASE = """\
format: throughcare-case-1
crn: X500009
directory:
  providers: [{ref: crc, name: London CRC, kind: crc}]
  teams: [{ref: team, name: Team 1, provider: crc}]
  staff:
    - {ref: po, name: Amina Diallo, grade: PO,
       posts: [{ref: post, team: team, starts_on: 2015-01-05}]}
person:
  particulars: {ref: p, date_of_birth: 1980-01-01, sex: M}
  names: [{ref: n, given: Alex, family: Moss}]
sentences:
  orders:
    - {ref: order, kind: community order, sentenced_on: 2017-01-09, expires_on: 2018-01-08,
       requirements: [{ref: rar, kind: rehabilitation activity, amount: 10, unit: days}]}
  custody:
    - ref: custody
      sentenced_on: 2015-01-05
      licences:
        - {ref: l-1, released_on: 2015-06-01, expires_on: 2016-01-04}
contacts:
  - {ref: c-1, date: 2017-01-16, time: 09:30, staff: po, outcome: {result: attended, by: po}}
  - {ref: c-2, date: 2017-01-23, outcome: {result: failed to attend},
     decision: {acceptable: true, decided_on: 2017-01-24}}
"""


def refused(text: str | bytes, name: str = "case.yaml") -> list[tuple[int, str, str]]:
    raw = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(Refused) as refusal:
        list(read(raw, name))
    assert all(problem.file == name for problem in refusal.value.problems)
    return [(p.line, p.where, p.reason) for p in refusal.value.problems]


def changed(old: str, new: str) -> str:
    assert BASE.count(old) == 1, old
    return BASE.replace(old, new)


def test_the_base_is_taken() -> None:
    assert isinstance(read_one(BASE.encode(), "case.yaml"), CaseFile)


WRONG = [
    # what is changed, into what, the line, the place, and words of the reason
    ("sex: M", "sex: X", 10, "person.particulars.sex", "allowed: M, F"),
    ("sex: M", "gender: M", 10, "person.particulars.gender", "no such field"),
    ("given: Alex", "givven: Alex", 11, "person.names[0].givven", "perhaps given is meant"),
    ("family: Moss", "", 11, "person.names[0]", "family is missing"),
    ("family: Moss", "family: ''", 11, "person.names[0].family", "may not be empty"),
    ("family: Moss", "family: 42", 11, "person.names[0].family", "put it in quotes"),
    ("family: Moss", "family: [a]", 11, "person.names[0].family", "text is wanted"),
    ("family: Moss", "family: !x Moss", 11, "person.names[0].family", "tags"),
    ("family: Moss", 'family: "a\\0b"', 11, "person.names[0].family", "control character"),
    ("crn: X500009", "crn: x500009", 2, "crn", "no CRN"),
    ("crn: X500009", "crn: X500009\ncrn: X500008", 3, "crn", "given twice, first on line 2"),
    ("throughcare-case-1", "throughcare-case-2", 1, "format", "throughcare-case-1 is wanted"),
    ("1980-01-01", "1980-02-30", 10, "person.particulars.date_of_birth", "no day 1980-02-30"),
    ("1980-01-01", "01/02/1980", 10, "person.particulars.date_of_birth", "written as"),
    ("1980-01-01", "1890-01-01", 10, "person.particulars.date_of_birth", "1930 to 2100"),
    ("1980-01-01", "2016-01-01", 10, "person.particulars.date_of_birth", "born after"),
    ("time: 09:30", "time: 25:30", 22, "contacts[0].time", "no time 25:30"),
    ("time: 09:30", "rar: yes", 22, "contacts[0].rar", "true or false"),
    ("time: 09:30", "minutes: 0", 22, "contacts[0].minutes", "from 1 to 1440"),
    ("time: 09:30", "minutes: 1e400", 22, "contacts[0].minutes", "whole number"),
    ("time: 09:30", "minutes: null, cancelled: {date: 2017-01-10}", 22, "contacts[0].outcome", "c"),
    ("time: 09:30", "recorded_at: 2017-01-16T10:00:00", 22, "contacts[0].recorded_at", "Z or"),
    ("time: 09:30", "recorded_at: 2017-01-16T25:00:00Z", 22, "contacts[0].recorded_at", "instant"),
    ("time: 09:30", "earlier: [{date: 2017-01-17}]", 22, "contacts[0].earlier[0]", "recorded_at"),
    ("ref: c-2", "ref: c-1", 23, "contacts[1].ref", "already names"),
    ("ref: c-2", "ref: C_2", 23, "contacts[1].ref", "no reference"),
    ("staff: po", "staff: poo", 22, "contacts[0].staff", "perhaps po is meant"),
    ("staff: po", "staff: team", 22, "contacts[0].staff", "wanted is a member of staff"),
    ("result: attended", "result: atended", 22, "contacts[0].outcome.result", "failed to comply"),
    ("failed to attend", "attended", 24, "contacts[1].decision", "a failure"),
    ("decided_on: 2017-01-24", "decided_on: 2017-01-20", 24, "contacts[1].decision.decided_on", ""),
    ("expires_on: 2018-01-08", "expires_on: 2017-01-08", 14, "sentences.orders[0].expires_on", ""),
    (
        "amount: 10",
        "starts_on: 2016-12-31",
        15,
        "sentences.orders[0].requirements[0].starts_on",
        "",
    ),
    ("amount: 10", "amount: -1", 15, "sentences.orders[0].requirements[0].amount", ""),
    (
        "released_on: 2015-06-01",
        "released_on: 2014-06-01",
        20,
        "sentences.custody[0].licences[0].released_on",
        "before the day of sentence",
    ),
    (
        "expires_on: 2016-01-04}",
        "recall: {date: 2015-05-01}}",
        20,
        "sentences.custody[0].licences[0].recall.date",
        "before the day of release",
    ),
    (
        "expires_on: 2016-01-04}",
        "expires_on: 2016-01-04}\n        - {ref: l-2, released_on: 2015-12-01}",
        21,
        "sentences.custody[0].licences[1].released_on",
        "overlaps",
    ),
]


@pytest.mark.parametrize(("old", "new", "line", "where", "words"), WRONG)
def test_one_thing_wrong(old: str, new: str, line: int, where: str, words: str) -> None:
    text = changed(old, new)
    ((found_line, found_where, reason),) = refused(text)
    assert (found_line, found_where) == (line, where), reason
    assert words in reason


def in_json(old: str, new: str) -> str | None:
    """Return a spoilt base as JSON, None where what is wrong can be said in YAML alone."""
    (document,) = yaml_documents(changed(old, new))
    data = json.dumps(document.data)
    return None if document.flaws or "Infinity" in data else data


IN_JSON = [(in_json(old, new), where, words) for old, new, _, where, words in WRONG]


@pytest.mark.parametrize(
    ("data", "where", "words"), [(data, *rest) for data, *rest in IN_JSON if data]
)
def test_the_same_is_wrong_in_json(data: str, where: str, words: str) -> None:
    ((found_line, found_where, reason),) = refused(data, "case.json")
    assert (found_line, found_where) == (1, where), reason
    assert words in reason
    ((found_line, _, _),) = refused(json.dumps([json.loads(data)], indent=1), "case.json")
    assert found_line > 1
    ((found_line, _, _),) = refused("\n" + data + "\n", "case.jsonl")
    assert found_line == 2


def test_everything_wrong_is_said_at_once() -> None:
    text = BASE.replace("sex: M", "sex: X").replace("given: Alex", "givven: Alex")
    text = text.replace("2017-01-23", "2017-02-30").replace("staff: po", "staff: nobody")
    assert [line for line, _, _ in refused(text)] == [10, 11, 22, 23]


def test_items_left_out_do_not_move_the_places_of_others() -> None:
    text = changed("ref: c-1, date: 2017-01-16", "ref: c-1, date: soon")
    text = text.replace("decided_on: 2017-01-24", "decided_on: 2017-01-20")
    assert [(line, where) for line, where, _ in refused(text)] == [
        (22, "contacts[0].date"),
        (24, "contacts[1].decision.decided_on"),
    ]


SECTIONS = """court:
  reports:
    - ref: report
      requested_on: 2017-01-02
      sections:
        - {ref: s-1, title: proposal, text: One}
        - {ref: s-2, title: TITLE, text: Another}
"""


def test_a_section_stands_once_in_a_report() -> None:
    ((line, where, reason),) = refused(BASE + SECTIONS.replace("TITLE", "proposal"))
    assert (line, where) == (29, "court.reports[0].sections")
    assert "“proposal” stands here twice" in reason
    assert read_one((BASE + SECTIONS.replace("TITLE", "victims")).encode(), "case.yaml")
    error = "proposal, in_error: {recorded_at: 2017-01-03T10:00:00Z, because: doubled}"
    once = SECTIONS.replace("TITLE", error)
    assert read_one((BASE + once).encode(), "case.yaml").court.reports[0].sections[1].in_error


ALLOCATED = """court:
  allocations:
    - {ref: first, of: order, officer: po}
    - {ref: other, of: custody, officer: po}
    - {ref: second, of: order, officer: po}
"""


def test_a_sentence_has_one_court_allocation_that_stands() -> None:
    ((line, where, reason),) = refused(BASE + ALLOCATED)
    assert (line, where) == (29, "court.allocations[2].of")
    assert "“order” has the court allocation “first” already" in reason
    error = "in_error: {recorded_at: 2017-01-10T10:00:00Z, because: entered twice}"
    for one in ("first", "second"):
        marked = ALLOCATED.replace(f"ref: {one}, of: order", f"ref: {one}, {error}, of: order")
        assert read_one((BASE + marked).encode(), "case.yaml").court.allocations
    revised = """court:
  allocations:
    - {ref: first, of: order, officer: po, recorded_at: 2017-01-10T10:00:00Z,
       earlier: [{of: custody, recorded_at: 2017-01-09T10:00:00Z}]}
    - {ref: other, of: custody, officer: po}
"""
    assert read_one((BASE + revised).encode(), "case.yaml").court.allocations[0].earlier


def test_a_reference_to_something_unreadable_is_no_second_problem() -> None:
    problems = refused(changed("grade: PO", "grade: PQ"))
    assert [where for _, where, _ in problems] == ["directory.staff[0].grade"]


def test_at_most_twenty_problems_and_how_many_more() -> None:
    contacts = "".join(f"  - {{ref: d-{n}, date: never}}\n" for n in range(50))
    with pytest.raises(Refused) as refusal:
        list(read((BASE + contacts).encode(), "case.yaml"))
    assert len(refusal.value.problems) == 20
    assert refusal.value.more == 30
    assert str(refusal.value).endswith("and 30 more")


def test_several_people_in_a_file() -> None:
    other = BASE.replace("X500009", "X500010")
    assert [case.crn for case in read(f"{BASE}---\n{other}".encode(), "two.yaml")] == [
        "X500009",
        "X500010",
    ]
    ((line, where, reason),) = refused(f"{BASE}---\n{BASE}")
    assert (line, where) == (27, "crn")
    assert "already given on line 2" in reason
    problems = refused(f"{BASE}---\n{other.replace('sex: M', 'sex: X')}")
    assert [line for line, _, _ in problems] == [35]


CORRECTIONS = """
  - ref: c-3
    date: 2017-02-01
    recorded_at: {recorded}
    earlier:
      - {{date: 2017-02-02, recorded_at: {first}}}
      - {{date: 2017-02-03, recorded_at: {second}}}
"""


def test_versions_stand_oldest_first_before_the_item() -> None:
    good = CORRECTIONS.format(first="2017-01-20", second="2017-01-21", recorded="2017-01-22")
    contact = read_one((BASE + good).encode(), "case.yaml").contacts[-1]
    assert [version.date.day for version in contact.earlier] == [2, 3]
    assert all(version.ref == "c-3" for version in contact.earlier)
    for first, second, recorded, line in [
        ("2017-01-21", "2017-01-21", "2017-01-22", 31),
        ("2017-01-20", "2017-01-22", "2017-01-22", 26),
    ]:
        text = CORRECTIONS.format(first=first, second=second, recorded=recorded)
        ((found, _, reason),) = refused(BASE + text)
        assert "recorded no later" in reason
        assert found == line
    error = "in_error: {{recorded_at: {}, because: {}}}"
    for at, why, reason in [
        ("2017-01-19", "x", "before it was recorded"),
        ("2017-01-21", "''", "this may not be empty"),
    ]:
        said = error.format(at, why)
        text = good.replace("recorded_at: 2017-01-21}", f"recorded_at: 2017-01-21, {said}}}")
        ((_, _, because),) = refused(BASE + text)
        assert reason in because
    missing = good.replace("    recorded_at: 2017-01-22\n", "")
    assert "must be given" in refused(BASE + missing)[0][2]
    parts = good.replace("{date: 2017-02-02,", "{date: 2017-02-02, outcome: {result: attended},")
    assert "its own times" in refused(BASE + parts)[0][2]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("date: 2017-01-16", "date: 2017-01-16, booked_on: 2017-01-20"),  # entered afterwards
        ("result: attended, by: po", "result: attended, by: po, recorded_at: 2016-01-01"),
        (
            "date: 2017-01-16, time: 09:30, staff: po, outcome: {result: attended, by: po}",
            "date: 2099-01-16",
        ),
        (
            "result: failed to attend",
            (
                "result: attended, recorded_at: 2017-02-01, "
                "earlier: [{result: failed to attend, recorded_at: 2017-01-23}]"
            ),
        ),
        (
            "expires_on: 2016-01-04}",
            (
                "recall: {date: 2015-07-01, returned_on: 2015-07-03}}\n"
                "        - {ref: l-2, released_on: 2015-08-01}"
            ),
        ),
    ],
)
def test_what_is_unusual_is_taken(old: str, new: str) -> None:
    assert read_one(changed(old, new).encode(), "case.yaml")


def test_yaml_of_today_keeps_words_and_days_as_text() -> None:
    case = read_one(changed("given: Alex", "given: no").encode(), "case.yaml")
    assert case.person.names[0].given == "no"
