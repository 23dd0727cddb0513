"""Appointments: what was booked, what happened, what was decided."""
