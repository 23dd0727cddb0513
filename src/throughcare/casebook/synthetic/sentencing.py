"""What the court ordered, who allocated it, and who came to hold it."""

from datetime import date, timedelta
from typing import Any

from throughcare.casebook.synthetic import calendar, limits, proportions
from throughcare.casebook.synthetic.draft import Draft, Spell
from throughcare.casebook.synthetic.places import SINCE

OFFENCES: tuple[tuple[str, str, bool], ...] = (
    ("Assault occasioning actual bodily harm", "00800", True),
    ("Common assault", "10500", True),
    ("Theft from a shop", "04600", False),
    ("Burglary of a dwelling", "02800", False),
    ("Possession of a class B drug", "09200", False),
    ("Supply of a class A drug", "07700", False),
    ("Driving while over the limit", "80300", False),
    ("Driving while disqualified", "80700", False),
    ("Criminal damage", "05800", False),
    ("Fraud by false representation", "05300", False),
    ("Affray", "06500", True),
    ("Possession of a knife in a public place", "00800", True),
    ("Harassment", "00800", True),
    ("Robbery", "03400", True),
    ("Handling stolen goods", "05400", False),
)
KINDS_WITH_A_CLOCK = (
    "rehabilitation activity",
    "programme",
    "unpaid work",
    "drug rehabilitation",
    "alcohol treatment",
    "drug testing",
)

_OF_THE_LICENCE = (
    "initial-assessment",
    "initial-plan",
    "refer-requirement",
    "start-requirement",
    "review-acceptable-absences",
    "manager-review-absences",
)
"""What fails in one licence, and not in the supervision after it."""


def sentence(draft: Draft, kind: str, started: date) -> None:
    """Write the sentence: an order received, or a release, on the day ``started``."""
    draft.start = started
    if kind == "order":
        _order(draft)
    elif kind == "custody":
        _custody(draft, started)
    else:
        _released(draft, started)
    if draft.chance.random() < proportions.EARLIER_ORDER.value:
        _earlier_order(draft)


