"""Synthetic people: believable case files, with failings planted in them that are known.

Nothing here knows a rule of the product. The limits are written out by hand from the duty
calendar, the days are counted by a calendar of its own, and the files are written as the format
says; an import contract holds that. So what the ledger finds can be compared with what is known.

The proportions stand in ``proportions`` with their sources.
"""

from throughcare.casebook.synthetic.people import Person, person, synthesise
from throughcare.casebook.synthetic.places import Layout
from throughcare.casebook.synthetic.planting import Planting

__all__ = ["Layout", "Person", "Planting", "person", "synthesise"]
