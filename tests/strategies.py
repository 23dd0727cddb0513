"""Random case files: plausible, often untidy, always such as the reader accepts.

Days lie close together, so that things meet: a transfer during an absence, a contact
on the day of a recall, a correction after the order has ended.
"""

import json
from datetime import date, timedelta

from hypothesis import strategies as st

from tests.casefiles import DIRECTORY
from tests.drawn_decisions import court, enforcement, oversight
from tests.drawn_information import information, statuses, who_matters
from tests.drawn_thread import assessments, changes, plan, reviews
from tests.maker import DAYS, FIRST, LAST, LONG, SHORT, STAFF, Draw, Maker, Plain, instant, maybe
from throughcare.kernel.casefile import CaseFile
from throughcare.kernel.casefile.reading import read_one

__all__ = ["DAYS", "FIRST", "LAST", "RESULTS", "case_files", "documents", "read_document"]

TEAMS = st.sampled_from(["north", "south", "court"])
CLOCKED = ["programme", "drug testing", "unpaid work", "rehabilitation activity", "curfew"]
KINDS = ["supervision", "supervision", "session", "drug test", "unpaid work", "note"]
MODES = ["office", "office", "home visit", "video", "telephone"]
RESULTS = ["attended", "attended", "failed to attend", "failed to comply", "not held"]
CAUSES = [None, "sickness", "caring", "caused by the service"]
FAILURES = ("failed to attend", "failed to comply")
REGISTRATIONS = ["domestic abuse perpetrator", "risk to children", "gangs", "weapons"]


@st.composite
def documents(draw: Draw) -> Plain:
    """Plain data of one case file."""
    make = Maker(draw)
    orders = make.some(2, lambda: _order(make))
    custody = make.some(1, lambda: _custody(make))
    if not orders and not custody:
        orders = [_order(make)]
    conditions = [
        each for one in (*(s for c in custody for s in _released(c)),) for each in one["conditions"]
    ]
    required = [each["ref"] for one in orders for each in one["requirements"]]
    required += [each["ref"] for each in conditions]
    allocated = [one["ref"] for one in (*orders, *custody)]
    allocated += [one["ref"] for c in custody for one in _released(c)]
    people = who_matters(make)
    assessed, changed = assessments(make), changes(make)
    plans = make.some(3, lambda: plan(make, assessed))
    objectives = [each["ref"] for plan in plans for each in plan["objectives"]]
    scores = make.some(1, lambda: _score(make))
    contacts = make.some(8, lambda: _contact(make, required, objectives))
    of = {
        "orders": [one["ref"] for one in orders],
        "licences": [one["ref"] for each in custody for one in each["licences"]],
        "supervisions": [each["supervision"]["ref"] for each in custody if "supervision" in each],
    }
    score_refs = [one["ref"] for one in scores]
    return {
        "format": "throughcare-case-1",
        "crn": f"X{draw(st.integers(0, 999_999)):06}",
        "directory": _directory(make),
        "person": _person(make, people),
        "sentences": {
            "orders": orders,
            "custody": custody,
            "pauses": make.some(2, lambda: _pause(make)),
        },
        "caseload": _caseload(make, allocated),
        "assessment": {
            "harm": make.some(2, lambda: _harm(make)),
            "scores": scores,
            "oasys": assessed,
        },
        "planning": {"plans": plans, "reviews": reviews(make, changed)},
        "contacts": contacts,
        "interventions": _interventions(make, required),
        "information": information(make, [each["ref"] for each in people]) | {"changes": changed},
        "court": court(make, [one["ref"] for one in (*orders, *custody)], score_refs),
        "enforcement": enforcement(make, of, [one["ref"] for one in contacts]),
        "oversight": oversight(make),
    }


def case_files() -> st.SearchStrategy[CaseFile]:
    """Case files, read."""
    return documents().map(read_document)


def read_document(document: Plain) -> CaseFile:
    """The case file of plain data."""
    return read_one(json.dumps(document).encode(), "case.json")


