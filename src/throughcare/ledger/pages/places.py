"""Where an appointment takes place, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.contacts.diary import Appointment
from throughcare.kernel.casefile.contacts import Mode

_PLACES: Mapping[str, Promise] = {
    Mode.OFFICE: gettext_lazy("at the office"),
    Mode.HOME_VISIT: gettext_lazy("home visit"),
    Mode.ELSEWHERE: gettext_lazy("in person elsewhere"),
    Mode.VIDEO: gettext_lazy("by video"),
    Mode.TELEPHONE: gettext_lazy("by telephone"),
}


def place(appointment: Appointment) -> str:
    """Say where an appointment takes place."""
    if appointment.office and appointment.mode == Mode.OFFICE:
        return _("at %(office)s") % {"office": appointment.office}
    return str(_PLACES.get(appointment.mode, appointment.mode))
