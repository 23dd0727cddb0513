"""The inputs of RSR: what is asked, of whom it is needed, and what cannot be.

The guards, and why they stand, are told in ``rsr``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from throughcare.assessment import policy
from throughcare.assessment.rules import history
from throughcare.assessment.rules.reading import Missing, Reading
from throughcare.kernel.age import completed_years
from throughcare.kernel.regime import Regime

DYNAMIC, STATIC = "dynamic", "static"
SETS = (DYNAMIC, STATIC)
SETS_ALSO = {"extended": DYNAMIC, "basic": STATIC}
OFFENCES: tuple[str, ...] = tuple(policy.RSR_OFFENCE.value)
AGAINST_THE_PERSON = "Violence against the person"
SEXUAL_OFFENCES = ("Sexual (against children)", "Sexual (not against children)")
VIOLENCE: tuple[str, ...] = tuple(policy.RSR_VIOLENCE.value)
NO_KIND = VIOLENCE[0]
SCORED: tuple[str, ...] = tuple(policy.RSR_SCORED.value)
YES_NO: tuple[str, ...] = tuple(policy.RSR_YES.value)
SEXUAL_SANCTIONS = ("adult_contact", "child_contact", "indecent_images", "paraphilia")
INPUTS = (
    "interview",
    "set",
    "sex",
    "age_risk",
    "age_conv",
    "age_first",
    "offence_free_months",
    "date_of_birth",
    "conviction_date",
    "first_sanction_date",
    "sentence_date",
    "risk_date",
    "assessment_date",
    "total_sanctions",
    "previous_sanctions",
    "violent_sanctions",
    "offence",
    "violence_category",
    *SCORED,
    *YES_NO,
    "sexual_offence",
    *SEXUAL_SANCTIONS,
    "stranger_victim",
    "age_latest_sexual_offence",
    "latest_sexual_offence_date",
)
ALSO: Mapping[str, str] = {
    **history.ALSO,
    "n": "total_sanctions",
    "v": "violent_sanctions",
    "m": "offence_free_months",
    "2.2": "weapon_used",
    "3.4": "accommodation_suitability",
    "4.2": "unemployed",
    "6.4": "partner_relationship",
    "6.7": "partner_violence_perpetrator",
    "9.1": "alcohol_current_use",
    "9.2": "alcohol_binge",
    "11.2": "impulsivity",
    "11.4": "temper_control",
    "12.1": "pro_criminal_attitudes",
}
_NO_MAP = "no published map leads from Home Office codes to the offences of RSR: give offence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sexual:
    """What is recorded of a man's sexual offences: numbers of sanctions, by kind."""

    adult_contact: int
    child_contact: int
    indecent_images: int
    paraphilia: int
    stranger_victim: bool
    """Whether a stranger was the victim of the current sexual offence."""
    age_latest_sexual_offence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the score is made from. Sanctions are occasions, the current one counted."""

    coefficients: str
    """The set: dynamic or static."""
    sex: str
    age_risk: int
    """At the sentence, or at the release from custody."""
    age_conv: int
    age_first: int
    offence_free_months: int
    """As they count: at most those of the policy."""
    total_sanctions: int
    violent_sanctions: int
    offence: str
    violence_category: str
    items: Mapping[str, int | None]
    """By name of an item of OASys its score, a yes as 1; None where it is not known."""
    sexual_offence: bool
    """Whether there is a current or past sexual or sexually motivated offence."""
    sexual: Sexual | None
    """Of a man with such an offence, and of nobody else."""

    def __post_init__(self) -> None:
        if (self.sexual is not None) != (self.sexual_offence and self.sex == "M"):
            raise ValueError("what is recorded of sexual offences belongs to a man who has some")

    @property
    def not_known(self) -> tuple[str, ...]:
        """The items that add nothing to a dynamic score because they are not known."""
        if self.coefficients == STATIC:
            return ()
        return tuple(name for name, item in self.items.items() if item is None)


class Sent:
    """An item as it was sent: its inputs, its errors and what it lacks."""

    def __init__(self, item: object, regime: Regime) -> None:
        self._given = Reading(item, (*INPUTS, "offence_code"), also=ALSO)
        self._regime = regime
        # Of risk and of the months: the two days are one, unless both are given.
        self._sentence = "sentence_date" if self._given.has("sentence_date") else "risk_date"
        if not self._given.has(self._sentence):
            self._sentence = "sentence_date"
        values = self._read()
        self.inputs = None if self.errors else Inputs(**values)

    @property
    def errors(self) -> list[str]:
        """Everything that is wrong with the item."""
        return self._given.errors

    @property
    def missing(self) -> Missing:
        """What is not given: the inputs needed, and the items that add nothing."""
        items = () if self._set() == STATIC else (*SCORED, *YES_NO)
        return Missing(
            needed=tuple(self._given.missing),
            adds_nothing=tuple(name for name in items if not self._given.has(name)),
        )

    def _read(self) -> dict[str, Any]:
        given, regime = self._given, self._regime
        if given.has("offence_code"):
            given.refuse("offence_code", _NO_MAP)
        if not given.has("set"):
            given.need("interview", instead="set")
        values: dict[str, Any] = {"coefficients": self._set(), "sex": history.read_sex(given)}
        values |= self._ages()
        highest_age, values["offence_free_months"] = self._at_assessment(values["age_risk"])
        values["total_sanctions"] = history.read_sanctions(given, regime)
        values["violent_sanctions"] = history.read_violent_sanctions(
            given, regime, values["total_sanctions"]
        )
        given.need("offence")
        values["offence"] = given.one_of("offence", OFFENCES, numbered=True)
        values["violence_category"] = self._violence(values["offence"])
        values["items"] = {
            **{name: given.whole_number(name, least=0, most=2) for name in SCORED},
            **{name: given.yes_no(name) for name in YES_NO},
        }
        values["sexual_offence"] = self._sexual_offence(values["offence"])
        values["sexual"] = self._sexual(values["sexual_offence"], values["sex"], highest_age)
        return values

    def _set(self) -> str | None:
        interview = self._given.yes_no("interview")
        by_interview = None if interview is None else DYNAMIC if interview else STATIC
        said = self._given.one_of("set", SETS, also=SETS_ALSO)
        return self._given.agreed("set", said, "interview", by_interview)

    def _ages(self) -> dict[str, int | None]:
        given, regime = self._given, self._regime
        youngest = policy.RSR_AGE.value[-1][0]
        at_risk = history.read_age(
            given, "age_risk", regime, on=("risk_date", "sentence_date"), youngest=youngest
        )
        at_conviction = history.read_age(
            given, "age_conv", regime, on=("conviction_date",), youngest=youngest
        )
        at_first = history.read_age(given, "age_first", regime, on=("first_sanction_date",))
        history.refuse_disorder(given, at_first, at_conviction)
        convicted, sentenced = given.day("conviction_date"), given.day(self._sentence)
        if convicted and sentenced:
            if sentenced < convicted:
                given.refuse(
                    self._sentence, "must not be before conviction_date: correct one of the two"
                )
        elif at_risk is not None and at_conviction is not None and at_risk < at_conviction:
            given.refuse("age_risk", "must not be below age_conv: correct one of the two")
        return {"age_risk": at_risk, "age_conv": at_conviction, "age_first": at_first}

    def _at_assessment(self, at_risk: int | None) -> tuple[int | None, int | None]:
        """Return the highest age that can be now, and the offence-free months that count."""
        given = self._given
        said, reckoned = self._months()
        counting = given.agreed(
            "offence_free_months", _count(said), self._sentence, _count(reckoned)
        )
        months = reckoned if said is None else said
        born, assessed = given.day(history.BORN), given.day("assessment_date")
        if born and assessed:
            name, now = "assessment_date", completed_years(born, assessed)
        elif at_risk is not None and months is not None:
            name, now = "age_risk", at_risk + (months + 11) // 12  # the birthday may be near
        else:
            return None, counting
        highest = max(now, now if at_risk is None else at_risk)
        adult = policy.RSR_ADULT.value
        if highest < adult:
            given.refuse(
                name, f"the person is not {adult} at the assessment, and the score is of adults"
            )
        return highest, counting

    def _months(self) -> tuple[int | None, int | None]:
        """Return the offence-free months that are given, and those between the days."""
        given, name = self._given, "offence_free_months"
        if not given.has(name):
            if given.has(self._sentence):
                given.need("assessment_date", instead=name)
            elif given.has("assessment_date"):
                given.need(self._sentence, instead=name)
            else:
                given.need(name, instead=f"{self._sentence} and assessment_date")
        longest = 12 * self._regime.of(policy.OLDEST_BELIEVED).value
        said = given.whole_number(name, least=0, most=longest)
        since, until = given.day(self._sentence), given.day("assessment_date")
        if since is None or until is None:
            return said, None
        # By the numbers of the months: the day of the month does not matter.
        return said, max(12 * (until.year - since.year) + until.month - since.month, 0)

    def _violence(self, offence: str | None) -> str:
        """Return the kind of violence; another offence has none."""
        given, name = self._given, "violence_category"
        if offence == AGAINST_THE_PERSON:
            given.need(name)
        kind = given.one_of(name, VIOLENCE, numbered=True) or NO_KIND
        if offence and offence != AGAINST_THE_PERSON and kind != NO_KIND:
            given.wrong(name, f"the offence is {offence}: correct one of the two")
        return kind

    def _sexual_offence(self, offence: str | None) -> bool | None:
        given, name = self._given, "sexual_offence"
        given.need(name)
        answer = given.yes_no(name)
        if answer is False and offence in SEXUAL_OFFENCES:
            given.wrong(name, f"the offence is {offence}: correct one of the two")
        return answer

    def _sexual(
        self, offence: bool | None, sex: str | None, highest_age: int | None
    ) -> Sexual | None:
        """Return what is recorded of a man's sexual offences."""
        given = self._given
        needed = bool(offence) and sex == "M"
        most = self._regime.of(policy.MOST_SANCTIONS_BELIEVED).value
        said: dict[str, Any] = {
            name: given.whole_number(name, least=0, most=most) for name in SEXUAL_SANCTIONS
        }
        said["stranger_victim"] = given.yes_no("stranger_victim")
        if needed:
            for name in said:
                given.need(name)
        age = history.read_age(
            given,
            "age_latest_sexual_offence",
            self._regime,
            on=("latest_sexual_offence_date",),
            youngest=policy.RSR_AGE_AT_LATEST.value[-1][0],
            needed=needed,
        )
        self._refuse_later(age, highest_age)
        said["age_latest_sexual_offence"] = age
        if offence is False:
            for name in [name for name, value in said.items() if value]:
                given.refuse(name, "does not go with sexual_offence false: correct one of the two")
        return Sexual(**said) if needed and not given.errors else None

    def _refuse_later(self, age: int | None, highest_age: int | None) -> None:
        given = self._given
        latest, assessed = given.day("latest_sexual_offence_date"), given.day("assessment_date")
        if latest and assessed and latest > assessed:
            given.refuse(
                "latest_sexual_offence_date",
                "must not be after assessment_date: correct one of the two",
            )
        elif age is not None and highest_age is not None and age > highest_age:
            given.refuse(
                "age_latest_sexual_offence", f"the person is not above {highest_age}: correct it"
            )


def _count(months: int | None) -> int | None:
    return None if months is None else min(months, policy.RSR_MOST_MONTHS.value)
