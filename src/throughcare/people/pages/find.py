"""Find a person.

What is typed is sent by POST and the results come back on the same address, so that no name and no
number ever stands in an address, where histories, logs and other servers keep it. Nothing is
written, neither here nor in the session: two windows may search at once, and reading the page again
asks nothing worse than to send the same words again. Pages may be kept by the browser until one
signs out, so the way back from a person leads to the results.
"""

from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.access import reach
from throughcare.access.permissions import Permission
from throughcare.access.roles import Role, roles_of
from throughcare.access.views import needs
from throughcare.design.forms import Form, TextField
from throughcare.history import clock
from throughcare.kernel.age import completed_years
from throughcare.people import finding
from throughcare.people.finding import MOST, Asked, Closeness, Found
from throughcare.people.holding import Holder, holders
from throughcare.people.models import Person
from throughcare.people.queries import Limited, Who, limited, who


class Search(Form):
    """The one box."""

    q = TextField(
        label=gettext_lazy("Name, CRN or date of birth"),
        hint=gettext_lazy(
            "A piece of a name is enough, and it need not be spelt right. "
            "For example: smi, Jo Khan 12 4 1991, or X123456"
        ),
        missing=gettext_lazy("Enter a name, a CRN or a date of birth"),
        max_length=100,
        width=30,
    )

    def clean_q(self) -> str:
        """Say what is missing where it tells nobody apart."""
        text: str = self.cleaned_data["q"]
        self.asked = asked = finding.read(text, clock.today())
        if asked.wrong_day:
            self.add_error("q", _("%(day)s is not a real date") % {"day": asked.wrong_day})
        elif not asked.enough:
            self.add_error("q", _("Enter at least 2 letters of a name, a CRN or a date of birth"))
        return text


class Result(NamedTuple):
    """A person who was found, as the page shows them."""

    who: Who
    matched: str
    """By what they were found, where it is not the name shown."""
    holder: Holder | None
    age: int | None


@needs(Permission.FIND_PERSON)
def find(request: HttpRequest) -> HttpResponse:
    """Show the box, and what was found."""
    if request.method != "POST":
        return render(request, "people/find.html", {"form": Search()})
    form = Search(request.POST)
    if not form.is_valid():
        return render(request, "people/find.html", {"form": form})
    asked = form.asked
    wide = Role.DUTY_MANAGER in roles_of(request.user)
    found, more = finding.find(asked, reach.within(request.user), wide=wide)
    keys = [each.person_id for each in found]
    people = who(Person.objects.filter(pk__in=keys))
    held = holders(keys, clock.today())
    context = {
        "form": form,
        "asked": asked,
        "results": [
            _result(each, people[each.person_id], held.get(each.person_id), clock.today())
            for each in found
        ],
        "more": more,
        "most": MOST,
        "limited": _limited(request, asked) if not found else None,
    }
    return render(request, "people/find.html", context)


def _limited(request: HttpRequest, asked: Asked) -> Limited | None:
    return limited(request.user, asked.crn) if asked.crn else None


def _result(found: Found, person: Who, holder: Holder | None, today: date) -> Result:
    age = completed_years(person.born, today) if person.born else None
    return Result(person, _matched(found, person), holder, age)


_KINDS = {
    "legal": gettext_lazy("Other name: %(name)s"),
    "preferred": gettext_lazy("Likes to be called %(name)s"),
    "previous": gettext_lazy("Previous name: %(name)s"),
    "alias": gettext_lazy("Alias: %(name)s"),
}


def _matched(found: Found, person: Who) -> str:
    if found.by is Closeness.FORMER_CRN:
        return _("Found by a former CRN")
    words = []
    if found.name and found.name != person.name:
        words.append(str(_KINDS[found.name_kind]) % {"name": found.name})
    if found.by is Closeness.SOUND:
        words.append(_("Sounds like what you typed"))
    return ". ".join(words)
