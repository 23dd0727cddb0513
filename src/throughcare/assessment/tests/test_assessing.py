"""Beginning, keeping, deciding, signing and countersigning an assessment."""

import pytest
from tests.users import user_of

from throughcare import history
from throughcare.access.roles import Role
from throughcare.assessment import actions
from throughcare.assessment.models import Draft, NoAnalysis, Oasys
from throughcare.assessment.queries import known, not_to_analyse
from throughcare.assessment.rules import drafting
from throughcare.assessment.tests.at_work import begun, filled, keep, sam, signed, whole_steps
from throughcare.contacts.tests.acting import TODAY, entries, exported, olga, staff, stored
from throughcare.kernel.casefile import assessment as file
from throughcare.kernel.casefile.assessment import Level, RiskTo, Screening
from throughcare.kernel.refusal import Refusal
from throughcare.organisation.models import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return stored()


def sign(draft, **changes):
    draft.refresh_from_db()
    given = {"by": olga(), "author": staff(), "version": draft.version} | changes
    return actions.sign(draft, **given)


def missing(draft):
    draft.refresh_from_db()
    oasys = Oasys.objects.get(ref=draft.about)
    beside = known(draft.person, not_to_analyse(oasys))
    return drafting.lacking(drafting.read(draft.content), beside)


# Begin and keep


def test_what_is_begun_is_a_fact_and_what_is_typed_is_not(person):
    draft = begun(person)
    keep(draft, "section-6", {"item_6_1": "2", "text": "Half a sent"})
    (oasys,) = exported(person).assessment.oasys
    assert (oasys.begun_on, oasys.signed_on, oasys.sections) == (TODAY, None, ())
    assert entries(person) == [("Olga", "Assessment begun")]


def test_one_is_in_work_at_a_time(person):
    begun(person)
    with pytest.raises(Refusal, match="in progress"):
        begun(person)


def test_there_must_be_something_to_carry_forward(person):
    with pytest.raises(Refusal, match="no signed assessment"):
        begun(person, carry_forward=True)


def test_one_begun_elsewhere_is_taken_up_as_it_stands():
    oasys = {
        "ref": "theirs",
        "begun_on": "2017-11-01",
        "sections": [{"ref": "s6", "number": 6, "scores": ["6.1=2"], "text": "From them."}],
        "screening": {"done_on": "2017-11-01", "yes": ["R1.2 robbery"]},
        "risks": [{"ref": "old", "group": "staff", "level": "low"}],
    }
    person = stored(assessment={"oasys": [oasys]})
    draft = begun(person)
    assert draft.about == "theirs"
    assert drafting.read(draft.content).values("section-6")["item_6_1"] == "2"
    for step, values in whole_steps().items():
        keep(draft, step, values)
    sign(draft)
    (file,) = exported(person).assessment.oasys
    assert len([each for each in file.sections if each.number == 6]) == 1
    assert file.sections[0].ref == "s6" or any(each.ref == "s6" for each in file.sections)
    assert file.screening.yes == ()
    assert file.screening.earlier[0].yes == ("R1.2 robbery",)


def test_two_who_save_the_same_page_meet_and_different_pages_do_not(person):
    draft = begun(person)
    actions.save(draft, by=olga(), step="section-6", values={"text": "Hers."}, version=0)
    actions.save(draft, by=sam(), step="section-9", values={"text": "His."}, version=0)
    with pytest.raises(actions.Newer) as met:
        actions.save(draft, by=sam(), step="section-6", values={"text": "His."}, version=0)
    assert (met.value.step.values, met.value.step.by) == ({"text": "Hers."}, "Olga")
    again = actions.save(draft, by=olga(), step="section-6", values={"text": "Hers."}, version=0)
    assert again.version == 1, "the same form sent twice is no conflict"


# Signing


def test_signing_writes_everything_in_one_entry(person):
    draft = filled(person, **{"known-adult": "medium"})
    nine = {"item_9_1": "2", "item_9_2": "not known"}
    keep(draft, "section-9", whole_steps()["section-9"] | nine)
    sign(draft)
    (oasys,) = exported(person).assessment.oasys
    assert (oasys.signed_on, oasys.signed_by, oasys.level) == (TODAY, "olga", "medium")
    assert [each.number for each in oasys.sections] == list(range(1, 14))
    nine = oasys.sections[8]
    assert nine.scores == ("9.1=2", "9.3=0", "9.5=0"), "not known is not nothing"
    assert nine.linked_to_harm is False
    assert oasys.sections[0].linked_to_harm is None
    assert oasys.own_view == "I want to work."
    risk = next(each for each in oasys.risks if each.group is RiskTo.KNOWN_ADULT)
    assert (risk.raises, risk.lowers) == (("Drink", "Money"), ("Work",))
    assert len(oasys.risks) == 4
    assert entries(person) == [("Olga", "Assessment begun"), ("Olga", "Assessment signed")]
    assert oasys.earlier[0].signed_on is None, "it was a draft until then"
    assert not Draft.objects.exists()


