"""Many counts in one statement, and the same question put once.

A page of figures asks how many of fifty things there are, of which half are the same “all that were received”. One by
one they cost a round trip each, and the time between them lets two numbers of a page disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

AT_ONCE = 200
"""So many counts a statement: what SQLite lets a statement hold, by far."""
Question = tuple[str, tuple[Any, ...]]


def counts_of(rows: Sequence[QuerySet[Any]]) -> list[int]:
    """How many rows each has, in their order; as `count()` says, at one moment."""
    questions = [_question(one) for one in rows]
    asked = list(dict.fromkeys(one for one in questions if one is not None))
    using = rows[0].db if rows else "default"
    counted: dict[Question | None, int] = {None: 0}
    for start in range(0, len(asked), AT_ONCE):
        part = asked[start : start + AT_ONCE]
        counted.update(zip(part, _answers(part, using), strict=True))
    return [counted[one] for one in questions]


def _question(rows: QuerySet[Any]) -> Question | None:
    """The statement of the rows; none where Django knows without asking that there are none."""
    query = rows.query
    # What was chosen by `values()`, or is told apart with what was annotated, is counted as it is: not its keys.
    is_chosen = not query.default_cols or (query.distinct and query.annotation_select)
    keys = rows if query.is_sliced or query.combinator or is_chosen else rows.order_by().values("pk")
    try:
        sql, params = keys.query.get_compiler(rows.db).as_sql()
    except EmptyResultSet:
        return None
    return sql, tuple(params)


def _answers(part: Sequence[Question], using: str) -> tuple[int, ...]:
    # Written by Django's own compiler, each value a parameter.
    counts = [f"(SELECT COUNT(*) FROM ({sql}) AS rows_{nth})" for nth, (sql, _params) in enumerate(part)]  # noqa: S608
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}", [value for _sql, params in part for value in params])
        return tuple(cursor.fetchone())
