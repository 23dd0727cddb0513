"""Migrating without building every model anew at each step.

Beside the facts of a migration Django keeps a class for each model as it is at that moment. When an
operation changes one model it builds anew all that are joined to it in either direction and at any
remove; with an entry and a person named everywhere, that is all there are. Of a first migration it
was nine tenths of the time.

Only what is changed and what refers to it needs another class. What it refers to may keep its own:
that class finds those that refer to it in the registry, where the new ones stand. So do the
operations that most migrations are made of. Any other is left to Django, as is a state that was
copied to be kept, since the copy has the classes in common with it.
"""

from collections.abc import Callable
from typing import Any

from django.db.migrations import operations
from django.db.migrations.state import ProjectState
from pgtrigger import migrations

ModelKey = tuple[str, str]

_CHANGE_ONE_MODEL = (
    operations.CreateModel,
    operations.AddField,
    operations.AddIndex,
    operations.RemoveIndex,
    operations.AddConstraint,
    operations.RemoveConstraint,
)
_CHANGE_NO_COLUMN = (migrations.AddTrigger, migrations.RemoveTrigger)


def build_what_changed() -> None:
    """Let the common operations build the models that they change, and no others."""
    for kind in _CHANGE_ONE_MODEL:
        kind.state_forwards = _narrowly(kind.state_forwards)  # type: ignore[method-assign]
    for trigger in _CHANGE_NO_COLUMN:
        trigger.state_forwards = _in_words(trigger.state_forwards)  # type: ignore[method-assign]


def _in_words(forwards: Callable[..., None]) -> Callable[..., None]:
    """The same change, noted in the state and not in its classes: a trigger comes ready as SQL."""

    def state_forwards(operation: Any, app_label: str, state: ProjectState) -> None:
        apps = state.__dict__.pop("apps", None)
        forwards(operation, app_label, state)
        if apps is not None:
            state.apps = apps

    return state_forwards


def _narrowly(forwards: Callable[..., None]) -> Callable[..., None]:
    """The same change, with the changed model built anew and those that refer to it."""
    note = _in_words(forwards)

    def state_forwards(operation: Any, app_label: str, state: ProjectState) -> None:
        if "apps" in state.__dict__ and not _built_here(state):
            forwards(operation, app_label, state)
            return
        note(operation, app_label, state)
        if "apps" in state.__dict__:
            name = getattr(operation, "model_name_lower", None) or operation.name_lower
            state._reload(_that_refer_to(state, (app_label, name)))  # type: ignore[attr-defined]

    return state_forwards


def _built_here(state: ProjectState) -> bool:
    """Was every class of this state built for it, and none for a state it was copied from?"""
    models = state.apps.get_models(include_auto_created=True, include_swapped=True)
    return all(model._meta.apps is state.apps for model in models)


def _that_refer_to(state: ProjectState, changed: ModelKey) -> set[ModelKey]:
    """The model itself, those that refer to it or are made from it, and so on."""
    found: set[ModelKey] = set()
    waiting = [changed]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += state.relations.get(key, ())
            waiting += _made_from(state, key)
    return found


def _made_from(state: ProjectState, key: ModelKey) -> list[ModelKey]:
    label = ".".join(key)
    return [
        heir
        for heir, model in state.models.items()
        if any(isinstance(base, str) and base.lower() == label for base in model.bases)
    ]
