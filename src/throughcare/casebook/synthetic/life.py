"""Who the person is: name, age, needs, who is at risk, family, and what is registered."""

from datetime import date, timedelta
from typing import Any

from throughcare.casebook.synthetic import calendar, limits, names, proportions
from throughcare.casebook.synthetic.draft import Draft, at

_HARMFUL = ("weapons", "gangs", "risk to staff")


def draw(draft: Draft) -> None:
    """Decide the facts of the person from which everything else follows."""
    chance = draft.chance
    draft.sex = "F" if chance.random() < proportions.WOMEN.value else "M"
    qualified = draft.officer.grade == "PO"
    level = chance.random()
    for name, share in proportions.HARM[draft.team.kind].items():
        draft.level = name
        level -= share.value
        if level < 0:
            break
    if not qualified and draft.level in ("high", "very high"):
        draft.level = "medium"
    draft.ogrs = max(2, min(97, round(chance.betavariate(2.0, 2.4) * 100)))
    draft.abusive = qualified and chance.random() < proportions.DOMESTIC_ABUSE.value
    draft.children = qualified and chance.random() < proportions.CHILDREN.value
    _fit(draft)
    draft.asks_again = (
        draft.wants("establish-child-status")
        and not draft.children
        and not draft.abusive
        and not any("enquiry" in code or "reply" in code for code in draft.wanted)
        and chance.random() < 0.5
    )
    for number, share in proportions.NEEDS.items():
        if chance.random() < share.value:
            draft.needs[number] = chance.random() < proportions.LINKED.value
    draft.plain = (
        draft.level == "low"
        and not draft.abusive
        and not draft.children
        and (not draft.wanted or set(draft.wanted) == {"analyse-harm"})
        and chance.random() < 0.4
    )
    _risks(draft)


def _fit(draft: Draft) -> None:
    """Let the person be one to whom what is to fail can happen."""
    wants = draft.wants
    if wants("analyse-harm"):
        draft.level, draft.abusive = "low", False
    elif wants("contingency") or wants("decide-on-child-or-partner"):
        draft.level = "medium" if draft.level == "low" else draft.level
        draft.abusive = True
    elif wants("action-for-risk") or wants("set-contact-level"):
        draft.level = "medium" if draft.level == "low" else draft.level
    if wants("assign-right-grade"):
        draft.level = "medium"
        draft.abusive = draft.children = False
    if wants("objective-for-need"):
        draft.needs[11] = True
    if draft.officer.grade != "PO" and draft.abusive:
        # The case needs somebody qualified: it is another officer's of the team.
        draft.officer = draft.team.officers[0]


def _risks(draft: Draft) -> None:
    groups = draft.groups
    if draft.level == "low":
        groups["public"] = ("low", not draft.plain and draft.chance.random() < 0.4)
        if draft.children:
            groups["children"] = ("low", False)
        return
    groups["known adult" if draft.abusive else "public"] = (draft.level, True)
    if draft.abusive and draft.children:
        groups["children"] = ("medium", True)
    if draft.chance.random() < 0.15:
        groups["staff"] = ("low", False)


def person(draft: Draft) -> None:
    """Write the part of the file about the person."""
    chance = draft.chance
    called = names.name(chance, draft.sex)
    first = min([each["sentenced_on"] for each in _sentences(draft)], default=draft.today)
    years = 18 + int(chance.betavariate(1.6, 3.2) * 52)
    born = calendar.months(first, -12 * years) - timedelta(days=chance.randint(1, 360))
    name: dict[str, Any] = {"ref": "name", "given": called.given, "family": called.family}
    if chance.random() < 0.04:
        name["recorded_at"] = at(first + timedelta(days=2))
        wrong = called.family[0] + called.family[1:].replace("s", "z") + "e"
        name["earlier"] = [{"given": called.given, "family": wrong, "recorded_at": at(first, 10)}]
    all_names = [name]
    if chance.random() < 0.08:
        all_names.append(
            {
                "ref": "alias",
                "kind": "alias",
                "given": called.given[:3],
                "family": names.name(chance, draft.sex).family,
            }
        )
    made: dict[str, Any] = {
        "particulars": {"ref": "person", "date_of_birth": born, "sex": draft.sex},
        "names": all_names,
        "addresses": _addresses(draft, first),
        "characteristics": _characteristics(draft, called.origin),
        "registrations": _registrations(draft, first),
    }
    if chance.random() < 0.7:
        made["identifiers"] = [
            {
                "ref": "pnc",
                "kind": "pnc",
                "value": f"{first.year - 3}/{chance.randrange(10**6):07d}X",
            }
        ]
    relationships, statuses = _family(draft, called.family)
    made["relationships"] = relationships
    if statuses:
        made["child_protection"] = statuses
    draft.doc["person"] = made


def _sentences(draft: Draft) -> list[dict[str, Any]]:
    sentences = draft.doc.get("sentences", {})
    return [*sentences.get("orders", ()), *sentences.get("custody", ())]


