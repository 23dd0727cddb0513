"""Which duties nobody is excused from.

Duty calendar, *Excusing*: unread items, of which nobody can know what they are about; what came
in about domestic abuse or children; statutory decisions; what a manager decided.
"""

from collections.abc import Mapping
from typing import Any

from throughcare.kernel.regime import TRANSFORMING_REHABILITATION, Regime
from throughcare.oversight import policy


def may_be_excused(
    code: str, parameters: Mapping[str, Any], regime: Regime = TRANSFORMING_REHABILITATION
) -> bool:
    """Say whether a manager may excuse a duty; ``parameters`` are those of its reason."""
    if code in regime.of(policy.NEVER_EXCUSED).value:
        return False
    if code == "act-on-reply":
        concerning = regime.of(policy.CHILDREN_OR_ABUSE).value
        return parameters.get("enquiry", concerning[0]) not in concerning
    return True
