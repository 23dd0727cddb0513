"""Prepares the built styles and scripts of the GOV.UK and MoJ packages for serving.

A copy is made in the state folder, because the packages cannot be served as they are: their styles
ask for `/assets/`, and they carry the GDS Transport font and the crest, which only services on
GOV.UK may use.
"""

import json
import re
import shutil
from pathlib import Path

from throughcare.settings.options import CHECKOUT, OPTIONS

PACKAGES = {
    "govuk": ("govuk-frontend/dist/govuk", "govuk-frontend"),
    "moj": ("@ministryofjustice/frontend/moj", "moj-frontend"),
}
NOT_OURS_TO_USE = re.compile(r"crest|crown|govuk-icon|opengraph|favicon|apple-touch|logotype")
FONT = re.compile(r"@font-face\s*\{[^}]*GDS Transport[^}]*\}")
IMAGE = re.compile(r"\.(svg|png)$")


class FrontendMissing(Exception):
    """The npm packages are not installed."""


def prepare(*, modules: Path | None = None, target: Path | None = None) -> bool:
    """Copy what is served, if the packages changed since the last time. True where it did work."""
    modules = modules or (CHECKOUT or Path()) / "node_modules"
    target = target or OPTIONS.state / "frontend"
    stamp = target / "stamp.json"
    if not all((modules / source).is_dir() for source, _ in PACKAGES.values()):
        if stamp.exists():
            return False
        raise FrontendMissing("The styles are not installed. Run `make setup`.")
    now = _stamp(modules)
    if stamp.exists() and json.loads(stamp.read_text()) == now:
        return False
    shutil.rmtree(target, ignore_errors=True)
    for prefix, (source, name) in PACKAGES.items():
        _copy(modules / source, target / prefix, name)
    stamp.write_text(json.dumps(now))
    return True


def _stamp(modules: Path) -> dict[str, str]:
    manifests = {"govuk": "govuk-frontend", "moj": "@ministryofjustice/frontend"}
    versions = {
        prefix: json.loads((modules / package / "package.json").read_text())["version"]
        for prefix, package in manifests.items()
    }
    return versions | {"prepared by": str(Path(__file__).stat().st_mtime_ns)}


def _copy(source: Path, target: Path, name: str) -> None:
    images = target / "assets" / "images"
    images.mkdir(parents=True)
    for image in sorted((source / "assets" / "images").iterdir()):
        if IMAGE.search(image.name) and not NOT_OURS_TO_USE.search(image.name):
            shutil.copyfile(image, images / image.name)
    styles = (source / f"{name}.min.css").read_text(encoding="utf-8")
    (target / f"{name}.min.css").write_text(our_styles(styles, images), encoding="utf-8")
    script = (source / f"{name}.min.js").read_text(encoding="utf-8")
    (target / f"{name}.min.js").write_text(_without_map(script), encoding="utf-8")


def our_styles(styles: str, images: Path) -> str:
    """The styles without the font, and with each image found beside them or left out."""
    styles = FONT.sub("", _without_map(styles)).replace("GDS Transport,", "")

    def image(match: re.Match[str]) -> str:
        name = match[1]
        return f"url(assets/images/{name})" if (images / name).exists() else "none"

    return re.sub(r"url\([\"']?/assets/images/([^)\"']+)[\"']?\)", image, styles)


def _without_map(text: str) -> str:
    return re.sub(r"(//|/\*)# sourceMappingURL=\S+?( ?\*/)?$", "", text.rstrip()) + "\n"


if __name__ == "__main__":
    prepare()
