"""Messages to other services, drafted from what the record says. An officer reads each first.

What a service needs to find the person: names, date of birth, addresses, partner, children and
household, the sentence. Never what is known of victims, what the police told, or how to reach
anybody by telephone. Nothing here is ever sent to the person.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from throughcare.design.wording import day_plain
from throughcare.information.models import Enquiry
from throughcare.information.queries import part
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.information import EnquiryKind
from throughcare.kernel.casefile.person import Address, Relationship
from throughcare.sentences.queries import Live

NEEDED = ("name", "address", "relationship")
"""The kinds of fact a draft is made from."""

_MOST_ADDRESSES = 5
_PEOPLE = ("victim", "complainant", "witness")


def usual_addressee(kind: EnquiryKind) -> str:
    """Whom an enquiry of a kind asks as a rule."""
    if kind is EnquiryKind.DOMESTIC_ABUSE:
        return _("Police domestic abuse unit")
    return _("Children’s social care") if kind is EnquiryKind.SAFEGUARDING else ""


def subject_line(kind: EnquiryKind, case: CaseFile) -> str:
    """The subject of a message: no name, since subjects are read by many."""
    what = {
        EnquiryKind.DOMESTIC_ABUSE: _("Domestic abuse enquiry"),
        EnquiryKind.SAFEGUARDING: _("Safeguarding enquiry"),
        EnquiryKind.OTHER: _("Enquiry"),
    }[kind]
    return _("%(what)s from probation, our reference %(crn)s") % {"what": what, "crn": case.crn}


def enquiry(
    kind: EnquiryKind, case: CaseFile, live: Sequence[Live], *, today: date, sender: str
) -> str:
    """The message of an enquiry."""
    asks = {
        EnquiryKind.DOMESTIC_ABUSE: _(
            "Please tell us of every domestic abuse incident, callout, order and charge that you "
            "hold about this person and these addresses, with dates, and of any current concern."
        ),
        EnquiryKind.SAFEGUARDING: _(
            "Please tell us whether this person, or a child named here or living at these "
            "addresses, is or was known to you: any plan, its dates, the name of the social "
            "worker, and any current concern."
        ),
        EnquiryKind.OTHER: _("Please tell us: "),
    }[kind]
    parts = [
        _("We supervise the person named below and ask for what you hold."),
        "\n".join(_about(case)),
        "\n".join(_addresses(case.person.addresses, today)),
        "\n".join(_household(case.person.relationships)),
        "\n".join(_sentences(live)),
        asks,
        _("Please quote our reference, %(crn)s. We need your reply within ten working days.")
        % {"crn": case.crn},
        _("%(sender)s, probation") % {"sender": sender},
    ]
    return "\n\n".join(each for each in parts if each)


def chase(row: Enquiry, crn: str, *, sender: str) -> str:
    """The reminder of an enquiry that was not answered."""
    return _follow_up(
        row,
        crn,
        sender,
        _("We have had no answer to our enquiry of %(day)s. Please reply, or say when you will."),
    )


def escalation(row: Enquiry, crn: str, *, sender: str) -> str:
    """The same from a manager to the managers of the service that was asked."""
    return _follow_up(
        row,
        crn,
        sender,
        _(
            "Our enquiry of %(day)s has not been answered though we chased it. We cannot judge the "
            "risk to others without it. Please see that it is answered, and tell me who will."
        ),
    )


def _follow_up(row: Enquiry, crn: str, sender: str, asks: str) -> str:
    sent = part(row, "sent")
    first = sent.date if sent else row.asked_on
    chased = [each.date for each in row.chases.filter(in_error_at=None).order_by("date")]
    lines = [asks % {"day": day_plain(first)}]
    if chased:
        days = ", ".join(day_plain(each) for each in chased)
        lines.append(_("We chased it on: %(days)s.") % {"days": days})
    if sent and sent.text.strip():
        lines.append(_("What we asked:") + "\n\n" + sent.text.strip())
    else:
        lines.append(_("Our reference is %(crn)s.") % {"crn": crn})
    lines.append(_("%(sender)s, probation") % {"sender": sender})
    return "\n\n".join(lines)


def _about(case: CaseFile) -> list[str]:
    names = case.person.names
    legal = next((each for each in names if each.kind == "legal"), names[0] if names else None)
    shown = [f"{each.given} {each.family}".strip() for each in names]
    first = f"{legal.given} {legal.family}".strip() if legal else ""
    others = [each for each in dict.fromkeys(shown) if each != first]
    born = case.person.particulars.date_of_birth
    lines = [_("Name: %(name)s") % {"name": first or _("not known")}]
    if others:
        lines.append(_("Also known as: %(names)s") % {"names": ", ".join(others)})
    lines.append(_("Born: %(day)s") % {"day": day_plain(born) if born else _("not known")})
    return lines


def _addresses(addresses: Sequence[Address], today: date) -> list[str]:
    known = [each for each in addresses if each.lines or each.postcode]
    known.sort(key=lambda each: (each.ends_on or date.max, each.starts_on), reverse=True)
    if not known:
        return [_("Address: none known")]
    lines = [_("Addresses:")]
    for each in known[:_MOST_ADDRESSES]:
        where = ", ".join(line.strip() for line in each.lines.splitlines() if line.strip())
        where = ", ".join(piece for piece in (where, each.postcode) if piece)
        first = day_plain(each.starts_on)
        if each.ends_on and each.ends_on < today:
            when = _("%(first)s to %(last)s") % {"first": first, "last": day_plain(each.ends_on)}
        else:
            when = _("since %(first)s") % {"first": first}
        lines.append(f"- {where} ({when})")
    return lines


def _household(relationships: Sequence[Relationship]) -> list[str]:
    """Partner, children and those who live with the person; nobody who is called a victim."""
    lines = []
    for each in relationships:
        near = each.is_partner or each.is_child or each.lives_with or each.cares_for_child
        if not near or any(word in each.kind.lower() for word in _PEOPLE):
            continue
        about = [each.kind]
        if each.is_child and each.kind.lower() != "child":
            about.append(_("under 18"))
        if each.lives_with:
            about.append(_("lives with the person"))
        if each.cares_for_child:
            about.append(_("lives with or cares for a child"))
        lines.append(f"- {each.name}: {', '.join(about)}")
    return [_("Partner, children and household:"), *lines] if lines else []


def _sentences(live: Sequence[Live]) -> list[str]:
    lines = []
    for each in live:
        words = {"what": each.kind.capitalize(), "first": day_plain(each.first)}
        if each.last:
            words["last"] = day_plain(each.last)
            lines.append(_("- %(what)s, %(first)s to %(last)s") % words)
        else:
            lines.append(_("- %(what)s, since %(first)s") % words)
    return [_("Under supervision:"), *lines] if lines else []
