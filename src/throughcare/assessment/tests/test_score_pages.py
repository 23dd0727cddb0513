"""Scores on pages: from the record as far as it goes, exactly as the rules make them."""

from datetime import date
from html.parser import HTMLParser

import pytest

from throughcare import history
from throughcare.assessment.models import Score
from throughcare.assessment.pages.score_forms import SCORES, ScoreForm
from throughcare.assessment.rules import inputs, ogrs3, rsr
from throughcare.assessment.tests.at_work import (
    Desk,
    begun,
    keep,
    olga,
    signed,
    stored,
    text,
    whole_steps,
)
from throughcare.contacts.tests.acting import exported, order
from throughcare.history import correcting
from throughcare.kernel.casefile.assessment import Predictor
from throughcare.people.models import Person

pytestmark = pytest.mark.django_db

FIRST = {
    "first_sanction_date-day": "2",
    "first_sanction_date-month": "3",
    "first_sanction_date-year": "2003",
}
RECORD = {
    "sex": "M",
    "date_of_birth-day": "5",
    "date_of_birth-month": "5",
    "date_of_birth-year": "1985",
    "conviction_date-day": "20",
    "conviction_date-month": "2",
    "conviction_date-year": "2017",
    "risk_date-day": "1",
    "risk_date-month": "3",
    "risk_date-year": "2017",
}
OFFENCE = {
    "ref": "theft",
    "description": "Theft",
    "main": True,
    "convicted_on": "2017-02-20",
}


@pytest.fixture
def desk():
    return Desk(stored(sentences={"orders": [order(offences=[OFFENCE])]}))


def test_what_the_record_holds_stands_in_the_form(desk):
    page = desk.get("score", "ogrs3")
    body = page.content.decode()
    said = text(page)
    assert "On record: Male (the person’s particulars)." in said
    assert "On record: 1 March 2017 (the sentence)." in said
    assert "On record: 20 February 2017 (Theft)." in said
    assert "Sentenced for: Theft." in said
    for name, value in (("date_of_birth-year", "1985"), ("conviction_date-day", "20")):
        assert f'name="{name}"' in body
        assert f'value="{value}"' in body


def test_ogrs3_is_made_recorded_and_shown_with_its_inputs(desk):
    desk.post("score", "ogrs3", **RECORD, **FIRST, previous_sanctions="4", offence="Theft (other)")
    assert not Score.objects.exists(), "no such offence"
    desk.post(
        "score", "ogrs3", **RECORD, **FIRST, previous_sanctions="4", offence=ogrs3.OFFENCES[0]
    )
    expected, errors = ogrs3.read(
        {
            "sex": "M",
            "date_of_birth": date(1985, 5, 5),
            "conviction_date": date(2017, 2, 20),
            "risk_date": date(2017, 3, 1),
            "first_sanction_date": date(2003, 3, 2),
            "previous_sanctions": 4,
            "offence": ogrs3.OFFENCES[0],
        }
    )
    assert not errors
    made = ogrs3.score(expected)
    (stored_score,) = exported(desk.person).assessment.scores
    assert stored_score.two_year == made.two_year, "unrounded"
    assert stored_score.percent_two_year == made.percent_two_year
    assert stored_score.rules_version == ogrs3.VERSION
    assert "previous_sanctions=4" in stored_score.inputs
    said = text(desk.get("scores"))
    assert f"{made.percent_two_year}% in two years, {made.band}" in said
    assert "Its inputs have not changed since." in said
    assert ogrs3.VERSION in said
    assert f"{made.percent_two_year}% in two years" in text(desk.get("case-assessment"))


def test_what_is_missing_or_impossible_is_said_beside_its_field(desk):
    answer = desk.post("score", "ogrs3", **RECORD, previous_sanctions="4")
    body = answer.content.decode()
    assert 'id="offence-error"' in body
    assert "there is no score without it" in text(answer)
    late = FIRST | {"first_sanction_date-year": "2018"}
    answer = desk.post(
        "score", "ogrs3", **RECORD, **late, previous_sanctions="4", offence=ogrs3.OFFENCES[0]
    )
    assert "“Day of the first sanction ever”: must not be after “Day of the conviction”" in text(
        answer
    )
    assert not Score.objects.exists()


def test_a_changed_record_is_said_of_the_scores_made_before(desk):
    desk.post(
        "score", "ogrs3", **RECORD, **FIRST, previous_sanctions="4", offence=ogrs3.OFFENCES[0]
    )
    person = Person.objects.get(pk=desk.person.pk)
    with history.write(person, by=olga(), why="Date of birth corrected"):
        correcting.supersede(person, date_of_birth=date(1986, 5, 5))
    said = text(desk.get("scores"))
    assert "Inputs have changed since" in said
    assert "was 5 May 1985, is now 5 May 1986" in said


def test_what_was_given_for_one_score_is_not_asked_again(desk):
    desk.post(
        "score", "ogrs3", **RECORD, **FIRST, previous_sanctions="4", offence=ogrs3.OFFENCES[0]
    )
    body = desk.get("score", "ovp").content.decode()
    assert 'name="previous_sanctions"' in body
    assert 'value="4"' in body


def test_items_come_from_the_assessment_signed_last(desk):
    draft = begun(desk.person)
    for step, values in whole_steps().items():
        keep(draft, step, values)
    keep(draft, "section-9", whole_steps()["section-9"] | {"item_9_1": "2", "item_9_2": "1"})
    keep(draft, "section-2", whole_steps()["section-2"] | {"item_2_6": "2"})
    desk.post("sign-assessment")
    record = inputs.on_record(exported(desk.person))
    assert (record["alcohol_current_use"], record["alcohol_binge"]) == (2, 1)
    assert record["recognises_impact"] is False
    assert record["no_fixed_abode"] is False
    assert record["drug_motivation"] == "full"


