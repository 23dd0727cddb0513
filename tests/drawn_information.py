"""Random enquiries, items, decisions, people who matter and child protection statuses."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.maker import DAYS, SHORT, STAFF, Maker, Plain, instant, maybe

QUESTIONS = ["domestic abuse", "safeguarding", "safeguarding", "other"]
ITEMS = ["callout", "arrest", "letter", "other"]
STATUSES = ["not known", "not known", "no children", "child in need"]
TEXTS = ["", " ", "Is anything known?"]


def who_matters(make: Maker) -> list[Plain]:
    """Partners, children and others, some of them corrected since."""
    return make.some(2, lambda: _relationship(make))


def _relationship(make: Maker) -> Plain:
    day = make.draw(DAYS)
    known = {name: make.draw(st.booleans()) for name in ("is_child", "is_partner", "lives_with")}
    known["cares_for_child"] = maybe(make.draw, 3)
    contact = make.draw(st.sampled_from(["supervised", "none", None]))
    made = make.item(
        "relationship", day, kind="friend", name="Robin", began_on=day, contact=contact, **known
    )
    if "in_error" not in made and maybe(make.draw, 3):
        made["earlier"] = [{"kind": "friend", "name": "Robin", "recorded_at": instant(day)}]
        made["recorded_at"] = instant(day + make.draw(SHORT), 12)
    return made


def statuses(make: Maker) -> list[Plain]:
    """Child protection statuses."""

    def status() -> Plain:
        day, value = make.draw(DAYS), make.draw(st.sampled_from(STATUSES))
        made = make.item("status", day, date=day, status=value)
        if "in_error" not in made and maybe(make.draw, 4):
            before = make.draw(st.sampled_from(STATUSES))
            made["earlier"] = [{"date": str(day), "status": before, "recorded_at": instant(day)}]
            made["recorded_at"] = instant(day + make.draw(SHORT), 12)
        return made

    return make.some(3, status)


def information(make: Maker, people: list[str]) -> Plain:
    """The section of the case file."""
    draw = make.draw

    def item() -> Plain:
        day, kind = draw(DAYS), draw(st.sampled_from(ITEMS))
        made = make.item("item", day, kind=kind, received_on=day, concern=draw(st.booleans()))
        return _dealt_with(make, made, day)

    def decision() -> Plain:
        day, about = draw(DAYS), draw(st.sampled_from(people))
        outcome = draw(st.sampled_from(["referral", "neither"]))
        because = draw(st.sampled_from(["", "Lives abroad."]))
        return make.item(
            "decision", day, relationship=about, date=day, outcome=outcome, because=because
        )

    return {
        "enquiries": make.some(3, lambda: _enquiry(make)),
        "items": make.some(1, item),
        "relationship_decisions": make.some(2, decision) if people else [],
    }


def _enquiry(make: Maker) -> Plain:
    draw = make.draw
    day = draw(DAYS)
    made = make.item(
        "enquiry",
        day,
        kind=draw(st.sampled_from(QUESTIONS)),
        asked_on=day,
        for_report=maybe(draw, 4),
    )
    if maybe(draw, 4):
        decided = day + draw(SHORT)
        made["not_applicable"] = make.fact(decided, date=decided, because="No children.")
    if not maybe(draw, 4):
        _send(make, made, day + draw(SHORT))
    return made


def _send(make: Maker, made: Plain, day: date) -> None:
    draw = make.draw
    made["sent"] = make.fact(day, date=day, text=draw(st.sampled_from(TEXTS)))

    def chase() -> Plain:
        on, text = day + draw(SHORT), draw(st.sampled_from(TEXTS))
        return make.item("chase", on, date=on, by_manager=draw(st.booleans()), text=text)

    made["chases"] = make.some(3, chase)
    if maybe(draw):
        came = day + draw(SHORT)
        concern: Any = draw(st.booleans())
        made["answer"] = make.fact(came, received_on=came, concern=concern)
        if "in_error" not in made["answer"]:
            _dealt_with(make, made, came)


def _dealt_with(make: Maker, made: Plain, came: date) -> Plain:
    draw = make.draw
    if maybe(draw):
        read = came + draw(SHORT)
        made["read"] = make.fact(read, date=read, by=draw(st.none() | STAFF))
        if "in_error" not in made["read"] and maybe(draw, 3):
            made["read"]["earlier"] = [
                {"date": str(came), "by": draw(STAFF), "recorded_at": instant(came)}
            ]
            made["read"]["recorded_at"] = instant(read + timedelta(days=1), 12)
    if maybe(draw):
        acted = came + draw(SHORT)
        made["acted"] = make.fact(acted, date=acted, action="Rang.")
    return made
