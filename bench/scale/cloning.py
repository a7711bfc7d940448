"""Thousands of cases out of a few lived ones: real rows, cloned in SQL with everything that hangs on them.

The set of rows is found by following the keys from the cases, so a table somebody adds tomorrow is cloned too. Every
clone keeps the order of its rows and the keys between them; what must be unique is made from the number of the clone.
"""

# ruff: noqa: S608  statements are made of our own models' names and of formulas written here

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, models

Left = frozenset[type[models.Model]]
BATCH = 2000
"""Clones written by one statement: their sort stays in memory."""
FORWARD = {"papers.Document", "materials.Upload", "viewflow.Process"}
"""What a case points to and owns; everything else it points to is shared."""

# s: the row that is cloned; k: the number of the clone; npk: its new key.
UNIQUE: Mapping[str, str] = {
    "licensing_application.key": "gen_random_uuid()",
    "licensing_submission.receipt_number": "left(s.receipt_number, 10) || lpad({npk}::text, 10, '0')",
    "licensing_casestanding.receipt_number": "left(s.receipt_number, 10) || lpad({npk}::text, 10, '0')",
    "licensing_letter.number": "regexp_replace(s.number, '[0-9]+号$', {npk} || '号')",
    "licensing_certificate.number": "regexp_replace(s.number, '[0-9]{{6}}号$', lpad({npk}::text, 8, '0') || '号')",
    "licensing_certificate.check_code": "left(md5({npk}::text), 8)",
    "licensing_certificate.identifier": "left(s.identifier, 60) || {npk}",
    "licensing_certificate.plate": "{plate}",
    "licensing_certificate.subject": "replace(s.subject, s.plate, {plate})",
    "licensing_certificate.holder_name": "{name}",
    "licensing_submittedvehicle.plate": "{plate}",
    "licensing_submittedvehicle.vin": "left(s.vin, 5) || lpad({npk}::text, 12, '0')",
    "licensing_place.key": "s.key || '/' || k",
    "licensing_place.number": "s.number || k",
    "licensing_place.holder_name": "{name}",
    "licensing_publication.entry": "s.entry || jsonb_build_object('holder', {name}, 'document', '〔2026〕' || {npk})",
    "papers_document.paper_digest": "md5(s.paper_digest || k) || md5(k || s.paper_digest)",
    "papers_document.sha256": "md5(s.sha256 || k) || md5(k || s.sha256)",
    "materials_ledgerkey.digest": "md5(s.digest || k) || md5(k || s.digest)",
    "materials_ledgerrecord.source": "'clone:' || {npk}",
    "viewflow_task.status": "CASE WHEN s.status = 'ASSIGNED' AND mod(k, 50) > 0 THEN 'NEW' ELSE s.status END",
    "desk_openstep.owner_id": "CASE WHEN s.owner_id IS NOT NULL AND mod(k, 50) > 0 THEN NULL ELSE s.owner_id END",
    "viewflow_task.owner_id": "CASE WHEN s.status = 'ASSIGNED' AND mod(k, 50) > 0 THEN NULL ELSE s.owner_id END",
}
PLATE = "CASE WHEN s.plate = '' THEN '' ELSE '豫H' || lpad(upper(to_hex(k)), 5, '0') || right(s.plate, 3) END"
_WORDS = "宏远通达顺安捷运鑫源盛泰恒昌华瑞金隆兴旺福祥和平永信诚德仁义东方南北天海江山云龙凤凰麒麟飞腾跃进光明"
NAME = "'焦作市' || " + " || ".join(
    f"substr('{_WORDS}', 1 + mod(k / {len(_WORDS) ** place}, {len(_WORDS)})::int, 1)" for place in range(4)
)
SHORTENED: Mapping[str, str] = {"licensing_letter.paragraphs": "'[]'::jsonb", "licensing_letter.table": "'[]'::jsonb"}
"""What a world of lists keeps of rows that only hang between others: decisions rest on letters."""
SHARE_OF_ONE = 3
"""Of ten clones so many are at the first authority; the others are spread."""


