"""What an assessment rests on: the sources there can be, and what became of asking for each.

The published sections ask for no sources; the list is ours, after what inspectors found left
unused: the assessment made in custody, earlier convictions, the police, partners. It prompts and
holds nothing up. It is said anew for each assessment, never carried forward.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

USED, NOT_RECEIVED, NOT_ASKED = "used", "not received", "not asked"
ANSWERS: Mapping[str, str] = {
    USED: "Used",
    NOT_RECEIVED: "Asked for, not received",
    NOT_ASKED: "Not asked for",
}
INTERVIEW = "interview"
POLICE, CHILDREN = "police", "children's services"


@dataclass(frozen=True, slots=True)
class Source:
    """One source: its name in the case file, and what it is called on pages."""

    name: str
    words: str
    hint: str = ""

    @property
    def field(self) -> str:
        """What it is called on forms."""
        return "from_" + "".join(sign if sign.isalnum() else "_" for sign in self.name)


SOURCES = (
    Source(INTERVIEW, "Interview with the person"),
    Source("convictions", "List of earlier convictions"),
    Source("prosecution papers", "Prosecution papers (CPS)"),
    Source("court report", "Report to the court"),
    Source("earlier assessment", "Earlier assessment"),
    Source("prison", "Prison", "The assessment made in custody, and conduct there."),
    Source(POLICE, "Police", "With what they know of domestic abuse."),
    Source(CHILDREN, "Children’s services"),
    Source("partner agencies", "Partner agencies", "Treatment, health, housing and others."),
    Source("family", "Partner or family"),
)
BY_NAME: Mapping[str, Source] = {each.name: each for each in SOURCES}


def answers(stored: Iterable[str]) -> dict[str, str]:
    """Return the answers of an assessment, by name of the source."""
    return dict(each.split("=", 1) for each in stored if "=" in each)


def of_form(values: Mapping[str, str]) -> tuple[str, ...]:
    """Return what was answered on the page, as the assessment holds it."""
    return tuple(
        f"{each.name}={values[each.field]}" for each in SOURCES if values.get(each.field) in ANSWERS
    )


def to_form(stored: Iterable[str]) -> dict[str, str]:
    """Return what an assessment holds, as it was answered on the page."""
    given = answers(stored)
    return {each.field: given[each.name] for each in SOURCES if each.name in given}


def unused(stored: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the sources that did not serve, by answer; those nobody spoke of as not asked."""
    given = answers(stored)
    found = {
        answer: tuple(each.name for each in SOURCES if given.get(each.name, NOT_ASKED) == answer)
        for answer in (NOT_RECEIVED, NOT_ASKED)
    }
    return {answer: names for answer, names in found.items() if names}