def test_ogp_and_ovp_follow_from_the_assessment(desk):
    signed(desk.person)
    desk.post(
        "score", "ogrs3", **RECORD, **FIRST, previous_sanctions="4", offence=ogrs3.OFFENCES[0]
    )
    for predictor, extra in (
        ("ogp", {}),
        ("ovp", {"violent_sanctions": "1", "psychiatric_treatment": "no"}),
    ):
        answer = send_as_shown(desk, predictor, extra)
        assert answer.status_code == 302, text(answer)
    kinds = {each.predictor for each in exported(desk.person).assessment.scores}
    assert kinds == {Predictor.OGRS3, Predictor.OGP, Predictor.OVP}
    said = text(desk.get("scores"))
    assert said.count("Its inputs have not changed since.") == 3


def test_rsr_is_made_and_says_what_counts_for_nothing(desk):
    answer = send_as_shown(
        desk,
        "rsr",
        {
            "interview": "yes",
            "previous_sanctions": "4",
            "violent_sanctions": "1",
            "rsr_offence": "Theft (not vehicle-related)",
            "sexual_offence": "no",
            **FIRST,
        },
    )
    assert answer.status_code == 302, text(answer)
    (score,) = exported(desk.person).assessment.scores
    assert (score.predictor, score.percent_two_year) == (Predictor.RSR, None)
    assert score.rules_version == rsr.VERSION
    said = text(desk.get("scores"))
    assert f"{100 * score.two_year:.2f}% in two years" in said
    assert "Not known, so counted as nothing" in said


@pytest.mark.parametrize("predictor", list(SCORES))
def test_every_input_that_lacks_is_named_beside_its_field(desk, predictor):
    form = ScoreForm(predictor, {})
    assert form.is_valid()
    _nothing, errors = SCORES[predictor].rule.read(form.item)
    form.refuse(errors)
    assert form.errors
    assert not form.non_field_errors()
    assert not any("_" in why for each in form.errors.values() for why in each)


CODED = OFFENCE | {"code": "001/06"}


def test_the_code_on_record_gives_the_category():
    desk = Desk(stored(sentences={"orders": [order(offences=[CODED])]}))
    page = desk.get("score", "ogrs3")
    assert fields_shown(page.content.decode())["offence_code"] == "001/06"
    assert "001/06 is Violence." in text(page)
    answer = send_as_shown(desk, "ogrs3", {**FIRST, "previous_sanctions": "4"})
    assert answer.status_code == 302, text(answer)
    (score,) = exported(desk.person).assessment.scores
    assert {"offence_code=001/06", "offence=Violence"} <= set(score.inputs)


def test_a_code_that_will_not_do_is_said_and_its_category_shown_before_recording(desk):
    given = {**FIRST, "previous_sanctions": "4"}
    answer = send_as_shown(desk, "ogrs3", given | {"offence_code": "12"})
    assert 'id="offence_code-error"' in answer.content.decode()
    given |= {"offence_code": "039/01", "check": "1"}
    answer = send_as_shown(desk, "ogrs3", given)
    assert "Nothing is missing. It is not recorded yet." in text(answer)
    assert "039/01 is Theft (non-motor)." in text(answer)
    assert not Score.objects.exists()


def test_a_code_and_a_category_that_disagree_are_refused(desk):
    given = {**FIRST, "previous_sanctions": "4", "offence_code": "001/06"}
    answer = send_as_shown(desk, "ogrs3", given | {"offence": "Robbery"})
    assert "correct one" in text(answer)
    assert not Score.objects.exists()


def test_what_the_last_assessment_holds_stands_there_and_says_so(desk):
    draft = begun(desk.person)
    steps = whole_steps()
    steps["section-8"] |= {"item_8_4": "0", "item_8_5": "2"}
    steps["sources"] = {"from_interview": "used"}
    steps["screening-offences"] |= {"R1_2_robbery": "yes", "R1_2_arson": "not known"}
    steps["analysis"] = {"part_harm_to_others": "Once, at sixteen."}
    for step, values in steps.items():
        keep(draft, step, values)
    assert desk.post("sign-assessment").status_code == 302
    ogp_page, rsr_page = (desk.get("score", each) for each in ("ogp", "rsr"))
    shown = fields_shown(ogp_page.content.decode())
    assert shown["drug_misuse"] == "2"
    assert "Proposed, for you to judge: Significant problem" in text(ogp_page)
    shown = fields_shown(rsr_page.content.decode())
    assert (shown["interview"], shown["ever_robbery"], shown["ever_wounding"]) == (
        "yes",
        "yes",
        "no",
    )
    assert "ever_arson" not in shown, "not known is no answer"
    assert "On record: Yes (screening of 6 November 2017)." in text(rsr_page)


def send_as_shown(desk, predictor, extra):
    """Send the form as it is shown, with what is typed besides."""
    shown = fields_shown(desk.get("score", predictor).content.decode())
    return desk.client.post(desk.address("score", predictor), shown | extra)


class Fields(HTMLParser):
    """Reads the fields of a page."""

    def __init__(self):
        super().__init__()
        self.found, self.select = {}, ""

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "select":
            self.select = given.get("name", "")
        if tag == "option" and "selected" in given:
            self.found[self.select] = given.get("value", "")
        if tag == "input" and given.get("name"):
            if given.get("type") in ("radio", "checkbox") and "checked" not in given:
                return
            self.found[given["name"]] = given.get("value", "")


def fields_shown(body):
    """What stands in a form: texts, hidden fields, what is ticked, what is selected."""
    fields = Fields()
    fields.feed(body)
    return fields.found
