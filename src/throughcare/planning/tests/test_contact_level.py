"""The contact minimum, band by band, both sides of each step."""

from datetime import date

import pytest
from tests.casefiles import case, contact, custody, held_on_licence, licence, owed

from throughcare.kernel.days import Days
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime
from throughcare.planning.rules.contact_level import ContactLevels, next_contact_by
from throughcare.sentences.rules.spells import spells

START = "2017-03-03"
PLAN = {"ref": "plan", "signed_on": "2017-03-20", "contact": "quarterly"}


def level(on, regime=TRANSFORMING_REHABILITATION, **sections):
    file = case(**sections)
    lives = spells(file)
    levels = ContactLevels(
        file,
        spells=lives,
        since=lives[0].first,
        start=date.fromisoformat(START),
        regime=regime,
    )
    return levels.on(date.fromisoformat(on))


def interval(on, **sections):
    return str(level(on, **sections).interval)


def harm(*levels):
    return [
        {"ref": f"h-{at}", "level": value, "signed_on": on} for at, (value, on) in enumerate(levels)
    ]


def registered(kind="domestic abuse perpetrator", on="2017-03-10", **more):
    registration = {"ref": "registration", "kind": kind, "registered_on": on} | more
    return {
        "particulars": {"ref": "person", "date_of_birth": "1985-05-05", "sex": "M"},
        "names": [{"ref": "name", "family": "Example"}],
        "registrations": [registration],
    }


@pytest.mark.parametrize("value", ["high", "very high"])
@pytest.mark.parametrize("on", ["2017-03-10", "2017-12-01"])
def test_high_and_very_high_weekly_throughout(value, on):
    assert interval(on, assessment={"harm": harm((value, "2017-03-10"))}) == "weekly"


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2017-03-03", "fortnightly"), ("2017-05-25", "fortnightly"), ("2017-05-26", "monthly")],
)
@pytest.mark.parametrize("assessment", [{}, {"harm": harm(("medium", "2017-03-03"))}])
def test_medium_or_not_known_fortnightly_for_twelve_weeks_then_monthly(assessment, on, expected):
    assert interval(on, assessment=assessment) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2017-03-10", "weekly"), ("2017-05-25", "weekly"), ("2017-05-26", "fortnightly")],
)
@pytest.mark.parametrize(
    "kind",
    [
        "domestic abuse perpetrator",
        "child protection",
        "child concerns",
        "risk to children",
        "guns",
        "gangs",
    ],
)
def test_medium_with_complexity_weekly_for_twelve_weeks_then_fortnightly(kind, on, expected):
    assert interval(on, person=registered(kind)) == expected


@pytest.mark.parametrize("kind", ["weapons", "self-harm", "MAPPA", "domestic abuse victim"])
def test_other_registrations_make_no_complexity(kind):
    kind = {"self-harm": "suicide or self-harm"}.get(kind, kind)
    assert interval("2017-03-15", person=registered(kind)) == "fortnightly"


def test_complexity_counts_from_the_day_it_was_recorded_to_its_last_day():
    person = registered(
        on="2017-03-06", recorded_at="2017-03-10T09:00:00Z", ended={"date": "2017-03-20"}
    )
    found = [interval(f"2017-03-{day}", person=person) for day in ("09", "10", "20", "21")]
    assert found == ["fortnightly", "weekly", "weekly", "fortnightly"]


def test_complexity_adds_nothing_where_harm_is_low():
    assessment = {"harm": harm(("low", "2017-03-03"))}
    assert interval("2017-03-15", assessment=assessment, person=registered()) == "monthly"


@pytest.mark.parametrize(
    ("on", "percent", "expected"),
    [
        ("2017-03-15", 49, "monthly"),
        ("2017-03-15", 50, "fortnightly"),
        ("2017-04-27", 50, "fortnightly"),
        ("2017-04-28", 50, "monthly"),
        ("2017-03-15", None, "monthly"),
    ],
)
def test_low_by_the_likelihood_of_reoffending(on, percent, expected):
    scores = [{"ref": "score", "percent_two_year": percent, "scored_on": "2017-03-03"}]
    assessment = {"harm": harm(("low", "2017-03-03")), "scores": scores if percent else []}
    assert interval(on, assessment=assessment) == expected