def _order(draft: Draft) -> None:
    chance = draft.chance
    if draft.wants("allocate-case") or draft.wants("complete-cas"):
        sentenced = draft.start
    elif draft.start > draft.today:  # these days, and not allocated yet
        sentenced = calendar.earlier(draft.start, chance.choice((1, 2)))
    else:
        sentenced = calendar.earlier(
            calendar.on_or_before(draft.start), chance.choice((0, 1, 1, 2))
        )
    longest = max(12, (draft.today - sentenced).days // 30 + chance.randint(2, 9))
    last = calendar.months(sentenced, longest) - timedelta(days=1)
    suspended = chance.random() < proportions.SUSPENDED.value
    order: dict[str, Any] = {
        "ref": "order",
        "kind": "suspended sentence order" if suspended else "community order",
        "sentenced_on": sentenced,
        "expires_on": last,
        "court": f"{draft.team.town} magistrates’ court",
        "offences": _offences(draft, sentenced),
        "requirements": _requirements(draft, "order", sentenced),
    }
    draft.doc["sentences"] = {"orders": [order]}
    spell = Spell("order", "order", sentenced, last, "order")
    draft.spells.append(spell)
    _clocks(draft, order["requirements"], spell)
    _allocate(draft, "order", sentenced, draft.start)


def second_order(draft: Draft, received: date) -> Spell:
    """Another order beside the first."""
    sentenced = calendar.earlier(received, draft.chance.choice((0, 1, 2)))
    last = calendar.months(sentenced, 12 + draft.chance.randint(0, 6)) - timedelta(days=1)
    order: dict[str, Any] = {
        "ref": "order-2",
        "kind": "community order",
        "sentenced_on": sentenced,
        "expires_on": last,
        "court": f"{draft.team.town} magistrates’ court",
        "offences": [{**each, "ref": each["ref"] + "-b"} for each in _offences(draft, sentenced)],
        "requirements": [{"ref": "rar-2", "kind": "rehabilitation activity", "amount": 10}],
    }
    draft.doc["sentences"]["orders"].append(order)
    spell = Spell("order-2", "order", sentenced, last, "order-2")
    draft.spells.append(spell)
    _clocks(draft, order["requirements"], spell)
    _allocate(draft, "order-2", sentenced, received)
    return spell


def _earlier_order(draft: Draft) -> None:
    """An order of years ago, over before this began."""
    last = min(spell.first for spell in draft.spells) if draft.spells else draft.start
    sentenced_first = min(
        [each["sentenced_on"] for each in draft.doc["sentences"].get("custody", [])] + [last]
    )
    last = min(last, sentenced_first) - timedelta(days=draft.chance.randint(40, 200))
    sentenced = calendar.on_or_before(calendar.months(last, -12))
    if sentenced <= SINCE:
        return
    order = {
        "ref": "order-0",
        "kind": "community order",
        "sentenced_on": sentenced,
        "expires_on": last,
        "court": f"{draft.team.town} magistrates’ court",
        "requirements": [{"ref": "curfew-0", "kind": "curfew", "amount": 3, "unit": "months"}],
    }
    draft.doc["sentences"].setdefault("orders", []).insert(0, order)


def _custody(draft: Draft, sentenced: date) -> None:
    """In prison, and not yet released."""
    served = (draft.today - sentenced).days
    months = max(6, 2 * (served // 30) + draft.chance.randint(3, 24))
    custody = {
        "ref": "custody",
        "sentenced_on": sentenced,
        "months": months,
        "court": f"{draft.team.town} Crown Court",
        "offences": _offences(draft, sentenced),
    }
    draft.doc["sentences"] = {"custody": [custody]}
    received = calendar.later(sentenced, draft.chance.choice((0, 1, 2)))
    draft.start = received
    _allocate(draft, "custody", sentenced, received)


def _released(draft: Draft, released: date) -> None:
    chance, today = draft.chance, draft.today
    months = chance.randint(4, 11) if draft.team.kind == "crc" else chance.randint(18, 48)
    if chance.random() < 0.35:
        months = chance.randint(12, 36)
    served = timedelta(days=months * 30 // 2)
    recall = draft.again
    first_release = released - timedelta(days=chance.randint(80, 140)) if recall else released
    sentenced = calendar.on_or_before(first_release - served)
    sentenced = max(sentenced, calendar.on_or_after(SINCE + timedelta(days=5)))
    expires = max(released + served, released + timedelta(days=40))
    if any(draft.wants(code) for code in _OF_THE_LICENCE):
        expires = max(expires, today + timedelta(days=60))
    after = expires < today or (months < 24 and chance.random() < 0.5)
    if after and expires >= today and (expires - today).days < 3:
        expires += timedelta(days=10)
    licences: list[dict[str, Any]] = []
    conditions = _requirements(draft, "licence", released)
    if recall:
        recalled = first_release + timedelta(days=chance.randint(30, 50))
        licences.append(
            {
                "ref": "licence-0",
                "released_on": first_release,
                "expires_on": expires,
                "recall": {
                    "date": recalled,
                    "returned_on": released - timedelta(days=27),
                    "kind": "fixed term",
                },
            }
        )
    licence = {
        "ref": "licence",
        "released_on": released,
        "expires_on": expires,
        "conditions": conditions,
    }
    licences.append(licence)
    spell = Spell("licence", "licence", released, expires, "custody")
    draft.spells.append(spell)
    custody: dict[str, Any] = {
        "ref": "custody",
        "sentenced_on": sentenced,
        "months": months,
        "court": f"{draft.team.town} Crown Court",
        "offences": _offences(draft, sentenced),
        "licences": licences,
    }
    if after:
        begins = expires + timedelta(days=1)
        ends = max(released + timedelta(days=365), today + timedelta(days=chance.randint(20, 200)))
        ends = max(ends, begins + timedelta(days=30))
        custody["supervision"] = {"ref": "pss", "starts_on": begins, "expires_on": ends}
        draft.spells.append(Spell("pss", "supervision", begins, ends, "custody"))
    draft.doc["sentences"] = {"custody": [custody]}
    _clocks(draft, conditions, spell)
    received = calendar.later(sentenced, chance.choice((0, 1, 2)))
    _allocate(draft, "custody", sentenced, received)


def _offences(draft: Draft, sentenced: date) -> list[dict[str, Any]]:
    chance = draft.chance
    found = []
    for number in range(1 + (chance.random() < 0.3)):
        what, code, _ = OFFENCES[int(chance.random() * len(OFFENCES))]
        committed = sentenced - timedelta(days=chance.randint(30, 300))
        found.append(
            {
                "ref": f"offence-{number + 1}",
                "description": what,
                "code": code,
                "main": number == 0,
                "committed_on": committed,
                "convicted_on": sentenced - timedelta(days=chance.choice((0, 14, 21, 28))),
            }
        )
    return found


def _requirements(draft: Draft, kind: str, first: date) -> list[dict[str, Any]]:
    chance = draft.chance
    found: list[dict[str, Any]] = []
    only = draft.wants("allocate-case")
    if kind == "order":
        if chance.random() < 0.8 or draft.wants("refer-requirement"):
            found.append(
                {
                    "ref": "rar",
                    "kind": "rehabilitation activity",
                    "amount": chance.choice((10, 15, 20, 30)),
                    "unit": "days",
                }
            )
        if chance.random() < 0.35 or not found or draft.unmet_kind == "unpaid work":
            hours = chance.choice((40, 60, 80, 100, 120, 150, 200))
            found.append({"ref": "upw", "kind": "unpaid work", "amount": hours, "unit": "hours"})
        if draft.needs.get(8) and chance.random() < 0.15:
            found.append(
                {"ref": "drr", "kind": "drug rehabilitation", "amount": 6, "unit": "months"}
            )
        elif draft.needs.get(9) and chance.random() < 0.12:
            found.append({"ref": "atr", "kind": "alcohol treatment", "amount": 6, "unit": "months"})
        if chance.random() < 0.1:
            found.append({"ref": "curfew", "kind": "curfew", "amount": 3, "unit": "months"})
    else:
        found.append({"ref": "standard", "kind": "standard conditions"})
        tested = draft.unmet_kind == "drug testing"
        if tested or (draft.needs.get(8) and chance.random() < 0.25):
            found.append({"ref": "tests", "kind": "drug testing"})
        if draft.abusive:
            found.append({"ref": "non-contact", "kind": "non-contact"})
    wants = draft.wants("start-requirement") or draft.wants("refer-requirement")
    if (chance.random() < 0.18 or wants) and not only:
        name = "Building Better Relationships" if draft.abusive else "Thinking Skills Programme"
        found.append(
            {
                "ref": "programme",
                "kind": "programme",
                "name": name,
                "amount": 20,
                "unit": "sessions",
            }
        )
    return found


def _clocks(draft: Draft, requirements: list[dict[str, Any]], spell: Spell) -> None:
    for each in requirements:
        if each["kind"] in KINDS_WITH_A_CLOCK:
            draft.requirements.append({"of": each, "spell": spell})


_RSR = {"low": 0.0079, "medium": 0.0214}
"""The chance of a serious offence within two years that is written for those who wait at court."""


def _allocate(draft: Draft, ref: str, sentenced: date, received: date) -> None:
    """The court team signs what it must and decides; the team receives; somebody is assigned."""
    chance, team, today = draft.chance, draft.team, draft.today
    officer = draft.name(team.court_officers[chance.randrange(3)].code)
    made: dict[str, Any] = {
        "ref": f"court-{ref}",
        "of": ref,
        "team": team.court,
        "officer": officer,
    }
    unsigned = ""
    if ref == "order" and draft.wants("complete-cas"):
        unsigned = chance.choice(("screening", "rsr", "form"))
        draft.missed(
            "complete-cas",
            sentenced,
            owner=officer,
            failing="C1" if unsigned == "screening" else "C3",
        )
    if unsigned != "screening":
        made["screening"] = {"signed_on": sentenced, "by": officer}
        if draft.level in ("high", "very high"):
            made["screening"]["level"] = draft.level
    if unsigned != "rsr":
        made["rsr"] = {"signed_on": sentenced, "by": officer}
    if unsigned != "form":
        made["form"] = {"signed_on": sentenced, "by": officer, "because": "Read with the file."}
    made["instruction"] = {
        "given_on": sentenced,
        "report_on": calendar.later(max(received, sentenced), 2),
        "by": officer,
    }
    allocations = draft.doc.setdefault("caseload", {}).setdefault("allocations", [])
    draft.doc.setdefault("court", {}).setdefault("allocations", []).append(made)
    if received > today or draft.wants("allocate-case"):
        _to_be_decided(draft, made, sentenced)
    if ref == "order" and draft.wants("allocate-case"):
        draft.missed("allocate-case", limits.due("allocate-case", sentenced), owner=officer)
        return
    if ref == "order" and unsigned and received > today:
        return
    decided = (
        received if calendar.between(sentenced, received) <= 2 else calendar.later(sentenced, 2)
    )
    if decided > today:
        return
    made["decision"] = {
        "decided_on": decided,
        "by": officer,
        "provider": team.kind,
        "computed": team.kind,
        "team": team.code,
        "because": "By the rule.",
    }
    if chance.random() < proportions.OVERRIDDEN.value:
        made["decision"] |= {
            "computed": "crc" if team.kind == "nps" else "nps",
            "because": "Known to this team for years; continuity outweighs the score.",
        }
        if chance.random() < 0.7 or calendar.between(decided, today) > 12:
            made["decision"]["agreed_by"] = draft.name(team.court_manager)
    if received <= today:
        allocations.append(
            {"ref": f"allocation-{ref}", "of": ref, "team": team.code, "received_on": received}
        )


def _to_be_decided(draft: Draft, made: dict[str, Any], sentenced: date) -> None:
    """Give what still waits at court the level and the figure that an allocation rests on."""
    if "screening" in made:
        made["screening"].setdefault("level", draft.level)
    if "rsr" in made:
        ref = f"rsr-{made['of']}"
        made["rsr"]["score"] = ref
        two_year = _RSR.get(draft.level, 0.0391)
        draft.doc.setdefault("assessment", {}).setdefault("scores", []).append(
            {
                "ref": ref,
                "predictor": "RSR",
                "two_year": two_year,
                "one_year": two_year / 2,
                "scored_on": sentenced,
            }
        )
