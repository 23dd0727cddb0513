"""Turns a form's field into the parameters of the GOV.UK component that shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from throughcare.design.days import PARTS, DayInput

SAYS_FROM = 75
"""The share of a long text, in per cent, from which a page says how much more there may be."""


@dataclass
class Shown:
    """A component by name, its parameters, and for each item the fields it reveals."""

    kind: str
    params: dict[str, Any]
    reveals: dict[int, list[BoundField]] = field(default_factory=dict)


def shown(
    bound: BoundField,
    *,
    heading: bool = False,
    size: str = "",
    label: str = "",
    hidden_label: bool = False,
    classes: str = "",
) -> Shown:
    """Parameters for one field; `heading` makes its label the page's own heading."""
    given = {
        "text": label or bound.label,
        "classes": "govuk-visually-hidden" if hidden_label else "",
        "isPageHeading": heading,
    }
    widget = bound.field.widget
    grouped = isinstance(widget, DayInput | forms.RadioSelect | forms.CheckboxSelectMultiple)
    size = size or ("l" if heading else "s")
    if not hidden_label:
        kind = "fieldset__legend" if grouped else "label"
        given["classes"] = f"govuk-{kind}--{size}"
    params: dict[str, Any] = {"id": bound.auto_id, "name": bound.html_name}
    params["classes"] = classes
    params["fieldset" if grouped else "label"] = {"legend": given} if grouped else given
    if bound.help_text:
        params["hint"] = {"text": bound.help_text}
    if bound.errors:
        params["errorMessage"] = {"text": bound.errors[0]}
    return _as_component(bound, widget, params)


def _as_component(bound: BoundField, widget: forms.Widget, params: dict[str, Any]) -> Shown:
    match widget:
        case DayInput():
            return _day(bound, params)
        case forms.RadioSelect() | forms.CheckboxSelectMultiple():
            return _answers(bound, params)
        case forms.CheckboxInput():
            return _tick(bound, params)
        case forms.Select():
            return _select(bound, params)
        case forms.Textarea():
            return _text(bound, params)
        case forms.FileInput():
            return Shown("file", params | {"attributes": _attributes(widget)})
        case forms.PasswordInput():
            kept = {key: widget.attrs[key] for key in ("autocomplete",) if key in widget.attrs}
            return Shown("password", params | kept)
    return _line(bound, widget, params)


def _line(bound: BoundField, widget: forms.Widget, params: dict[str, Any]) -> Shown:
    attributes = _attributes(widget)
    for key in ("autocomplete", "inputmode", "spellcheck"):
        if key in attributes:
            params[key] = attributes.pop(key)
    if isinstance(bound.field, forms.IntegerField):
        params["inputmode"] = "numeric"
    if isinstance(bound.field, forms.EmailField):
        params |= {"type": "email", "spellcheck": False}
    width = getattr(bound.field, "width", None)
    if width:
        params["classes"] += f" govuk-input--width-{width}"
    value = bound.value()
    params |= {"value": "" if value is None else value, "attributes": attributes}
    return Shown("input", params)


def _day(bound: BoundField, params: dict[str, Any]) -> Shown:
    value = bound.value()
    wrong = _wrong_parts(bound)
    params["items"] = [
        {
            "name": f"{bound.html_name}-{part}",
            "id": f"{bound.auto_id}-{part}",
            "label": text,
            "value": getattr(value, part, ""),
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in wrong else ""),
            # Months may be typed by name, so that box is not held to digits.
            "inputmode": "text" if part == "month" else "numeric",
        }
        for part, text in zip(PARTS, _part_labels(), strict=True)
    ]
    return Shown("date", params)


def _part_labels() -> tuple[str, str, str]:
    return _("Day"), _("Month"), _("Year")


def _wrong_parts(bound: BoundField) -> tuple[str, ...]:
    if not bound.errors:
        return ()
    first = bound.errors.as_data()[0]
    return (first.params or {}).get("parts", PARTS)