@dataclass
class Rows:
    """The rows of some cases, table by table; `left_out` says of which there are none."""

    left_out: Left = frozenset()
    found: dict[type[models.Model], set[int]] = field(default_factory=dict)

    def add(self, model: type[models.Model], keys: Iterable[int]) -> bool:
        if model in self.left_out:
            return False
        held = self.found.setdefault(model, set())
        before = len(held)
        held |= set(keys)
        return len(held) > before


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Clones `first` to `last` of the rows of some cases, begun between `oldest` and `newest` days ago."""

    rows: Rows
    first: int
    last: int
    oldest_days: float
    newest_days: float = 0.0


def rows_of(cases: Sequence[int], *, without: Left = frozenset()) -> Rows:
    """Every row that hangs on some cases, found by the keys."""
    from licensing.applications.models.application import Application
    from licensing.certificates.models import Certificate
    from licensing.register.models import Place
    from materials.lookups.models import LedgerRecord

    rows = Rows(left_out=without)
    rows.add(Application, cases)
    _follow_all(rows)
    certificates = Certificate.objects.filter(pk__in=rows.found.get(Certificate, ()))
    rows.add(Place, Place.objects.filter(number__in=certificates.values("number")).values_list("pk", flat=True))
    sources = [f"certificate:{pk}" for pk in rows.found.get(Certificate, ())]
    rows.add(LedgerRecord, LedgerRecord.objects.filter(source__in=sources).values_list("pk", flat=True))
    _follow_all(rows)
    return Rows(found={model: keys for model, keys in rows.found.items() if keys}, left_out=without)


def _follow_all(rows: Rows) -> None:
    """Follow every table, again and again, until no row is new."""
    every = tables()
    grew = True
    while grew:
        grew = False
        for model in every:
            grew |= _follow(rows, model)


def tables() -> list[type[models.Model]]:
    return [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]


def keys_of(model: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    return [f for f in model._meta.local_fields if isinstance(f, models.ForeignKey)]


def _follow(rows: Rows, model: type[models.Model]) -> bool:
    """Rows of a table that point to what is found already, and what found rows of it own."""
    grew = False
    manager = model._base_manager
    for key in keys_of(model):
        target = key.related_model
        assert not isinstance(target, str)
        if target._meta.label in FORWARD:
            held = manager.filter(pk__in=rows.found.get(model, ())).values_list(key.attname, flat=True)
            grew |= rows.add(target, (pk for pk in held if pk is not None))
        if target in rows.found:
            pointing = manager.filter(**{f"{key.attname}__in": rows.found[target]})
            grew |= rows.add(model, pointing.values_list("pk", flat=True))
    return grew


class Cloner:
    """Writes one stretch after the other; keys go on where the tables end."""

    def __init__(self, *, authorities: Sequence[tuple[int, str]], company: int) -> None:
        self.authorities = authorities
        self.company = company
        self.companies = 0

    def write(self, stretch: Stretch) -> None:
        rows = stretch.rows
        with connection.cursor() as cursor:
            # Keys between cloned rows are right by construction; `settling.broken_keys` asks the database afterwards.
            cursor.execute("SET session_replication_role = replica")
            for model, keys in rows.found.items():
                self._number(cursor, model, sorted(keys))
            first_company = self._companies(cursor, stretch)
            bases = {model: _last(cursor, model) for model in rows.found}
            for first in range(stretch.first, stretch.last + 1, BATCH):
                last = min(first + BATCH - 1, stretch.last)
                for model in rows.found:
                    cursor.execute(self._insert(model, rows, bases, stretch, first_company), [first, last])
                if not rows.left_out:
                    self._events(cursor, rows, bases, stretch, first, last)
            for model in rows.found:
                cursor.execute(f"DROP TABLE {_numbered(model)}")
            cursor.execute("SET session_replication_role = DEFAULT")

    def _number(self, cursor: Any, model: type[models.Model], keys: Sequence[int]) -> None:
        table = _numbered(model)
        cursor.execute(f"CREATE TEMP TABLE {table} (old bigint PRIMARY KEY, rank int)")
        cursor.execute(
            f"INSERT INTO {table} SELECT old, rank - 1 FROM unnest(%s::bigint[]) WITH ORDINALITY AS t(old, rank)",
            [list(keys)],
        )

    def _companies(self, cursor: Any, stretch: Stretch) -> int:
        """One company for each clone; its key is the number of the clone after this one."""
        from accounts.represented.companies import Company

        base = _last(cursor, Company) - stretch.first + 1
        made = {"id": f"{base} + k", "uscc": "'9141' || lpad(k::text, 14, '0')", "name": NAME}
        fields = [f.column for f in Company._meta.local_fields]
        chosen = ", ".join(made.get(column, f"s.{column}") for column in fields)
        cursor.execute(
            f"INSERT INTO accounts_company ({', '.join(fields)}) SELECT {chosen} FROM accounts_company s, "
            "generate_series(%s::bigint, %s) k WHERE s.id = %s",
            [stretch.first, stretch.last, self.company],
        )
        return base

    def _insert(
        self, model: type[models.Model], rows: Rows, bases: Mapping[Any, int], stretch: Stretch, company: int
    ) -> str:
        table = model._meta.db_table
        joins = [f"JOIN {_numbered(model)} m ON m.old = s.{pk_of(model)}"]
        columns, chosen = [], []
        for one in model._meta.local_concrete_fields:
            columns.append(f'"{one.column}"')
            chosen.append(self._value(model, one, rows, bases, stretch, company, joins))
        return (
            f'INSERT INTO "{table}" ({", ".join(columns)}) SELECT {", ".join(chosen)} '
            f'FROM generate_series(%s::bigint, %s) k CROSS JOIN "{table}" s {" ".join(joins)} ORDER BY k, m.rank'
        )

    def _value(
        self,
        model: type[models.Model],
        one: Any,
        rows: Rows,
        bases: Mapping[Any, int],
        stretch: Stretch,
        company: int,
        joins: list[str],
    ) -> str:
        npk = _new_key(model, "m", rows, bases, stretch)
        named = f"{model._meta.db_table}.{one.column}"
        if rows.left_out and named in SHORTENED:
            return SHORTENED[named]
        if named in UNIQUE:
            return UNIQUE[named].format(npk=f"({npk})", plate=PLATE, name=f"({NAME})")
        if isinstance(one, models.ForeignKey):
            target = one.related_model
            if target in rows.found:
                alias = f"m{len(joins)}"
                joins.append(f"LEFT JOIN {_numbered(target)} {alias} ON {alias}.old = s.{one.column}")
                return f"COALESCE({_new_key(target, alias, rows, bases, stretch)}, s.{one.column})"
            label = target._meta.label
            if label == "accounts.Company":
                return f"{company} + k"
            if label == "accounts.Authority":
                return _pick([str(pk) for pk, _division in self.authorities])
        if one.primary_key:
            return npk
        if isinstance(one, models.DateTimeField):
            return f"s.{one.column} - {_shift(stretch)}"
        if isinstance(one, models.DateField):
            return f"s.{one.column} - extract(day FROM {_shift(stretch)})::int"
        return f's."{one.column}"'

    def _events(
        self, cursor: Any, rows: Rows, bases: Mapping[Any, int], stretch: Stretch, first: int, last: int
    ) -> None:
        from licensing.applications.models.application import Application
        from licensing.certificates.models import Certificate

        division = _pick([f"'{division}'" for _pk, division in self.authorities])
        for noun, model in (("application", Application), ("certificate", Certificate)):
            if model not in rows.found:
                continue
            about = f"'{noun}:' || ({_new_key(model, 'm', rows, bases, stretch)})"
            cursor.execute(
                f"INSERT INTO trail_event (at, kind, by, by_name, subject, authority, values) "
                f"SELECT s.at - {_shift(stretch)}, s.kind, s.by, s.by_name, {about}, {division}, s.values "
                f"FROM generate_series(%s::bigint, %s) k CROSS JOIN {_numbered(model)} m "
                f"JOIN trail_event s ON s.subject = '{noun}:' || m.old ORDER BY k, s.id",
                [first, last],
            )


def pk_of(model: type[models.Model]) -> str:
    return str(model._meta.pk.column)


def _numbered(model: type[models.Model]) -> str:
    return f"numbered_{model._meta.db_table}"


def _last(cursor: Any, model: type[models.Model]) -> int:
    cursor.execute(f'SELECT COALESCE(max({pk_of(model)}), 0) FROM "{model._meta.db_table}"')
    return int(cursor.fetchone()[0])


def _new_key(model: type[models.Model], alias: str, rows: Rows, bases: Mapping[Any, int], stretch: Stretch) -> str:
    """The key of a clone: in sequence, clone by clone."""
    return f"({bases[model]} + (k - {stretch.first}) * {len(rows.found[model])} + {alias}.rank + 1)"


def _pick(values: Sequence[str]) -> str:
    """The first of some values for three clones of ten, the others in turn for the rest."""
    return (
        f"CASE WHEN mod(k, 10) < {SHARE_OF_ONE} THEN {values[0]} "
        f"ELSE (ARRAY[{', '.join(values[1:])}])[1 + mod(k / 10, {len(values) - 1})] END"
    )


def _shift(stretch: Stretch) -> str:
    """How long before its original a clone was lived: the later the clone, the newer."""
    span = max(stretch.last - stretch.first, 1)
    seconds = (stretch.oldest_days - stretch.newest_days) * 86400
    return f"make_interval(secs => {stretch.newest_days * 86400} + {seconds} * ({stretch.last} - k) / {span}.0)"
