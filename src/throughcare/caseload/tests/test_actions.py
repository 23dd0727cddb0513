"""Who holds a case, changed by an action: record, ledger and history are right at once."""

from datetime import date

import pytest
from tests.casefiles import away, case, caseload, directory, leaves, order
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.caseload import actions
from throughcare.caseload.models import Allocation, Cover, Officer, Transfer
from throughcare.caseload.queries import (
    cases_held,
    held,
    pending_transfer,
    version_of_holding,
)
from throughcare.history import AlreadyDone, Conflict, clock
from throughcare.history.composing import compose_one
from throughcare.history.loading import load
from throughcare.history.models import Entry, Version
from throughcare.kernel.casefile.reading import read
from throughcare.kernel.casefile.writing import canonical
from throughcare.kernel.refusal import Refusal
from throughcare.ledger.queries import standing
from throughcare.organisation.models import Staff, Team
from throughcare.people.models import Person
from throughcare.people.queries import reachable
from throughcare.sentences.models import Order

pytestmark = pytest.mark.django_db

TODAY = date(2017, 6, 5)


@pytest.fixture(autouse=True)
def today():
    clock.set_day(TODAY)


def loaded(**changes) -> Person:
    installation = changes.pop("directory", directory()) | {"scope": "installation"}
    return Person.objects.get(pk=load(case(directory=installation, **changes)).person)


def staff(code: str) -> Staff:
    return Staff.objects.get(code=code)


def duty(person: Person, code: str, day: date | None = None):
    (found,) = [
        each for each in standing(person.pk, day or clock.today()) if each.duty.code == code
    ]
    return found


def gone() -> Person:
    """Olga left on Friday 2 June and nobody followed."""
    return loaded(directory=directory(**leaves("olga", "2017-06-02")))


def assign(person: Person, code: str = "omar", **given):
    given = {"by": None, "starts_on": TODAY, "because": "Has room."} | given
    return actions.assign_officer(person, staff=staff(code), **given)


def test_assigning_somebody_meets_officer_in_post_and_hands_the_case_over():
    person = gone()
    sam, omar = user_of("sam", Role.TEAM_MANAGER), user_of("omar", Role.PRACTITIONER)
    assert duty(person, "officer-in-post").state == "overdue"
    assert duty(person, "see-the-person").owner.staff == "sam"
    made = assign(person, by=sam)
    found = duty(person, "officer-in-post")
    assert (found.state, found.duty.met_on) == ("met-late", TODAY)
    assert duty(person, "see-the-person").owner.staff == "omar"
    entry = Entry.objects.latest("pk")
    assert (entry.by, entry.why) == (sam, "Responsible officer assigned: Omar")
    assert entry.changes == [["caseload.officer", made.pk, "added"]]
    assert reachable(omar).filter(pk=person.pk).exists()


def test_a_case_never_assigned_is_assigned():
    person = loaded(caseload=caseload(officers=[]))
    assert duty(person, "assign-officer").state == "overdue"
    assign(person)
    assert duty(person, "assign-officer").duty.met_on == TODAY


def test_an_officer_from_a_coming_day_meets_it_then():
    person = gone()
    assign(person, starts_on=date(2017, 6, 12))
    assert duty(person, "officer-in-post").state == "overdue"
    assert duty(person, "officer-in-post", date(2017, 6, 12)).state == "met-late"


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"because": " "}, "because", "Say why"),
        ({"code": "olga"}, "staff", "not in post"),
        ({"starts_on": date(2017, 3, 1)}, "starts_on", "No team has received"),
    ],
)
def test_what_is_refused_changes_nothing(given, field, said):
    person = gone()
    entries = Entry.objects.count()
    with pytest.raises(Refusal, match=said) as refused:
        assign(person, **given)
    assert refused.value.field == field
    assert Officer.objects.count() == 1
    assert Entry.objects.count() == entries


def test_the_responsible_officer_is_not_assigned_again():
    with pytest.raises(Refusal, match="already"):
        assign(loaded(), "olga")


def test_an_officer_of_another_provider_is_refused():
    other = directory()
    other["providers"].append({"ref": "nps", "name": "NPS North", "kind": "nps"})
    other["teams"][1]["provider"] = "nps"
    with pytest.raises(Refusal, match="with this provider"):
        assign(loaded(directory=other), "petra")


