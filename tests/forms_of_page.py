"""The forms of a page, read and filled in as a browser without scripts would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

LONG = "Said “no” to <b>all</b> & left.\n\n  Back at 3, or so.\n" * 20
"""What somebody types where a text is asked for."""

Pairs = list[tuple[str, str]]


@dataclass
class Field:
    """One control: what it is, and what it would send."""

    name: str
    kind: str
    value: str = ""
    chosen: bool = True
    options: list[tuple[str, bool]] = field(default_factory=list)


@dataclass
class PageForm:
    """One form of a page."""

    method: str
    action: str
    fields: list[Field] = field(default_factory=list)

    def hidden(self, name: str) -> str:
        """A hidden field; empty where there is none."""
        return next((each.value for each in self.fields if each.name == name), "")

    @property
    def asks(self) -> bool:
        """Whether there is anything in it to fill in."""
        return any(each.kind not in ("hidden", "button") for each in self.fields)

    def sent(self) -> Pairs:
        """What is sent as it stands, without the press of a button."""
        found: Pairs = []
        for each in self.fields:
            if each.kind == "select":
                first = each.options[:1]
                chosen = [pair for pair in each.options if pair[1]] or first
                found += [(each.name, value) for value, _chosen in chosen[-1:]]
            elif each.kind == "file" or each.kind == "button" or not each.chosen:
                continue
            else:
                found.append((each.name, each.value))
        return found

    def fill(self) -> None:
        """Type, tick and choose something everywhere."""
        last = {each.name: each for each in self.fields if each.kind == "radio"}
        for each in self.fields:
            if each.kind == "textarea":
                each.value = LONG
            elif each.kind == "text":
                each.value = _typed(each.name)
            elif each.kind == "checkbox":
                each.chosen = True
            elif each.kind == "radio":
                each.chosen = each is last[each.name]
            elif each.kind == "select":
                each.options = [
                    (value, at == len(each.options) - 1)
                    for at, (value, _c) in enumerate(each.options)
                ]


def _typed(name: str) -> str:
    part = name.rpartition("-")[2]
    return {"day": "31", "month": "June", "year": "17"}.get(part, f"typed in {name}")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.open: PageForm | None = None
        self.within: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: dict[str, Any] = dict(attrs)
        if tag == "form":
            self.open = PageForm(given.get("method", "get").lower(), given.get("action", ""))
            self.forms.append(self.open)
        elif self.open is not None and given.get("name"):
            self._control(tag, given)
        elif tag == "option" and self.within is not None:
            self.within.options.append((given.get("value") or "", "selected" in given))

    def _control(self, tag: str, given: dict[str, Any]) -> None:
        assert self.open is not None
        name, value = given["name"], given.get("value") or ""
        if tag == "input":
            kind = given.get("type", "text")
            kind = kind if kind in ("hidden", "radio", "checkbox", "file") else "text"
            chosen = "checked" in given if kind in ("radio", "checkbox") else True
            self.open.fields.append(Field(name, kind, value, chosen))
        elif tag in ("textarea", "select"):
            self.within = Field(name, tag)
            self.open.fields.append(self.within)
        elif tag == "button":
            self.open.fields.append(Field(name, "button", value))

    def handle_data(self, data: str) -> None:
        if self.within is not None and self.within.kind == "textarea":
            self.within.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag in ("textarea", "select"):
            if self.within is not None and self.within.kind == "textarea":
                self.within.value = self.within.value.removeprefix("\n")
            self.within = None


def forms_of(response: Any, *, at: str = "") -> list[PageForm]:
    """The forms of a page that are sent by POST to the page itself, which may be named: ``at``."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return [
        each
        for each in reader.forms
        if each.method == "post" and (each.action in ("", at) or each.action.startswith("?"))
    ]


def form_of(response: Any, *, at: str = "") -> PageForm:
    """The form of a page in which there is something to fill in."""
    (found,) = (each for each in forms_of(response, at=at) if each.asks)
    return found


def as_data(pairs: Pairs) -> dict[str, list[str]]:
    """Pairs as the test client takes them."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found
