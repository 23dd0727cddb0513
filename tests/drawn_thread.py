"""Random assessments, what plans hold of them, changes of circumstances, and reviews."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.maker import DAYS, LONG, SHORT, Maker, Plain, instant, maybe

ITEMS = {6: ("6.1", "6.3", "6.6"), 11: ("11.5", "11.6", "11.7", "11.9"), 10: ("10.1", "10.2")}
GROUPS = ["children", "public", "staff"]
LEVELS = st.sampled_from(["low", "low", "medium", "high"])
CHANGES = ["arrest", "callout", "job lost", "pregnancy"]
PARTS = ["harm to others", "children"]
WORDS = st.sampled_from(["", " ", "What was found."])
INTERVALS = ["weekly", "fortnightly", "four-weekly", "monthly", "quarterly", None]


def assessments(make: Maker) -> list[Plain]:
    """OASys assessments, drafts among them, some completed after they were signed."""
    return make.some(3, lambda: _oasys(make))


def _oasys(make: Maker) -> Plain:
    draw = make.draw
    day = draw(DAYS)
    signed_on = None if maybe(draw, 4) else day + draw(SHORT)
    made = make.item(
        "oasys",
        signed_on or day,
        begun_on=day,
        signed_on=signed_on,
        own_view=draw(WORDS),
        has_diversity=True,
        has_barriers=draw(st.booleans()),
    )
    if signed_on and "in_error" not in made and maybe(draw, 3):
        made["earlier"] = [{"begun_on": str(day), "recorded_at": instant(day, 1)}]
        made["recorded_at"] = instant(signed_on, 11)
    last = signed_on or day
    numbers = draw(st.sets(st.sampled_from(sorted(ITEMS)), max_size=3))
    made["sections"] = [_section(make, number, last) for number in sorted(numbers)]
    groups = draw(st.sets(st.sampled_from(GROUPS), max_size=2))
    made["risks"] = [_risk(make, group, last) for group in sorted(groups)]
    if not made["risks"]:
        made["level"] = draw(LEVELS)
    _add_harm(make, made, last)
    return made


def _add_harm(make: Maker, made: Plain, day: date) -> None:
    draw = make.draw
    if maybe(draw):
        yes = draw(st.sampled_from([[], ["R1.2 robbery"]]))
        made["screening"] = make.fact(day, done_on=day, yes=yes)
    made["analysis"] = [
        _corrected(make, make.item("analysis", day, part=part, text=draw(WORDS)), day, part=part)
        for part in draw(st.sets(st.sampled_from(PARTS)))
    ]
    if maybe(draw, 4):
        decided = make.fact(day, date=day, because="Long ago")
        if maybe(draw):
            decided["countersigned_on"] = str(day + draw(SHORT))
        made["no_analysis"] = decided


def _section(make: Maker, number: int, day: date) -> Plain:
    draw = make.draw
    scored = draw(st.sets(st.sampled_from(ITEMS[number])))
    made = make.item(
        "section",
        day,
        number=number,
        scores=[f"{item}={draw(st.integers(0, 2))}" for item in sorted(scored)],
        linked_to_offending=draw(st.sampled_from([True, True, False, None])),
        text=draw(WORDS),
        carried_forward=maybe(draw, 4),
    )
    return _corrected(make, made, day, number=number, carried_forward=True)


def _risk(make: Maker, group: str, day: date) -> Plain:
    raises = make.draw(st.sampled_from([[], ["Drink"]]))
    return make.item("risk", day, group=group, level=make.draw(LEVELS), raises=raises)


def _corrected(make: Maker, made: Plain, day: date, **before: object) -> Plain:
    """One in four has an earlier version, and was corrected some days later."""
    if "in_error" not in made and maybe(make.draw, 4):
        made["earlier"] = [before | {"recorded_at": instant(day, 1)}]
        made["recorded_at"] = instant(day + make.draw(SHORT), 12)
    return made


def plan(make: Maker, among: list[Plain]) -> Plain:
    """A plan that answers some of what was assessed."""
    draw = make.draw
    day = draw(DAYS)
    sections = [each["ref"] for one in among for each in one["sections"]]
    risks = [each["ref"] for one in among for each in one["risks"]]
    contact = draw(st.sampled_from(INTERVALS))
    made = make.item(
        "plan",
        day,
        signed_on=day,
        contact=contact,
        face_to_face=draw(st.booleans()),
        objectives=make.some(2, lambda: _objective(make, day, sections)),
        managed_risks=make.some(2, lambda: _managed(make, day, risks)) if risks else [],
    )
    _corrected(make, made, day, signed_on=str(day), contact="quarterly")
    if maybe(draw):
        on, copy = day + draw(SHORT), day + draw(SHORT)
        agreement = make.fact(on, date=on, agrees=draw(st.booleans()))
        made["agreement"] = agreement | ({"copy_given_on": str(copy)} if maybe(draw) else {})
    if maybe(draw, 3):
        agreed_on = make.later(day, SHORT)
        made["contact_reason"] = make.fact(day, because="Works away", agreed_on=agreed_on)
    return made


def _objective(make: Maker, day: date, sections: list[str]) -> Plain:
    draw = make.draw
    needs = draw(st.sets(st.sampled_from(sections), max_size=2)) if sections else []
    made = make.item("objective", day, text="Find work", needs=sorted(needs))
    _corrected(make, made, day, text="Work")
    made["actions"] = make.some(2, lambda: _action(make, day))
    if maybe(draw, 4):
        ended = day + draw(LONG)
        made["ended"] = make.fact(ended, date=ended, achieved=draw(st.booleans()))
    return made


def _managed(make: Maker, day: date, risks: list[str]) -> Plain:
    draw = make.draw
    risk = draw(st.sampled_from(risks))
    made = make.item(
        "managed",
        day,
        risk=risk,
        contingency=draw(WORDS),
        restrictive=draw(WORDS),
        not_needed="Lives abroad" if maybe(draw, 4) else None,
    )
    _corrected(make, made, day, risk=risk)
    made["actions"] = make.some(2, lambda: _action(make, day))
    return made


def _action(make: Maker, day: date) -> Plain:
    draw = make.draw
    who = draw(st.sampled_from(["Ari", "Ari", " "]))
    made = make.item("action", day, what="Go", who=who, by_when=make.later(day))
    return _corrected(make, made, day, what="Go")


def changes(make: Maker) -> list[Plain]:
    """Changes of circumstances, some decided to need no review."""

    def change() -> Plain:
        day, kind = make.draw(DAYS), make.draw(st.sampled_from(CHANGES))
        made = make.item("change", day, kind=kind, happened_on=day)
        _corrected(make, made, day, kind="other", happened_on=str(day))
        if maybe(make.draw, 3):
            decided = day + make.draw(SHORT)
            made["not_needed"] = make.fact(decided, date=decided, because="Has work again")
        return made

    return make.some(3, change)


def reviews(make: Maker, among: list[Plain]) -> list[Plain]:
    """Reviews, some going on, that answer some changes."""
    refs = [each["ref"] for each in among]

    def review() -> Plain:
        draw = make.draw
        day = draw(DAYS)
        signed_on = make.later(day, SHORT)
        made = make.item("review", signed_on or day, begun_on=day, signed_on=signed_on)
        if signed_on and "in_error" not in made and maybe(draw):
            made["earlier"] = [{"begun_on": str(day), "recorded_at": instant(day, 1)}]
            made["recorded_at"] = instant(signed_on + timedelta(days=1), 11)
        answered = draw(st.sets(st.sampled_from(refs))) if refs else []
        made["answers"] = [make.item("answer", day, change=ref) for ref in sorted(answered)]
        return made

    return make.some(2, review)