def test_assigned_twice_on_one_day_the_second_counts_and_the_first_is_kept():
    person = gone()
    first = assign(person, "omar")
    second = assign(person, "sam")
    assert second.pk == first.pk
    assert held(person, TODAY).officer.ref == "sam"
    (kept,) = Version.objects.filter(kind="officer", item_id=first.pk)
    assert kept.content["staff"] == "omar"


def test_two_managers_who_assign_at_once_notice():
    person = gone()
    seen = version_of_holding(person)
    assign(person, "omar", version=seen)
    with pytest.raises(Conflict):
        assign(person, "sam", version=seen)
    assert held(person, TODAY).officer.ref == "omar"


def test_the_same_form_sent_twice_assigns_once():
    person = gone()
    seen = version_of_holding(person)
    made = assign(person, version=seen, token="once")
    with pytest.raises(AlreadyDone) as done:
        assign(person, version=seen, token="once")
    assert done.value.result == made.ref
    assert Officer.objects.count() == 2


def cover(person: Person, code: str = "omar", **given):
    given = {
        "by": None,
        "starts_on": TODAY,
        "ends_on": date(2017, 6, 9),
        "because": "Olga is away.",
    } | given
    return actions.arrange_cover(person, staff=staff(code), **given)


def test_cover_is_the_owner_for_as_long_as_it_lasts():
    person = loaded(directory=directory(**away("olga", "2017-06-05", "2017-06-09")))
    cover(person)
    for day, owner in ((9, "omar"), (10, "olga")):
        assert duty(person, "see-the-person", date(2017, 6, day)).owner.staff == owner
    assert Entry.objects.latest("pk").why == "Cover arranged, Omar: Olga is away."


def test_cover_meets_officer_in_post_and_opens_it_again_when_it_ends():
    person = gone()
    cover(person)
    found = [d for d in standing(person.pk, date(2017, 6, 12)) if d.duty.code == "officer-in-post"]
    assert {(d.duty.opened_on, d.state) for d in found} == {
        (date(2017, 6, 3), "met-late"),
        (date(2017, 6, 10), "overdue"),
    }


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"because": ""}, "because"),
        ({"ends_on": date(2017, 6, 4)}, "ends_on"),
        ({"code": "olga"}, "staff"),
        ({"starts_on": date(2017, 3, 1), "ends_on": None}, "starts_on"),
    ],
)
def test_cover_that_cannot_be_is_refused(given, field):
    with pytest.raises(Refusal) as refused:
        cover(loaded(), **given)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("first", "last", "refused"),
    [(5, 12, True), (1, 5, True), (1, None, True), (10, None, False), (1, 4, False)],
)
def test_two_do_not_cover_on_one_day(first, last, refused):
    person = loaded()
    cover(person)
    days = {
        "starts_on": date(2017, 6, first),
        "ends_on": date(2017, 6, last) if last else None,
    }
    if refused:
        with pytest.raises(Refusal, match="covers already"):
            cover(person, "sam", **days)
    else:
        assert cover(person, "sam", **days)
    assert Cover.objects.count() == (1 if refused else 2)


def test_whoever_comes_later_takes_cover_over_from_that_day():
    person = loaded(directory=directory(**away("olga", "2017-06-05", "2017-06-16")))
    first = cover(person)
    cover(person, "sam", starts_on=date(2017, 6, 9), ends_on=date(2017, 6, 16))
    first.refresh_from_db()
    assert first.ends_on == date(2017, 6, 8)
    for day, owner in ((8, "omar"), (9, "sam"), (16, "sam")):
        assert duty(person, "see-the-person", date(2017, 6, day)).owner.staff == owner


def ask(person: Person, **given):
    given.setdefault("to_team", Team.objects.filter(code="south").first())
    given = {
        "by": None,
        "to_officer": None,
        "effective_on": date(2017, 6, 12),
        "because": "Moved south.",
    } | given
    return actions.transfer(person, **given)


def test_a_transfer_changes_nothing_until_it_is_accepted_and_its_day_has_come():
    person = loaded()
    asked = ask(person)
    assert pending_transfer(person, TODAY) == asked
    assert held(person, date(2017, 6, 30)).team.ref == "north"
    actions.accept_transfer(
        asked,
        by=None,
        accepted_by=staff("sue"),
        version=asked.version,
        to_officer=staff("petra"),
    )
    assert held(person, date(2017, 6, 11)).team.ref == "north"
    assert held(person, date(2017, 6, 12)).officer.ref == "petra"
    assert duty(person, "see-the-person", date(2017, 6, 12)).owner.staff == "petra"
    assert pending_transfer(person, date(2017, 6, 12)) is None


