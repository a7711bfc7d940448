"""Numbers of receipts, letters and certificates: one series per authority, kind and year, no gaps, no doubles.

A number is drawn inside the transaction that stores what bears it: when that fails, the number was never
drawn. The row lock (PostgreSQL) or the single writer (SQLite, BEGIN IMMEDIATE) makes drawing wait its turn.
"""

from __future__ import annotations

from collections.abc import Mapping

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
    return draw_many(authority, kind, year=year, count=1)[0]


def draw_many(authority: Authority, kind: str, *, year: int = 0, count: int) -> range:
    """Draw as many numbers in a row as there are things to bear them. Raises RuntimeError outside a transaction."""
    return draw_each(authority, {kind: count}, year=year)[kind]


def draw_each(authority: Authority, counts: Mapping[str, int], *, year: int = 0) -> dict[str, range]:
    """The same of several series at once: kind → its numbers. Raises RuntimeError outside a transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("a number is drawn in the transaction that stores what bears it")
    # Whoever draws of several series locks them in the same order as everybody else.
    wanted = sorted((kind, count) for kind, count in counts.items() if count)
    drawn = dict.fromkeys(counts, range(0))
    if not wanted:
        return drawn
    values = {"table": connection.ops.quote_name(NumberSeries._meta.db_table), "rows": ", ".join([_ROW] * len(wanted))}
    with connection.cursor() as cursor:
        cursor.execute(_DRAW % values, [told for kind, count in wanted for told in (authority.pk, kind, year, count)])
        last = dict(cursor.fetchall())
    return drawn | {kind: range(last[kind] - count + 1, last[kind] + 1) for kind, count in wanted}


_ROW = "(%s, %s, %s, %s)"
_DRAW = """
    INSERT INTO %(table)s AS series (authority_id, kind, year, last) VALUES %(rows)s
    ON CONFLICT (authority_id, kind, year) DO UPDATE SET last = series.last + excluded.last
    RETURNING kind, last
"""
"""One statement that begins a series or goes on with it; both databases know it, and both lock the row by it."""