def _addresses(draft: Draft, first: date) -> list[dict[str, Any]]:
    chance, town = draft.chance, draft.team.town
    released = any(spell.kind == "licence" for spell in draft.spells)
    homeless = proportions.HOMELESS_RELEASE if released else proportions.HOMELESS_ORDER
    if chance.random() < homeless.value:
        return [{"ref": "home", "kind": "no fixed abode", "starts_on": draft.start}]
    found: list[dict[str, Any]] = [
        {"ref": "home", "lines": names.address(chance, town), "starts_on": first}
    ]
    since = (draft.today - draft.start).days
    if chance.random() < 0.2 and since > 60:
        moved = draft.chosen(draft.start + timedelta(days=20), draft.today - timedelta(days=10))
        found[0]["ends_on"] = moved - timedelta(days=1)
        found.append({"ref": "home-2", "lines": names.address(chance, town), "starts_on": moved})
    if chance.random() < 0.02:
        found.append(
            {
                "ref": "home-x",
                "lines": names.address(chance, town),
                "starts_on": first,
                "in_error": {
                    "recorded_at": at(draft.start + timedelta(days=1)),
                    "because": "Somebody else’s address",
                },
            }
        )
    return found


def _characteristics(draft: Draft, origin: names.Origin) -> list[dict[str, Any]]:
    chance = draft.chance
    found = [{"ref": "ethnicity", "kind": "ethnicity", "value": origin.ethnicity}]
    if origin.language and chance.random() < 0.3:
        found.append({"ref": "language", "kind": "language", "value": origin.language})
    if chance.random() < proportions.DISABLED.value:
        if chance.random() < proportions.MENTAL_ILLNESS.value:
            found.append({"ref": "disability", "kind": "disability", "value": "Mental illness"})
        if chance.random() < proportions.LEARNING_DISABILITY.value:
            found.append({"ref": "learning", "kind": "learning need", "value": "Reads slowly"})
    if chance.random() < 0.3:
        found.append({"ref": "religion", "kind": "religion", "answer": "not asked"})
    return found


def _registrations(draft: Draft, first: date) -> list[dict[str, Any]]:
    """What is registered from the first day on; nothing that the officer’s grade may not hold."""
    chance = draft.chance
    found: list[dict[str, Any]] = []

    def register(kind: str, detail: str = "", on: date = first) -> None:
        found.append(
            {"ref": f"reg-{len(found) + 1}", "kind": kind, "detail": detail, "registered_on": on}
        )

    if draft.abusive:
        register("domestic abuse perpetrator", "Against a former partner")
        draft.involved = True
    if draft.children and "children" in draft.groups and draft.groups["children"][0] != "low":
        register("risk to children")
        draft.involved = True
    if draft.team.kind == "nps" and draft.level != "low" and chance.random() < 0.5:
        register("MAPPA", "Category 2, level 1")
    if draft.ogrs >= 75 and chance.random() < 0.15:
        register("integrated offender management")
    if not draft.plain and draft.level != "low" and chance.random() < 0.07:
        kind = _HARMFUL[chance.randrange(3)]
        register(kind)
        draft.involved = draft.involved or kind == "gangs"
    if chance.random() < 0.08:
        register("mental health")
    if chance.random() < 0.05:
        register("suicide or self-harm")
    if draft.wants("assign-right-grade"):
        due = draft.wanted["assign-right-grade"] or draft.today
        on = calendar.earlier(due, limits.WORKING_DAYS["assign-right-grade"])
        register("domestic abuse perpetrator", "Came to light later", on)
        draft.missed("assign-right-grade", due, owner=draft.team.manager)
    return found


def _family(draft: Draft, family: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Who matters, and what is known of the protection of children."""
    chance = draft.chance
    found: list[dict[str, Any]] = []
    if chance.random() < 0.6:
        found.append({"ref": "gp", "kind": "general practitioner", "name": "Town surgery"})
    if chance.random() < 0.5:
        who = names.name(chance, "F")
        found.append({"ref": "mother", "kind": "mother", "name": f"{who.given} {family}"})
    statuses: list[dict[str, Any]] = []
    if draft.children:
        who = names.name(chance, chance.choice("MF"))
        child = {
            "ref": "child",
            "kind": "child",
            "name": f"{who.given} {family}",
            "is_child": True,
            "lives_with": chance.random() < 0.4,
        }
        if not child["lives_with"]:
            child["contact"] = chance.choice(("supervised", "unsupervised"))
        found.append(child)
    if draft.spells and draft.start <= draft.today:
        if draft.children:
            if chance.random() < 0.2 and draft.start < draft.today:
                known = draft.within(draft.start, 15, least=1)
                statuses.append({"ref": "cp-0", "status": "not known", "date": draft.start})
                if known <= draft.today:
                    statuses.append({"ref": "cp", "status": "no concerns", "date": known})
            else:
                status = chance.choice(("no concerns", "no concerns", "child in need"))
                statuses.append({"ref": "cp", "status": status, "date": draft.start})
        elif chance.random() < 0.8:
            statuses.append({"ref": "cp", "status": "no children", "date": draft.start})
    return found, statuses
