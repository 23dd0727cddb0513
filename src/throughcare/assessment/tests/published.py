"""Published results of OGRS3, and one item to vary."""

# sex, age at risk, at conviction, at first sanction, earlier sanctions, offence;
# one year, two years; percentages; band. O6 is published with a coefficient.
VECTORS = {
    "O1": ("M", 20, 20, 20, 0, "Violence", 0.1216155350, 0.2213052114, 12, 22, "Low"),
    "O2": ("M", 20, 20, 20, 1, "Violence", 0.3158120100, 0.4865176957, 32, 49, "Low"),
    "O3": ("M", 20, 20, 20, 2, "Violence", 0.4339389026, 0.6114342481, 43, 61, "Medium"),
    "O4": ("M", 20, 20, 20, 3, "Violence", 0.5235145927, 0.6928061178, 52, 69, "Medium"),
    "O5": ("M", 20, 20, 20, 4, "Violence", 0.5922581048, 0.7488430658, 59, 75, "High"),
    "O6": ("M", 23, 23, 12, 25, 0.6574, 0.8505241405, 0.9211344268, 85, 92, "Very high"),
    "O7": ("F", 43, 37, 14, 5, "Criminal damage", 0.1698178685, 0.2957174230, 17, 30, "Low"),
    "O8": (
        *("M", 60, 59, 47, 1, "Soliciting or prostitution"),
        *(0.0832418965, 0.1571021470, 8, 16, "Low"),
    ),
    "O9": ("M", 30, 30, 21, 1, "Fraud and forgery", 0.1074470731, 0.1981425486, 11, 20, "Low"),
    "O10": ("M", 30, 30, 21, 1, "Other", 0.0880512190, 0.1654088255, 9, 17, "Low"),
    "O11": (
        *("M", 44, 33, 17, 21, "Drug import/export/production"),
        *(0.3455568377, 0.5201180557, 35, 52, "Medium"),
    ),
    "O12": ("M", 25, 25, 15, 9, "Theft (non-motor)", 0.6208074426, 0.7706738628, 62, 77, "High"),
    "O13": ("M", 60, 60, 60, 0, "Sexual (against child)", 0.0174500001, 0.0351730605, 2, 4, "Low"),
    "O14": (
        *("F", 32, 31, 18, 20, "Soliciting or prostitution"),
        *(0.7995187179, 0.8911393658, 80, 89, "High"),
    ),
    "O15": ("M", 45, 45, 30, 2, "Drink driving", 0.0825481178, 0.1558974633, 8, 16, "Low"),
    "O16": ("M", 18, 18, 13, 6, "Robbery", 0.4139144599, 0.5917819752, 41, 59, "Medium"),
    "O17": ("M", 23, 23, 15, 6, "Robbery", 0.2684845782, 0.4296739540, 27, 43, "Low"),
}


def item(**changes):
    """A man of 23 (as O17), unless the test differs."""
    inputs = {
        "sex": "M",
        "date_of_birth": "1995-03-10",
        "conviction_date": "2018-03-10",
        "first_sanction_date": "2011-03-09",
        "risk_date": "2019-03-09",
        "previous_sanctions": 6,
        "offence": "Robbery",
    }
    return inputs | changes
