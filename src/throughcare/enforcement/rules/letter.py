"""What a warning must say, whoever changes its words.

Criminal Justice Act 2003, Schedule 8 paragraph 5: it describes the failure, says that it is
unacceptable, and says that a further failure within twelve months, beginning with the day of the
warning, makes the person liable to be brought before a court. A warning on licence has no such
form; it says what failed.
"""

from collections.abc import Mapping

UNACCEPTABLE = ("not acceptable", "unacceptable", "without reasonable excuse")
MONTHS = ("twelve months", "12 months")
COURT = ("court",)


def missing(text: str, *, day: str, begins: str, by_law: bool) -> list[str]:
    """Return what a letter does not say: failure, unacceptable, months, beginning, court.

    ``day`` is that of the failure and ``begins`` that of the warning, as a letter writes them.
    """
    read = " ".join(text.lower().split())
    wanted: Mapping[str, tuple[str, ...]] = {"failure": (day.lower(),)}
    if by_law:
        wanted = {
            **wanted,
            "unacceptable": UNACCEPTABLE,
            "months": MONTHS,
            "beginning": (begins.lower(),),
            "court": COURT,
        }
    return [name for name, words in wanted.items() if not any(word in read for word in words)]
