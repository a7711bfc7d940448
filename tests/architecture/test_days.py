"""Working days and dates are Shanghai's; a moment kept in UTC has another day for eight hours of every twenty-four."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOMS = sorted(
    path.parent for path in Path(settings.BASE_DIR).glob("*/apps.py") if path.parent.name not in {"tests", "bench"}
)

PARTS = {"date", "year", "month", "day", "hour", "strftime"}


def days_of_utc(source: str) -> Iterator[int]:
    """The lines that take the day of `timezone.now()`, by itself or by a name it was given in the same function."""
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        named = {
            target.id
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and ast.unparse(node.value) == "timezone.now()"
            for target in node.targets
            if isinstance(target, ast.Name)
        } | {"timezone.now()"}
        for node in ast.walk(function):
            if isinstance(node, ast.Attribute) and node.attr in PARTS and ast.unparse(node.value) in named:
                yield node.lineno


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_no_day_is_taken_from_a_moment_in_utc(room):
    found = {
        f"{path.relative_to(settings.BASE_DIR)}:{line}"
        for path in room.rglob("*.py")
        for line in days_of_utc(path.read_text(encoding="utf-8"))
    }

    assert not found


def test_the_rule_finds_what_it_forbids():
    assert list(days_of_utc("def f():\n    now = timezone.now()\n    return now.date()\n")) == [3]
    assert not list(days_of_utc("def f():\n    now = timezone.localtime()\n    return now.date()\n"))