def test_the_newest_score_by_that_day_counts():
    scores = [
        {"ref": "s-1", "percent_two_year": 30, "scored_on": "2017-03-03"},
        {"ref": "s-2", "percent_two_year": 60, "scored_on": "2017-03-15"},
    ]
    assessment = {"harm": harm(("low", "2017-03-03")), "scores": scores}
    assert interval("2017-03-14", assessment=assessment) == "monthly"
    assert interval("2017-03-15", assessment=assessment) == "fortnightly"


def test_the_newest_level_by_that_day_counts():
    assessment = {"harm": harm(("high", "2017-03-06"), ("low", "2017-03-20"))}
    found = [interval(f"2017-03-{day}", assessment=assessment) for day in ("05", "06", "19", "20")]
    assert found == ["fortnightly", "weekly", "weekly", "monthly"]


def test_a_plan_goes_before_every_minimum():
    found = level(
        "2017-03-20", assessment={"harm": harm(("high", "2017-03-06"))}, planning={"plans": [PLAN]}
    )
    assert (found.interval, found.because) == ("quarterly", "plan")


@pytest.mark.parametrize(("on", "because"), [("2017-03-19", "medium"), ("2017-03-20", "plan")])
def test_a_plan_is_in_force_from_the_day_it_is_signed(on, because):
    assert level(on, planning={"plans": [PLAN]}).because == because


def test_the_newest_plan_by_that_day_is_in_force():
    plans = [PLAN, PLAN | {"ref": "plan-2", "signed_on": "2017-05-02", "contact": "weekly"}]
    assert interval("2017-05-01", planning={"plans": plans}) == "quarterly"
    assert interval("2017-05-02", planning={"plans": plans}) == "weekly"


def test_every_level_says_where_it_comes_from():
    assert level("2017-03-05").source
    regime = Regime("Ours", {"contact minimum, medium": ((None, "weekly"),)})
    assert level("2017-03-05", regime).source == "set by Ours"


# Re-release after recall (D14): released anew on Thursday 8 June 2017


def re_released(*contacts, **sections):
    return case(
        contacts=list(contacts),
        sentences=custody(
            licence(recall={"date": "2017-05-10", "returned_on": "2017-05-11"}),
            licence("licence-2", "2017-06-08"),
        ),
        caseload=held_on_licence(),
        **sections,
    )


def due(file):
    found = [row for row in owed(file, "2018-06-01", code="see-the-person") if not row["met_on"]]
    return max(found, key=lambda row: row["opened_on"])["due_on"]


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        pytest.param(None, "2017-06-22", id="from the release"),
        pytest.param("2017-08-02", "2017-08-16", id="the last day of eight weeks"),
        pytest.param("2017-08-03", "2017-08-24", id="the day after: as medium"),
    ],
)
def test_after_a_re_release_weekly_for_eight_weeks(seen, expected):
    contacts = [contact("c-1", seen)] if seen else []
    assert due(re_released(*contacts)) == expected


def test_a_low_level_does_not_lower_it():
    assert due(re_released(assessment={"harm": harm(("low", "2017-01-03"))})) == "2017-06-22"


def test_a_plan_of_this_licence_does():
    plans = {"plans": [PLAN | {"signed_on": "2017-06-12", "contact": "monthly"}]}
    assert due(re_released(contact("c-1", "2017-06-12"), planning=plans)) == "2017-07-19"


def test_a_first_release_is_no_re_release():
    file = case(sentences=custody(licence()), caseload=held_on_licence())
    assert due(file) == "2017-03-22"


# Adding an interval


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("weekly", "2017-02-07"),
        ("fortnightly", "2017-02-14"),
        ("three-weekly", "2017-02-21"),
        ("four-weekly", "2017-02-28"),
        ("six-weekly", "2017-03-14"),
        ("monthly", "2017-02-28"),
        ("two-monthly", "2017-03-31"),
        ("quarterly", "2017-04-30"),
    ],
)
def test_an_interval_after_the_last_of_january(name, expected):
    found = next_contact_by(date(2017, 1, 31), name, without=[])
    assert found == date.fromisoformat(expected)


def test_paused_days_come_on_top():
    pause = Days(date(2017, 2, 3), date(2017, 2, 5))
    assert next_contact_by(date(2017, 1, 31), "weekly", without=[pause]) == date(2017, 2, 10)
    assert next_contact_by(date(2017, 1, 31), "monthly", without=[Days(date(2017, 2, 3))]) is None
