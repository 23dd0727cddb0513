"""What is missing on allocation is named item by item, asked for, chased, and settled."""

from datetime import date

import pytest
from tests.casefiles import at_court, case, order
from tests.users import user_of

from throughcare.access.roles import Role
from throughcare.court.models import PaperRequest
from throughcare.court.pages.papers import part_of_record
from throughcare.court.queries import papers_awaited
from throughcare.court.rules.papers import ask_again_on, missing, papers
from throughcare.court.tests.before_court import TODAY, cora, stored, with_court
from throughcare.history import clock
from throughcare.information.tests.desk import Desk, exported, text
from throughcare.kernel.casefile.court import Paper

RECEIVED = {
    "allocations": [{"ref": "a", "of": "order", "team": "north", "received_on": "2017-03-01"}],
    "officers": [{"ref": "o", "staff": "olga", "starts_on": "2017-03-01"}],
}
WHOLE = {
    "offences": [{"ref": "theft", "description": "Theft", "main": True}],
    "requirements": [{"ref": "rar", "kind": "rehabilitation activity"}],
}
REPORT = {
    "ref": "report",
    "requested_on": "2017-02-27",
    "team": "court",
    "signed": {"date": "2017-03-01", "by": "cora"},
}

LATER = {"requested_on": "2017-03-02", "signed": {"date": "2017-03-02"}}


def lacking(ordered=WHOLE, **sections):
    court = {"reports": [REPORT], "allocations": [at_court()]} | sections.pop("court", {})
    made = case(
        directory=with_court(), sentences={"orders": [order(**ordered)]}, court=court, **sections
    )
    return missing(made, made.sentences.orders[0])


@pytest.mark.parametrize(
    ("changes", "paper"),
    [
        ({"court": {"reports": []}}, Paper.REPORT),
        ({"court": {"reports": [REPORT | {"signed": None}]}}, Paper.REPORT),
        ({"court": {"reports": [REPORT | LATER]}}, Paper.REPORT),
        ({"ordered": {"requirements": WHOLE["requirements"]}}, Paper.ORDER),
        ({"ordered": {"offences": WHOLE["offences"]}}, Paper.ORDER),
        ({"court": {"allocations": [at_court(rsr=None)]}}, Paper.RSR),
        ({"court": {"allocations": [at_court(screening=None)]}}, Paper.SCREENING),
        ({"court": {"allocations": [at_court(form=None)]}}, Paper.FORM),
    ],
)
def test_each_paper_is_missing_by_itself(changes, paper):
    changes = {
        name: {k: [_plain(i) for i in v] for k, v in each.items()} if name == "court" else each
        for name, each in changes.items()
    }
    assert lacking(**changes) == (paper, Paper.PROSECUTION)


def _plain(item):
    return {name: value for name, value in item.items() if value is not None}


def test_prosecution_papers_are_there_as_a_document_or_once_they_came():
    paper = {"ref": "d", "name": "mg5.pdf", "kind": "prosecution papers"}
    assert lacking(information={"documents": [paper | {"received_on": "2017-03-01"}]}) == ()
    asked = {"ref": "p", "what": "prosecution papers", "asked_on": "2017-03-02", "of": "CPS"}
    assert lacking(court={"allocations": [at_court(papers=[asked])]}) == (Paper.PROSECUTION,)
    came = asked | {"received": {"date": "2017-03-06", "text": "In the paper file."}}
    assert lacking(court={"allocations": [at_court(papers=[came])]}) == ()


def test_what_is_to_be_signed_is_there_once_it_is_signed_whoever_says_that_it_came():
    asked = {"ref": "p", "what": "RSR", "asked_on": "2017-03-02", "of": "court team"}
    came = asked | {"received": {"date": "2017-03-06", "text": "By e-mail."}}
    assert Paper.RSR in lacking(court={"allocations": [at_court(rsr=None, papers=[came])]})


def test_it_is_asked_for_again_five_working_days_after_the_last_time():
    assert ask_again_on(date(2017, 3, 2), None) == date(2017, 3, 9)
    assert ask_again_on(date(2017, 3, 2), date(2017, 3, 10)) == date(2017, 3, 17)
    assert ask_again_on(date(2017, 4, 12), None) == date(2017, 4, 21)  # over Easter


def test_a_paper_that_is_there_is_awaited_no_longer():
    asked = {"ref": "p", "what": "report", "asked_on": "2017-03-02", "of": "court team"}
    made = case(
        directory=with_court(),
        sentences={"orders": [order(**WHOLE)]},
        court={"reports": [REPORT], "allocations": [at_court(papers=[asked])]},
    )
    (report, *_rest) = papers(made, made.sentences.orders[0])
    assert (report.there, report.awaited) == (True, False)


