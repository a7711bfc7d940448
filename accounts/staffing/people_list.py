"""The staff an administrator looks after, as a list."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import MANAGE_ACCOUNTS
from accounts.roles import STAFF_ROLES, Role, visible_authorities, visible_people
from accounts.typed.searching import holding
from pages.lists.definition import Column, List, by, state
from pages.lists.filters import Among, ListFilters, OneOf, Words
from pages.looks import Look, Tone, look
from pages.sentences import listed

ACCOUNTS: dict[bool, Look] = {
    True: look(_("Active"), Tone.SUCCESS, "check-circle"),
    False: look(_("Deactivated"), Tone.QUIET, "minus-circle"),
}
"""How an account looks that can sign in, and one that cannot."""


class PeopleFilters(ListFilters):
    q = Words(method="named", label=_("Name or user name"))
    authority = Among(queryset=visible_authorities, label=_("Authority"))
    role = OneOf(choices=[(role.value, role.label) for role in STAFF_ROLES], field_name="groups__name", label=_("Role"))
    state = OneOf(
        choices=[("active", _("Active")), ("deactivated", _("Deactivated"))], method="in_state", label=_("State")
    )

    def every(self) -> QuerySet[Any]:
        return visible_people(self.person).select_related("authority").prefetch_related("groups")

    def named(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        return rows.filter(holding(text, "name__icontains", "username__icontains"))

    def in_state(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        return rows.filter(is_active=state == "active")


def _roles(person: Person) -> str:
    held = {group.name for group in person.groups.all()}
    return listed(str(role.label) for role in Role if role.value in held)


PEOPLE: List[Person] = List(
    name="people",
    title=_("People"),
    address="accounts:people",
    permissions=(MANAGE_ACCOUNTS,),
    filters=PeopleFilters,
    order="authority",
    columns=(
        Column(name="name", title=_("Name"), cell=lambda one: one.name, key=by("name")),
        Column(name="username", title=_("User name"), cell=lambda one: one.username, key=by("username")),
        Column(
            name="authority",
            speaks=True,
            title=_("Authority"),
            cell=lambda one: one.authority.name if one.authority else "",
            key=by("authority__name_zh", "username"),
        ),
        Column(name="roles", speaks=True, title=_("Roles"), cell=_roles),
        state("state", _("State"), lambda one: ACCOUNTS[one.is_active], key=by("is_active")),
    ),
    link=lambda one: reverse("accounts:person", args=[one.pk]),
    nothing=_("No staff yet"),
    hint=_("Add a colleague. They choose their own password."),
)
