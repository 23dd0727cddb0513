"""Published figures: frozen, published again only as a revision, and beside what is so now."""

from datetime import date

import pytest
from tests.users import user_of

from throughcare import history
from throughcare.access.roles import Role
from throughcare.contacts.models import Contact
from throughcare.history import clock, correcting
from throughcare.kernel.refusal import Refusal
from throughcare.ledger.calendar import RULES_VERSION
from throughcare.organisation.models import Provider
from throughcare.performance import actions
from throughcare.performance.comparing import differing
from throughcare.performance.models import PublishedFigure
from throughcare.performance.policy import BY_ID
from throughcare.performance.queries import behind
from throughcare.performance.scope import teams_of
from throughcare.performance.tests.measured import MARCH, booked, held, of, person

pytestmark = pytest.mark.django_db

APRIL_3 = date(2017, 4, 3)


@pytest.fixture
def people():
    clock.set_day(APRIL_3, reset=True)
    late = person("X123401", contacts=[booked("2017-03-13", "2017-03-10")])
    met = person("X123402", contacts=[booked("2017-03-10", "2017-03-10")])
    south = person("X123403", caseload=held(team="south", staff="petra"))
    return late, met, south


@pytest.fixture
def dora(people):
    return user_of("dora", Role.DUTY_MANAGER)


def crc():
    return Provider.objects.get(code="crc")


def published(measure="SL001R", unit="crc", revision=1):
    return PublishedFigure.objects.get(measure=measure, month=MARCH, unit=unit, revision=revision)


def now(measure="SL001R"):
    teams = teams_of(crc().pk)
    return behind(BY_ID[measure], MARCH, today=clock.today(), teams=teams)


def test_a_month_is_published_with_its_cases_by_provider_and_team(dora, people):
    assert actions.publish(crc(), MARCH, by=dora) == 1
    whole = published()
    assert (whole.numerator, whole.denominator, whole.excluded) == (1, 3, 0)
    assert whole.target == 97
    assert whole.rules_version == RULES_VERSION
    assert whole.published_by.code == "dora"
    assert {each["person"]: each["outcome"] for each in whole.cases} == {
        people[0].pk: "late",
        people[1].pk: "met",
        people[2].pk: "late",
    }
    assert (published(unit="north").numerator, published(unit="north").denominator) == (1, 2)
    assert (published(unit="south").numerator, published(unit="south").denominator) == (0, 1)
    assert published("SL002R").denominator == 0
    assert published("SL002R", unit="south").denominator == 0  # that nothing fell due is kept too
    assert not PublishedFigure.objects.filter(measure__startswith="NPS").exists()


def test_a_month_is_published_once_it_is_over(dora):
    clock.set_day(date(2017, 3, 31), reset=True)
    with pytest.raises(Refusal, match="March 2017 is not over"):
        actions.publish(crc(), MARCH, by=dora)
    clock.set_day(date(2017, 4, 1), reset=True)
    assert actions.publish(crc(), MARCH, by=dora) == 1


def test_it_is_published_again_only_as_a_revision_with_a_reason(dora):
    actions.publish(crc(), MARCH, by=dora)
    with pytest.raises(Refusal, match="published already"):
        actions.publish(crc(), MARCH, by=dora, because="  ")
    assert actions.publish(crc(), MARCH, by=dora, because="Late entries from Lewisham") == 2
    assert published(revision=2).because == "Late entries from Lewisham"
    assert published(revision=1).because == ""


def move_the_appointment(late):
    """The booking was in truth for Friday, the last day in time."""
    contact = Contact.objects.get(person=late)
    with history.write(late, by=user_of("olga", Role.PRACTITIONER), why="Day corrected"):
        correcting.supersede(contact, date=date(2017, 3, 10))


def test_a_later_correction_changes_the_figure_now_and_not_the_one_published(dora, people):
    actions.publish(crc(), MARCH, by=dora)
    assert of("SL001R") == (1, 3)
    move_the_appointment(people[0])
    assert of("SL001R") == (2, 3)
    assert (published().numerator, published().denominator) == (1, 3)
    (one,) = differing(published(), now())
    assert one.person == people[0].pk
    assert (one.was.outcome, one.now.outcome) == ("late", "met")
    assert [(why.cause, why.what, why.by) for why in one.why] == [
        ("correction", "Day corrected", "Olga")
    ]
    actions.publish(crc(), MARCH, by=dora, because="Days corrected")
    assert (published(revision=2).numerator, published(revision=2).denominator) == (2, 3)
    assert differing(published(revision=2), now()) == []


def test_a_case_recorded_late_is_named_as_new(dora, people):
    actions.publish(crc(), MARCH, by=dora)
    late = person("X123404")
    (one,) = differing(published(), now())
    assert (one.person, one.was, one.now.outcome) == (late.pk, None, "late")
    assert one.why[0].cause == "recorded"


def test_what_was_published_cannot_be_changed_or_taken_away(dora):
    actions.publish(crc(), MARCH, by=dora)
    figure = published()
    figure.numerator = 3
    with pytest.raises(history.OutsideWrite):
        figure.save()
    with pytest.raises(history.OutsideWrite):
        figure.delete()
