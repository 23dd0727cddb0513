"""Values of the actuarial scores, as their owners published them."""

import csv
from decimal import Decimal
from fractions import Fraction
from importlib import resources

from throughcare.kernel.law import InForce, Setting

_PUBLISHED = "Ministry of Justice, rsr-calculator 1.0.15 (MIT licence), OGRS3 coefficients"
_MAPPED = (
    "Ministry of Justice, rsr-calculator 1.0.15 (MIT licence), keyed by name as in the offence "
    "mapping of hmpps-arns-risk-actuarial-api: its index list has drink driving and other "
    "motoring the wrong way round"
)
_ACTUARIAL = "Ministry of Justice, hmpps-arns-risk-actuarial-api (MIT licence)"
_OGP = f"{_ACTUARIAL}, OGP version 1"
_OVP = f"{_ACTUARIAL}, OVP version 1"
_RSR = "Ministry of Justice, rsr-calculator 1.0.15 (MIT licence), RSR version 1"

# The version of a score chooses its values, no date does: hence InForce and not Dated.

OGRS3_AGE = InForce(
    (
        # from age, male, female
        (10, 0.0, -0.785038489),
        (12, 0.083922902, -0.613852078),
        (14, 0.075775765, -0.669521331),
        (16, -0.061594199, -0.959179629),
        (18, -0.625103618, -0.897480934),
        (21, -1.051515067, -1.028488454),
        (25, -1.166679288, -1.052777806),
        (30, -1.325976554, -1.129127959),
        (35, -1.368045933, -1.42187494),
        (40, -1.499690953, -1.524652221),
        (50, -2.025261458, -2.44983716),
    ),
    f"{_PUBLISHED}; the sign of the female values under 16 as there and in a second source",
)
"""OGRS3: coefficient of age at risk and sex (from age, male, female)"""

OGRS3_CONVICTED_FIRST_SANCTION = InForce(0.126142106, _PUBLISHED)
"""OGRS3: coefficient of a conviction with no earlier sanction"""

OGRS3_CONVICTED_BEFORE = InForce(0.463062792, _PUBLISHED)
"""OGRS3: coefficient of a conviction with any earlier sanction"""

OGRS3_COPAS = InForce(1.251124464, _PUBLISHED)
"""OGRS3: coefficient of the Copas rate, the logarithm of sanctions over years"""

OGRS3_COPAS_YEARS = InForce(10, _PUBLISHED)
"""OGRS3: years added to the length of the career in the Copas rate"""

OGRS3_OFFENCE = InForce(
    {
        "Violence": 0.0,
        "Robbery": -0.634795912,
        "Public order": 0.181917975,
        "Sexual (against child)": -0.653434071,
        "Soliciting or prostitution": 0.760608858,
        "Burglary (domestic)": -0.12394352,
        "Burglary (other)": 0.240604429,
        "Theft (non-motor)": 0.661244321,
        "Handling stolen goods": 0.351866973,
        "Fraud and forgery": 0.159910192,
        "Absconding or bail": 0.733378677,
        "TDA and related": 0.380059431,
        "Theft from vehicles": 0.427225615,
        "Other motoring": 0.262228428,
        "Drink driving": -0.121439408,
        "Criminal damage": 0.204960477,
        "Drug import/export/production": -0.795556373,
        "Drug possession/supply": 0.077165871,
        "Other": -0.060667525,
    },
    _MAPPED,
)
"""OGRS3: coefficient of the current principal offence"""

SEXUAL_NOT_AGAINST_CHILD = "Sexual (not against child)"
OGRS3_SEXUAL_NOT_AGAINST_CHILD = Setting(
    "OGRS3: coefficient of a sexual offence not against a child",
    0.003276327,
    "",
    "Ministry of Justice, rsr-calculator 1.0.15; hmpps-arns-risk-actuarial-api has 0.0328, so "
    "one of the two has lost a decimal place (less than a percentage point)",
)

OGRS3_ONE_YEAR = InForce(1.402562384, _PUBLISHED)
"""OGRS3: constant added for reoffending within one year"""

OGRS3_TWO_YEARS = InForce(2.121705678, _PUBLISHED)
"""OGRS3: constant added for reoffending within two years"""

