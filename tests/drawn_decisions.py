"""What courts, officers and managers decided, at random, for random case files."""

from datetime import date

from hypothesis import strategies as st

from tests.maker import DAYS, LONG, SHORT, STAFF, Maker, Plain, maybe

_TITLES = ["offence analysis", "proposal", "victims"]
_PROVIDERS = st.sampled_from(["nps", "crc"])


def court(make: Maker, sentences: list[str], scores: list[str]) -> Plain:
    """Reports to the court, and the allocation of sentences."""
    draw = make.draw

    def report() -> Plain:
        day = draw(DAYS)
        made = make.item(
            "report",
            day,
            kind=draw(st.sampled_from(["oral", "short", "standard"])),
            requested_on=day,
            hearing_on=make.later(day, SHORT),
            sections=[
                make.item("section", day, title=title, text="So.")
                for title in sorted(draw(st.sets(st.sampled_from(_TITLES), max_size=2)))
            ],
        )
        if maybe(draw):
            signed = day + draw(SHORT)
            made["signed"] = make.fact(signed, date=signed, by=draw(STAFF))
        return made

    def allocation(sentence: str) -> Plain:
        day = draw(DAYS)
        made = make.item("at-court", day, of=sentence, team="court")
        if maybe(draw):
            made["screening"] = make.fact(day, signed_on=day, yes=draw(_YES))
        if maybe(draw):
            score = {"score": draw(st.sampled_from(scores))} if scores else {}
            made["rsr"] = make.fact(day, signed_on=day, **score)
        if maybe(draw):
            made["form"] = make.fact(day, signed_on=day, mappa=draw(st.sampled_from(["none", "2"])))
        if maybe(draw):
            made["decision"] = make.fact(day, decided_on=day, provider=draw(_PROVIDERS))
        if maybe(draw):
            came = day + draw(SHORT)
            made["instruction"] = make.fact(day, given_on=day, report_on=came)
        return made

    return {
        "reports": make.some(2, report),
        "allocations": [allocation(each) for each in sentences if maybe(draw)],
    }


_YES = st.sampled_from([[], ["weapons"], ["violence", "children"]])


def enforcement(make: Maker, of: dict[str, list[str]], failures: list[str]) -> Plain:
    """Warnings and decisions on orders, licences and supervisions of a random case."""
    draw = make.draw
    every = [ref for refs in of.values() for ref in refs]
    breached = of["orders"] + of["supervisions"]

    def about(refs: list[str]) -> Plain:
        failure = {"failure": draw(st.sampled_from(failures))} if failures and maybe(draw) else {}
        return {"of": draw(st.sampled_from(refs)), "by": draw(STAFF)} | failure

    def warned() -> Plain:
        day = draw(DAYS)
        return make.item("warning", day, sent_on=day, text="Come.", **about(every))

    def proposal() -> Plain:
        day = draw(DAYS)
        outcome = draw(st.sampled_from(["manager's warning", "not breached"]))
        return make.item("proposal", day, proposed_on=day, outcome=outcome, **about(every))

    proposals = make.some(2, proposal) if every else []
    proposed = [one["ref"] for one in proposals]

    def answering() -> Plain:
        if not proposed or maybe(draw):
            return {}
        return {"proposal": draw(st.sampled_from(proposed))}

    def breach() -> Plain:
        day = draw(DAYS)
        outcome = draw(st.sampled_from(["referred", "presented", "not breached"]))
        made = make.item("breach", day, decided_on=day, outcome=outcome, **about(breached))
        made |= answering()
        if outcome != "not breached" and maybe(draw):
            dealt = day + draw(LONG)
            made["dealt_with"] = make.fact(dealt, date=dealt, result="proved")
        return made

    def on_licence() -> Plain:
        day = draw(DAYS)
        outcome = draw(st.sampled_from(["no action", "manager's warning", "recall"]))
        made = make.item(
            "licence-decision", day, decided_on=day, outcome=outcome, **about(of["licences"])
        )
        return made | answering()

    def review() -> Plain:
        day, one = draw(DAYS), about(every)
        one.pop("failure", None)
        outcome = draw(st.sampled_from(["adjust", "back to court", "to a manager", "continue"]))
        return make.item(
            "absence-review", day, date=day, outcome=outcome, by_manager=draw(st.booleans()), **one
        )

    return {
        "warnings": make.some(3, warned) if every else [],
        "proposals": proposals,
        "breaches": make.some(2, breach) if breached else [],
        "licence_decisions": make.some(3, on_licence) if of["licences"] else [],
        "absence_reviews": make.some(2, review) if every else [],
    }


def oversight(make: Maker) -> Plain:
    """What managers decided."""
    draw = make.draw

    def decision() -> Plain:
        day: date = draw(DAYS)
        made = make.item(
            "managers", day, date=day, text="See the person.", by="sam", due_on=day + draw(SHORT)
        )
        if maybe(draw):
            made["to"] = draw(STAFF)
        if maybe(draw):
            done = day + draw(SHORT)
            made["carried_out"] = make.fact(done, date=done)
        return made

    return {"decisions": make.some(3, decision)}
