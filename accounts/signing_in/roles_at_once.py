"""Whoever is signed in and what their roles let them do, read in one statement: it is asked with each request."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import JSONField, QuerySet
from django.db.models.expressions import RawSQL

from accounts.people import Person
from accounts.roles import remember

_APART = "|"
"""Between a role, the app and the name of a permission; in none of them."""
_GATHERED = """(
    SELECT {gather}(held.name || '|' || COALESCE(kind.app_label, '') || '|' || COALESCE(may.codename, ''))
    FROM {of_person} has JOIN {group} held ON held.id = has.group_id
    LEFT JOIN {of_group} lets ON lets.group_id = held.id
    LEFT JOIN {permission} may ON may.id = lets.permission_id
    LEFT JOIN {kind} kind ON kind.id = may.content_type_id
    WHERE has.person_id = {person}.id
)"""
"""What the groups of a person let them do, as one JSON value; written out: put together, it costs more than a second statement."""


@cache
def _gathered(vendor: str) -> str:
    tables: dict[str, Any] = {
        "of_person": Person.groups.through,
        "group": Group,
        "of_group": Group.permissions.through,
        "permission": Permission,
        "kind": ContentType,
        "person": Person,
    }
    gather = "json_agg" if vendor == "postgresql" else "json_group_array"
    return _GATHERED.format(gather=gather, **{name: model._meta.db_table for name, model in tables.items()})


def with_roles(rows: QuerySet[Person]) -> QuerySet[Person]:
    """People with what their groups let them do, read in the same statement; to be told to `remember_roles`."""
    told = RawSQL(_gathered(connection.vendor), (), output_field=JSONField())  # noqa: S611 - names of our own tables
    return rows.annotate(gathered=told)


def remember_roles(person: Person) -> None:
    """Keep what `with_roles` read."""
    told = [one.split(_APART) for one in person.gathered or ()]  # type: ignore[attr-defined]
    remember(person, [(name, app or None, code or None) for name, app, code in told])