def test_accepted_after_its_day_it_takes_effect_on_acceptance():
    person = loaded()
    asked = ask(person)
    clock.set_day(date(2017, 6, 20))
    actions.accept_transfer(asked, by=None, accepted_by=None, version=asked.version)
    assert held(person, date(2017, 6, 19)).team.ref == "north"
    after = held(person, date(2017, 6, 20))
    assert (after.team.ref, after.nobody_since) == ("south", date(2017, 6, 20))
    assert duty(person, "officer-in-post", date(2017, 6, 20)).owner.staff == "sue"


def test_a_transfer_is_withdrawn_before_it_takes_effect_and_not_after():
    person = loaded()
    asked = ask(person)
    actions.accept_transfer(asked, by=None, accepted_by=None, version=asked.version)
    clock.set_day(date(2017, 6, 12))
    with pytest.raises(Refusal, match="taken effect"):
        actions.withdraw_transfer(asked, by=None, because="Came back", version=asked.version)
    clock.set_day(date(2017, 6, 11), reset=True)
    actions.withdraw_transfer(asked, by=None, because="Came back", version=asked.version)
    assert held(person, date(2017, 6, 30)).team.ref == "north"


def test_a_transfer_settled_by_somebody_else_is_a_conflict():
    asked = ask(loaded())
    seen = asked.version
    actions.withdraw_transfer(
        Transfer.objects.get(pk=asked.pk), by=None, because="No", version=seen
    )
    with pytest.raises(Conflict):
        actions.accept_transfer(asked, by=None, accepted_by=None, version=seen)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"because": ""}, "because"),
        ({"effective_on": date(2017, 6, 4)}, "effective_on"),
        ({"to_team": "north"}, "to_team"),
        ({"to_officer": "omar"}, "to_officer"),
    ],
)
def test_a_transfer_that_cannot_be_is_refused(given, field):
    person = loaded()
    if "to_team" in given:
        given = {"to_team": Team.objects.get(code="north")}
    if "to_officer" in given:
        given = {"to_officer": staff("omar")}
    with pytest.raises(Refusal) as refused:
        ask(person, **given)
    assert refused.value.field == field


def test_one_transfer_waits_at_a_time():
    person = loaded()
    ask(person)
    with pytest.raises(Refusal, match="Another transfer waits"):
        ask(person)


def test_an_allocation_received_opens_its_clock():
    person = loaded(caseload={"allocations": [], "officers": []})
    order = Order.objects.get(person=person)
    north = Team.objects.get(code="north")
    given = {"by": None, "of": order, "team": north}
    with pytest.raises(Refusal):
        actions.receive_allocation(person, received_on=date(2017, 6, 6), **given)
    actions.receive_allocation(person, received_on=date(2017, 6, 2), **given)
    found = duty(person, "assign-officer")
    assert (found.duty.due_on, found.owner.staff) == (TODAY, "sam")
    with pytest.raises(Refusal, match="already"):
        actions.receive_allocation(person, received_on=TODAY, **given)
    assert Allocation.objects.count() == 1


def test_a_case_whose_order_has_ended_is_held_by_nobody():
    ended = {"date": "2017-06-04", "because": "revoked"}
    document = case(
        directory=directory() | {"scope": "installation"},
        sentences={"orders": [order(ended=ended)]},
    )
    load(document)
    olga = staff("olga").pk
    assert cases_held([olga], TODAY) == {}
    assert cases_held([olga], date(2017, 6, 4)) == {olga: 1}


@pytest.mark.parametrize("scope", ["installation", "file"])
def test_what_actions_record_is_exported_and_read_back(scope):
    person = Person.objects.get(pk=load(case(directory=directory() | {"scope": scope})).person)
    prefix = "X123456/" if scope == "file" else ""
    assign(person, f"{prefix}omar")
    cover(person, f"{prefix}sam", starts_on=date(2017, 6, 12), ends_on=None)
    asked = ask(person, to_team=Team.objects.get(code=f"{prefix}south"))
    actions.accept_transfer(
        asked, by=None, accepted_by=staff(f"{prefix}sue"), version=asked.version
    )
    exported = canonical(compose_one(person.pk))
    (again,) = read(exported.encode(), "export.yaml")
    assert load(again).outcome == "unchanged"
