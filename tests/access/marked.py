"""Every word people typed, wherever it is stored, as somebody who means harm would have typed it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

BEGINS = "zq~"
MARKS = (
    "=zq~<script>alert(1)</script>{{7*7}}",
    'zq~"><img src=x onerror=alert(2)>',
    "zq~<a href=javascript:alert(3)>file:///etc/passwd</a>",
    "@zq~'--{applicant}%(name)s&amp;",
    "+zq~<b>&{{7*7}}",
    "zq~<b>",
)
ROOM = 3
"""Characters left free where a column is short: who comes after writes before it."""
RAW = tuple(mark.encode() for mark in ("zq~<", 'zq~">', "zq~'--{applicant}%(name)s&amp;", "zq~49"))
"""What a page says that took a mark for more than words."""
FREE = re.compile(r"words|note|reason|facts|opinion|finding|cause|basis|contact|purpose|place|\bbody|text|label")
"""Columns people write into as they like, in any language."""
_NUMBER = re.compile(r"[A-Z0-9]{4}|号$|^[\u4e00-\u9fff][A-Z]")
"""A plate, the number of a certificate or a letter."""
OURS = (
    "django.",
    "materials.catalogue.",
    "clock.",
    "allauth.",
    "portal.",
    "viewflow.",
    "accounts.authorities",
    "pages.",
)
"""What the portal brings itself, and keeps to itself; by the beginning of a module's name."""


def mark_everything() -> int:
    """Write a mark over every word in every table; how many words."""
    turn, marked = count(), 0
    _without_triggers()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model.__module__.startswith(OURS):
            fields = [one for one in model._meta.local_concrete_fields if _holds_words(one)]
            rows = model._base_manager.values_list("pk", *(one.attname for one in fields)) if fields else ()
            marked += sum(_write(model, key, dict(_marked(fields, values, turn))) for key, *values in list(rows))
    return marked


def _without_triggers() -> None:
    """What is added only can be written over for once: the transaction puts the triggers back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def _holds_words(field: Any) -> bool:
    if field.choices or field.unique or field.related_model or isinstance(field, models.FileField | models.UUIDField):
        return False
    return isinstance(field, models.CharField | models.TextField | models.JSONField)


def _marked(fields: list[Any], values: list[Any], turn: Iterator[int]) -> Iterator[tuple[Any, Any]]:
    for field, value in zip(fields, values, strict=True):
        is_free = isinstance(value, str) and value and FREE.search(field.name)
        other = _mark(field.max_length or 999, value, turn) if is_free else _other(value, field.max_length or 999, turn)
        if other != value:
            yield field, other


def _other(value: Any, most: int, turn: Iterator[int]) -> Any:
    """The same with a mark for each word; codes, numbers and states are no words."""
    if isinstance(value, dict):
        return {key: _other(part, most, turn) for key, part in value.items()}
    if isinstance(value, list):
        return [_other(part, most, turn) for part in value]
    if not isinstance(value, str) or not is_word(value):
        return value
    return _mark(most, value, turn)


def _mark(most: int, value: str, turn: Iterator[int]) -> str:
    fitting = [mark for mark in MARKS if len(mark) + ROOM <= most]
    return fitting[next(turn) % len(fitting)] if fitting else value


def is_word(value: str) -> bool:
    """Whether somebody wrote it: Chinese, and no plate, number or state."""
    return len(value) > 1 and not value.isascii() and not _NUMBER.search(value)


def _write(model: type[models.Model], key: Any, told: dict[Any, Any]) -> int:
    if not told:
        return 0
    columns = ", ".join(f'"{field.column}" = %s' for field in told)
    values = [field.get_db_prep_save(value, connection) for field, value in told.items()]
    where = model._meta.pk.get_db_prep_value(key, connection)  # type: ignore[union-attr]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            table, column = model._meta.db_table, model._meta.pk.column  # type: ignore[union-attr]
            cursor.execute(f'UPDATE "{table}" SET {columns} WHERE "{column}" = %s', [*values, where])  # noqa: S608
    except DatabaseError:
        return 0  # told apart by this word: it stays
    return len(told)
