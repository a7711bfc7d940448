"""A letter reached whom it concerns: the row that says so, once."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models

from accounts.people import Person
from papers.serving.rows import Way


def reached(
    letter: models.Model, *, way: Way, served_on: datetime.date, by: Person | None, proof: str = "", **more: Any
) -> bool:
    """Keep that a letter was served, in the caller's transaction; whether that is new. `more`: columns of its own."""
    rows: Any = type(letter)._meta.get_field("service").related_model
    told = {"way": way, "served_on": served_on, "proof": proof, "recorded_by": by, **more}
    _row, is_new = rows._default_manager.get_or_create(letter=letter, defaults=told)
    return bool(is_new)
