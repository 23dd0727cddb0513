"""The command `throughcare score`. It needs no database."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

import click

from throughcare.assessment.rules import ogp, ogrs3, ovp, rsr, rsr_inputs
from throughcare.kernel import jsonfile

Result = dict[str, Any]

_file = click.argument("path", metavar="FILE")
_as_json = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON, probabilities unrounded."
)


@click.group()
def score() -> None:
    """Compute an actuarial score for each case of a file.

    \b
      ogrs3  proven reoffending
      ogp    general reoffending, by OGRS3 and needs
      ovp    violent reoffending, by history and needs
      rsr    serious reoffending

    Each command's --help names its inputs and what it prints.

    FILE is a JSON list of cases, or - for standard input. A case is an object of inputs by
    name. An item of OASys may also be given by its number, as {"12.1": 2}; null is not known.
    A case with errors gets {"errors": [...]}, all of them by the names of the inputs, and the
    others their scores, in order; the exit code is 0. A file that cannot be read at all, or
    holds no list, ends with exit code 2. NaN, a key given twice in a case and a number of too
    many digits are errors of their case.
    """


@score.command("ogrs3", epilog=f"Offences: {'; '.join(ogrs3.OFFENCES)}.")
@_file
@_as_json
def score_ogrs3(path: str, as_json: bool) -> None:
    """Proven reoffending within one and two years (OGRS3).

    FILE is a JSON list, or - for standard input. Each item is an object with all of:

    \b
      sex                  M or F (also as gender)
      date_of_birth        YYYY-MM-DD, as every date
      conviction_date      the current conviction
      first_sanction_date  the first sanction ever: a caution, reprimand, warning or
                           conviction; the current conviction if there was none before
      risk_date            the community sentence, or the release from custody
      previous_sanctions   occasions sanctioned before the current one
      offence              the current principal offence, named as below

    An input may be given in another way; both ways must agree:

    \b
      age_risk, age_conv, age_first
                           the ages at risk_date, conviction_date and first_sanction_date
                           in completed years, in place of these dates and date_of_birth
      total_sanctions      occasions with the current one, in place of previous_sanctions
      offence_code         the Home Office code, five digits in quotation marks, as "00106"
                           or "001/06", in place of offence

    Also prev for previous_sanctions, and an offence as the mapping of Home Office codes has it:
    Absconding or bail offences; Drink driving and related offences; Taking & driving away and
    related offences; Other offence.

    Prints one_year and two_year (probabilities), percent_one_year and percent_two_year
    (1 to 99), and band: Low, Medium, High or Very high.

    An item with errors gets its errors, all of them by the names of the inputs, and the others
    their scores, in order; the exit code is 0. A file that cannot be read at all, or holds no
    list, ends with exit code 2.
    """
    _print(_results(path, ogrs3.read, ogrs3.score), as_json)


@score.command("ogp", epilog=f"Offences: {'; '.join(ogrs3.OFFENCES)}.")
@_file
@_as_json
def score_ogp(path: str, as_json: bool) -> None:
    """General reoffending within one and two years, by OGRS3 and needs (OGP 1).

    FILE is a JSON list, or - for standard input. Each item is an object with all of these; in
    brackets the number of the OASys item. Scored 0 is no problem, 1 some, 2 significant.

    \b
      ogrs3_two_year_percent          OGRS3 at two years, a whole number from 1 to 99
      no_fixed_abode                  true or false, or 1 or 0 as in its published cases:
                                      none, or transient (3.3)
      unemployed                      true or false, or 1 or 0 (4.2)
      activities_encourage_offending  0, 1 or 2: regular activities (7.2)
      drug_misuse                     0, 1 or 2: current drug misuse
      drug_motivation                 motivation to tackle drug misuse: 0 or "full",
                                      1 or "partial", 2 or "none"
      problem_solving                 0, 1 or 2 (11.6)
      awareness_of_consequences       0, 1 or 2 (11.7)
      understands_others_views        0, 1 or 2 (11.9)
      pro_criminal_attitudes          0, 1 or 2 (12.1)

    In place of ogrs3_two_year_percent the inputs of OGRS3 will do; both must agree. They are:

    \b
      sex                  M or F
      age_risk             or date_of_birth and risk_date (YYYY-MM-DD)
      age_conv             or date_of_birth and conviction_date
      age_first            or date_of_birth and first_sanction_date
      previous_sanctions   or total_sanctions, with the current one
      offence              named as below; or offence_code, as "00106" or "001/06"

    Also gender for sex, prev for previous_sanctions, NFA for no_fixed_abode and drug_use for
    drug_misuse.

    Every item is needed: no source says how to score with one missing. Prints one_year and
    two_year (probabilities), percent_one_year and percent_two_year (1 to 99), band (Low, Medium,
    High or Very high), points, parts (the points of ogrs3, no_fixed_abode, unemployed, activities,
    drugs, thinking and attitudes), and ogrs3_two_year_percent.

    An item with errors gets its errors, all of them by the names of the inputs, and the others
    their scores, in order; the exit code is 0. A file that cannot be read at all, or holds no
    list, ends with exit code 2.
    """
    _print(_results(path, ogp.read, ogp.score), as_json)


@score.command("ovp")
@_file
@_as_json
def score_ovp(path: str, as_json: bool) -> None:
    """Violent reoffending within one and two years, by history and needs (OVP 1).

    FILE is a JSON list, or - for standard input. Each item is an object with all of these; in
    brackets the number of the OASys item. Scored 0 is no problem, 1 some, 2 significant.

    \b
      sex                     M or F (also as gender)
      age_risk                age at the community sentence or the release, 18 or more;
                              or date_of_birth and risk_date (YYYY-MM-DD)
      total_sanctions         occasions with the current one; or previous_sanctions,
                              without it
      violent_sanctions       violent ones among them, with the current one
      recognises_impact       true or false: recognises the impact of offending (2.6)
      no_fixed_abode          true or false: none, or transient (3.3)
      unemployed              true or false (4.2)
      alcohol_current_use     0, 1 or 2 (9.1)
      alcohol_binge           0, 1 or 2: binge drinking (9.2)
      psychiatric_treatment   true or false: current psychiatric treatment
      temper_control          0, 1 or 2 (11.4)
      pro_criminal_attitudes  0, 1 or 2 (12.1)

    Also age for age_risk, total and violent for the sanctions, prev for previous_sanctions, NFA
    for no_fixed_abode, and psychiatric for psychiatric_treatment.

    Every item is needed: no source says how to score with one missing. The offence and OGRS3
    play no part. Prints one_year and two_year (probabilities), percent_one_year and
    percent_two_year (1 to 99), band (Low, Medium, High or Very high), points, static_points,
    dynamic_points, and parts (the points of each, under static and dynamic).

    An item with errors gets its errors, all of them by the names of the inputs, and the others
    their scores, in order; the exit code is 0. A file that cannot be read at all, or holds no
    list, ends with exit code 2.
    """
    _print(_results(path, ovp.read, ovp.score), as_json)


def _numbered(title: str, names: Sequence[str]) -> str:
    """Return a list for an epilog, which click leaves as it is."""
    return "\n".join(
        ["\b", title, *(f"  {number:>2}  {name}" for number, name in enumerate(names))]
    )


@score.command(
    "rsr",
    epilog="\n\n".join(
        [
            _numbered("Offences:", rsr_inputs.OFFENCES),
            _numbered("Kinds of violence against the person:", rsr_inputs.VIOLENCE),
        ]
    ),
)
@_file
@_as_json
def score_rsr(path: str, as_json: bool) -> None:
    """Serious reoffending within one and two years (RSR 1).

    FILE is a JSON list, or - for standard input. Each item is an object with all of:

    \b
      interview            true or false: an OASys interview was done; or set, "dynamic"
                           (also "extended") or "static" (also "basic")
      sex                  M or F (also as gender)
      age_risk             age at the community sentence, or the release from custody;
                           or date_of_birth and sentence_date (YYYY-MM-DD) or risk_date.
                           The person is 18 at the sentence or by the assessment.
      age_conv             age at the current conviction;
                           or date_of_birth and conviction_date
      age_first            age at the first sanction ever;
                           or date_of_birth and first_sanction_date
      offence_free_months  months since the sentence or release, of which 36 count;
                           or sentence_date (else risk_date) and assessment_date, which
                           give the months by their numbers, and 0 before the sentence
      previous_sanctions   occasions sanctioned before the current one;
                           or total_sanctions, with the current one
      violent_sanctions    violent ones among them, with the current one
      offence              the current offence, named or numbered as below. There is no
                           map to it from Home Office codes.
      violence_category    only of violence against the person: its kind, named or
                           numbered as below
      sexual_offence       true or false: there is a current or past sexual or sexually
                           motivated offence

    Also, as in the formula: n for total_sanctions, prev for previous_sanctions, v for
    violent_sanctions, and m for offence_free_months.

    Of a man with a sexual_offence all of these too, of nobody else:

    \b
      adult_contact        sanctions for contact offences against adults
      child_contact        sanctions for contact offences against children
      indecent_images      sanctions for indecent images of children
      paraphilia           sanctions for paraphilia
      stranger_victim      true or false: a stranger was the victim of the current sexual
                           offence
      age_latest_sexual_offence
                           or date_of_birth and latest_sexual_offence_date

    With an interview as many of these as are known; one that is not known adds nothing. In
    brackets the number of the OASys item. Scored 0 is no problem, 1 some, 2 significant. Without
    an interview they are read and not used.

    \b
      weapon_used                  true or false: in the current offence (2.2)
      accommodation_suitability    0, 1 or 2 (3.4)
      unemployed                   true or false (4.2)
      partner_relationship         0, 1 or 2 (6.4)
      partner_violence_perpetrator
                                   true or false (6.7)
      alcohol_current_use          0, 1 or 2 (9.1)
      alcohol_binge                0, 1 or 2 (9.2)
      impulsivity                  0, 1 or 2 (11.2)
      temper_control               0, 1 or 2 (11.4)
      pro_criminal_attitudes       0, 1 or 2 (12.1)

    \b
      Ever in the past, true or false: ever_murder (or attempt, manslaughter),
      ever_wounding (or grievous bodily harm), ever_aggravated_burglary, ever_arson,
      ever_criminal_damage_endangering_life, ever_kidnap (or false imprisonment),
      ever_firearm (with intent), ever_robbery, ever_other_weapon_offence

    Prints set, one_year and two_year (the sums of three parts), percent (two years, two
    decimals, at most 99.99), percent_one_year, percent_two_year, band (Low, Medium or High), the
    parts snsv_one_year, snsv_two_year, contact_one_year, contact_two_year, images_one_year and
    images_two_year, contact_points, and not_known (the items that added nothing so).

    An item with errors gets its errors, all of them by the names of the inputs, and the others
    their scores, in order; the exit code is 0. A file that cannot be read at all, or holds no
    list, ends with exit code 2.
    """
    _print(_results(path, rsr.read, rsr.score), as_json)


def _results(
    path: str,
    read: Callable[[object], tuple[Any, list[str]]],
    score_of: Callable[[Any], Any],
) -> list[Result]:
    results = []
    for item in _items(path):
        inputs, errors = read(item)
        results.append({"errors": errors} if errors else asdict(score_of(inputs)))
    return results


def _items(path: str) -> list[Any]:
    try:
        items = jsonfile.read(path, mark=True)
    except jsonfile.Refused as refused:
        raise click.UsageError(str(refused)) from refused
    if not isinstance(items, list):
        raise click.UsageError(f"the file holds {jsonfile.shown(items)}: give a list of cases")
    return items


def _print(results: list[Result], as_json: bool) -> None:
    click.echo(json.dumps(results, indent=2) if as_json else "\n".join(_table(results)))


def _table(results: list[Result]) -> list[str]:
    lines = [f"{'item':>5}  {'1 year':>6}  {'2 years':>7}  band"]
    for number, result in enumerate(results, start=1):
        if "errors" in result:
            lines.append(f"{number:>5}  no score:")
            lines.extend(f"{'':7}- {error}" for error in result["errors"])
        else:
            one, two = result["percent_one_year"], result["percent_two_year"]
            lines.append(f"{number:>5}  {one:>5}%  {two:>6}%  {result['band']}")
            if result.get("not_known"):
                lines.append(f"{'':7}- not known, adds nothing: {', '.join(result['not_known'])}")
    return lines
