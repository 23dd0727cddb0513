"""Published results of RSR, and items to vary."""

from throughcare.assessment.rules import rsr

PLAIN = {
    "interview": True,
    "sex": "M",
    "age_risk": 30,
    "age_conv": 30,
    "age_first": 20,
    "offence_free_months": 0,
    "previous_sanctions": 4,
    "violent_sanctions": 1,
    "offence": "Criminal damage",
    "sexual_offence": False,
}
SEXUAL = {
    "sexual_offence": True,
    "adult_contact": 0,
    "child_contact": 0,
    "indecent_images": 0,
    "paraphilia": 0,
    "stranger_victim": False,
    "age_latest_sexual_offence": 28,
}
SCORED = {
    "accommodation_suitability": 0.0619710049121293,
    "partner_relationship": 0.0259107268767618,
    "alcohol_current_use": 0.0935672441515258,
    "alcohol_binge": 0.0567127896345591,
    "impulsivity": 0.077212834605957,
    "temper_control": 0.0482892034688302,
    "pro_criminal_attitudes": 0.130830533773332,
}
YES_NO = {
    "weapon_used": 0.15071282416667,
    "unemployed": 2 * 0.0389109699626767,
    "partner_violence_perpetrator": 0.0847839330659903,
    "ever_murder": 0.399463399258737,
    "ever_wounding": 0.451029720739399,
    "ever_aggravated_burglary": 0.506616685297771,
    "ever_arson": 0.12261588608151,
    "ever_criminal_damage_endangering_life": 0.357345708081477,
    "ever_kidnap": 0.0749101406070305,
    "ever_firearm": 0.218055028351022,
    "ever_robbery": 0.163248217650296,
    "ever_other_weapon_offence": 0.184104582611966,
}


def item(**changes):
    """A man of 30, interviewed, without a sexual offence, unless the test differs."""
    return PLAIN | changes


def sexual(**changes):
    """The same man with a sexual offence, of which nothing more is recorded."""
    return PLAIN | SEXUAL | changes


def _case(sex, ages, months, sanctions, offence, *, interview=True, items=(), **more):
    previous, violent = sanctions
    names = (*SCORED, "unemployed")
    no = dict.fromkeys(SCORED, 0) | dict.fromkeys(YES_NO, False)
    assert set(dict(items)) <= {*names, *YES_NO}
    return (
        dict(zip(("age_risk", "age_conv", "age_first"), ages, strict=True))
        | {"sex": sex, "interview": interview, "offence_free_months": months, "offence": offence}
        | {"previous_sanctions": previous, "violent_sanctions": violent, "sexual_offence": False}
        | (no | dict(items) if interview else {})
        | more
    )


# the item; SNSV of one and two years, contact and images of two; all of two; per cent; points
VECTORS = {
    "T0": (
        _case(
            *("M", (23, 23, 12), 0, (25, 6), 12),
            items={
                "ever_wounding": True,
                "ever_other_weapon_offence": True,
                "weapon_used": True,
                "accommodation_suitability": 2,
                "unemployed": True,
                "partner_relationship": 1,
                "partner_violence_perpetrator": True,
                "impulsivity": 2,
                "temper_control": 2,
                "pro_criminal_attitudes": 2,
            },
        ),
        *(0.046168684812, 0.081564587107, 0, 0, 0.08156458710669212, 8.16, 0),
    ),
    "T1": (
        _case(
            *("M", (30, 29, 25), 1, (1, 0), 6),
            items={"weapon_used": True, "partner_relationship": 1, "impulsivity": 1},
        ),
        *(0.002138429687, 0.003916494498, 0, 0, 0.003916494498488347, 0.39, 0),
    ),
    "T2": (
        _case(
            *("M", (25, 23, 19), 7, (1, 0), 4),
            items={
                "unemployed": True,
                "alcohol_current_use": 1,
                "alcohol_binge": 2,
                "impulsivity": 2,
                "temper_control": 1,
            },
        ),
        *(0.003054417888, 0.005589843478, 0, 0, 0.005589843478245532, 0.56, 0),
    ),
    "T15": (
        _case(
            *("M", (76, 76, 58), 0, (1, 0), 14),
            items={"weapon_used": True},
            **(SEXUAL | {"child_contact": 2, "age_latest_sexual_offence": 76}),
        ),
        *(0.000075330771, 0.000138204504, 0.0044226686, 0.007151, 0.011711873096, 1.17, 11),
    ),
    "T17": (
        _case(
            *("M", (43, 43, 38), 0, (4, 3), 13),
            items={"partner_relationship": 1, "alcohol_current_use": 1, "alcohol_binge": 1},
            **(SEXUAL | {"paraphilia": 1, "age_latest_sexual_offence": 42}),
        ),
        *(0.003375755463, 0.006176265973, 0.0056973471, 0.001061, 0.012934613081, 1.29, 12),
    ),
    "T18": (
        _case(
            *("M", (58, 56, 56), 0, (0, 0), 14),
            interview=False,
            **(SEXUAL | {"child_contact": 1, "age_latest_sexual_offence": 56}),
        ),
        *(0.000342017180, 0.000626843869, 0.0020657477, 0.003476, 0.006168591562, 0.62, 8),
    ),
    "T20": (
        _case("F", (43, 43, 43), 6, (0, 0), 9, interview=False),
        *(0.000157044169, 0.000287872516, 0, 0, 0.0002878725156246928, 0.03, 0),
    ),
    "T23": (
        _case(
            *("F", (22, 22, 16), 2, (2, 2), 18),
            items={"temper_control": 2},
            violence_category=0,
        ),
        *(0.002089653459, 0.003827317291, 0, 0, 0.003827317291469504, 0.38, 0),
    ),
}


def score_of(inputs):
    """The score of a case in which nothing is wrong."""
    read, errors = rsr.read(inputs)
    assert not errors
    return rsr.score(read)
