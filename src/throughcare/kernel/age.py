"""Age in completed years."""

from datetime import date


def completed_years(born: date, day: date) -> int:
    """Return the completed years on ``day`` of somebody born on ``born``.

    Who was born on 29 February is a year older on 1 March of an ordinary year.
    """
    birthday_to_come = (day.month, day.day) < (born.month, born.day)
    return day.year - born.year - birthday_to_come
