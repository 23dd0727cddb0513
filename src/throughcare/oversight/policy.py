"""What managers decide: how long it takes to be carried out, and what nobody may be excused."""

from throughcare.kernel.law import Setting

_JUDGED = "a practitioner's judgement; a setting"

CARRY_OUT = Setting(
    "the day by which a manager's decision is carried out",
    "the day that the decision itself names",
    "no number of days: the manager says by when",
    f"duty calendar, carry-out-decision: {_JUDGED}, and ours: the first calendar has no such row",
)

USUAL_DAYS = Setting(
    "days offered for carrying out a manager's decision",
    5,
    "working days, where the manager says nothing else",
    f"oversight: {_JUDGED}",
)

NEVER_EXCUSED = Setting(
    "duties that nobody is excused from",
    (
        "read-reply",
        "allocate-case",
        "complete-cas",
        "decide-absence",
        "send-warning",
        "decide-breach",
        "assign-officer",
        "officer-in-post",
        "carry-out-decision",
    ),
    "codes of duties: what came in and is unread, of which nobody can know that it is not about"
    " domestic abuse or children; statutory decisions; agreed recalls, which are a manager's"
    " decision to carry out; and that a case is somebody's",
    f"duty calendar, Excusing: {_JUDGED}",
)

CHILDREN_OR_ABUSE = Setting(
    "enquiries whose answers nobody is excused from acting on",
    ("domestic abuse", "safeguarding"),
    "kinds of enquiry, and every incoming item that holds a concern",
    f"duty calendar, Excusing: {_JUDGED}",
)
