"""What holds of every case, however untidy."""

from datetime import date

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.strategies import case_files

from throughcare.caseload.rules.holding import Holding
from throughcare.enforcement.duties import BREACH, DECIDE, KINDS, REVIEW, WARN, duties
from throughcare.enforcement.rules.failures import Answer, failures
from throughcare.enforcement.rules.warnings import is_live, live_until
from throughcare.kernel.casefile import known
from throughcare.kernel.casefile.enforcement import Warned
from throughcare.kernel.regime import TRANSFORMING_REHABILITATION as REGIME

_MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def owed(case):
    case = known(case)
    return case, list(duties(case, Holding(case, REGIME), REGIME))


@given(st.dates(date(2005, 4, 4), date(2040, 12, 31)))
def test_a_warning_is_live_for_a_year_to_the_day(sent_on):
    """365 days, or 366 where a 29 February lies among them; never on its anniversary."""
    warned = Warned(ref="w", of="order", sent_on=sent_on)
    until = live_until(warned)
    assert (until - sent_on).days in (364, 365)
    assert is_live(warned, until)
    assert not is_live(warned, until.fromordinal(until.toordinal() + 1))
    assert (until.month, until.day) == (2, 28) or until.day == sent_on.day - 1 or sent_on.day == 1


@_MANY
@given(case_files())
def test_every_failure_that_counts_is_decided_on_and_one_breach_is_open_at_a_time(case):
    case, found = owed(case)
    assert {duty.code for duty in found} <= {kind.code for kind in KINDS}
    keys = [duty.key for duty in found]
    assert len(keys) == len(set(keys))
    answers = {each.ref: each.answer for each in failures(case.contacts)}
    orders = {each.ref for each in case.sentences.orders}
    open_: dict[str, date | None] = {}
    for duty in sorted(found, key=lambda each: each.opened_on):
        if duty.code == DECIDE.code:
            continue
        if duty.code in (WARN.code, BREACH.code):
            assert answers[duty.opening] is Answer.UNACCEPTABLE
            assert duty.subject.partition("/")[2] in orders
        else:
            assert answers[duty.opening] is Answer.ACCEPTABLE
        assert duty.met_on is None or duty.met_on >= duty.opened_on
        if duty.code in (BREACH.code, REVIEW.code):
            subject = f"{duty.code} {duty.subject.partition('/')[2] or duty.subject}"
            if subject in open_:
                assert open_[subject] is not None
                assert open_[subject] <= duty.opened_on
            open_[subject] = duty.met_on


@_MANY
@given(case_files())
def test_what_the_service_caused_changes_nothing_but_its_own_decision(case):
    """Leave out what the service caused, and all else is owed as before."""
    case, found = owed(case)
    service = {
        each.ref
        for each in case.contacts
        if (each.decision and each.decision.cause == "caused by the service")
        or (each.outcome and each.outcome.result == "not held")
    }
    without = msgspec.structs.replace(
        case, contacts=tuple(each for each in case.contacts if each.ref not in service)
    )
    rest = [duty for duty in found if duty.opening not in service]
    assert rest == list(duties(without, Holding(without, REGIME), REGIME))
    assert {duty.code for duty in found if duty.opening in service} <= {DECIDE.code}
