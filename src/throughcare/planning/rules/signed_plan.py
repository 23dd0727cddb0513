"""What a signed plan still owes: agreement, enough contact, and objectives with content.

Rows P5, P6 and P7 of the duty calendar. A plan owes them while it is in force: when another is
signed in its place, that one owes its own.

Not here: what needs and risks call for (linking); the minimum of contact (contact_level).
"""

from collections.abc import Iterator
from datetime import date

from throughcare.kernel.casefile.facts import first_recorded, standing_since
from throughcare.kernel.casefile.planning import Action, Plan
from throughcare.kernel.days import Days, add_working_days
from throughcare.kernel.duty import Because, Duty, Kind, Role
from throughcare.kernel.regime import Regime
from throughcare.planning import policy
from throughcare.planning.rules.contact_level import ContactLevels, is_less
from throughcare.planning.rules.in_force import PlanInForce

_OFFICER = Role.RESPONSIBLE_OFFICER
AGREE = Kind(code="agree-plan", failings=("P5",), weight=5, role=_OFFICER)
CONTACT = Kind(code="set-contact-level", failings=("P6",), weight=3, role=_OFFICER)
CONCRETE = Kind(code="make-objective-concrete", failings=("P7",), weight=5, role=_OFFICER)

KINDS = (AGREE, CONTACT, CONCRETE)


def agreeing(each: PlanInForce, run: Days, regime: Regime) -> Iterator[Duty]:
    """Yield the duty to agree a plan: met once there is agreement or objection, and a copy."""
    plan, agreement = each.plan, each.plan.agreement
    given_on = agreement.copy_given_on if agreement else None
    limit = regime.of(policy.AGREE_PLAN_DAYS)
    ended_on, ended_because = each.ends(run)
    yield Duty(
        code=AGREE.code,
        subject=plan.ref,
        opening=plan.ref,
        opened_on=plan.signed_on,
        due_on=add_working_days(plan.signed_on, limit.value),
        met_on=max(agreement.date, given_on) if agreement and given_on else None,
        ended_on=ended_on,
        ended_because=ended_because,
        role=AGREE.role,
        because=Because("plan-signed", {"on": plan.signed_on}),
        source=limit.source,
        weight=AGREE.weight,
    )


def setting_contact(
    each: PlanInForce,
    following: Plan | None,
    run: Days,
    levels: ContactLevels,
    regime: Regime,
) -> Iterator[Duty]:
    """Yield the duty of a plan with less contact than the minimum of its day.

    Met when the reason is agreed, or by a level that is enough: in the plan itself, written
    there later, or in the one ``following`` it.
    """
    plan = each.plan
    minimum = levels.minimum(plan.signed_on)

    def is_enough(version: Plan) -> bool:
        return version.contact is None or not is_less(version.contact, minimum.interval)

    versions = (*plan.earlier, plan)
    stated = next((one.contact for one in versions if not is_enough(one)), None)
    agreed_on = plan.contact_reason.agreed_on if plan.contact_reason else None
    raised = standing_since(plan, is_enough)
    raised_on = each.written_on(raised) if raised else _raised_by(following, levels)
    if stated is None or any(day and day <= plan.signed_on for day in (agreed_on, raised_on)):
        return
    limit = regime.of(policy.SET_CONTACT_DAYS)
    ended_on, ended_because = each.ends(run)
    if ended_on and raised_on and not raised:
        # Settled by the plan after it, so that it did not end open with this one.
        ended_on, ended_because = run.last, "supervision ended" if run.last else None
    yield Duty(
        code=CONTACT.code,
        subject=plan.ref,
        opening=plan.ref,
        opened_on=plan.signed_on,
        due_on=add_working_days(plan.signed_on, limit.value),
        met_on=min((day for day in (agreed_on, raised_on) if day), default=None),
        ended_on=ended_on,
        ended_because=ended_because,
        role=CONTACT.role,
        because=Because(
            "less-than-minimum",
            {
                "on": plan.signed_on,
                "interval": stated,
                "minimum": minimum.interval,
                "by": minimum.because,
            },
        ),
        source=limit.source,
        weight=CONTACT.weight,
    )


def _raised_by(plan: Plan | None, levels: ContactLevels) -> date | None:
    """Return the day of a plan that leaves contact to the minimum, or states as much."""
    if plan is None:
        return None
    minimum = levels.minimum(plan.signed_on).interval
    return None if plan.contact and is_less(plan.contact, minimum) else plan.signed_on


def making_concrete(each: PlanInForce, run: Days, regime: Regime) -> Iterator[Duty]:
    """Yield the duty of each objective that has no action with what, who and by when."""
    limit = regime.of(policy.CONCRETE_OBJECTIVE_DAYS)
    plan = each.plan
    for objective in plan.objectives:
        there_on = each.written_on(first_recorded(objective))
        instants = [standing_since(action, _is_concrete) for action in objective.actions]
        concrete = min((instant for instant in instants if instant), default=None)
        concrete_on = each.written_on(concrete) if concrete else None
        if concrete_on and concrete_on <= there_on:
            continue
        ended_on, ended_because = each.ends(run)
        ended = objective.ended
        if ended and (ended_on is None or ended.date < ended_on):
            ended_on, ended_because = ended.date, "objective ended"
        yield Duty(
            code=CONCRETE.code,
            subject=objective.ref,
            opening=plan.ref,
            opened_on=there_on,
            due_on=add_working_days(there_on, limit.value),
            met_on=concrete_on,
            ended_on=ended_on,
            ended_because=ended_because,
            role=CONCRETE.role,
            because=Because("objective-empty", {"on": there_on}),
            source=limit.source,
            weight=CONCRETE.weight,
        )


def _is_concrete(version: Action) -> bool:
    return version.is_concrete