@pytest.mark.parametrize("name", ["own_view", "diversity", "barriers"])
def test_without_their_view_diversity_or_barriers_nothing_is_signed(person, name):
    """Failing S8."""
    draft = filled(person)
    keep(draft, "person", {k: v for k, v in whole_steps()["person"].items() if k != name})
    assert list(missing(draft)) == ["person"]
    with pytest.raises(Refusal, match="missing"):
        sign(draft)


def test_a_blank_item_is_missing_and_not_known_is_an_answer(person):
    draft = filled(person)
    values = whole_steps()["section-8"]
    keep(draft, "section-8", values | {"item_8_5": ""})
    assert missing(draft) == {"section-8": ("Not answered: 8.5",)}
    keep(draft, "section-8", values | {"item_8_5": "not known"})
    assert missing(draft) == {}


def test_of_a_basic_assessment_only_what_scores_use_is_asked(person):
    draft = begun(person, layer="basic")
    for step, values in whole_steps("basic").items():
        keep(draft, step, values)
    assert missing(draft) == {}
    assert "item_3_6" not in whole_steps("basic")["section-3"]


def with_yes(draft, step="screening-offences", field="R1_2_weapon"):
    keep(draft, step, whole_steps()[step] | {field: "yes"})


def test_low_against_an_indicator_is_not_signed_without_analysis(person):
    """Failing S4."""
    draft = filled(person)
    with_yes(draft)
    assert list(missing(draft)) == ["analysis"]
    with pytest.raises(Refusal):
        sign(draft)
    keep(draft, "analysis", {"part_harm_to_others": "   "})
    assert list(missing(draft)) == ["analysis"]
    keep(draft, "analysis", {"part_harm_to_others": "He carried a knife once, for work."})
    sign(draft)
    (oasys,) = exported(person).assessment.oasys
    assert oasys.screening.yes == ("R1.2 weapon",)
    assert [each.part for each in oasys.analysis] == ["harm to others"]


def test_an_indicator_that_stands_on_record_calls_for_it_too():
    registration = {"ref": "r", "kind": "domestic abuse perpetrator", "registered_on": "2016-02-01"}
    person = stored(
        person={
            "particulars": {"ref": "person", "date_of_birth": "1985-05-05", "sex": "M"},
            "names": [{"ref": "name", "given": "Ari", "family": "Example"}],
            "registrations": [registration],
        }
    )
    draft = filled(person)
    assert list(missing(draft)) == ["analysis"]
    keep(draft, "risk-public", whole_steps(public="medium")["risk-public"])
    assert missing(draft) == {}, "it speaks against a low level, and against none other"


def test_a_decision_not_to_analyse_counts_once_a_manager_has_countersigned(person):
    draft = filled(person)
    with_yes(draft)
    oasys = Oasys.objects.get()
    actions.decide_no_analysis(oasys, by=olga(), author=staff(), because="A toy, at twelve.")
    assert "countersignature" in missing(draft)["analysis"][0]
    with pytest.raises(Refusal, match="Somebody else"):
        actions.countersign_no_analysis(oasys, by=olga(), manager=staff(), version=1)
    manager = sam()
    actions.countersign_no_analysis(oasys, by=manager, manager=manager.staff, version=1)
    sign(draft)
    (file,) = exported(person).assessment.oasys
    assert file.no_analysis.because == "A toy, at twelve."
    assert file.no_analysis.countersigned_by == "sam"
    assert file.analysis == ()


def test_the_decision_falls_where_the_screening_changes(person):
    draft = filled(person)
    with_yes(draft)
    oasys, manager = Oasys.objects.get(), sam()
    actions.decide_no_analysis(oasys, by=olga(), author=staff(), because="A toy.")
    actions.countersign_no_analysis(oasys, by=manager, manager=manager.staff, version=1)
    with_yes(draft, "screening-behaviour", "R1_3_stalking")
    assert not NoAnalysis.objects.get().stands
    assert list(missing(draft)) == ["analysis"]
    actions.decide_no_analysis(oasys, by=olga(), author=staff(), because="Looked again.")
    assert "countersignature" in missing(draft)["analysis"][0]


