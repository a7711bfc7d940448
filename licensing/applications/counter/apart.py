"""Who typed a case at the counter never handles it: the database refuses the row, whoever asks it."""

from __future__ import annotations

from typing import Any

from licensing.applications.counter.rules import ACTS
from licensing.applications.models import Application
from trail.triggers import never


def _tables() -> dict[str, tuple[str, ...]]:
    """Table of an official act → the columns of who did it."""
    found = {}
    for act, some in ACTS.items():
        model: Any = Application._meta.get_field(act).related_model
        found[model._meta.db_table] = tuple(model._meta.get_field(who).column for who in some)
    return found


def keep_apart() -> None:
    """Declare it for each act, from both sides; and that a signature belongs to what is handed in on it."""
    tables = _tables()
    for table, who in tables.items():
        actors = ", ".join(f"NEW.{name}" for name in who)
        never(
            "typist",
            table=table,
            why="who typed it at the counter does not handle it",
            condition=f"""EXISTS (
                SELECT 1 FROM licensing_typedatcounter typed
                JOIN licensing_countervisit visit ON visit.id = typed.visit_id
                JOIN licensing_application filed ON filed.id = NEW.application_id
                WHERE visit.clerk_id IN ({actors}) AND typed.application_id IN (filed.id, filed.parent_id)
            )""",  # noqa: S608  the names are our models'
        )
    handled = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} act WHERE act.application_id = NEW.application_id"  # noqa: S608  the same
        f" AND visit.clerk_id IN ({', '.join(f'act.{name}' for name in who)}))"
        for table, who in tables.items()
    )
    never(
        "handled",
        table="licensing_typedatcounter",
        why="who handled it does not type in it at the counter",
        condition=f"""EXISTS (
            SELECT 1 FROM licensing_countervisit visit WHERE visit.id = NEW.visit_id AND ({handled})
        )""",  # noqa: S608  the same
    )
    never(
        "other",
        table="licensing_countersubmission",
        why="it was signed for something else",
        condition="""NOT EXISTS (
            SELECT 1 FROM licensing_countersignature signed
            JOIN licensing_submission filed ON filed.id = NEW.submission_id
            WHERE signed.id = NEW.signature_id AND signed.visit_id = NEW.visit_id
            AND signed.application_id = filed.application_id
        )""",
    )
