"""The tables are those of the models, and a first migration builds no more than it must."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import AddField, CreateModel
from django.db.migrations.state import ModelState, ProjectState


@pytest.mark.django_db
def test_no_migration_is_missing():
    """Also that no column differs from its model: history.columns makes columns that move."""
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_every_trigger_that_a_model_declares_is_in_the_database():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal"
        )
        installed = set(cursor.fetchall())
    declared = {
        (model._meta.db_table, trigger.get_pgid(model))
        for model in apps.get_models()
        for trigger in getattr(model._meta, "triggers", [])
    }
    assert len(declared) > 100
    assert declared <= installed


def built(state):
    """Every class of a state."""
    return state.apps.get_models(include_auto_created=True)


def assert_joined(state):
    """No class refers to one that another has replaced."""
    for model in built(state):
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if field.is_relation:
                other = field.related_model
                assert state.apps.get_model(other._meta.label) is other, field
        for field in model._meta._relation_tree:
            assert state.apps.get_model(field.model._meta.label) is field.model, field


@pytest.mark.django_db
def test_a_first_migration_builds_a_model_a_few_times_and_not_hundreds(monkeypatch):
    """In words alone, without the tables; all of it is two seconds' work."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    builds, build = [], ModelState.render
    monkeypatch.setattr(ModelState, "render", lambda *given: builds.append(1) or build(*given))
    state = ProjectState()
    assert state.apps is not None
    for migration, _ in plan:
        migration.mutate_state(state, preserve=False)
    assert state.apps.get_model("people.person")._meta.related_objects
    assert len(builds) < 15 * len(state.models)


def table(name, **to):
    """A model of the area `a` that refers to others."""
    fields = {field: models.ForeignKey(f"a.{model}", models.CASCADE) for field, model in to.items()}
    return CreateModel(name, [("id", models.BigAutoField(primary_key=True)), *fields.items()])


def chain():
    """Order refers to Person, Contact to Order; Note to Person alone."""
    state = ProjectState()
    assert state.apps is not None
    for operation in (
        table("Person"),
        table("Order", person="Person"),
        table("Contact", order="Order"),
        table("Note", person="Person"),
    ):
        operation.state_forwards("a", state)
    return state


NUMBER = AddField("order", "number", models.IntegerField(default=1))


def test_a_changed_model_is_built_anew_with_those_that_refer_to_it_and_no_others():
    state = chain()
    before = dict(state.apps.all_models["a"])
    NUMBER.state_forwards("a", state)
    after = state.apps.all_models["a"]
    assert {name for name in before if after[name] is not before[name]} == {"order", "contact"}
    assert_joined(state)
    assert after["order"]._meta.get_field("number")
    orders = [relation.related_model for relation in after["person"]._meta.related_objects]
    assert orders == [after["order"], after["note"]] or orders == [after["note"], after["order"]]
    assert after["person"].order_set.rel.related_model is after["order"]


def test_a_state_that_was_copied_to_be_kept_stays_as_it_was():
    state = chain()
    kept, copy = state, state.clone()
    NUMBER.state_forwards("a", copy)
    assert_joined(copy)
    assert copy.apps.get_model("a.person") is not kept.apps.get_model("a.person")
    person = kept.apps.get_model("a.person")
    assert person.order_set.rel.related_model is kept.apps.get_model("a.order")


def test_a_model_made_from_a_changed_one_is_built_anew_with_it():
    state = chain()
    late = CreateModel("LateOrder", [], bases=("a.order",))
    late.state_forwards("a", state)
    before = state.apps.get_model("a.lateorder")
    NUMBER.state_forwards("a", state)
    after = state.apps.get_model("a.lateorder")
    assert after is not before
    assert issubclass(after, state.apps.get_model("a.order"))
    assert after._meta.get_field("number")
