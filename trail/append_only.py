"""The guard for rows that are legally relevant: they are added, never changed, never deleted."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class AppendOnlyViolated(Exception):
    """Someone tried to change or delete a row that may only be added."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyViolated(f"{self.model.__name__} rows are never changed")

    def delete(self) -> NoReturn:
        raise AppendOnlyViolated(f"{self.model.__name__} rows are never deleted")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyViolated(f"{self.model.__name__} rows are never changed")


class AppendOnlyModel(models.Model):
    """This will refuse every save of an existing row, every update and every delete."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyViolated(f"{type(self).__name__} rows are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyViolated(f"{type(self).__name__} rows are never deleted")