def _text(bound: BoundField, params: dict[str, Any]) -> Shown:
    written = str(escape(bound.value() or "")).replace("\r\n", "\n")
    # As references, because components indent what they contain, and a browser drops a first one.
    if written.startswith("\n"):
        written = "\n" + written
    params["value"] = Markup(written.replace("\n", "&#10;"))  # noqa: S704 - escaped above
    params["rows"] = getattr(bound.field, "rows", 5)
    limit = getattr(bound.field, "max_length", None)
    if limit:
        return Shown("character-count", params | {"maxlength": limit, "threshold": SAYS_FROM})
    return Shown("textarea", params)


def _select(bound: BoundField, params: dict[str, Any]) -> Shown:
    chosen = str(bound.value() if bound.value() is not None else "")
    items = [
        {"value": value, "text": label, "selected": str(value) == chosen}
        for value, label in _pairs(bound.field)
    ]
    empty = getattr(bound.field, "empty", None)
    if empty:
        items.insert(0, {"value": "", "text": empty, "selected": not chosen})
    return Shown("select", params | {"items": items})


def _answers(bound: BoundField, params: dict[str, Any]) -> Shown:
    several = isinstance(bound.field.widget, forms.CheckboxSelectMultiple)
    value = bound.value()
    chosen = {str(v) for v in value or []} if several else {str(value)}
    items: list[dict[str, Any]] = []
    reveals: dict[int, list[BoundField]] = {}
    for answer in _choices(bound.field):
        if answer["divider"]:
            items.append({"divider": answer["divider"]})
        item = {"value": answer["value"], "text": answer["text"]}
        item["checked"] = answer["value"] in chosen
        if answer["hint"]:
            item["hint"] = {"text": answer["hint"]}
        if answer["alone"]:
            item["behaviour"] = "exclusive"
        inner = [bound.form[name] for name in answer["reveals"] if name in bound.form.fields]
        if inner:
            reveals[len(items)] = inner
        items.append(item)
    if getattr(bound.field, "inline", False):
        params["classes"] += " govuk-radios--inline"
    params |= {"items": items, "idPrefix": bound.auto_id}
    return Shown("checkboxes" if several else "radios", params, reveals)


def _choices(asked: forms.Field) -> Iterable[dict[str, Any]]:
    answers = getattr(asked, "answers", None)
    if answers is None:
        plain = {"hint": "", "reveals": (), "alone": False, "divider": ""}
        return [{"value": str(v), "text": t, **plain} for v, t in _pairs(asked) if v != ""]
    return [{**a._asdict(), "value": str(a.value), "text": a.label} for a in answers]


def _pairs(asked: forms.Field) -> list[tuple[Any, Any]]:
    if not isinstance(asked, forms.ChoiceField):
        return []
    choices: Any = asked.choices  # what a field gives back is always pairs
    return list(choices)


def _tick(bound: BoundField, params: dict[str, Any]) -> Shown:
    ticked = bool(bound.value())
    item: dict[str, Any] = {"value": "on", "text": bound.label, "checked": ticked}
    if "hint" in params:
        item["hint"] = params.pop("hint")
    params.pop("label")
    names = getattr(bound.field, "reveals", {}).get("on", ())
    reveals = {0: [bound.form[name] for name in names]} if names else {}
    params |= {"items": [item], "idPrefix": bound.auto_id}
    return Shown("checkboxes", params, reveals)


def _attributes(widget: forms.Widget) -> dict[str, Any]:
    return {key: value for key, value in widget.attrs.items() if key not in ("class", "required")}


def summary(form: forms.BaseForm) -> list[dict[str, str]]:
    """Every error of the form, each leading to the box where it is put right."""
    items = [{"text": str(text)} for text in form.non_field_errors()]
    for name, errors in form.errors.items():
        if name in form.fields:
            bound = form[name]
            items += [{"text": str(text), "href": f"#{_target(bound)}"} for text in errors]
    return items


def _target(bound: BoundField) -> str:
    if isinstance(bound.field.widget, DayInput):
        wrong = _wrong_parts(bound) or PARTS
        return f"{bound.auto_id}-{wrong[0]}"
    return bound.auto_id
