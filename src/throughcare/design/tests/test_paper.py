"""What can be printed on paper is told from what would be a box."""

from pathlib import Path

import pytest

from throughcare.design import paper

TEMPLATES = (
    ("court/pages/report.typ", "report"),
    ("enforcement/pages/letter.typ", "letter"),
    ("planning/pages/copy.typ", "copy"),
)
SOURCE = Path(paper.__file__).parents[1]


@pytest.mark.parametrize(
    "text",
    [
        "Zoë Nguyễn-Ćorić",
        "Łucja Šimůnková",
        "Γιώργος Ἀθήνα",
        "Дмитрий",
        "דוד",
        "مدينة",
        "‘a’ – “b” … €5",
    ],
)
def test_latin_greek_cyrillic_hebrew_and_arabic_are_printed(text):
    assert paper.unprintable(text) == ""


@pytest.mark.parametrize(
    ("said", "boxes"),
    [
        ("Chen 陳大文", "陳大文"),
        ("カナ かな", "カナかな"),
        ("한글", "한글"),
        ("ไทย", "ไทย"),
        ({"name": "Wei 陳", "paragraphs": ["Łódź 陳", ("大",)], "n": 3}, "陳大"),
        ("a 👍 b", "👍"),
        ("", ""),
    ],
)
def test_what_no_font_has_is_named_once(said, boxes):
    assert paper.unprintable(said) == boxes


def test_a_font_of_the_installation_is_asked_too(settings, tmp_path):
    settings.FONTS = tmp_path
    assert paper.unprintable("陳") == "陳"


@pytest.mark.parametrize(("template", "name"), TEMPLATES)
def test_every_template_has_the_font_that_is_tried(template, name):
    text = (SOURCE / template).read_text(encoding="utf-8")
    assert f'font: "{paper.FONT}"' in text
    assert f"sys.inputs.{name}" in text
