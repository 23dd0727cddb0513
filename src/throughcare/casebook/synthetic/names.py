"""Names of people and places. Every person is invented; the places do not exist."""

from random import Random
from typing import Final, NamedTuple

from throughcare.casebook.synthetic import proportions


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


class Origin(NamedTuple):
    """Names that go together."""

    ethnicity: str
    male: tuple[str, ...]
    female: tuple[str, ...]
    family: tuple[str, ...]
    language: str = ""


BRITISH: Final = Origin(
    "White British",
    _each(
        "Jack Thomas Daniel Ryan Liam Callum Lee Craig Darren Wayne Shaun Kieran "
        "Ashley Dean Scott Jordan Connor Nathan Aaron Carl Gareth Rhys Dylan Ewan "
        "Stuart Gary Neil Mark"
    ),
    _each(
        "Kelly Gemma Stacey Leanne Donna Chloe Jade Amy Lauren Megan Rhian Cerys "
        "Tracey Hayley Natalie Kirsty Zoe Michelle Lisa Danielle"
    ),
    _each(
        "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright "
        "Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Bradford "
        "Turner Hill Cooper Ward Harrison Hughes Edwards Fisher Baker Whitfield Marsh "
        "Crawford Holloway Pritchard Bowen Barlow Sutcliffe Fordham Ashworth Tranter "
        "Pickering Lockwood Moss O'Neill McBride"
    ),
)

OTHERS: Final[tuple[Origin, ...]] = (
    Origin(
        "Asian or Asian British: Pakistani",
        _each("Imran Asif Usman Bilal Kamran Zahid Tariq Adnan"),
        _each("Saima Nadia Shazia Aisha Rukhsana"),
        _each("Khan Hussain Ahmed Mahmood Iqbal Akhtar Butt Malik"),
        "Urdu",
    ),
    Origin(
        "Asian or Asian British: Indian",
        _each("Gurpreet Raj Sunil Harjit Vikram Amit"),
        _each("Priya Jasbir Sunita Kiran"),
        _each("Singh Patel Kaur Sharma Gill Dhillon Mistry"),
        "Punjabi",
    ),
    Origin(
        "Asian or Asian British: Bangladeshi",
        _each("Shafiq Rahim Jubair Kamal Nazmul"),
        _each("Rahima Nasrin Shirin"),
        _each("Rahman Miah Uddin Begum Islam Choudhury"),
        "Sylheti",
    ),
    Origin(
        "Black or Black British: Caribbean",
        _each("Jermaine Leroy Marlon Tyrone Curtis Delroy"),
        _each("Chantelle Shanice Marcia Keisha"),
        _each("Campbell Francis Grant Bailey Palmer Henry Gordon"),
    ),
    Origin(
        "Black or Black British: African",
        _each("Emeka Kwame Abdi Tunde Yusuf Kofi Samuel"),
        _each("Ngozi Amina Abena Fatima Folake"),
        _each("Okafor Mensah Abdullahi Osei Adeyemi Mohamed Diallo Tesfaye Nkemelu"),
        "Somali",
    ),
    Origin(
        "Mixed: White and Black Caribbean",
        _each("Reece Leon Ashton Kyle Tyler"),
        _each("Paige Jasmine Kayleigh"),
        _each("Bennett Morgan Reid Lewis Stewart Dixon"),
    ),
    Origin(
        "White: any other",
        _each("Piotr Tomasz Andrei Florin Marek Arturas Dumitru"),
        _each("Agnieszka Ioana Katarzyna Rasa"),
        _each("Kowalski Nowak Ionescu Popa Wiśniewski Žukauskas Novák Radu Wójcik Horváth"),
        "Polish",
    ),
    Origin(
        "White: Irish",
        _each("Declan Padraig Cian Seamus"),
        _each("Siobhán Niamh Aoife"),
        _each("Murphy Byrne Gallagher Doyle O’Connor"),
    ),
    Origin(
        "White: Gypsy or Irish Traveller",
        _each("Miles John Felix Patrick"),
        _each("Bridget Kathleen Margaret"),
        _each("Doherty Ward Connors Maughan Lee Loveridge"),
    ),
    Origin(
        "Other: Arab, Kurdish, Vietnamese or Chinese",
        _each("Ali Hassan Minh Wei Rebaz Omar"),
        _each("Leila Thuy Mei Shilan"),
        _each("Nguyen Al-Hashimi Chen Karim Tran Aziz"),
        "Kurdish",
    ),
)

_HEADS = _each(
    "Ald Marl Thorn Ash Wyn Hart Stan Bram Coll Dun Fair Grim Hal Ken Lang Mar Nor Oak "
    "Pen Quar Ros Sel Tam Ulver Wes Yel Birk Carl Dray Elm"
)
_TAILS = _each(
    "ford wick ham combe stead worth ley bury thwaite mouth bridge field dale minster "
    "gate holme port church well den"
)

_STREETS = _each(
    "Albert Station Victoria Church Mill School Park Queen’s Chapel Water Brook Canal "
    "Foundry Tanner’s Orchard Priory"
)
_WAYS = ("Street", "Road", "Lane", "Close", "Avenue", "Terrace")


class Called(NamedTuple):
    """What somebody is called."""

    given: str
    family: str
    origin: Origin


def name(chance: Random, sex: str) -> Called:
    """A name, and where it comes from."""
    origin = BRITISH
    if chance.random() >= proportions.WHITE_BRITISH.value:
        origin = chance.choice(OTHERS)
    given = chance.choice(origin.male if sex == "M" else origin.female)
    return Called(given, chance.choice(origin.family), origin)


def town(number: int) -> str:
    """A town that does not exist, another for each number."""
    again, at = divmod(number, len(_HEADS) * len(_TAILS))
    round_, head = divmod(at, len(_HEADS))
    tail = (11 * round_ + head) % len(_TAILS)
    found = _HEADS[head] + _TAILS[tail]
    return found if again == 0 else f"{('Upper', 'Lower', 'Great', 'Little')[again % 4]} {found}"


def address(chance: Random, place: str) -> str:
    """An address there."""
    number = chance.randint(1, 180)
    return f"{number} {chance.choice(_STREETS)} {chance.choice(_WAYS)}, {place}"