OGRS3_BANDS = InForce(
    ((90, "Very high"), (75, "High"), (50, "Medium"), (0, "Low")), f"{_ACTUARIAL}, bands"
)
"""OGRS3: lowest two-year percentage of each band"""

OGRS3_YOUNGEST = InForce(10, f"{_ACTUARIAL}, checks of the inputs")
"""OGRS3: lowest age at conviction for which the score is defined"""

OGP_OGRS3 = InForce(Decimal("0.6"), _OGP)
"""OGP: points for each per cent of OGRS3 at two years"""

OGP_YES = InForce(5, _OGP)
"""OGP: points for no fixed abode, and for unemployment"""

OGP_PROBLEM = InForce((0, 3, 5), _OGP)
"""OGP: points for regular activities, and for attitudes, scored 0, 1 or 2"""

OGP_DRUGS = InForce(Decimal("3.75"), _OGP)
"""OGP: points for each point of drug misuse and of motivation to tackle it"""

OGP_THINKING = InForce(Fraction(5, 6), _OGP)
"""OGP: points for each point of the three items of thinking and behaviour"""

OGP_CURVE = InForce((0.0616, -3.6832, -3.0795), _OGP)
"""OGP: coefficient of a point, constant for one year, constant for two years"""

OGP_BANDS = InForce(((85, "Very high"), (67, "High"), (34, "Medium"), (0, "Low")), _OGP)
"""OGP: lowest two-year percentage of each band"""

OVP_ANY_SANCTION = InForce(5, f"{_OVP}: as coded, the current sanction counts")
"""OVP: points for any sanction"""

OVP_VIOLENT = InForce((0, 4, 7, 9, 11, 12, *range(13, 26)), _OVP)
"""OVP: points for violent sanctions, from none to eighteen and more"""

OVP_NON_VIOLENT = InForce(((21, 5), (11, 4), (5, 3), (3, 2), (0, 0)), _OVP)
"""OVP: points for other sanctions (from a number, points)"""

OVP_AGE = InForce(
    (
        *((51, 0), (46, 2), (41, 4), (36, 6), (31, 8)),
        *((26, 10), (24, 12), (22, 14), (20, 17), (18, 20)),
    ),
    f"{_OVP}: not defined under the lowest age",
)
"""OVP: points for the age at the start of the follow-up (from an age, points)"""

OVP_MALE = InForce(5, _OVP)
"""OVP: points for a man"""

OVP_YES = InForce(4, _OVP)
"""OVP: points for impact not recognised, no fixed abode, unemployment, psychiatric treatment"""

OVP_ALCOHOL = InForce(Decimal("2.5"), _OVP)
"""OVP: points for each point of alcohol use and of binge drinking, together rounded up"""

OVP_PROBLEM = InForce(3, _OVP)
"""OVP: points for each point of temper control, and of attitudes"""

OVP_CURVE = InForce((0.0722, -4.5215, -3.8773), _OVP)
"""OVP: coefficient of a point, constant for one year, constant for two years"""

OVP_BANDS = InForce(((80, "Very high"), (60, "High"), (30, "Medium"), (0, "Low")), _OVP)
"""OVP: lowest two-year percentage of each band"""

RSR_TERMS = InForce(
    {
        # dynamic (an OASys interview was done), static
        "one year": (1.78331927182645, 2.9979555825474),
        "two years": (2.39022796091603, 3.60407707356772),
        "male age": (-0.508802063507919, -0.546062410902905),
        "male age squared": (0.0153890192629454, 0.0170043887737295),
        "male age cubed": (-0.000208800171123703, -0.000232716989498981),
        "male age to the fourth": (9.83824143383739e-07, 1.094922933981e-06),
        "female": (-16.6927292697847, -16.6220270089011),
        "female age": (1.1436499550056, 1.09365106131567),
        "female age squared": (-0.0448159815299769, -0.042733609488121),
        "female age cubed": (0.000731812620052307, 0.000697583963826421),
        "female age to the fourth": (-4.24504210770651e-06, -4.04895085233227e-06),
        "one sanction": (-1.89458617745666, -2.09447596484765),
        "two sanctions": (-1.51763151836726, -1.67613460779912),
        "two sanctions: male years between": (-0.0271828619470523, -0.0292205730647305),
        "two sanctions: female years between": (-0.0960719132524968, -0.0841673003341906),
        "more sanctions: male rate": (0.689153313085879, 0.769213898314811),
        "more sanctions: female rate": (0.76704149890481, 0.793186572461819),
        "sanctions": (-0.0182592921752245, -0.0147495874606046),
        "never violent: male": (-0.35940007303088, -0.942816163300621),
        "never violent: female": (-1.7513536371131, -2.32321324569237),
        "violent sanctions": (0.021160895925655, 0.0188685880078656),
        "violent once": (-0.101514048705338, -0.0633592949212861),
        "violent rate": (0.0549319831836878, 0.207442427665471),
        "offence-free months": (-0.0368447371150021, -0.038382727965819),
        "offence-free months squared": (0.000557887384281899, 0.000548515180678996),
        "offence-free months cubed": (6.15531052486415e-05, 6.62558757635182e-05),
        "offence-free months to the fourth": (-1.49652694510477e-06, -1.59636460181398e-06),
    },
    _RSR,
)
"""RSR, violence: constants and coefficients (dynamic, static)"""

