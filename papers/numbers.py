"""Numbers of receipts, letters and certificates: one series per authority, kind and year, no gaps, no doubles.

A number is drawn inside the transaction that stores what bears it: when that fails, the number was never
drawn. The row lock (PostgreSQL) or the single writer (SQLite, BEGIN IMMEDIATE) makes drawing wait its turn.
"""

from __future__ import annotations

from django.db import connection, models

from accounts.authorities import Authority


class NumberSeries(models.Model):
    """How far a series has been drawn."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField(help_text="0: the series never starts again")
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "kind", "year"], name="one_number_series")]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.kind} {self.year}: {self.last}"


def draw(authority: Authority, kind: str, *, year: int = 0) -> int:
    """Draw the next number, counted from 1. Raises RuntimeError outside a transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("a number is drawn in the transaction that stores what bears it")
    NumberSeries.objects.get_or_create(authority=authority, kind=kind, year=year)
    series = NumberSeries.objects.select_for_update().get(authority=authority, kind=kind, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last
