"""What a manager reads of those who could have a case: load, grade, training, continuity."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from throughcare.design.wording import day as in_words
from throughcare.design.wording import listed
from throughcare.workload.candidates import Candidate
from throughcare.workload.policy import DEFAULT_HOURS
from throughcare.workload.rules.room import Load, Warn
from throughcare.workload.rules.suiting import Trained

WARNINGS: Mapping[Warn, str | Promise] = {
    Warn.FULL: gettext_lazy("over 100% of capacity"),
    Warn.ACT: gettext_lazy("over 110% of capacity: a manager has to act"),
    Warn.MANY: gettext_lazy("more than 50 cases"),
    Warn.TOO_MANY: gettext_lazy("more than 75 cases"),
}
TRAINED: Mapping[Trained, str | Promise] = {
    Trained.YES: gettext_lazy("training in %(name)s in date"),
    Trained.LAPSED: gettext_lazy("training in %(name)s lapsed"),
    Trained.NO: gettext_lazy("no training in %(name)s"),
}

WOMAN: Mapping[str | None, str | Promise] = {
    "F": gettext_lazy("A woman, as she is to be offered."),
    "M": gettext_lazy("A man: she is to be offered a woman first."),
    None: gettext_lazy("Not recorded whether a woman, whom she is to be offered."),
}


def about(candidate: Candidate) -> str:
    """What stands beside somebody who could have a case."""
    return " ".join(_about(candidate))


def in_short(candidate: Candidate) -> str:
    """A candidate in a list that opens: load before and after, and what speaks against them."""
    staff = candidate.staff
    said = [f"{staff.name}, {staff.grade}: {percent(candidate.now)} → {percent(candidate.after)}"]
    if candidate.had:
        said.append(_("had the case before"))
    if candidate.excluded:
        said.append(_("excluded by grade"))
    if any(state is not Trained.YES for _name, state in candidate.training):
        said.append(_("training missing"))
    if candidate.woman and staff.sex != "F":
        said.append(_("not a woman") if staff.sex else _("not known whether a woman"))
    if candidate.away:
        said.append(_("away"))
    return "; ".join(said)


def _about(candidate: Candidate) -> Iterator[str]:
    now, after = candidate.now, candidate.after
    cases = now.cases
    if cases:
        yield ngettext("%(count)d case today.", "%(count)d cases today.", cases) % {"count": cases}
    else:
        yield _("No cases today.")
    if candidate.staff.hours != DEFAULT_HOURS.value:
        yield _("%(hours)g hours a week.") % {"hours": candidate.staff.hours}
    yield _("Capacity %(now)s, with this case %(after)s.") % {
        "now": percent(now),
        "after": percent(after),
    }
    if warned := warnings(after):
        yield _("With this case %(what)s.") % {"what": listed(warned)}
    if candidate.excluded:
        yield _("The provider gives cases of %(what)s to probation officers alone.") % {
            "what": listed(candidate.excluded)
        }
    if candidate.training:
        said = [str(TRAINED[state]) % {"name": name} for name, state in candidate.training]
        text = listed(said)
        yield f"{text[:1].upper()}{text[1:]}."
    if candidate.woman:
        yield str(WOMAN[candidate.staff.sex])
    if candidate.had:
        yield _had(candidate.had.first, candidate.had.last)
    if candidate.away:
        yield _away(candidate.back_after)


def percent(load: Load) -> str:
    """How full somebody is."""
    return f"{load.percent:.1f}%"


def warnings(load: Load) -> list[str]:
    """What is to be thought of, in words."""
    return [str(WARNINGS[each]) for each in load.warnings()]


def _had(first: date, last: date | None) -> str:
    if last is None:
        return _("Has had this case since %(first)s.") % {"first": in_words(first)}
    return _("Had this case from %(first)s to %(last)s.") % {
        "first": in_words(first),
        "last": in_words(last),
    }


def _away(until: date | None) -> str:
    if until is None:
        return _("Away, with no day of return.")
    return _("Away until %(day)s.") % {"day": in_words(until)}
