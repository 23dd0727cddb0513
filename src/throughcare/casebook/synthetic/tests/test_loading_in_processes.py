"""Loading in several processes leaves what loading in one leaves."""

from throughcare.casebook.synthetic.loading import load_people
from throughcare.casebook.synthetic.tests.test_loading import left_by, people, tables
from throughcare.casebook.synthetic.writing import encode
from throughcare.history.composing import compose_all
from throughcare.history.models import Entry
from throughcare.kernel.casefile.reading import read_one
from throughcare.kernel.casefile.writing import canonical
from throughcare.ledger.rebuilding import audit


def test_several_processes_load_the_same(committed_database: str) -> None:
    made = people(60, 3)
    one_by_one = {
        table: len(rows) for table, rows in left_by(lambda: load_people(made, processes=1)).items()
    }
    done: list[int] = []
    assert load_people(made, processes=2, progress=done.append) == sum(done) == 60
    assert {table: len(rows) for table, rows in tables().items()} == one_by_one
    given = {each.crn: read_one(encode(each), "one") for each in made}
    for case in compose_all():
        assert canonical(case) == canonical(given.pop(case.crn))
    assert not given
    assert Entry.objects.count() == len({each.subject_id for each in Entry.objects.all()}) == 60
    assert audit(100)["defects"] == 0
