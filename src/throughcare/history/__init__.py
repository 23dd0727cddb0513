"""The one way to write, the versions of facts, who wrote and who read, and the one clock.

History names its subject by kind and id and has no foreign key to any area of work. What needs
the models is imported from its own module: `history.models`, `history.correcting` (create,
supersede, mark_in_error), `history.composing` (compose), `history.loading` (load).
"""

from throughcare.history.subject import Subject
from throughcare.history.writing import (
    AlreadyDone,
    Conflict,
    Entry,
    LockOrder,
    OutsideWrite,
    check_version,
    on_touched,
    write,
)

__all__ = [
    "AlreadyDone",
    "Conflict",
    "Entry",
    "LockOrder",
    "OutsideWrite",
    "Subject",
    "check_version",
    "on_touched",
    "write",
]
