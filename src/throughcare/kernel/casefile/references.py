"""The names inside a case file: each is used once, and each reference finds what it names."""

import difflib
import re
from typing import Any

from throughcare.kernel.casefile import CaseFile, Excused
from throughcare.kernel.casefile import assessment as asmt
from throughcare.kernel.casefile import caseload as cl
from throughcare.kernel.casefile import contacts as co
from throughcare.kernel.casefile import court as ct
from throughcare.kernel.casefile import directory as di
from throughcare.kernel.casefile import enforcement as en
from throughcare.kernel.casefile import information as inf
from throughcare.kernel.casefile import interventions as iv
from throughcare.kernel.casefile import oversight as ov
from throughcare.kernel.casefile import person as pe
from throughcare.kernel.casefile import planning as pl
from throughcare.kernel.casefile import sentences as se
from throughcare.kernel.casefile.facts import Fact, Item
from throughcare.kernel.casefile.problems import Found, shown
from throughcare.kernel.casefile.settling import Placed

CRN = re.compile(r"[A-Z][0-9]{6}\Z")
REF = re.compile(r"[a-z0-9][a-z0-9-]{0,39}\Z")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_.-]{0,59}\Z")

DIRECTORY = (di.Provider, di.Office, di.Team, di.Staff)

WHAT: dict[type[Fact], str] = {
    di.Provider: "provider",
    di.Office: "office",
    di.Team: "team",
    di.Staff: "member of staff",
    se.Order: "order",
    se.Custody: "custodial sentence",
    se.Licence: "licence",
    se.Supervision: "supervision",
    se.Requirement: "requirement or condition",
    pl.Objective: "objective",
    pl.Plan: "plan",
    asmt.AssessedSection: "section of an assessment",
    asmt.Risk: "risk of an assessment",
    pe.Relationship: "relationship",
    inf.IncomingItem: "incoming item",
    inf.Change: "change of circumstances",
    inf.Document: "document",
    asmt.Score: "score",
    co.Contact: "contact",
}

REFERENCES: dict[tuple[type[Fact], str], tuple[type[Fact], ...]] = {
    (di.Charge, "staff"): (di.Staff,),
    (di.Office, "provider"): (di.Provider,),
    (di.Team, "provider"): (di.Provider,),
    (di.Team, "office"): (di.Office,),
    (di.Post, "team"): (di.Team,),
    (di.StaffCover, "by"): (di.Staff,),
    (cl.Allocation, "of"): (se.Order, se.Custody, se.Licence, se.Supervision),
    (cl.Allocation, "team"): (di.Team,),
    (cl.Officer, "staff"): (di.Staff,),
    (cl.Acceptance, "by"): (di.Staff,),
    (cl.Transfer, "to_team"): (di.Team,),
    (cl.Transfer, "to_officer"): (di.Staff,),
    (cl.Cover, "staff"): (di.Staff,),
    (co.Outcome, "by"): (di.Staff,),
    (co.Account, "objectives"): (pl.Objective,),
    (co.Contact, "staff"): (di.Staff,),
    (co.Contact, "office"): (di.Office,),
    (co.Contact, "requirement"): (se.Requirement,),
    (iv.Referral, "requirement"): (se.Requirement,),
    (iv.InterimWork, "requirement"): (se.Requirement,),
    (inf.RelationshipDecision, "relationship"): (pe.Relationship,),
    (inf.RelationshipDecision, "by"): (di.Staff,),
    (inf.Sent, "by"): (di.Staff,),
    (inf.Chase, "by"): (di.Staff,),
    (inf.MarkedRead, "by"): (di.Staff,),
    (inf.ActedOn, "by"): (di.Staff,),
    (inf.NotApplicable, "by"): (di.Staff,),
    (inf.NotNeeded, "by"): (di.Staff,),
    (inf.Change, "by"): (di.Staff,),
    (inf.Change, "item"): (inf.IncomingItem,),
    (inf.Answer, "documents"): (inf.Document,),
    (inf.IncomingItem, "documents"): (inf.Document,),
    (asmt.Oasys, "signed_by"): (di.Staff,),
    (asmt.Oasys, "countersigned_by"): (di.Staff,),
    (asmt.NoAnalysis, "by"): (di.Staff,),
    (asmt.NoAnalysis, "countersigned_by"): (di.Staff,),
    (pl.Plan, "signed_by"): (di.Staff,),
    (pl.ContactReason, "by"): (di.Staff,),
    (pl.ContactReason, "agreed_by"): (di.Staff,),
    (pl.Objective, "needs"): (asmt.AssessedSection,),
    (pl.Objective, "risks"): (asmt.Risk,),
    (pl.Action, "requirement"): (se.Requirement,),
    (pl.ManagedRisk, "risk"): (asmt.Risk,),
    (pl.Review, "begun_by"): (di.Staff,),
    (pl.Review, "signed_by"): (di.Staff,),
    (pl.Review, "plan"): (pl.Plan,),
    (pl.ReviewAnswer, "change"): (inf.Change,),
    (co.Decision, "by"): (di.Staff,),
    (co.Decision, "documents"): (inf.Document,),
    (cl.GradeAccepted, "by"): (di.Staff,),
    (ct.Report, "team"): (di.Team,),
    (ct.Report, "author"): (di.Staff,),
    (ct.ReportSignature, "by"): (di.Staff,),
    (ct.CourtDisposal, "by"): (di.Staff,),
    (ct.PaperRequest, "by"): (di.Staff,),
    (ct.PaperChase, "by"): (di.Staff,),
    (ct.PaperReceived, "by"): (di.Staff,),
    (ct.CourtScreening, "by"): (di.Staff,),
    (ct.SignedRsr, "by"): (di.Staff,),
    (ct.SignedRsr, "score"): (asmt.Score,),
    (ct.AllocationForm, "by"): (di.Staff,),
    (ct.AllocationDecision, "by"): (di.Staff,),
    (ct.AllocationDecision, "team"): (di.Team,),
    (ct.AllocationDecision, "agreed_by"): (di.Staff,),
    (ct.Instruction, "by"): (di.Staff,),
    (ct.Instruction, "office"): (di.Office,),
    (ct.CourtAllocation, "of"): (se.Order, se.Custody),
    (ct.CourtAllocation, "team"): (di.Team,),
    (ct.CourtAllocation, "officer"): (di.Staff,),
    (en.Warned, "of"): (se.Order, se.Licence, se.Supervision),
    (en.Warned, "failure"): (co.Contact,),
    (en.Warned, "by"): (di.Staff,),
    (en.Proposal, "of"): (se.Order, se.Licence, se.Supervision),
    (en.Proposal, "failure"): (co.Contact,),
    (en.Proposal, "by"): (di.Staff,),
    (en.BreachDecision, "of"): (se.Order, se.Supervision),
    (en.BreachDecision, "failure"): (co.Contact,),
    (en.BreachDecision, "by"): (di.Staff,),
    (en.BreachDecision, "proposal"): (en.Proposal,),
    (en.LicenceDecision, "of"): (se.Licence,),
    (en.LicenceDecision, "failure"): (co.Contact,),
    (en.LicenceDecision, "proposed_by"): (di.Staff,),
    (en.LicenceDecision, "by"): (di.Staff,),
    (en.LicenceDecision, "proposal"): (en.Proposal,),
    (en.AbsenceReview, "of"): (se.Order, se.Licence, se.Supervision),
    (en.AbsenceReview, "by"): (di.Staff,),
    (ov.ManagerDecision, "by"): (di.Staff,),
    (ov.ManagerDecision, "to"): (di.Staff,),
    (ov.CarriedOut, "by"): (di.Staff,),
    (Excused, "by"): (di.Staff,),
}
"""What each field that holds a reference may name."""

