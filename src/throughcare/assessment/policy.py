"""Values of the actuarial scores, as their owners published them."""

from throughcare.kernel.law import InForce, Setting

_PUBLISHED = "Ministry of Justice, rsr-calculator 1.0.15 (MIT licence), OGRS3 coefficients"
_MAPPED = (
    "Ministry of Justice, rsr-calculator 1.0.15 (MIT licence), keyed by name as in the offence "
    "mapping of hmpps-arns-risk-actuarial-api: its index list has drink driving and other "
    "motoring the wrong way round"
)
_ACTUARIAL = "Ministry of Justice, hmpps-arns-risk-actuarial-api (MIT licence)"

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

OLDEST_BELIEVED = Setting(
    "highest age believed in the inputs of a score", 120, "years", "set: above it, a typing error"
)
MOST_SANCTIONS_BELIEVED = Setting(
    "most earlier sanctions believed in the inputs of a score",
    9_999,
    "sanctions",
    "set: above it, a typing error",
)
