"""A regime: the arrangement of organisations and settings under which a service works."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from throughcare.kernel.law import InForce, Setting


@dataclass(frozen=True, slots=True)
class Regime:
    """The choice of an installation: its name and the settings it has changed.

    ``settings`` maps the name of a setting to the installation's own value.
    """

    name: str
    settings: Mapping[str, Any] = field(default_factory=dict)

    def of(self, setting: Setting) -> InForce:
        """Return the value of ``setting`` under this regime, with its source."""
        if setting.name in self.settings:
            return InForce(self.settings[setting.name], f"set by {self.name}")
        return InForce(setting.value, setting.source)


TRANSFORMING_REHABILITATION = Regime("Transforming Rehabilitation")
"""NPS divisions and community rehabilitation companies, 2014 to 2021."""
