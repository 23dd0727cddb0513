"""The Jinja2 environment in which every page is rendered.

Only our own apps' templates are looked up here: those of other packages are written in Django's
language and are found by its backend, which comes second.
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.forms import BaseForm
from django.templatetags.static import static
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup

from throughcare.design.addresses import address
from throughcare.design.forms import Form
from throughcare.design.keeping import SEALED, seal
from throughcare.design.listing import with_query
from throughcare.design.rendering import shown, summary
from throughcare.design.wording import FILTERS

# Lines that hold only a block leave nothing behind: pages stay small on a slow connection.
WHITESPACE = {"trim_blocks": True, "lstrip_blocks": True}

HIDDEN = Markup('<input type="hidden" name="{}" value="{}">')


def environment(**options: Any) -> Environment:
    """Build the environment; Django calls it with the options of its settings."""
    folders = [
        str(Path(app.path) / "templates")
        for app in apps.get_app_configs()
        if app.name.startswith("throughcare.")
    ]
    options["loader"] = ChoiceLoader(
        [
            FileSystemLoader(folders),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    made = Environment(  # noqa: S701 - escaping is on, below
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        **{"autoescape": True, **WHITESPACE, **options},
    )
    made.policies["ext.i18n.trimmed"] = True
    made.globals.update(_=said, gettext=said, ngettext=said_of)
    made.globals.update(static=cache(static), url=address, with_query=with_query, shown=shown)
    made.globals.update(summary=summary, secrets=secrets)
    made.filters.update(FILTERS)
    return made


def said(text: str, /, **named: object) -> Markup:
    """`_("for %(name)s", name=who)` in a template: translated, what is named in it escaped."""
    found = _in_language(get_language(), text)
    return found % named if named or "%" in text else found


def said_of(one: str, several: str, number: int, /, **named: object) -> Markup:
    """`ngettext("%(num)s case", "%(num)s cases", count)` in a template."""
    return Markup(ngettext(one, several, number)) % {"num": number, **named}  # noqa: S704


@lru_cache(maxsize=10_000)
def _in_language(language: str | None, text: str) -> Markup:
    """The words of a template; Django goes through its catalogues each time."""
    return Markup(gettext(text))  # noqa: S704  our own words


@pass_context
def secrets(context: Context, form: BaseForm | None = None, *, kept: bool = True) -> Markup:
    """The hidden fields of a form: protection against forged requests, token and version.

    With the seal of who writes, so that the form is kept where the session ends meanwhile;
    `kept=False` where a second form of the same page sends nothing but the press of its button.
    """
    parts = [Markup(context.get("csrf_input", ""))]  # noqa: S704
    if form is None:
        return parts[0]
    if kept and isinstance(form, Form):
        if sealed := seal(getattr(context.get("request"), "user", None)):
            parts.append(HIDDEN.format(SEALED, sealed))
    for bound in form.hidden_fields():
        value = bound.value()
        if not value and bound.name == "token":  # sent without one: the next sending has one
            value = form.initial.get("token")
        shown_value = "" if value is None else value
        parts.append(HIDDEN.format(bound.html_name, shown_value))
    return Markup("").join(parts)
