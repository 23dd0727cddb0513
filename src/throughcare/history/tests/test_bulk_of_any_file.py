"""Whatever a case file may say, loading it in bulk leaves what loading it alone leaves."""

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from tests.strategies import case_files

from throughcare.casebook.synthetic.tests.test_loading import left_by
from throughcare.history.copying import Copying
from throughcare.history.loading import load
from throughcare.kernel.casefile import CaseFile
from throughcare.ledger.copying import LedgerCopying

pytestmark = pytest.mark.django_db

SLOWLY = settings(
    max_examples=10,  # each reads every table twice
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def in_bulk(case: CaseFile) -> None:
    Copying(also=(LedgerCopying(),)).copy([case])


@SLOWLY
@given(file=case_files())
def test_every_table_is_as_loading_it_alone_leaves_it(file: CaseFile) -> None:
    shared = msgspec.structs.replace(file.directory, scope="installation")
    case = msgspec.structs.replace(file, directory=shared)
    alone, at_once = left_by(lambda: load(case)), left_by(lambda: in_bulk(case))
    for table, rows in alone.items():
        assert at_once[table] == rows, table
