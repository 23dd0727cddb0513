"""What people write: short, plain, and different enough not to read as one text."""

from random import Random
from typing import Final

SECTIONS: Final[dict[int, tuple[str, str]]] = {
    1: ("Record read from the PNC; pattern is one of short gaps.", "First conviction for years."),
    2: (
        "Account given freely; victim’s statement read.",
        "Plays down the harm done; CPS file read.",
    ),
    3: ("Settled in a council tenancy.", "Stays with friends; no tenancy of their own."),
    4: (
        "In work, mostly nights at a warehouse.",
        "Out of work; no certificates; reads well enough.",
    ),
    5: ("Pays rent on time.", "Rent arrears and a loan at the door."),
    6: ("Close to their mother; sees their brother often.", "Relationships end in quarrels."),
    7: ("Keeps to themselves and to football.", "Spends the day with friends known to police."),
    8: ("No drug use now, by their own account and tests.", "Smokes cannabis daily; some cocaine."),
    9: ("Drinks at weekends without trouble.", "Drinks a bottle of spirits most days."),
    10: ("Sleeps and eats well.", "Low since the sentence; sees the GP."),
    11: ("Thinks before acting, most of the time.", "Acts first; sees what follows only later."),
    12: ("Accepts the sentence and wants it behind them.", "Thinks the sentence unfair."),
    13: ("Nothing that stands in the way of requirements.", "Back pain; cannot lift."),
}
"""By section: what is written where there is no need, and where there is one."""

OWN_VIEW: Final = (
    "I want to keep my job and see my kids.",
    "I know I did wrong. I would not do it again.",
    "It was the drink. I have cut down.",
    "I do not think I need all this, but I will come.",
    "I need somewhere to live first, then the rest.",
)
DIVERSITY: Final = (
    "Prefers to be told things twice and in writing.",
    "Works nights; appointments after two.",
    "Reads with difficulty: forms are gone through together.",
    "Nothing that changes how to work together, asked and answered.",
)
BARRIERS: Final = (
    "Two buses to the office.",
    "Shift work.",
    "No telephone of their own at present.",
    "None found; asked.",
)
DONE: Final = (
    "Went through the week; no contact with the victim. Next step on housing agreed.",
    "Talked about what led to the offence and what else could have been done.",
    "Looked at triggers; wrote down three and a way out of each.",
    "Checked in on drink; diary looked at together.",
    "Practised saying no to friends. Homework set.",
    "Rang the housing office together. Appointment made.",
    "Read the conditions again. Understood.",
    "Went over the job application.",
    "Talked about the children and what contact is allowed.",
)
REASONS: Final[dict[str, str]] = {
    "sickness": "Rang in ill; note from the GP seen.",
    "work": "Called in to work; message from the employer seen.",
    "caring": "Child ill at school; school rang to confirm.",
    "bereavement": "Funeral; order of service seen.",
    "transport": "Bus cancelled; company’s notice seen.",
    "no reason": "No reason given and no evidence came.",
    "court, custody or hospital": "In hospital overnight; discharge letter seen.",
    "caused by the service": "Letter with the time went to the old address.",
}
EVIDENCE: Final[dict[str, str]] = {
    "sickness": "Note from the GP",
    "work": "Message from the employer",
    "bereavement": "Order of service",
    "court, custody or hospital": "Discharge letter",
}
LETTER: Final = (
    "You failed to attend. The reason is not acceptable. A further failure within twelve"
)
OBJECTIVES: Final[dict[int, tuple[str, str, str]]] = {
    3: ("Have a tenancy of my own", "Register with housing and bid each week", "tenancy signed"),
    4: ("Be in work or training", "See the job coach and apply twice a week", "work begun"),
    6: ("Argue without shouting", "Work through the relationships exercises", "no callouts"),
    7: ("Fill the week with other things", "Join the gym scheme and go weekly", "goes weekly"),
    8: ("Stop using", "Keep every appointment with the drug service", "tests clear"),
    9: ("Drink within limits", "Keep a diary and see the alcohol nurse", "diary within limits"),
    11: ("Stop and think", "Do the thinking skills exercises", "names a way out each time"),
    12: ("Get through this sentence", "Talk through what supervision is for", "no warnings"),
}
ITEMS: Final[dict[str, tuple[str, str]]] = {
    "letter": ("Housing association", "Notice of an appointment about the tenancy."),
    "other": ("GP surgery", "Confirms that they are registered."),
    "callout": ("Police", "Attended the address after a report of shouting. No arrest."),
    "arrest": ("Police", "Arrested on suspicion of theft; released under investigation."),
}
REPORT: Final = (
    ("offence analysis", "Struck out in an argument outside a shop; admits it and is ashamed."),
    ("pattern of offending", "Second conviction of this kind in three years."),
    ("personal circumstances", "Lives with a sister; looks for work; pays a fine by instalments."),
    ("risk of harm and reoffending", "Risk rises with drink and with old friends."),
    ("victims", "The person in the shop, who is shaken and wants no contact."),
    ("proposal", "A community order with days of rehabilitation activity."),
)
HANDOVER: Final = (
    "Comes when asked and rings if late. Housing is what to work on next.",
    "Half way through the thinking exercises. Reads slowly: go through letters together.",
    "Best seen in the morning. The brother is in touch and helps.",
    "Plan stands. Watch the drink; the nurse writes each month.",
)
CHANGES: Final[dict[str, str]] = {
    "moved": "Has moved in with a brother.",
    "job lost": "Agency has no more work.",
    "new relationship": "Says they are seeing somebody.",
    "relationship ended": "Has split up; moved out.",
    "health": "Began new medication.",
    "bereavement": "Grandmother died.",
    "drink or drugs": "Says they are drinking more.",
    "homeless": "Asked to leave; on a sofa.",
    "arrest": "Arrested; no charge.",
    "callout": "Police called to the address.",
    "restraining order breached": "Sent messages to the person protected.",
}
RISK: Final[dict[str, tuple[str, str, str]]] = {
    "public": ("People in town at night", "Assault when drunk", "Seeing old friends"),
    "known adult": ("The former partner", "Assault and threats", "Contact about the children"),
    "children": ("Children at home", "Seeing violence", "Living in the household"),
    "staff": ("Reception and officers", "Threats", "Being told no"),
}


def one(chance: Random, texts: tuple[str, ...]) -> str:
    """One of some texts."""
    return texts[int(chance.random() * len(texts))]