RSR_RATE_YEARS = InForce((12, 30), _RSR)
"""RSR, violence: years added to the career in the rate of sanctions, and of violent ones"""

RSR_MOST_MONTHS = InForce(36, _RSR)
"""RSR, violence: most offence-free months that count"""

RSR_OFFENCE = InForce(
    {
        "Absconding/bail": (0.271350568105055, 0.304896300301182),
        "Acquisitive violence": (0.264445840395185, 0.326858080852591),
        "Burglary (domestic)": (0.123617390798186, 0.151649692548355),
        "Burglary (other)": (-0.225990540250696, -0.194200416367268),
        "Criminal damage": (0.156493599418026, 0.186977546333514),
        "Drink driving": (-0.210828726274969, -0.212258595209629),
        "Drug import/export/production": (0.130461601097636, 0.0818982459627011),
        "Drug possession/supply": (0.081753216630546, 0.0694507822486554),
        "Drunkenness": (0.0923765737156082, 0.0841789642942883),
        "Fraud, forgery, misrepresentation": (-0.0883945245425247, -0.136811424047985),
        "Handling stolen goods": (-0.211172350332101, -0.2245058213129),
        "Motoring (not drink driving)": (0.00778028771796321, -0.0286442357674878),
        "Other offence": (-0.226808217378264, -0.215779995107354),
        "Public order, harassment": (0.0206396832377319, 0.0446132016665715),
        "Sexual (against children)": (-0.407005679932105, -0.442179128494551),
        "Sexual (not against children)": (-0.067383107093799, -0.0455228893277184),
        "Theft (not vehicle-related)": (0.0187611938936452, 0.0202407984946185),
        "Vehicle-related theft": (0.194487131847261, 0.226781312933932),
        "Violence against the person": (-0.00653849840412098, 0.0192703822415124),
        "Welfare fraud": (0.0819545573517356, -0.0169128022430282),
    },
    f"{_RSR}, in the order of its index, which reproduces its published results; a second "
    "source has attached some dynamic values to other names",
)
"""RSR, violence: coefficient of the current offence (dynamic, static)"""

RSR_VIOLENCE = InForce(
    {
        "sub-ABH or none": (0.0, 0.0),
        "firearms (most serious)": (0.41315945136753, 0.503126183131338),
        "firearms (other)": (0.261448353627646, 0.296194351653227),
        "weapons (non-firearm)": (0.200143106218146, 0.331898861349699),
        "ABH or above": (0.204895023669854, 0.238802610774108),
    },
    _RSR,
)
"""RSR, violence: coefficient of the kind of violence against the person (dynamic, static)"""

RSR_SCORED = InForce(
    {
        "accommodation_suitability": 0.0619710049121293,
        "partner_relationship": 0.0259107268767618,
        "alcohol_current_use": 0.0935672441515258,
        "alcohol_binge": 0.0567127896345591,
        "impulsivity": 0.077212834605957,
        "temper_control": 0.0482892034688302,
        "pro_criminal_attitudes": 0.130830533773332,
    },
    _RSR,
)
"""RSR, violence: coefficient of each point of an item scored 0, 1 or 2; dynamic only"""