@pytest.mark.django_db
def test_the_receiving_officer_asks_and_both_sides_see_it_until_it_is_settled():
    person = stored(sentences={"orders": [order(**WHOLE)]}, caseload=RECEIVED)
    olga = Desk(person, user_of("X123456/olga", Role.PRACTITIONER))
    nadia = Desk(person, cora())
    shown = text(olga.get("court-sentence", "order"))
    assert "Report to the court State Missing Asked for Nobody has asked" in shown
    asked = ["report", "prosecution papers"]
    response = olga.send("papers-ask", "order", papers=asked, of="Court team")
    shown = olga.follow(response)
    assert "Wed 1 Mar 2017 : Report to the court of Court team, by Olga" in shown
    assert "ask again on Wed 8 Mar 2017" in shown
    assert "Papers asked for that have not come (2)" in text(nadia.client.get("/court"))
    sam = Desk(person, user_of("X123456/sam", Role.TEAM_MANAGER))
    assert "Papers asked for that have not come (2)" in text(sam.client.get("/court"))

    clock.set_day(date(2017, 3, 9))
    listed = text(nadia.client.get("/court"))
    assert "Wed 8 Mar 2017 Ask again" in listed
    ref = PaperRequest.objects.get(what="report").ref
    olga.send("paper", ref, happened="again")
    assert "To be asked for again on Thursday 16 March 2017" in text(olga.get("paper", ref))
    nadia.send("paper", ref, happened="none", why="Sentenced without a report.")
    assert "Papers asked for that have not come (1)" in text(nadia.client.get("/court"))
    trail = text(olga.get("paper", ref))
    assert "Thursday 9 March 2017: asked again by Olga" in trail
    assert "Thursday 9 March 2017: Sentenced without a report. by Cora" in trail
    assert "Save" not in trail
    exported(person)


SIGNED = {"rsr": {"signed_on": "2017-03-01"}}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sections", "there"),
    [
        pytest.param({}, set(), id="nothing"),
        pytest.param({"court": {"reports": [REPORT]}}, {"report"}, id="the report"),
        pytest.param({"sentences": {"orders": [order(**WHOLE)]}}, {"order"}, id="the order"),
        pytest.param({"part": SIGNED}, {"RSR"}, id="the score"),
        pytest.param(
            {
                "part": {
                    "screening": {"signed_on": "2017-03-01"},
                    "form": {"signed_on": "2017-03-01"},
                }
            },
            {"RoSH screening", "case allocation form"},
            id="screening and form",
        ),
    ],
)
def test_the_list_leaves_out_what_is_there_as_the_rule_does(sections, there):
    asked = [
        {"ref": f"p{number}", "what": paper.value, "asked_on": "2017-03-01", "of": "Court team"}
        for number, paper in enumerate(Paper)
    ]
    part = sections.pop("part", {})
    allocation = {"ref": "at-court", "of": "order", "team": "court", "officer": "cora"}
    court = {"allocations": [allocation | part | {"papers": asked}]} | sections.pop("court", {})
    person = stored(court=court, **sections)
    listed = {each.what for each in papers_awaited(cora(), TODAY)}
    assert listed == {paper.value for paper in Paper} - there
    (order_in_file,) = (file := part_of_record(person)).sentences.orders
    assert listed == {each.paper for each in papers(file, order_in_file) if each.awaited}


@pytest.mark.django_db
def test_the_same_paper_is_not_asked_for_twice_at_a_time():
    person = stored(sentences={"orders": [order(**WHOLE)]}, caseload=RECEIVED)
    olga, other = (Desk(person, user_of("X123456/olga", Role.PRACTITIONER)) for _ in range(2))
    hidden = olga.hidden("papers-ask", "order")
    other.send("papers-ask", "order", papers=["report"], of="Court team")
    response = olga.post("papers-ask", "order", **hidden, papers=["report"], of="Somebody")
    assert "Select one of the answers shown" in text(response) or response.status_code == 200
    assert PaperRequest.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"papers": [], "of": "Court team"}, "Select what is missing"),
        ({"papers": ["report"], "of": ""}, "Say who was asked"),
    ],
)
def test_asking_says_what_and_whom(given, said):
    person = stored(sentences={"orders": [order(**WHOLE)]}, caseload=RECEIVED)
    olga = Desk(person, user_of("X123456/olga", Role.PRACTITIONER))
    assert said in text(olga.send("papers-ask", "order", **given))
    assert not PaperRequest.objects.exists()


@pytest.mark.django_db
def test_two_who_settle_at_once_are_told_of_each_other():
    person = stored(sentences={"orders": [order(**WHOLE)]}, caseload=RECEIVED)
    olga, nadia = Desk(person, user_of("X123456/olga", Role.PRACTITIONER)), Desk(person, cora())
    olga.send("papers-ask", "order", papers=["report"], of="Court team")
    ref = PaperRequest.objects.get().ref
    hidden = olga.hidden("paper", ref)
    nadia.send("paper", ref, happened="came", where="On the drive.")
    response = olga.post("paper", ref, **hidden, happened="again")
    assert response.status_code in (200, 409)
    assert PaperRequest.objects.get().chases.count() == 0
    assert clock.today() == TODAY
