"""What a world of lists is spared: rows that no list, search or figure reads."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models

from bench.scale.cloning import Left, keys_of, tables

LEFT_OUT = {
    "licensing.Evidence", "licensing.Commitment", "materials.LedgerRecord", "materials.LedgerKey",
    "supervision.Probe", "viewflow.Task_previous",
}  # fmt: skip
"""What no list, search or figure reads, and two thirds of the disk: left out of a world of lists, events with it."""


def left_out() -> Left:
    """The tables of LEFT_OUT, and those whose rows each belong to one row of them."""
    found = {model for model in tables() if model._meta.label in LEFT_OUT}
    while more := {model for model in tables() if model not in found and _belongs(model, found)}:
        found |= more
    return frozenset(found)


def _belongs(model: type[models.Model], owners: Collection[type[models.Model]]) -> bool:
    through = bool(model._meta.auto_created)
    return any(key.related_model in owners and (key.unique or through) for key in keys_of(model))