RSR_YES = InForce(
    {
        "weapon_used": (1, 0.15071282416667),
        "unemployed": (2, 0.0389109699626767),
        "partner_violence_perpetrator": (1, 0.0847839330659903),
        "ever_murder": (1, 0.399463399258737),
        "ever_wounding": (1, 0.451029720739399),
        "ever_aggravated_burglary": (1, 0.506616685297771),
        "ever_arson": (1, 0.12261588608151),
        "ever_criminal_damage_endangering_life": (1, 0.357345708081477),
        "ever_kidnap": (1, 0.0749101406070305),
        "ever_firearm": (1, 0.218055028351022),
        "ever_robbery": (1, 0.163248217650296),
        "ever_other_weapon_offence": (1, 0.184104582611966),
    },
    _RSR,
)
"""RSR, violence: what a yes counts as, and its coefficient; dynamic only"""

RSR_ADULT_CONTACT = InForce((0, 3, 5, 8), _RSR)
"""RSR, contact: points for no sanction of adult contact, one, two, three and more"""

RSR_CHILD_CONTACT = InForce((0, 2, 3, 4), _RSR)
"""RSR, contact: points for no sanction of child contact, one, two, three and more"""

RSR_PARAPHILIA = InForce((0, 1, 2, 3), _RSR)
"""RSR, contact: points for no sanction of paraphilia, one, two, three and more"""

RSR_SANCTIONED_BEFORE = InForce(3, _RSR)
"""RSR, contact: points for any earlier sanction"""

RSR_STRANGER = InForce(2, _RSR)
"""RSR, contact: points for a stranger as victim of the current sexual offence"""

RSR_AGE_AT_LATEST = InForce(((18, 5), (16, 3), (10, 0)), _RSR)
"""RSR, contact: points for the age at the latest sexual offence (from an age, points)"""

RSR_AGE = InForce(((60, 0), (54, 1), (48, 2), (42, 3), (36, 4), (30, 5), (24, 6), (10, 7)), _RSR)
"""RSR, contact: points for the age at risk (from an age, points)"""

RSR_CONTACT_CURVE = InForce((0.2545385404, -8.817398615, -8.216503478), _RSR)
"""RSR, contact: coefficient of a point, constant for one year, constant for two years"""

RSR_FEMALE_CONTACT = InForce(1 / 193, f"{_RSR}, for one year as for two")
"""RSR, contact: probability for a woman with a sexual offence, one in 193"""

RSR_IMAGES = InForce(
    {
        "none": (0.000098, 0.000152),
        "image": (0.018237, 0.02805),
        "images": (0.038087, 0.057949),
        "child": (0.00224, 0.003476),
        "children": (0.004615, 0.007151),
        "other": (0.000683, 0.001061),
    },
    _RSR,
)
"""RSR, images: probability for a man by what is recorded of him (one year, two years)"""

RSR_BANDS = InForce(
    ((Decimal("6.9"), "High"), (Decimal(3), "Medium"), (Decimal(0), "Low")),
    f"{_RSR}, and hmpps-arns-risk-actuarial-api, on the percentage as printed",
)
"""RSR: lowest two-year percentage of each band"""

RSR_HIGHEST = InForce(Decimal("99.99"), _RSR)
"""RSR: highest percentage printed"""

RSR_ADULT = InForce(18, f"{_RSR}, checks of the inputs")
"""RSR: lowest age of a person scored"""

MISSING_DESCRIPTION = "Missing description"
NEEDS_EXACT_OFFENCE = "NEEDS EXACT OFFENCE"


def _offence_codes() -> dict[str, list[str]]:
    text = resources.files(__package__).joinpath("offence_codes.csv").read_text("utf-8")
    codes: dict[str, list[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        codes.setdefault(row["category"], []).append(row["code"])
    return codes


OFFENCE_CODES = InForce(_offence_codes(), f"{_ACTUARIAL}, offence mapping, compressed")
"""Home Office classes of offence, and codes that part from their class, by OGRS3 category"""

OLDEST_BELIEVED = Setting(
    "highest age believed in the inputs of a score", 120, "years", "set: above it, a typing error"
)
MOST_SANCTIONS_BELIEVED = Setting(
    "most earlier sanctions believed in the inputs of a score",
    9_999,
    "sanctions",
    "set: above it, a typing error",
)
