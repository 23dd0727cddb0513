"""What is on record beside a failure: grounds to adjust first, said before anything is counted."""

from django.utils.translation import ngettext

from throughcare.contacts.showing import CAUSES
from throughcare.enforcement.rules.failures import Failure, failures
from throughcare.enforcement.rules.patterns import grounds
from throughcare.enforcement.showing import GROUNDS
from throughcare.kernel.casefile import CaseFile


def grounds_beside(case: CaseFile, failure: Failure) -> list[str]:
    """What prompts an adjustment first, in words: what is on record, and the causes before."""
    before = [each for each in failures(case.contacts) if each.key < failure.key]
    found = grounds(case.person.characteristics, before)
    said = [f"{GROUNDS[each.kind]}: {each.value}" for each in found.on_record]
    for cause, times in found.causes:
        words = ngettext(
            "%(cause)s: the reason once before",
            "%(cause)s: the reason %(times)d times before",
            times,
        )
        said.append(words % {"cause": CAUSES[cause], "times": times})
    return said
