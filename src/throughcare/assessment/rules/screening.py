"""The indicators of the screening for risk of serious harm, and what each calls for.

Parts R1 to R5, in our words. Any yes calls for the full analysis, or for a decision not to make
it that a manager countersigns.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

HARM, CHILDREN = "harm to others", "children"
SELF, COPING, VULNERABLE = (
    "suicide and self-harm",
    "coping in custody or a hostel",
    "vulnerability",
)
ESCAPE, CONTROL = "escape and absconding", "control and breach of trust"
PARTS = (HARM, CHILDREN, SELF, COPING, VULNERABLE, ESCAPE, CONTROL)
"""The sections of the full analysis."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One question of the screening. ``name`` is what the case file calls it."""

    name: str
    question: str
    calls_for: str

    @property
    def field(self) -> str:
        """What it is called on forms."""
        return "".join(sign if sign.isalnum() else "_" for sign in self.name)


def _all(part: str, calls_for: str, *pairs: tuple[str, str]) -> tuple[Indicator, ...]:
    return tuple(Indicator(f"{part} {name}", question, calls_for) for name, question in pairs)


OFFENCES = _all(
    "R1.2",
    HARM,
    ("homicide", "Murder, manslaughter or another killing, or an attempt"),
    ("wounding", "Wounding or grievous bodily harm"),
    ("sexual offence, child", "A sexual offence against a child"),
    ("sexual offence, adult", "Rape or another serious sexual offence against an adult"),
    ("other offence, child", "Another offence against a child"),
    ("aggravated burglary", "Aggravated burglary"),
    ("arson", "Arson"),
    ("criminal damage", "Criminal damage that endangered life"),
    ("kidnap", "Kidnapping or false imprisonment"),
    ("firearm", "Having a firearm with intent"),
    ("racially aggravated", "A racially aggravated offence"),
    ("robbery", "Robbery"),
    ("weapon", "Any offence with a weapon"),
    ("equally serious", "Anything as serious: blackmail, harassment, stalking, child neglect"),
)
BEHAVIOUR = _all(
    "R1.3",
    HARM,
    ("assault", "Assaulted or threatened staff or others"),
    ("partner violence", "Violent to a partner or family"),
    ("off medication", "A serious offence while off medication"),
    ("four years", "A sentence of four years or more"),
    ("hate", "Behaviour out of hatred of a group"),
    ("high before", "Assessed before as a high risk of serious harm"),
    ("life sentence", "A life sentence, or imprisonment for public protection"),
    ("long detention", "Detention of a young person for a grave crime"),
    ("restricted patient", "A restricted patient"),
    ("extended sentence", "An extended sentence"),
    ("stalking", "Stalking"),
    ("obsessive", "Obsessive behaviour that is tied to offending"),
    ("bizarre", "Bizarre or ritual elements"),
    ("in custody", "Behaviour in custody like the offences"),
    ("inappropriate", "Improper behaviour to staff, visitors or prisoners"),
    ("links made in custody", "Risky links made in custody"),
    ("excessive violence", "Violence that was excessive or sadistic"),
)
ANYTHING_ELSE = "R5 anything else"
OTHERS = (
    Indicator("R2 child on a plan", "Lives with, or often sees, a child on a plan", CHILDREN),
    Indicator("R2 concern about children", "Any concern about a child", CHILDREN),
    Indicator("R3 suicide", "Suicide", SELF),
    Indicator("R3 self-harm", "Self-harm", SELF),
    Indicator("R3 coping", "Coping in custody or a hostel", COPING),
    Indicator("R3 vulnerability", "Open to harm by others", VULNERABLE),
    Indicator("R4 escape", "Escape or absconding", ESCAPE),
    Indicator("R4 control", "Disruptive, or hard to control", CONTROL),
    Indicator("R4 breach of trust", "Breach of trust", CONTROL),
    Indicator("R4 prisoners", "A risk to prisoners", HARM),
    Indicator("R4 violence score", "The violence predictor calls for a closer look", HARM),
    Indicator(ANYTHING_ELSE, "Anything else", HARM),
)
PAGES: Mapping[str, tuple[Indicator, ...]] = {
    "screening-offences": OFFENCES,
    "screening-behaviour": BEHAVIOUR,
    "screening-others": OTHERS,
}
INDICATORS: Mapping[str, Indicator] = {each.name: each for page in PAGES.values() for each in page}


def called_for(yes: Collection[str]) -> tuple[str, ...]:
    """Return the sections of the full analysis that these indicators call for."""
    wanted = {INDICATORS[name].calls_for if name in INDICATORS else HARM for name in yes}
    return tuple(part for part in PARTS if part in wanted)
