"""Foreign keys hold to the order of the areas: from higher to lower, never back.

Import contracts cannot see a foreign key that is given as text; this walks all models.
"""

from django.apps import apps
from django.db import models

from throughcare.history.models import RecordedFact, Tracked
from throughcare.history.tracking import TRACKED
from throughcare.settings.base import AREAS

OURS = [model for model in apps.get_models() if model.__module__.startswith("throughcare.")]


def _keys() -> list[tuple[type[models.Model], models.Field]]:
    return [
        (model, field)
        for model in OURS
        for field in model._meta.local_fields
        if field.is_relation and field.related_model in OURS
    ]


def test_there_is_something_to_look_at() -> None:
    assert len(_keys()) > 100


def test_foreign_keys_lead_down() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model, field in _keys()
        if AREAS.index(model._meta.app_label) < AREAS.index(field.related_model._meta.app_label)
    ]
    assert wrong == []


def test_history_names_its_subjects_without_foreign_keys() -> None:
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model, field in _keys()
        if model._meta.app_label == "history" and field.related_model._meta.app_label != "accounts"
    ]
    assert wrong == []


def test_every_key_is_a_bigint() -> None:
    small = [
        model._meta.label
        for model in OURS
        if not isinstance(model._meta.pk, models.BigAutoField | models.OneToOneField)
        and model._meta.label != "history.DemoClock"  # one row, by construction
        and model._meta.pk.name != "pgh_id"
    ]
    assert small == []


def test_every_recorded_fact_is_tracked() -> None:
    facts = [model for model in OURS if issubclass(model, Tracked)]
    assert [model._meta.label for model in facts if model not in TRACKED] == []
    assert any(issubclass(model, RecordedFact) for model in facts)