def _directory(make: Maker) -> Plain:
    made: Plain = json.loads(json.dumps(DIRECTORY))
    made["providers"].append({"ref": "nps", "name": "NPS", "kind": "nps"})
    made["teams"].append({"ref": "court", "name": "Court team", "provider": "nps"})
    made["staff"].append({"ref": "nina", "name": "Nina", "grade": "PO"})
    for member in made["staff"]:
        if member["ref"] in ("sam", "olga", "omar", "petra"):
            for post in member["posts"]:
                if maybe(make.draw, 4):
                    day = make.draw(DAYS)
                    post["left"] = make.fact(day, date=day)
            member["absences"] = make.some(2, lambda: _absence(make))
            member["cover"] = make.some(1, lambda: _staff_cover(make))
    return made


def _absence(make: Maker) -> Plain:
    day = make.draw(DAYS)
    return make.item("away", day, starts_on=day, ends_on=make.later(day, SHORT))


def _staff_cover(make: Maker) -> Plain:
    day, by = make.draw(DAYS), make.draw(STAFF)
    return make.item("cover", day, by=by, starts_on=day, ends_on=make.later(day, SHORT))


def _person(make: Maker, people: list[Plain]) -> Plain:
    def registration() -> Plain:
        day = make.draw(DAYS)
        kind = make.draw(st.sampled_from(REGISTRATIONS))
        made = make.item("registration", day, kind=kind, registered_on=day)
        if ended := make.later(day):
            made["ended"] = make.fact(ended, date=ended)
        return made

    return {
        "particulars": {"ref": "person", "date_of_birth": "1985-05-05", "sex": "M"},
        "names": [{"ref": "name", "given": "Ari", "family": "Example"}],
        "relationships": people,
        "child_protection": statuses(make),
        "registrations": make.some(2, registration),
    }


def _requirements(make: Maker, first: date) -> list[Plain]:
    def requirement() -> Plain:
        starts_on = make.later(first, SHORT)
        kind = make.draw(st.sampled_from(CLOCKED))
        made = make.item("required", first, kind=kind, starts_on=starts_on)
        if maybe(make.draw, 5):
            made["ended"] = _ending(make, starts_on or first)
        return made

    return make.some(2, requirement)


def _ending(make: Maker, first: date) -> Plain:
    day = first + make.draw(LONG)
    return make.fact(day, date=day, because="revoked")


def _order(make: Maker) -> Plain:
    day = make.draw(DAYS)
    made = make.item(
        "order",
        day,
        kind=make.draw(st.sampled_from(["community order", "suspended sentence order"])),
        sentenced_on=day,
        expires_on=make.later(day),
        requirements=_requirements(make, day),
    )
    if maybe(make.draw, 4):
        made["ended"] = _ending(make, day)
    return made


def _custody(make: Maker) -> Plain:
    sentenced = make.draw(DAYS)
    day = sentenced + make.draw(SHORT)
    licences = []
    for _ in range(make.draw(st.integers(0, 3))):
        made = make.item("licence", day, released_on=day, conditions=_requirements(make, day))
        made.pop("in_error", None)
        licences.append(made)
        end = day + make.draw(SHORT) + timedelta(days=1)
        if make.draw(st.booleans()):
            back = end + make.draw(SHORT)
            made["recall"] = {"date": str(end)}
            if maybe(make.draw, 4):
                back = end
            else:
                made["recall"]["returned_on"] = str(back)
            day = back + make.draw(SHORT)
        else:
            made["expires_on"] = str(end)
            day = end + make.draw(SHORT)
    made = make.item("custody", sentenced, sentenced_on=sentenced, licences=licences)
    if make.draw(st.booleans()):
        conditions = _requirements(make, day)
        expires_on = make.later(day)
        made["supervision"] = make.item(
            "pss", day, starts_on=day, expires_on=expires_on, conditions=conditions
        )
    return made


def _released(custody: Plain) -> list[Plain]:
    return [*custody["licences"], *([custody["supervision"]] if "supervision" in custody else [])]


def _pause(make: Maker) -> Plain:
    day = make.draw(DAYS)
    kind = make.draw(st.sampled_from(["custody", "hospital"]))
    made = make.item("pause", day, kind=kind, received_on=day)
    if released := make.later(day, SHORT):
        made["released"] = make.fact(released, date=released)
    return made


