"""Case files into the record and out again."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from throughcare import casebook, history
from throughcare.history import sections
from throughcare.history.columns import in_order
from throughcare.history.composing import compose, compose_all, compose_one
from throughcare.history.differing import differences
from throughcare.history.directory import cases_naming
from throughcare.history.loading import Loaded, LoadRefused, load, person_of
from throughcare.history.models import Entry, Version
from throughcare.history.tests.records import changed, everything, person_of_today
from throughcare.kernel.casefile import CaseFile, contacts, known
from throughcare.kernel.casefile.reading import read
from throughcare.kernel.casefile.settling import order_of
from throughcare.kernel.casefile.writing import canonical, plain
from throughcare.organisation.models import Staff
from throughcare.people.models import Person

pytestmark = pytest.mark.django_db

PUBLISHED = sorted(Path(casebook.__file__).parent.glob("*.yaml"))


def export(loaded: Loaded) -> CaseFile:
    case = compose_one(loaded.person)
    assert case is not None
    return case


def test_every_struct_has_its_table() -> None:
    assert list(sections.check_shape()) == []


@pytest.mark.parametrize("scope", ["file", "installation"])
def test_what_is_loaded_is_exported_byte_for_byte(scope: str) -> None:
    case = everything(scope)
    assert canonical(export(load(case))) == canonical(case)


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_published_cases_come_out_as_they_went_in(path: Path) -> None:
    for case in read(path):
        assert canonical(export(load(case))) == canonical(case)


def test_the_same_file_twice_changes_nothing() -> None:
    case = everything()
    first = load(case)
    entries = Entry.objects.count()
    assert load(case) == Loaded(case.crn, first.person, "unchanged")
    assert Entry.objects.count() == entries


def test_composing_takes_three_statements_for_one_and_for_many() -> None:
    paths = [load(case).person for path in PUBLISHED for case in read(path)]
    people = [load(everything()).person, *paths]
    for wanted in (people[:1], people):
        with CaptureQueriesContext(connection) as queries:
            assert len(list(compose(wanted))) == len(wanted)
        assert len(queries) == 3


def test_many_at_once_are_as_each_alone() -> None:
    people = [load(case).person for path in PUBLISHED for case in read(path)]
    people.append(load(everything()).person)
    together = list(compose(reversed(people)))
    assert together == [compose_one(person) for person in reversed(people)]
    assert {case.crn for case in compose_all()} == {case.crn for case in together}


def test_what_was_recorded_in_error_can_be_left_out() -> None:
    case = everything()
    person = load(case).person
    assert compose_one(person, standing=True) == known(case)


def test_depth_facts_has_flags_in_place_of_prose() -> None:
    case = compose_one(load(everything()).person, "facts")
    assert case is not None
    (contact,) = (each for each in case.contacts if each.ref == "c-2")
    account = contact.account
    assert account is not None
    assert (account.done, account.has_done, account.says_what_was_done) == ("", True, True)
    assert contact.note == ""
    assert case.sentences.orders[0].ended.because == "revoked for good progress"  # type: ignore[union-attr]


def test_a_person_who_is_not_there_has_no_file() -> None:
    assert compose_one(0) is None
    assert list(compose([0, 1 << 40])) == []


def test_a_different_file_is_refused_with_the_differences() -> None:
    load(everything())
    other = changed({"level: medium": "level: high", "weekly": "fortnightly"})
    with pytest.raises(LoadRefused) as refused:
        load(other)
    assert [str(each) for each in refused.value.differences] == [
        "harm h-1 level: medium → high",
        "plans pl-1 contact: weekly → fortnightly",
    ]
    assert load(everything()).outcome == "unchanged"


def test_a_replacement_is_one_correction_that_keeps_the_old() -> None:
    load(everything())
    other = changed(
        {
            "level: medium": "level: high",
            "{ref: cov-1": "{ref: cov-2",
            "objectives: [ob-1, ob-2]": "objectives: [ob-2]",
            "{ref: con-2, kind: drug testing}": "{ref: con-2, kind: curfew}",
        }
    )
    before = Entry.objects.count()
    loaded = load(other, replace=True)
    assert loaded.outcome == "replaced"
    assert Entry.objects.count() == before + 1
    case = export(loaded)
    (harm,) = case.assessment.harm
    assert (harm.level, [v.level for v in harm.earlier]) == ("high", ["medium"])
    gone, new = case.caseload.cover
    assert gone.in_error is not None
    assert gone.in_error.because == "not in the file that replaced it"
    assert (gone.ref, new.ref, new.in_error) == ("cov-1", "cov-2", None)
    assert differences(case, other) == []
    assert load(other).outcome == "unchanged"
    assert load(other, replace=True).outcome == "unchanged"


def test_a_replacement_says_what_the_file_says_of_what_stands() -> None:
    load(everything())
    other = changed(
        {
            'time: "10:30"': 'time: "11:30"',
            "because: another person}": "because: a slip}",
            "recorded_at: 2017-02-12T09:30:00Z": "recorded_at: 2017-02-13T09:30:00Z",
            "text: Find work": "text: Find paid work",
            "family: Madonna": "family: Ciccone",
        }
    )
    case = known(export(load(other, replace=True)))
    wanted = known(other)
    assert _without_times(case) == _without_times(wanted)


def _without_times(case: CaseFile) -> object:
    def without(value: object) -> object:
        if isinstance(value, dict):
            hidden = ("recorded_at", "earlier")
            return {name: without(each) for name, each in value.items() if name not in hidden}
        return [without(each) for each in value] if isinstance(value, list) else value

    return without(plain(case))


def test_a_file_that_moves_a_reference_to_another_fact_can_be_exported() -> None:
    load(everything())
    other = changed({"ref: iw-1": "ref: iw-2", "ref: rf-1": "ref: iw-1"})
    case = export(load(other, replace=True))
    assert list(read(canonical(case).encode(), "again.yaml"))
    assert [each.ref for each in case.interventions.referrals if not each.in_error] == ["iw-1"]


def test_an_older_number_still_finds_the_person() -> None:
    person = load(everything()).person
    assert person_of("A100001") == person_of("X700001") == person
    assert person_of("Z000000") is None
    other = everything(X700001="X700002", A100001="A100002")
    with pytest.raises(LoadRefused, match="X700002"):
        load(everything(X700001="X700002"), replace=True)
    assert load(other).outcome == "new"


def test_a_directory_of_its_own_belongs_to_one_file() -> None:
    load(everything())
    load(everything(X700001="X700002", A100001="A100002"))
    assert set(Staff.objects.filter(name="Ama Boateng").values_list("code", flat=True)) == {
        "X700001/po-1",
        "X700002/po-1",
    }


def test_a_shared_directory_is_shared() -> None:
    load(everything("installation"))
    second = everything("installation", X700001="X700002", A100001="A100002")
    assert load(second).outcome == "new"
    assert Staff.objects.filter(name="Ama Boateng").count() == 1
    assert canonical(compose_one(person_of("X700002"))) == canonical(second)  # type: ignore[arg-type]


def test_another_word_on_a_shared_directory_is_refused_or_touches_every_case() -> None:
    first = load(everything("installation")).person
    text = {
        "X700001": "X700002",
        "A100001": "A100002",
        "hours: 30": "hours: 25",
        "ends_on: 2017-05-19}]\n      cover": "ends_on: 2017-05-26}]\n      cover",
    }
    second = changed(text, "installation")
    with pytest.raises(LoadRefused) as refused:
        load(second)
    assert {each.path for each in refused.value.differences} == {
        "staff po-1 hours",
        "staff po-1 absences ab-1 ends_on",
    }
    assert person_of("X700002") is None
    load(second, replace=True)
    entry = Entry.objects.latest("id")
    assert ["case", first] in entry.also
    case = compose_one(first)
    assert case is not None
    member = next(each for each in case.directory.staff if each.ref == "po-1")
    assert (member.hours, member.earlier[0].hours) == (25, 30)


def test_a_file_may_know_less_of_a_shared_directory() -> None:
    load(everything("installation"))
    absence = "absences: [{ref: ab-1, kind: sickness, starts_on: 2017-05-02, ends_on: 2017-05-19}]"
    less = changed({"X700001": "X700002", "A100001": "A100002", absence: ""}, "installation")
    assert load(less).outcome == "new"


def test_who_names_a_member_of_staff_is_found_through_the_team() -> None:
    person = load(everything("installation")).person
    manager = Staff.objects.get(code="spo-1")
    duty_manager = Staff.objects.get(code="sm-1")
    other = person_of_today()
    for member in (manager, duty_manager):
        assert cases_naming(member.subject) == [person]
    assert other.pk not in cases_naming(manager.subject, duty_manager.subject)


def test_a_refused_load_leaves_nothing() -> None:
    people, versions = Person.objects.count(), Version.objects.count()

    def fail(_: object) -> None:
        raise RuntimeError("the ledger fell over")

    history.writing._handlers.append(fail)  # type: ignore[attr-defined]
    try:
        with pytest.raises(RuntimeError):
            load(everything())
    finally:
        history.writing._handlers.remove(fail)  # type: ignore[attr-defined]
    assert (Person.objects.count(), Version.objects.count()) == (people, versions)


@given(
    st.lists(
        st.tuples(st.dates(), st.none() | st.times(), st.integers(0, 30)), unique_by=lambda t: t[2]
    )
)
def test_lists_stand_in_the_order_of_a_case_file(
    drawn: list[tuple[object, object, int]],
) -> None:
    made = [contacts.Contact(ref=f"c-{n}", date=d, time=t) for d, t, n in drawn]  # type: ignore[arg-type]
    assert in_order(made) == tuple(sorted(made, key=order_of))
