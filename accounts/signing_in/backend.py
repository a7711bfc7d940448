"""Who is signed in, read in as few statements as a request allows."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accounts.people import Person
from accounts.roles import permissions_of
from accounts.signing_in.roles_at_once import remember_roles, with_roles


class Backend(AuthenticationBackend):
    """The person of a session with their authority; what they may do comes from their roles alone."""

    def get_user(self, user_id: Any) -> Person | None:
        person = with_roles(Person.objects.select_related("authority")).filter(pk=user_id).first()
        if person is None or not self.user_can_authenticate(person):
            return None
        remember_roles(person)
        return person

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Nobody has a permission of their own."""
        return set()

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set(permissions_of(user_obj)) if obj is None else set()

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return self.get_group_permissions(user_obj, obj)