def _caseload(make: Maker, allocated: list[str]) -> Plain:
    draw = make.draw

    def allocation() -> Plain:
        day, of = draw(DAYS), draw(st.sampled_from(allocated))
        return make.item("allocation", day, of=of, team=draw(TEAMS), received_on=day)

    def officer() -> Plain:
        day = draw(DAYS)
        ends_on = make.later(day) if maybe(draw, 3) else None
        return make.item("officer", day, staff=draw(STAFF), starts_on=day, ends_on=ends_on)

    def transfer() -> Plain:
        day, team = draw(DAYS), draw(TEAMS)
        to_officer = draw(st.none() | STAFF)
        made = make.item("transfer", day, to_team=team, to_officer=to_officer, effective_on=day)
        if maybe(draw):
            accepted = day + draw(SHORT) - timedelta(days=10)
            made["accepted"] = make.fact(accepted, date=accepted)
        if maybe(draw, 6):
            withdrawn = day + draw(SHORT) - timedelta(days=10)
            made["withdrawn"] = make.fact(withdrawn, date=withdrawn)
        return made

    def cover() -> Plain:
        day, staff = draw(DAYS), draw(STAFF)
        return make.item("cover", day, staff=staff, starts_on=day, ends_on=make.later(day, SHORT))

    return {
        "allocations": make.some(3, allocation),
        "officers": make.some(3, officer),
        "transfers": make.some(2, transfer),
        "cover": make.some(2, cover),
    }


def _harm(make: Maker) -> Plain:
    day = make.draw(DAYS)
    level = make.draw(st.sampled_from(["low", "medium", "high", "very high"]))
    return make.item("harm", day, level=level, signed_on=day)


def _score(make: Maker) -> Plain:
    day = make.draw(DAYS)
    return make.item("score", day, percent_two_year=make.draw(st.integers(1, 99)), scored_on=day)


def _contact(make: Maker, required: list[str], objectives: list[str]) -> Plain:
    draw = make.draw
    day = draw(DAYS)
    made = make.item(
        "c",
        day,
        kind=draw(st.sampled_from(KINDS)),
        mode=draw(st.sampled_from(MODES)),
        date=day,
        booked_on=day - draw(SHORT) if maybe(draw) else None,
        requirement=draw(st.none() | st.sampled_from(required)) if required else None,
        rar=draw(st.booleans()),
    )
    stands_for = day
    if maybe(draw, 5):
        stands_for = day + draw(SHORT)
        moved_on = day - draw(SHORT)
        made["moves"] = [make.item("move", moved_on, date=stands_for, moved_on=moved_on)]
        made["moves"][0].pop("in_error", None)
    if maybe(draw, 8):
        cancelled = stands_for + draw(SHORT) - timedelta(days=10)
        made["cancelled"] = make.fact(cancelled, date=cancelled)
    elif not maybe(draw, 4):
        _add_outcome(make, made, stands_for, objectives)
    return made


def _add_outcome(make: Maker, made: Plain, day: date, objectives: list[str]) -> None:
    draw = make.draw
    result = draw(st.sampled_from(RESULTS))
    outcome = made["outcome"] = make.fact(day, result=result, by=draw(st.none() | STAFF))
    if "in_error" not in outcome and maybe(draw, 6):
        recorded = day + draw(SHORT)
        before = draw(st.sampled_from(RESULTS))
        outcome["earlier"] = [{"result": before, "recorded_at": instant(recorded)}]
        outcome["recorded_at"] = instant(recorded + draw(SHORT), 12)
    if maybe(draw):
        done = draw(st.sampled_from(["", " ", "Talked about the week."]))
        named = [draw(st.sampled_from(objectives))] if objectives and maybe(draw) else []
        made["account"] = make.fact(day, done=done, objectives=named)
    if result in FAILURES:
        if maybe(draw):
            made["asked"] = make.fact(day)
        if maybe(draw):
            decided = max(day, date.fromisoformat(made["date"])) + draw(SHORT)
            acceptable = draw(st.booleans())
            made["decision"] = make.fact(decided, acceptable=acceptable, decided_on=decided)
            if acceptable:
                made["decision"]["cause"] = draw(st.sampled_from(CAUSES))


def _interventions(make: Maker, required: list[str]) -> Plain:
    draw = make.draw
    if not required:
        return {}

    def referral() -> Plain:
        day, requirement = draw(DAYS), draw(st.sampled_from(required))
        return make.item("referral", day, requirement=requirement, made_on=day)

    def interim() -> Plain:
        day, requirement = draw(DAYS), draw(st.sampled_from(required))
        return make.item("interim", day, requirement=requirement, begun_on=day)

    return {"referrals": make.some(2, referral), "interim_work": make.some(1, interim)}
