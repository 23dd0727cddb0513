"""Whatever a case file may say, the record holds it and says it again."""

import msgspec
import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from throughcare.history.composing import compose, compose_one
from throughcare.history.differing import differences
from throughcare.history.directory import as_stored
from throughcare.history.loading import load
from throughcare.kernel.casefile import CaseFile, known
from throughcare.kernel.casefile.reading import read
from throughcare.kernel.casefile.tests.strategies import case_files
from throughcare.kernel.casefile.writing import canonical

pytestmark = pytest.mark.django_db

SLOWLY = settings(
    max_examples=15,
    phases=[
        Phase.explicit,
        Phase.generate,
    ],  # a failing file is readable as it is; shrinking is slow
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


def own_directory(case: CaseFile) -> CaseFile:
    """The case with a directory of its own, and no more in it than its facts name."""
    return msgspec.structs.replace(
        case, directory=msgspec.structs.replace(case.directory, scope="file"), previous_crns=()
    )


@SLOWLY
@given(case=case_files())
def test_any_file_is_held_whole(case: CaseFile) -> None:
    case = own_directory(case)
    with transaction.atomic():
        held = compose_one(load(case).person)
        assert held is not None
        plain = compose_one(load(case).person, standing=True)
        assert plain == known(held)
        assert load(case).outcome == "unchanged"
        transaction.set_rollback(True)
    # Things of the directory that no fact names are held, and are not part of the export.
    assert canonical(_alone(held)) == canonical(_alone(case))


@SLOWLY
@given(one=case_files(most=1), other=case_files(most=1))
def test_any_file_can_replace_any_other(one: CaseFile, other: CaseFile) -> None:
    one = own_directory(one)
    other = msgspec.structs.replace(own_directory(other), crn=one.crn)
    with transaction.atomic():
        load(one)
        loaded = load(other, replace=True)
        (held,) = compose([loaded.person], as_stored=True)
        assert differences(held, as_stored(other)) == []
        assert load(other).outcome == "unchanged"
        transaction.set_rollback(True)
    assert list(read(canonical(held).encode(), "held.yaml"))


def _alone(case: CaseFile) -> CaseFile:
    return msgspec.structs.replace(
        case,
        directory=msgspec.structs.replace(
            case.directory, providers=(), offices=(), teams=(), staff=()
        ),
    )
