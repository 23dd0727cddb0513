"""Forms as pages show them: what is revealed counts only when it is asked."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory

from throughcare.design.forms import (
    Choice,
    Conflict,
    DayField,
    Difference,
    Form,
    LongTextField,
    OneOfField,
    SelectField,
    SeveralOfField,
    TextField,
    TickField,
    TimeField,
    WholeNumberField,
    YesNoField,
)
from throughcare.design.rendering import summary


class Outcome(Form):
    seen_on = DayField(label="Day")
    at = TimeField(label="Start time", required=False)
    outcome = OneOfField(
        label="What happened?",
        choices=[
            Choice("seen", "Attended"),
            Choice("absent", "Did not attend", hint="Decide later", reveals=("reason", "proof")),
        ],
    )
    reason = LongTextField(label="Reason given", max_length=20)
    proof = YesNoField(label="Is there evidence?", if_yes=("which",))
    which = TextField(label="Which evidence?")
    office = SelectField(label="Office", choices=[("r", "Reading")], required=False)
    topics = SeveralOfField(label="Topics", choices=[("d", "Drugs")], required=False)
    hours = WholeNumberField(label="Hours", required=False)
    told = TickField(label="Victim liaison told")


SEEN = "seen_on-day=6&seen_on-month=11&seen_on-year=2017"


def sent(text):
    return Outcome(QueryDict(f"{SEEN}&{text}"))


def shown(form, request=None):
    template = engines["jinja2"].from_string(
        '{% from "design/components/fields.html" import error_summary, fields, submit %}'
        "{{ error_summary(form) }}{{ secrets(form) }}{{ fields(form) }}{{ submit('Save') }}"
    )
    return template.render({"form": form}, request)


def test_what_no_answer_asks_is_not_required_and_not_kept():
    form = sent("outcome=seen&reason=left+over+and+much+too+long+for+it&proof=yes&which=letter")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["reason"] == ""
    assert form.cleaned_data["proof"] is None
    assert form.cleaned_data["which"] == ""


def test_what_an_answer_asks_is_required():
    form = sent("outcome=absent")
    assert set(form.errors) == {"reason", "proof"}


def test_what_a_revealed_answer_reveals_is_required_in_turn():
    assert set(sent("outcome=absent&reason=ill&proof=yes").errors) == {"which"}
    assert sent("outcome=absent&reason=ill&proof=no").is_valid()


def test_lines_count_as_one_character_each():
    form = sent("outcome=absent&proof=no&reason=" + "a%0D%0A" * 9 + "bb")
    assert form.is_valid(), form.errors
    assert "\r" not in form.cleaned_data["reason"]


def test_each_error_leads_to_the_box_where_it_is_put_right():
    form = Outcome(QueryDict("seen_on-day=6&seen_on-year=2017&outcome=seen"))
    assert summary(form) == [{"text": "Day must include a month", "href": "#seen_on-month"}]
    assert 'id="seen_on-month"' in shown(form)


def test_what_was_typed_stands_in_the_page_again_character_for_character():
    typed = "\n\n  <script>\n\t“quotes” & 'more'\n"
    form = Outcome(QueryDict(mutable=True))
    form.data = {"outcome": "absent", "reason": typed}
    page = shown(form)
    assert "<script>" not in page
    # A leading line is doubled, because a browser drops the first one.
    assert (
        "&#10;&#10;&#10;  &lt;script&gt;&#10;\t“quotes” &amp; &#39;more&#39;&#10;</textarea>"
        in page
    )


def test_a_page_carries_a_new_token_and_the_version_it_shows():
    first, second = Outcome(version=7), Outcome(version=7)
    assert 'name="version" value="7"' in shown(first)
    assert first.initial["token"] != second.initial["token"]
    assert f'name="token" value="{first.initial["token"]}"' in shown(first)


def test_a_form_sent_again_after_an_error_keeps_its_token():
    assert 'name="token" value="abc"' in shown(sent("token=abc&version=7"))


def test_the_page_protects_its_form_against_forgery():
    assert "csrfmiddlewaretoken" in shown(Outcome(), RequestFactory().get("/"))


def test_two_editors_see_both_texts_and_the_next_sending_saves_over_the_newer():
    form = sent("outcome=absent&reason=mine&proof=no&version=3&token=abc")
    conflict = Conflict(
        "Ruth Okafor",
        datetime(2017, 11, 6, 14, 30, tzinfo=UTC),
        [Difference("Reason given", "theirs <b>", "mine")],
    )
    form.meet(conflict, version=4)
    page = shown(form)
    assert "theirs &lt;b&gt;" in page
    assert ">mine</textarea>" in page
    assert "Monday 6 November 2017 at 2:30pm" in page
    assert 'name="version" value="4"' in page
    assert 'value="abc"' not in page


def test_what_was_typed_is_told_in_words_by_its_labels():
    form = sent("outcome=absent&reason=mine&proof=no&at=14:30&office=r&topics=d&told=on")
    assert form.is_valid(), form.errors
    assert form.typed() == {
        "Day": "Monday 6 November 2017",
        "Start time": "2:30pm",
        "What happened?": "Did not attend",
        "Reason given": "mine",
        "Is there evidence?": "No",
        "Office": "Reading",
        "Topics": "Drugs",
        "Victim liaison told": "Yes",
    }


def test_a_form_may_say_what_was_typed_in_other_words_and_two_fields_as_one():
    class Told(Outcome):
        says = {"outcome": "Outcome", "reason": "Why", "which": "Why", "hours": "Hours"}

    form = Told(QueryDict(f"{SEEN}&outcome=absent&reason=mine&proof=yes&which=letter"))
    assert form.is_valid(), form.errors
    assert form.typed() == {"Outcome": "Did not attend", "Why": "mine\nletter"}


def test_the_answer_given_is_ticked_and_its_fields_stand_under_it():
    page = shown(sent("outcome=absent&proof=no"))
    assert page.index('value="absent" checked') < page.index('id="reason"') < page.index('"office"')
    assert page.count('id="reason"') == 1
    assert "aria-controls" not in page


@pytest.mark.parametrize("value", [True, False, None])
def test_yes_and_no_come_back_as_they_were(value):
    asked = YesNoField(label="Is there evidence?", required=False)
    assert asked.clean(asked.prepare_value(value)) is value


def test_an_answer_that_was_not_offered_is_refused():
    assert "Select one of the answers shown" in str(sent("outcome=bribe").errors)