def test_who_signs_must_have_seen_what_stands(person):
    draft = filled(person)
    seen = draft.version
    keep(draft, "section-6", whole_steps()["section-6"] | {"strengths": "A sister."})
    with pytest.raises(history.Conflict):
        actions.sign(draft, by=olga(), author=staff(), version=seen)


# Carried forward


def test_an_indicator_by_another_name_does_not_turn_into_a_no():
    said = Screening(done_on=TODAY, yes=("R1.3 violence to a partner or family",))
    oasys = file.Oasys(ref="before", begun_on=TODAY, signed_on=TODAY, screening=said)
    steps = drafting.of_assessment(oasys, carried=True)
    assert "harm to others" in drafting.parts_called_for(drafting.Content(steps=steps))


def test_an_analysis_that_nothing_calls_for_is_signed_where_somebody_wrote_it(person):
    draft = filled(person)
    keep(draft, "analysis", {"part_children": "His sons are with their mother."})
    sign(draft)
    (kept,) = exported(person).assessment.oasys[0].analysis
    assert kept.text == "His sons are with their mother."
    second = begun(person, carry_forward=True)
    for step, values in whole_steps().items():
        keep(second, step, values)
    sign(second)
    by_ref = {each.ref: each for each in exported(person).assessment.oasys}
    assert by_ref[second.about].analysis == (), "carried, and not confirmed"


def test_what_is_carried_forward_is_confirmed_part_by_part(person):
    """Failing S13."""
    signed(person)
    draft = begun(person, carry_forward=True)
    found = drafting.states(drafting.read(draft.content))
    assert found["section-6"].status == "carried forward"
    with pytest.raises(Refusal):
        sign(draft)
    content = drafting.read(draft.content)
    for step in list(content.steps):
        if step != "section-6":
            actions.confirm(draft, by=olga(), step=step, version=0)
    assert list(missing(draft)) == ["section-6"]
    keep(draft, "section-6", whole_steps()["section-6"] | {"text": "A new partner since May."})
    sign(draft)
    first, second = exported(person).assessment.oasys
    assert first.sections[5].text != second.sections[5].text
    assert first.sections[4].text == second.sections[4].text
    assert not any(each.carried_forward for each in second.sections)


# After signing


def test_high_and_the_unqualified_need_a_manager(person):
    oasys = signed(person, public="high")
    manager = sam()
    with pytest.raises(Refusal, match="Somebody else"):
        actions.countersign(oasys, by=olga(), manager=staff(), version=oasys.version)
    actions.countersign(oasys, by=manager, manager=manager.staff, version=oasys.version)
    (file,) = exported(person).assessment.oasys
    assert (file.level, file.countersigned_on) == (Level.HIGH, TODAY)


def test_low_by_a_qualified_officer_needs_none(person):
    oasys, manager = signed(person), sam()
    with pytest.raises(Refusal, match="needs no"):
        actions.countersign(oasys, by=manager, manager=manager.staff, version=oasys.version)


def test_an_officer_without_the_qualification_needs_one(person):
    draft, omar = filled(person), Staff.objects.get(code="X123456/omar")
    user = user_of(omar.code, Role.PRACTITIONER)
    oasys = sign(draft, by=user, author=omar)
    manager = sam()
    actions.countersign(oasys, by=manager, manager=manager.staff, version=oasys.version)


def test_a_signed_one_is_marked_in_error_as_a_whole(person):
    oasys = signed(person)
    with pytest.raises(Refusal, match="Say why"):
        actions.mark_in_error(oasys, by=olga(), because=" ", version=oasys.version)
    actions.mark_in_error(oasys, by=olga(), because="Another person’s.", version=oasys.version)
    (file,) = exported(person).assessment.oasys
    assert file.in_error.because == "Another person’s."


def test_what_is_given_up_stays_as_begun_with_the_reason(person):
    begun(person)
    actions.give_up(person, by=olga(), because="Begun on the wrong case.")
    (file,) = exported(person).assessment.oasys
    assert file.in_error.because == "Begun on the wrong case."
    assert not Draft.objects.exists()
    begun(person)


def test_prisoners_have_a_level_in_custody_alone(person):
    draft = filled(person)
    keep(draft, "risk-prisoners", {"custody": "high", "who": "Cell mates."})
    sign(draft)
    (file,) = exported(person).assessment.oasys
    prisoners = next(each for each in file.risks if each.group is RiskTo.PRISONERS)
    assert prisoners.custody_level is Level.HIGH
    assert file.level is Level.LOW
