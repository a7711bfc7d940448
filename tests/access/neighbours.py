"""A neighbour of everything: one more row of every kind, of another company, another person and another authority.

It is copied from the rows there are, whatever their tables are: a new kind of row has its neighbour at once.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, models, transaction

from accounts.authorities import Authority, Division
from accounts.people import Person
from licensing.applications.models.application import Application
from tests.access.marked import BEGINS

FIRST, LAST = 7_000_001, 7_999_999
"""What neighbours are numbered with: nothing else has these numbers."""
KEY = uuid.UUID(int=FIRST)
MARK = "邻人的"
MOST = 3
"""So many of what something names twice: two officers, and somebody who approves."""
SHARED = ("django.", "materials.catalogue.", "trail.", "clock.", "allauth.", "portal.")
"""What nobody owns, by the beginning of its module's name."""


def neighbours_of_everything(home: Authority, *, at: Authority) -> dict[str, str]:
    """A neighbour of a row of each table, at another authority; what its unique words are, by those of the first."""
    number_from(FIRST - 1)
    waiting = {model: _rows(model, home) for model in _owned()}
    words = {str(rows[0]["key"]): str(KEY) for model, rows in waiting.items() if model is Application}
    for model, rows in waiting.items():
        for row, letter in zip(rows, "qkz", strict=False):
            found = [row[one.attname] for one in model._meta.local_concrete_fields if _tells_apart(one)]
            words |= {word: f"{word[:-1]}{letter}" for word in found if isinstance(word, str) and word}
    copies = [
        (model, nth, _neighbour(model, row, nth, (home, at), words))
        for model, rows in waiting.items()
        for nth, row in enumerate(rows)
    ]
    _write(copies)
    for person in Person.objects.filter(pk__gte=FIRST):
        person.groups.set(Group.objects.all())
    number_from(LAST)
    return words


def number_from(last: int) -> None:
    """Give the next row of every table the number after this."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%%AUTOINCREMENT%%'")
        for (table,) in cursor.fetchall():
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])


def _owned() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model.__module__.startswith(SHARED) and model not in (Authority, Division):
            yield model


def _rows(model: type[models.Model], home: Authority) -> list[dict[str, Any]]:
    rows = model._base_manager.order_by("pk")
    if any(one.name == "authority" and one.related_model is Authority for one in model._meta.local_fields):
        rows = rows.filter(authority=home)  # type: ignore[misc]
    return list(rows.values()[: MOST if model in _named_twice() else 1])


@cache
def _named_twice() -> set[type[models.Model]]:
    """What something names twice – the first and the second officer – and what belongs to these one to one."""
    found: set[Any] = set()
    for model in apps.get_models():
        targets = [one.related_model for one in model._meta.local_fields if one.related_model]
        found |= {target for target in targets if targets.count(target) > 1}
    while more := {one.related_model for model in found for one in model._meta.local_fields if one.one_to_one} - found:
        found |= more
    return found


def _neighbour(
    model: type[models.Model], row: dict[str, Any], nth: int, places: tuple[Authority, Authority], words: dict[str, str]
) -> dict[Any, Any]:
    """What stands in the columns of the nth neighbour."""
    named: dict[Any, dict[Any, int]] = {}
    (home, at), copy = places, {}
    for field in model._meta.local_concrete_fields:
        value, target = row[field.attname], field.related_model
        if target is None or value is None:
            copy[field] = _said(field, value, nth, words)
        elif target in (Authority, Division):
            here, there = (home.pk, at.pk) if target is Authority else (home.division_id, at.division_id)
            copy[field] = there if value == here else value
        elif target.__module__.startswith(SHARED):  # type: ignore[union-attr]
            copy[field] = value
        else:
            known = named.setdefault(target, {})
            number = known.setdefault(value, FIRST + (len(known) if target in _named_twice() else 0))
            is_key = isinstance(target._meta.pk, models.UUIDField)  # type: ignore[union-attr]
            copy[field] = uuid.UUID(int=number) if is_key else number
    return copy


def _said(field: Any, value: Any, nth: int, words: dict[str, str]) -> Any:
    """What stands in a column that refers to nothing."""
    if isinstance(field, models.UUIDField) and value is not None:
        return uuid.UUID(int=FIRST + nth)
    if field.primary_key and isinstance(value, int):
        return FIRST + nth
    if not isinstance(value, str) or not value or field.choices:
        return value
    if value in words:
        return words[value]
    if re.fullmatch(r"[a-z-]+:\d+", value):  # what it is about, as the trail says it
        return f"{value.partition(':')[0]}:{FIRST}"
    if found := next((word for word in re.findall(r"[\w〔〕-]+", value) if word in words), None):
        return value.replace(found, words[found])
    is_free = not isinstance(field, models.FileField) and (BEGINS in value or not value.isascii())
    return f"{MARK}{value}" if is_free and (field.max_length or 999) >= len(value) + len(MARK) else value


def _tells_apart(field: Any) -> bool:
    """Whether a row is told from others of its table by this word, or by it and another."""
    together = [one.fields for one in field.model._meta.constraints if isinstance(one, models.UniqueConstraint)]
    is_name = field.name in {"number", "reference", "source_ref", "digest", "subject"}
    return field.unique or (is_name and any(field.name in fields for fields in together))


def _write(copies: list[tuple[type[models.Model], int, dict[Any, Any]]]) -> None:
    """Insert what can be, and nothing that would refer to what cannot.

    The edition of something every office shares has no neighbour: its name and number are taken.
    """
    left: set[tuple[str, int]] = set()
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            lost = {
                (model._meta.db_table, FIRST + nth)
                for model, nth, copy in copies
                if (model._meta.db_table, FIRST + nth) not in left and not _is_inserted(model, copy)
            }
            cursor.execute("PRAGMA foreign_key_check")
            lost |= {(table, number) for table, number, *_told in cursor.fetchall()}
            if not lost:
                return
            transaction.set_rollback(True)
        left |= lost


def _is_inserted(model: type[models.Model], copy: dict[Any, Any]) -> bool:
    names = ", ".join(f'"{field.column}"' for field in copy)
    places = ", ".join(["%s"] * len(copy))
    told = [field.get_db_prep_save(value, connection) for field, value in copy.items()]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})', told)  # noqa: S608
    except IntegrityError:
        return False
    return True
