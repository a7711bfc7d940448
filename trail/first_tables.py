"""The tables an app begins with, made all at once: Django makes one by one, and draws every model anew for each."""

from __future__ import annotations

from typing import Any

from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, AlterUniqueTogether, CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory

_OF_MODELS = (AddField, AddIndex, AddConstraint, AlterUniqueTogether)


class FirstTables(Operation):
    """A migration's operations as one: the models are drawn once, as they are in the end, and tables made of them.

    The same tables, keys, indexes and constraints, in a tenth of the time: three hundred models refer to each other,
    and each operation of its own has all of them put together again. `migrate --fake-initial`, which looks for each
    table's own operation, finds none: a database somebody made by hand is not taken for a migrated one.
    """

    category = OperationCategory.ADDITION
    serialization_expand_args = ["operations"]

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)  # drawn anew when somebody asks, and not with each operation
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in self._models(app_label, schema_editor, to_state):
            schema_editor.create_model(model)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in reversed(self._models(app_label, schema_editor, from_state)):
            schema_editor.delete_model(model)

    def _models(self, app_label: str, schema_editor: Any, state: Any) -> list[Any]:
        made = (each for each in self.operations if isinstance(each, CreateModel))
        models = [state.apps.get_model(app_label, each.name) for each in made]
        return [model for model in models if self.allow_migrate_model(schema_editor.connection.alias, model)]

    def describe(self) -> str:
        return f"Create the first {sum(isinstance(each, CreateModel) for each in self.operations)} tables"


class Autodetector(MigrationAutodetector):
    """Writes an app's first migration, which only makes tables of its own, as FirstTables; later ones stay Django's."""

    def _optimize_migrations(self) -> None:
        super()._optimize_migrations()  # type: ignore[misc]
        for made in self.migrations.values():  # type: ignore[attr-defined]
            for migration in made:
                if migration.initial and _only_makes_tables(migration.operations):
                    migration.operations = [FirstTables(migration.operations)]


def _only_makes_tables(operations: list[Any]) -> bool:
    made = {each.name_lower for each in operations if isinstance(each, CreateModel)}
    others = [each for each in operations if not isinstance(each, CreateModel)]
    return bool(made) and all(isinstance(each, _OF_MODELS) and _model_of(each).lower() in made for each in others)


def _model_of(operation: Any) -> str:
    return str(operation.name if isinstance(operation, AlterUniqueTogether) else operation.model_name)
