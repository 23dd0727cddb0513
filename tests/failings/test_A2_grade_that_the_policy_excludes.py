"""A2: a case of domestic abuse is given to a grade that the provider's policy excludes.

The provider gives such cases to probation officers alone. Omar, a PSO, has Ari's from before
the registration; later a manager tries to give him another.
"""

from datetime import date

import pytest
from tests.casefiles import caseload, directory, officer
from tests.failings.command import CaseInAFile
from tests.lists import person
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.caseload import actions
from throughcare.caseload.models import GradeAccepted, Officer
from throughcare.caseload.queries import version_of_holding
from throughcare.history import clock
from throughcare.kernel.refusal import Refusal
from throughcare.ledger.queries import lines_of
from throughcare.organisation.models import Staff

TODAY = date(2017, 11, 6)
CODE = "assign-right-grade"
ABUSE = {"ref": "abuse", "kind": "domestic abuse perpetrator", "registered_on": "2017-10-23"}
OMAR_S = caseload("2017-03-03", officer("officer", "omar", "2017-03-03"))


def po_only():
    made = directory()
    made["providers"][0]["po_only"] = ["domestic abuse"]
    return made


def test_a_risk_that_emerges_later_surfaces_in_a_file(tmp_path):
    ari = CaseInAFile(
        tmp_path,
        directory=po_only(),
        caseload=OMAR_S,
        person={
            "particulars": {"ref": "person", "sex": "M"},
            "names": [{"ref": "name", "family": "Example"}],
            "registrations": [ABUSE],
        },
    )
    assert ari.rows("2017-10-22", CODE) == []  # nothing is known of it yet
    row = ari.row("2017-10-30", CODE)
    assert (row["opened_on"], row["due_on"], row["state"]) == (
        "2017-10-23",
        "2017-10-30",
        "due-soon",
    )
    row = ari.row("2017-10-31", CODE)
    assert (row["state"], row["failing_since"], row["owner"]["staff"]) == (
        "overdue",
        "2017-10-31",
        "sam",
    )


def stored(**more):
    clock.set_day(TODAY)
    return person(directory=po_only(), about={"registrations": [ABUSE]}, **more)


def on_sam_s_list(code=CODE):
    """The duties with this code on Sam's list today."""
    sam = Staff.objects.get(code="sam")
    lines = lines_of([sam.pk], clock.today())
    return [
        owed
        for line in lines
        for group in line.groups
        for owed in group.duties
        if owed.duty.code == code
    ]


@pytest.mark.django_db
def test_it_is_on_the_manager_s_list_until_it_is_accepted(client):
    ari = stored(caseload=OMAR_S)
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    assert len(on_sam_s_list()) == 1
    assert f"/cases/{ari.public_id}/grade" in client.get("/").content.decode()

    page = f"/cases/{ari.public_id}/grade"
    assert "Omar, PSO" in client.get(page).content.decode()
    sent = {"because": "", "version": str(version_of_holding(ari)), "token": "one"}
    assert "Say why this officer may have the case" in client.post(page, sent).content.decode()
    assert client.post(page, sent | {"because": "Sam sees him weekly."}).status_code == 302
    assert on_sam_s_list() == []
    assert GradeAccepted.objects.get().by == Staff.objects.get(code="sam")


@pytest.mark.django_db
def test_it_is_off_the_list_when_a_probation_officer_has_the_case():
    ari = stored(caseload=OMAR_S)
    assert on_sam_s_list()
    actions.assign_officer(
        ari,
        by=None,
        staff=Staff.objects.get(code="olga"),
        starts_on=TODAY,
        because="A probation officer.",
    )
    assert on_sam_s_list() == []


@pytest.mark.django_db
def test_an_excluded_officer_cannot_be_given_the_case_without_a_reason(client):
    ari = stored()
    client.force_login(user_of("sam", Role.TEAM_MANAGER))
    page = f"/cases/{ari.public_id}/officer"
    said = " ".join(client.get(page).content.decode().split())
    assert "The provider gives cases of domestic abuse to probation officers alone." in said
    sent = {
        "staff": Staff.objects.get(code="omar").public_id,
        "starts_on-day": "6",
        "starts_on-month": "11",
        "starts_on-year": "2017",
        "because": "Has room.",
        "version": str(version_of_holding(ari)),
        "token": "one",
    }
    refused = client.post(page, sent)
    assert "Choose somebody else, or say why you accept it." in refused.content.decode()
    assert not Officer.objects.filter(staff__code="omar").exists()
    accepted = client.post(page, sent | {"grade_because": "Closely supervised by Sam."})
    assert accepted.status_code == 302
    assert Officer.objects.get(staff__code="omar").grade_accepted.because.startswith("Closely")
    assert on_sam_s_list() == []


@pytest.mark.django_db
def test_nor_be_named_when_a_transfer_is_accepted():
    ari = stored()
    south = Staff.objects.get(code="petra").posts.get().team
    asked = actions.transfer(
        ari, by=None, to_team=south, to_officer=None, effective_on=TODAY, because="Moved."
    )
    petra = Staff.objects.get(code="petra")
    with pytest.raises(Refusal, match="probation officers alone"):
        actions.accept_transfer(
            asked,
            by=None,
            accepted_by=None,
            version=asked.version,
            to_officer=_as_pso(petra),
        )
    asked.refresh_from_db()
    made = actions.accept_transfer(
        asked,
        by=None,
        accepted_by=None,
        version=asked.version,
        to_officer=_as_pso(petra),
        grade_because="For a week, under Sue.",
    )
    assert made.transfer.to_officer == petra
    assert GradeAccepted.objects.get().officer.staff == petra


def _as_pso(staff):
    from throughcare import history

    with history.write(staff, by=None, why="Grade"):
        staff.grade = "PSO"
        staff.save(update_fields=["grade"])
    return staff
