"""Who typed a case at the counter never handles it: the database refuses the row, whoever asks it."""

from __future__ import annotations

from typing import Any

from licensing.applications.counter.rules import ACTS, VERIFYING
from licensing.applications.models.application import Application
from trail.triggers import never


def _tables() -> dict[str, tuple[str, ...]]:
    """Table of an official act → the columns of who did it."""
    return {act.model._meta.db_table: tuple(_column(act.model, who) for who in act.who) for act in ACTS}


def _column(model: Any, who: str) -> str:
    column: str = model._meta.get_field(who).column
    return column


def _looking() -> list[str]:
    """The columns of who verified."""
    model: Any = Application._meta.get_field("verification").related_model
    inspection: Any = model._meta.get_field("inspections").related_model
    return [_column(inspection, who) for who in VERIFYING]


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
    looked = ", ".join(f"NEW.{name}" for name in _looking())
    never(
        "typist",
        table="licensing_inspection",
        why="who typed it at the counter does not verify it",
        condition=f"""EXISTS (
            SELECT 1 FROM licensing_typedatcounter typed
            JOIN licensing_countervisit visit ON visit.id = typed.visit_id
            JOIN licensing_verification verified ON verified.id = NEW.verification_id
            JOIN licensing_application filed ON filed.id = verified.application_id
            WHERE visit.clerk_id IN ({looked}) AND typed.application_id IN (filed.id, filed.parent_id)
        )""",  # noqa: S608  the names are our models'
    )
    handled = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} act WHERE act.application_id = NEW.application_id"  # noqa: S608  the same
        f" AND visit.clerk_id IN ({', '.join(f'act.{name}' for name in who)}))"
        for table, who in tables.items()
    )
    handled += f""" OR EXISTS (
        SELECT 1 FROM licensing_inspection act JOIN licensing_verification verified ON verified.id = act.verification_id
        WHERE verified.application_id = NEW.application_id
        AND visit.clerk_id IN ({", ".join(f"act.{name}" for name in _looking())})
    )"""  # noqa: S608  the same
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
