"""Searching text in tables of a million rows, two characters at a time.

Names of companies have no spaces, and people search two characters of them (太行): indexes of words and of three
letters find nothing. On PostgreSQL a row is found by the pairs of characters in it; elsewhere all are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Columns, Statement, Table
from django.db.models import CharField, Index, Model, Q, TextField
from django.db.models.lookups import Contains, IContains

from accounts.typed.text import spellings

PAIRS_FUNCTION = """
    CREATE OR REPLACE FUNCTION character_pairs(written text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT COALESCE(array_agg(DISTINCT substr(upper(written), place, size)), ARRAY[]::text[])
        FROM generate_series(1, length(written)) place, generate_series(1, 2) size
    $$
"""
"""Every character and every pair of neighbours, so that a single character is found too."""
_DIGITS = "regexp_replace({column}, '[^0-9]', '', 'g')"

PAIRS = "USING gin (character_pairs({column}))"
BEGINNING = "({column} text_pattern_ops)"
FIRST_DIGITS = f"(({_DIGITS}) text_pattern_ops)"
LAST_DIGITS = f"(reverse({_DIGITS}) text_pattern_ops)"


def pairs_of(text: str) -> list[str]:
    """What a row has to have to hold a text."""
    letters = "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in text)
    return [letters[place : place + 2] for place in range(len(letters) - 1)] or [letters]


def holding(text: str, *lookups: str) -> Q:
    """The rows one of whose `lookups` holds a text, in any spelling of it; signs alone are held by none."""
    told = [Q(**{lookup: word}) for word in spellings(text) for lookup in lookups]
    return reduce(or_, told, Q(pk=None))


@CharField.register_lookup
@TextField.register_lookup
class HasPairs(IContains):
    """`name__has_pairs`: what an index of pairs finds; all rows that hold the text are among them."""

    lookup_name = "has_pairs"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        return IContains(self.lhs, self.rhs).as_sql(compiler, connection)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = compiler.compile(self.lhs)
        return f"character_pairs({column}) @> %s::text[]", [*params, pairs_of(str(self.rhs))]


@CharField.register_lookup
@TextField.register_lookup
class HasText(HasPairs):
    """`name__has_text`: the same rows as `icontains`, found by their pairs of characters."""

    lookup_name = "has_text"

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        # First what costs less: beside an “or” both are asked of each row again.
        contains, params = self.as_sql(compiler, connection)
        pairs, pairs_params = super().as_postgresql(compiler, connection)
        return f"({contains} AND {pairs})", [*params, *pairs_params]


def in_one_of(fields: Sequence[str], text: str, *, also: Q) -> Q:
    """Rows one of whose fields holds a text, or what `also` says.

    Said twice: what an index finds by pairs is a condition of its own, so that they are not made anew of what it found.
    """
    pairs = reduce(or_, (Q(**{f"{field}__has_pairs": text}) for field in fields), also)
    return pairs & reduce(or_, (Q(**{f"{field}__icontains": text}) for field in fields), also)


@CharField.register_lookup
class HasDigits(Contains):
    """`number__has_digits`: the digits of a number begin or end with these; without PostgreSQL, hold them."""

    lookup_name = "has_digits"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        return Contains(self.lhs, self.rhs).as_sql(compiler, connection)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = compiler.compile(self.lhs)
        digits = _DIGITS.format(column=column)
        return (
            f"({digits} LIKE %s OR reverse({digits}) LIKE %s)",
            [*params, f"{self.rhs}%", *params, f"{str(self.rhs)[::-1]}%"],
        )


class SearchIndex(Index):
    """An index only PostgreSQL has: `way` is one of the above, `key` the part of a JSON column it is about."""

    def __init__(self, *, way: str, key: str = "", **kwargs: Any) -> None:
        self.way, self.key = way, key
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "way": self.way, **({"key": self.key} if self.key else {})}

    def create_sql(
        self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor, using: str = "", **_: Any
    ) -> Statement:
        if schema_editor.connection.vendor != "postgresql":
            return Statement("SELECT 1")
        quote = schema_editor.quote_name
        columns = [str(field.column) for field in model._meta.local_fields if field.name == self.fields[0]]
        column = "(%(column)s" + (f" ->> '{self.key}')" if self.key else ")")
        return Statement(
            f"{PAIRS_FUNCTION if self.way == PAIRS else ''};"
            f"CREATE INDEX %(name)s ON %(table)s {self.way.format(column=column)}",
            name=quote(self.name),
            table=Table(model._meta.db_table, quote),
            column=Columns(model._meta.db_table, columns, quote),
        )

    def remove_sql(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor, **kwargs: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return Statement("SELECT 1")
        return super().remove_sql(model, schema_editor, **kwargs)
