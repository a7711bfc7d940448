"""Who is signed in, read in as few statements as a request allows."""

from __future__ import annotations

from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import JSONField, QuerySet
from django.db.models.expressions import RawSQL

from accounts.people import Person
from accounts.roles import permissions_of, remember


class Backend(AuthenticationBackend):
    """The person of a session with their authority; what they may do comes from their roles alone."""

    def get_user(self, user_id: Any) -> Person | None:
        try:
            person = _people_with_roles(connection.vendor).get(pk=user_id)
        except Person.DoesNotExist:
            return None
        if not self.user_can_authenticate(person):
            return None
        _remember_roles(person)
        return person

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Nobody has a permission of their own."""
        return set()

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set(permissions_of(user_obj)) if obj is None else set()

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return self.get_group_permissions(user_obj, obj)


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
"""What the groups of a person let them do, as one JSON value. Put together by the ORM it costs more than two reads."""


def _gathered(vendor: str) -> str:
    tables: dict[str, Any] = {
        "of_person": Person.groups.through,
        "group": Group,
        "of_group": Group.permissions.through,
        "permission": Permission,
        "kind": ContentType,
        "person": Person,
    }
    # Django reads jsonb as text and takes it apart itself; json comes from the driver as a list.
    gather = "jsonb_agg" if vendor == "postgresql" else "json_group_array"
    return _GATHERED.format(gather=gather, **{name: model._meta.db_table for name, model in tables.items()})


@cache
def _people_with_roles(vendor: str) -> QuerySet[Person]:
    """People with what their groups let them do, read in the same statement; to be told to `_remember_roles`.

    Each request asks for one of them: half of what that costs is putting the query together, and that is done once.
    """
    told = RawSQL(_gathered(vendor), (), output_field=JSONField())  # noqa: S611 - names of our own tables
    return Person.objects.select_related("authority").annotate(gathered=told)


def _remember_roles(person: Person) -> None:
    """Keep what `_people_with_roles` read."""
    told = [one.split(_APART) for one in person.gathered or ()]  # type: ignore[attr-defined]
    remember(person, [(name, app or None, code or None) for name, app, code in told])
