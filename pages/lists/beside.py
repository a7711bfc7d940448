"""Tables beside a row that mostly hold nothing of it: whether they do is asked with the row; empty ones are not read.

For reading, and for acts that write none of these rows: who writes one reads the table itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet

from pages.statements import Statement

Row = TypeVar("Row", bound=Model)


def telling(rows: QuerySet[Row], *names: str) -> QuerySet[Row]:
    """The rows with word of what stands beside them, by the names of the ways there."""
    there = {f"has_{name}": Exists(_of(rows.model, name)) for name in names}
    return rows.annotate(**there)


def spare(rows: Iterable[Model], *names: str) -> None:
    """Let nobody ask for what was told to be empty."""
    for row in rows:
        nothing = {name: _table(type(row), name).none() for name in names if not getattr(row, f"has_{name}")}
        row._prefetched_objects_cache = {**getattr(row, "_prefetched_objects_cache", {}), **nothing}  # type: ignore[attr-defined]


def has_none(row: Model, name: str) -> bool:
    """Whether it was told with the row that nothing stands there."""
    return getattr(row, f"has_{name}", None) is False


def locked(rows: QuerySet[Row] | Statement[Row], **asked: int) -> Row:
    """The row of a query that locks it; nothing is lost when the act that was waited for moved what is joined.

    PostgreSQL then looks again at the rows it had joined, and finds that they do not belong together any more.
    """
    try:
        return rows.get(**asked)
    except rows.model.DoesNotExist:  # type: ignore[attr-defined]
        return rows.get(**asked)


def _of(model: type[Model], name: str) -> QuerySet[Any]:
    return _table(model, name).filter(**{_way(model, name).field.name: OuterRef("pk")})


def _table(model: type[Model], name: str) -> Any:
    return _way(model, name).related_model._default_manager


def _way(model: type[Model], name: str) -> Any:
    return model._meta.get_field(name)
