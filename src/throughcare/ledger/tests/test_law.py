"""The pages of law: what they show of a policy, and when they are stale."""

from types import ModuleType

import pytest
from click.testing import CliRunner

from throughcare.ledger import law

POLICY = '''"""Values for a test."""

from datetime import date

from throughcare.kernel.law import Dated, InForce, Setting

MONTHS = Dated(
    "months a warning counts",
    chosen_by="the date of conviction",
    unit="months",
    since={
        date(2005, 4, 4): InForce(12, "the first Act"),
        date(2020, 12, 1): InForce(9, "the second Act"),
    },
)
BANDS = InForce(((50, "High"), (0, "Low")), "a manual")
"""lowest score
of each band"""
BY_RISK = {"high": Setting("days if high", 7, "days", "a judgement")}
EMPTY = InForce({}, "nobody")
NOT_LAW = 12
'''


@pytest.fixture
def policy(monkeypatch):
    module = ModuleType("throughcare.trial.policy")
    exec(POLICY, module.__dict__)
    monkeypatch.setattr(law.inspect, "getsource", lambda _: POLICY)
    monkeypatch.setattr(law, "areas", lambda: ["trial_area"])
    monkeypatch.setattr(law, "import_module", lambda _: module)
    return module


@pytest.mark.usefixtures("policy")
def test_a_page_shows_value_date_what_chooses_unit_source_and_status():
    page = law.pages()["trial_area.md"]
    for line in (
        "# Trial area",
        "Values for a test.",
        "## Months a warning counts",
        "`MONTHS`: fixed; chosen by the date of conviction; in months.",
        "- From Monday 4 April 2005: 12",
        "  - *Source:* the first Act",
        "- From Tuesday 1 December 2020: 9",
        "## Lowest score of each band",
        "  - 50, High",
        "`BY_RISK[high]`: a setting of the regime; in days.",
        "- Default: 7",
        "- Value: none",
    ):
        assert line in page.splitlines()
    assert "NOT_LAW" not in page
    assert "[Trial area](trial_area.md): 4 values" in law.pages()["README.md"]


@pytest.mark.usefixtures("policy")
def test_pages_are_written_once_and_then_up_to_date(tmp_path):
    def run(*options):
        return CliRunner().invoke(law.law, [*options, "--out", str(tmp_path)])

    assert run("--check").exit_code == 1
    assert run().exit_code == 0
    assert run("--check").exit_code == 0
    (tmp_path / "gone.md").write_text("an area that is no more")
    (tmp_path / "trial_area.md").write_text("edited by hand")
    assert "gone.md, trial_area.md would change" in run("--check").stderr
    assert "removed gone.md" in run().stdout
    assert {path.name for path in tmp_path.iterdir()} == {"README.md", "trial_area.md"}


def test_every_area_with_a_policy_is_found():
    assert {"assessment", "inspection"} <= set(law.areas())
