"""What is asked at once, what prompts alone, and how a long assessment is read."""

import re

import pytest

from throughcare.assessment.models import Draft, Oasys
from throughcare.assessment.rules import drafting
from throughcare.assessment.tests.at_work import (
    Desk,
    begun,
    filled,
    keep,
    stored,
    text,
    whole_steps,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk(stored())


def typed(step):
    return drafting.read(Draft.objects.get().content).values(step)


ASIDE = ("item_4_6", "item_4_7", "item_4_8", "item_4_9", "item_4_10")


@pytest.mark.parametrize(("said", "kept"), [("none", "0"), ("not known", "not known")])
def test_items_that_nothing_uses_are_answered_at_once(desk, said, kept):
    begun(desk.person)
    body = desk.get("assess-step", "section-4").content.decode()
    assert body.index('name="others"') < body.index('name="item_4_6"')
    assert body.index('name="item_4_5"') < body.index('name="others"')
    desk.post("assess-step", "section-4", item_4_2="0", others=said)
    assert typed("section-4") == {"item_4_2": "0"} | dict.fromkeys(ASIDE, kept)
    again = desk.get("assess-step", "section-4").content.decode()
    assert re.search(rf'value="{said}" checked', again)


def test_items_that_nothing_uses_are_answered_one_by_one_too(desk):
    begun(desk.person)
    desk.post("assess-step", "section-4", others="each", item_4_6="2")
    assert typed("section-4") == {"item_4_6": "2"}
    desk.post("assess-step", "section-4", item_4_7="1")
    assert typed("section-4") == {"item_4_7": "1"}, "answered though the question is not"


def test_what_it_rests_on_is_said_and_prompts_alone(desk):
    draft = filled(desk.person)
    assert "Nobody has said which sources were used." in text(desk.get("sign-assessment"))
    page = desk.get("assess-step", "sources")
    assert "What does this assessment rest on?" in text(page)
    desk.post("assess-step", "sources", from_interview="used", from_police="not received")
    said = text(desk.get("sign-assessment"))
    assert "Asked for, not received: Police" in said
    assert "Not asked for: List of earlier convictions" in said
    desk.post("sign-assessment")
    (stored_one,) = Oasys.objects.all()
    assert stored_one.sources == ["interview=used", "police=not received"]
    said = text(desk.get("assessment", draft.about))
    assert "Interview with the person Used" in said
    assert "Sources that did not serve" in text(desk.get("case-assessment"))
    begun(desk.person, carry_forward=True)
    assert typed("sources") == {}, "said anew for each assessment"


def test_a_long_assessment_is_read_by_its_parts(desk):
    draft = filled(desk.person)
    drink = {"item_9_1": "2", "item_9_2": "2", "item_9_3": "not known"}
    keep(draft, "section-9", whole_steps()["section-9"] | drink)
    desk.post("sign-assessment")
    body = desk.get("assessment", draft.about).content.decode()
    order = re.findall(r'<h2 class="govuk-heading-m" id="([^"]+)"', body)
    assert order[:3] == ["risks", "screening", "person"]
    assert [f'href="#{each}"' in body for each in order] == [True] * len(order)
    assert re.search(r'href="#section-9">[^<]*</a> <strong[^>]*>Need<', body)
    folded = re.findall(r"<details.*?</details>", body, re.DOTALL)
    assert len(folded) == 1
    assert "1 answer is not known" in folded[0]
    assert "9.3 How often in the past" in folded[0]
