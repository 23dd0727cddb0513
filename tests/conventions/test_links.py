"""Every relative link in a page of documentation leads somewhere."""

import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {"node_modules", ".venv", ".throughcare", ".git"}
LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
HEADING = re.compile(r"^#+\s+(.+?)\s*#*$", re.MULTILINE)


def pages() -> list[Path]:
    """Every page, except what tools left in the checkout."""
    found = (path for path in ROOT.rglob("*.md") if not SKIPPED & set(path.relative_to(ROOT).parts))
    return sorted(found)


def anchors(page: Path) -> set[str]:
    """What a link may name inside a page: its headings, as the code host writes them."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    names = set(re.findall(r"<a (?:id|name)=\"([^\"]+)\"", text))
    for heading in HEADING.findall(text):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        names.add(re.sub(r"[^\w\- ]", "", plain).strip().replace(" ", "-"))
    return names


def broken(page: Path) -> list[str]:
    """The links of a page that lead nowhere."""
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    found = []
    for link in LINK.findall(text):
        if re.match(r"[a-z][a-z0-9+.-]*:", link):
            continue
        place, _, anchor = unquote(link).partition("#")
        target = (page.parent / place).resolve() if place else page
        inside = target == ROOT or ROOT in target.parents
        if (
            not inside
            or not target.exists()
            or (anchor and target.suffix == ".md" and anchor not in anchors(target))
        ):
            found.append(link)
    return found


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    assert broken(page) == []


def test_a_broken_link_is_seen(tmp_path, monkeypatch):
    page = tmp_path / "page.md"
    page.write_text("# A heading\n[a](#a-heading) [b](gone.md) [c](#gone) `[d](gone.md)`")
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    assert broken(page) == ["gone.md", "#gone"]


def test_scripts_can_be_run():
    for script in (
        "scripts/setup",
        "scripts/check",
        "scripts/chromium",
        "scripts/debian",
        ".ci/run",
    ):
        done = subprocess.run(["bash", "-n", ROOT / script], check=False)
        assert done.returncode == 0
        assert (ROOT / script).stat().st_mode & 0o100
