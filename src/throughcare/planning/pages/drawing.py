"""The thread as a drawing: boxes in five columns, lines between them, and the same in words.

The outline is the accessible form; the drawing says nothing that it does not say.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from textwrap import wrap
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from throughcare.design.wording import day
from throughcare.people.models import Person
from throughcare.planning.rules.thread import Broken, Node, Thread
from throughcare.planning.showing import GROUPS, Words, section_name

COLUMNS = ("need", "objective", "action", "contacts", "review")
WIDTH, GAP, LINE, PAD, TOP = 160, 38, 16, 8, 30
CHARACTERS, LINES, SPACE = 21, 3, 10
SHEET = 1200
"""The height of a drawing that still fits on a sheet of paper."""
FEW = 4
"""So many needs and risks are shown at full length; of more, those where something is missing."""

TITLES = {
    "need": gettext_lazy("Needs and risks"),
    "objective": gettext_lazy("Objectives"),
    "action": gettext_lazy("Actions"),
    "contacts": gettext_lazy("Contacts"),
    "review": gettext_lazy("Review"),
}
MISSING = {
    "initial-assessment": gettext_lazy("No assessment has been signed"),
    "initial-plan": gettext_lazy("No plan has been signed"),
    "objective-for-need": gettext_lazy("No objective answers this need"),
    "action-for-risk": gettext_lazy("No action for this group"),
    "contingency": gettext_lazy("No contingency and restrictive measures, and no reason"),
    "make-objective-concrete": gettext_lazy("No action says what, who and by when"),
    "start-requirement": gettext_lazy("The requirement has not begun: %(about)s"),
    "agree-plan": gettext_lazy("Agreement or objections and a copy are not recorded"),
    "set-contact-level": gettext_lazy("Contact is not set, or under the minimum and not agreed"),
    "decide-on-change": gettext_lazy("A change has not been looked at: %(about)s"),
    "review-after-change": gettext_lazy("A review is going on"),
}
DOING = {
    "initial-assessment": (gettext_lazy("Assess"), "case-assessment", ""),
    "initial-plan": (gettext_lazy("Make a plan"), "plan-draft", ""),
    "objective-for-need": (gettext_lazy("Add an objective"), "plan-objective", "new"),
    "action-for-risk": (gettext_lazy("Add an action"), "plan-risk", "ref"),
    "contingency": (gettext_lazy("Say what happens if it rises"), "plan-risk", "ref"),
    "make-objective-concrete": (gettext_lazy("Add an action"), "plan-add-action", "ref"),
    "start-requirement": (gettext_lazy("Book the first session"), "book", ""),
    "agree-plan": (gettext_lazy("Record what they say"), "plan-agreement", "ref"),
    "set-contact-level": (gettext_lazy("Give the reason"), "plan-contact-reason", "ref"),
    "decide-on-change": (gettext_lazy("Decide on it"), "change", "ref"),
    "review-after-change": (gettext_lazy("Go on with the review"), "review", "ref"),
}


class Gap(NamedTuple):
    """A link that is missing, in words, with the duty and the page where one adds it."""

    code: str
    text: str
    doing: str
    href: str


@dataclass
class Entry:
    """One thing of the outline, with what it leads to."""

    text: str
    kind: str
    gaps: list[Gap] = field(default_factory=list)
    inner: list["Entry"] = field(default_factory=list)
    led_to: str = ""
    """Of a need or risk: how much it leads to."""
    is_open: bool = True

    @property
    def is_broken(self) -> bool:
        """Whether something is missing here, or in what it leads to."""
        return bool(self.gaps) or any(each.is_broken for each in self.inner)


class Box(NamedTuple):
    """One box of the drawing."""

    x: int
    y: int
    width: int
    height: int
    kind: str
    lines: Sequence[tuple[int, str]]
    broken: bool
    done: bool


class Title(NamedTuple):
    """The head of a column."""

    x: int
    text: str


class Drawing(NamedTuple):
    """The thread, drawn and in words."""

    width: int
    height: int
    titles: Sequence[Title]
    boxes: Sequence[Box]
    paths: Sequence[str]
    outline: Sequence[Entry]
    apart: Sequence[Entry]
    """What hangs on no need and no risk."""
    gaps: Sequence[Gap]
    """What is missing of the whole."""
    broken: int
    is_tall: bool


def drawing(thread: Thread, person: Person, words: Words, is_drafted: bool) -> Drawing:
    """Return the drawing of a thread. With a draft, what is missing is added there."""
    return _Drawing(thread, person, words, is_drafted).made()


class _Drawing:
    def __init__(self, thread: Thread, person: Person, words: Words, is_drafted: bool) -> None:
        self._thread, self._person = thread, person
        self._words, self._is_drafted = words, is_drafted
        self._nodes = {each.key: each for each in thread.nodes}
        self._ahead: dict[str, list[str]] = defaultdict(list)
        for link in thread.links:
            if link.start in self._nodes and link.end in self._nodes:
                self._ahead[link.start].append(link.end)

    def made(self) -> Drawing:
        boxes, height = self._placed()
        seen = {end for ends in self._ahead.values() for end in ends}
        starts = self._thread.of("need", "risk")
        apart = [each for each in self._thread.of("objective", "action") if each.key not in seen]
        reviews = self._thread.of("review")
        outline = [self._entry(each) for each in starts]
        for node, entry in zip(starts, outline, strict=True):
            entry.led_to = self._led_to(node)
            entry.is_open = len(starts) <= FEW or entry.is_broken
        outline += [self._entry(each) for each in reviews]
        return Drawing(
            width=len(COLUMNS) * (WIDTH + GAP) - GAP + 4,
            height=height,
            titles=[Title(_x(at), str(TITLES[name])) for at, name in enumerate(COLUMNS)],
            boxes=list(boxes.values()),
            paths=[
                _path(boxes[start], boxes[end])
                for start, ends in self._ahead.items()
                for end in ends
            ],
            outline=outline,
            apart=[self._entry(each) for each in apart],
            gaps=self._gaps(self._thread.broken_at("")),
            broken=len(self._thread.broken),
            is_tall=height > SHEET,
        )

    # In words

    def _entry(self, node: Node) -> Entry:
        inner = [
            self._entry(self._nodes[key])
            for key in self._ahead[node.key]
            if self._nodes[key].kind != "review"
        ]
        gaps = self._gaps(self._thread.broken_at(node.key))
        return Entry(self._said(node), node.kind, gaps, inner)

    def _said(self, node: Node) -> str:
        if node.kind == "need":
            return section_name(node.count)
        if node.kind == "risk":
            return _("Risk to: %(group)s") % {"group": str(GROUPS[node.text]).lower()}
        if node.kind == "contacts" and node.text == "sessions":
            said = ngettext("%(num)d session", "%(num)d sessions", node.count)
            return said % {"num": node.count}
        if node.kind == "contacts":
            said = ngettext("%(num)d contact", "%(num)d contacts", node.count)
            return said % {"num": node.count}
        if node.kind == "review":
            return _reviewed(node)
        text = node.text or _("Objective without words")
        return _("%(text)s (done)") % {"text": text} if node.done else text

    def _led_to(self, node: Node) -> str:
        """How many objectives, actions and contacts hang on a need or risk."""
        reached: dict[str, Node] = {}
        ahead = [node.key]
        while ahead:
            for key in self._ahead[ahead.pop()]:
                if key not in reached:
                    reached[key] = self._nodes[key]
                    ahead.append(key)
        kinds = [each.kind for each in reached.values()]
        held = sum(each.count for each in reached.values() if each.kind == "contacts")
        objectives, actions = kinds.count("objective"), kinds.count("action")
        said = (
            (ngettext("%(num)d objective", "%(num)d objectives", objectives), objectives),
            (ngettext("%(num)d action", "%(num)d actions", actions), actions),
            (ngettext("%(num)d contact", "%(num)d contacts", held), held),
        )
        return ", ".join(text % {"num": number} for text, number in said if number)

    def _gaps(self, broken: Iterable[Broken]) -> list[Gap]:
        return [
            Gap(each.code, self._missing(each), str(DOING[each.code][0]), self._href(each))
            for each in broken
        ]

    def _missing(self, broken: Broken) -> str:
        known = {**self._words.requirements, **self._words.changes}
        return str(MISSING[broken.code]) % {"about": known.get(broken.ref, broken.ref)}

    def _href(self, broken: Broken) -> str:
        _words, name, wanted = DOING[broken.code]
        named = {"case": self._person.public_id}
        if name in ("plan-objective", "plan-risk") and not self._is_drafted:
            kind = "need" if name == "plan-objective" else "risk"
            return f"{reverse('plan-draft', kwargs=named)}?{kind}={broken.ref}"
        if wanted:
            named["ref"] = broken.ref if wanted == "ref" else wanted
        try:
            href = reverse(name, kwargs=named)
        except NoReverseMatch:  # pragma: no cover  an installation without that area's pages
            return ""
        if name == "plan-objective":
            return f"{href}?need={broken.ref}"
        return f"{href}?for={broken.ref}" if name == "book" else href

    # As a drawing

    def _placed(self) -> tuple[dict[str, Box], int]:
        """Place actions and contacts beside their objective, needs as they lead there."""
        placed: dict[str, Box] = {}
        below = dict.fromkeys(COLUMNS, TOP)
        for node in self._objectives():
            steps = [self._nodes[key] for key in self._ahead[node.key]]
            actions = [each for each in steps if each.kind == "action"]
            top = max(below["objective"], below["action"])
            below["action"] = top
            self._put(placed, node, top, below)
            for step in actions:
                self._put(placed, step, below["action"], below)
            if not actions:  # its link to contacts passes where its actions would stand
                below["action"] = below["objective"]
            after = {key for each in (node, *actions) for key in self._ahead[each.key]}
            for key in sorted(after):
                if self._nodes[key].kind == "contacts" and key not in placed:
                    self._put(placed, self._nodes[key], max(below["contacts"], top), below)
        below["action"] = max(below["action"], below["objective"])  # links from risks pass there
        for node in self._thread.of("action", "contacts"):
            if node.key not in placed:
                self._put(placed, node, below[node.kind], below)
        starts = self._thread.of("need", "risk")
        tops = {node.key: self._top(node, placed) for node in starts}
        for node in sorted(starts, key=lambda each: tops[each.key]):
            self._put(placed, node, max(below["need"], tops[node.key]), below)
        for node in self._thread.of("review"):
            self._put(placed, node, TOP, below)
        return placed, max(below.values())

    def _objectives(self) -> list[Node]:
        """The objectives in the order of the first need or risk that each answers."""
        order: dict[str, int] = {}
        for at, node in enumerate(self._thread.of("need", "risk")):
            for key in self._ahead[node.key]:
                order.setdefault(key, at)
        last = len(self._nodes)
        return sorted(self._thread.of("objective"), key=lambda each: order.get(each.key, last))

    def _top(self, node: Node, placed: dict[str, Box]) -> int:
        """Where the first thing stands to which a need or a risk leads; a gap comes first."""
        return min((placed[key].y for key in self._ahead[node.key] if key in placed), default=TOP)

    def _put(self, placed: dict[str, Box], node: Node, top: int, below: dict[str, int]) -> None:
        column = "need" if node.kind == "risk" else node.kind
        lines = wrap(self._said(node), CHARACTERS) or [""]
        if len(lines) > LINES:
            lines = [*lines[: LINES - 1], lines[LINES - 1][: CHARACTERS - 1] + "…"]
        broken = bool(self._thread.broken_at(node.key))
        if broken:
            lines.append(_("Link missing"))
        height = len(lines) * LINE + 2 * PAD
        placed[node.key] = Box(
            x=_x(COLUMNS.index(column)),
            y=top,
            width=WIDTH,
            height=height,
            kind=node.kind,
            lines=[(top + PAD + 12 + at * LINE, line) for at, line in enumerate(lines)],
            broken=broken,
            done=node.done,
        )
        below[column] = top + height + SPACE


def _reviewed(node: Node) -> str:
    if not node.text:
        return _("No review since the plan was signed")
    on = day(date.fromisoformat(node.text))
    if node.done:
        return _("Reviewed on %(day)s") % {"day": on}
    return _("Review begun on %(day)s") % {"day": on}


def _x(column: int) -> int:
    return 2 + column * (WIDTH + GAP)


def _path(start: Box, end: Box) -> str:
    """A curve from the right edge of one box to the left edge of another.

    Where it passes a column it bends beside that, and goes straight where nothing stands: from a
    risk below all objectives, from an objective without actions beside it.
    """
    x, y = start.x + start.width, start.y + start.height // 2
    to_x, to_y = end.x, end.y + end.height // 2
    before, after = "", ""
    if to_x - x > GAP and start.kind in ("need", "risk"):
        to_x, after = x + GAP, f" H{end.x}"
    elif to_x - x > GAP:
        x, before = to_x - GAP, f"M{x} {y} H{to_x - GAP} "
    half = (to_x - x) // 2
    curve = f"C{x + half} {y} {to_x - half} {to_y} {to_x} {to_y}"
    return f"{before or f'M{x} {y} '}{curve}{after}"