_FIELDS: dict[type[Fact], list[tuple[str, tuple[type[Fact], ...]]]] = {}
for (_kind, _name), _targets in REFERENCES.items():
    _FIELDS.setdefault(_kind, []).append((_name, _targets))


def check(case: CaseFile, everything: list[Placed], found: Found) -> None:
    """Say what is wrong with the numbers, names and references of a case file."""
    for name, number in [("crn", case.crn), *(("previous_crns", c) for c in case.previous_crns)]:
        if not CRN.match(number):
            found.say((name,), f"“{shown(number)}” is no CRN: a capital letter and six digits")
    if len({case.crn, *case.previous_crns}) <= len(case.previous_crns):
        found.say(("previous_crns",), "the same CRN stands here twice")
    known = _named(case, everything, found)
    for each in everything:
        for name, targets in _FIELDS.get(type(each.fact), ()):
            for version in (each.fact, *each.fact.earlier):
                _resolve(getattr(version, name), name, targets, known, each, found)


def _named(case: CaseFile, everything: list[Placed], found: Found) -> dict[str, type[Item]]:
    known: dict[str, type[Item]] = {}
    for each in everything:
        item = each.fact
        if not isinstance(item, Item):
            continue
        code = case.directory.scope == "installation" and each.path[0] == "directory"
        if not (CODE if code else REF).match(item.ref):
            wanted = (
                "letters, digits, hyphens, points and strokes, at most 60"
                if code
                else "small letters, digits and hyphens, at most 40"
            )
            found.say((*each.path, "ref"), f"“{shown(item.ref)}” is no reference: {wanted}")
        elif item.ref in known:
            found.say(
                (*each.path, "ref"), f"“{item.ref}” already names something else in this file"
            )
        known.setdefault(item.ref, type(item))
    return known


def _resolve(
    value: Any,
    name: str,
    targets: tuple[type[Fact], ...],
    known: dict[str, type[Item]],
    each: Placed,
    found: Found,
) -> None:
    if value is None:
        return
    refs = value if isinstance(value, tuple) else (value,)
    if len(set(refs)) < len(refs):
        found.say((*each.path, name), "the same reference stands here twice")
    for ref in refs:
        kind = known.get(ref)
        if kind in targets or (kind is None and ref in found.dropped):
            continue
        what = " or ".join(WHAT[target] for target in targets)
        if kind is None:
            candidates = [ref for ref, kind in known.items() if kind in targets]
            near = difflib.get_close_matches(ref[:60], candidates[:1000], n=1)
            hint = f"; perhaps {near[0]} is meant" if near else ""
            reason = f"no {what} in this file is called “{shown(ref)}”{hint}"
        else:
            a = "an" if kind.__name__[0] in "AEIO" else "a"
            named = WHAT.get(kind, f"{a} {kind.__name__.lower()}").removeprefix("a ")
            reason = f"“{shown(ref)}” names a {named.removeprefix('an ')}; wanted is a {what}"
        found.say((*each.path, name), reason)
