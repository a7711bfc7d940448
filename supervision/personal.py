"""What tells of people and is not kept for ever: rows added once, and taken away when their time is over (F-9.21).

What may be kept for ever stands in append-only rows beside them and names nobody: so that to anonymise is to delete
these, and nothing else is touched.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from trail.append_only import AppendOnlyViolated


class PersonalModel(models.Model):
    """This will refuse every change of an existing row; deleting it is what it is for."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyViolated(f"{type(self).__name__} rows are never changed")
        super().save(*args, **kwargs)
