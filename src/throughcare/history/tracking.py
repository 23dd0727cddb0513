"""The decorator that puts a model under history: triggers that guard it, and a table of events."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.db import models

from throughcare.history.models import Tracked

ModelT = TypeVar("ModelT", bound=type[Tracked])

TRACKED: list[type[Tracked]] = []
"""Every model under history."""

_GUARD = """
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'rows of % are never deleted: mark them as recorded in error',
            TG_TABLE_NAME;
    ELSIF COALESCE(current_setting('throughcare.entry', true), '') = '' THEN
        RAISE EXCEPTION 'rows of % are written inside history.write alone', TG_TABLE_NAME;
    END IF;
    RETURN NULL;
"""


def tracked(*, derived: Sequence[str] = ()) -> Callable[[ModelT], ModelT]:
    """Put a model under history.

    A trigger refuses every statement outside ``history.write``, and every deletion.
    django-pghistory keeps each inserted and each changed row as an event, with the entry in its
    context.
    ``derived`` names columns computed from others, which events leave out.
    """

    def put_under_history(model: ModelT) -> ModelT:
        pgtrigger.register(
            pgtrigger.Trigger(
                name="inside_a_write",
                when=pgtrigger.Before,
                level=pgtrigger.Statement,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=_GUARD,
            )
        )(model)
        kept = [
            field
            for field in model._meta.local_fields
            if field.name not in derived and not isinstance(field, models.GeneratedField)
        ]
        pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            exclude=list(derived),
            model_name=f"{model.__name__}Event",
            attrs={field.name: _unindexed(field) for field in kept if field.is_relation},
            obj_field=pghistory.ObjForeignKey(related_name="+", related_query_name="+"),
            context_field=pghistory.ContextJSONField(),
            context_id_field=None,  # type: ignore[arg-type]
            append_only=True,
        )(model)
        TRACKED.append(model)
        return model

    return put_under_history


def _unindexed(field: Any) -> Any:
    """The same reference for an event: without constraint, index or way back."""
    return models.ForeignKey(
        field.remote_field.model,
        null=field.null,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
