"""Views of lists people keep for themselves or share with a role of their authority; whoever shares one is named.

A view is a way to look and grants nothing: what is seen through it is what its reader may see.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import events
from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import SHARE_VIEWS
from accounts.roles import PERMISSIONS, STAFF_ROLES, Role, roles_of
from pages.lists.definition import List, list_named
from pages.lists.kept import KeptView, Views

MOST_KEPT = 20
"""So many views of one list somebody keeps or shares."""
LONGEST_TITLE = 30


class TooManyViews(Exception):
    """Somebody keeps as many views of a list as one may."""

    def __str__(self) -> str:
        return str(_("You have already saved %(n)s views of this list. Delete one first.")) % {"n": MOST_KEPT}


class MayNotShare(Exception):
    """Not with this role, or not this person's to share."""

    def __str__(self) -> str:
        return str(_("You cannot share a view of this list with that role."))


class SavedView(models.Model):
    """Filters and order of a list under a title; with a role it is shared with whoever holds it at the authority."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_views")
    listed = models.CharField(max_length=40, help_text="the name of the list")
    title = models.CharField(max_length=LONGEST_TITLE)
    query = models.CharField(max_length=1000, blank=True)
    role = models.CharField(max_length=30, blank=True, help_text="with whom it is shared; none: nobody")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "listed", "role", "title"], name="one_view_per_title"),
            models.CheckConstraint(
                condition=Q(role="") | Q(authority__isnull=False), name="shared_within_an_authority"
            ),
        ]
        indexes = [models.Index(fields=["listed", "authority", "role"])]

    def __str__(self) -> str:
        return f"{self.listed} {self.title}"


def own_views(person: Person) -> QuerySet[SavedView]:
    """The views somebody keeps or shares."""
    return SavedView.objects.filter(person=person)


def views_of(person: Person, what: List[Any]) -> Views:
    """The views of a list somebody may open, their own first (setting VIEWS_OF_LISTS); one query."""
    shared = Q(authority=person.authority_id, role__in=[role.value for role in roles_of(person)])
    rows = SavedView.objects.filter(Q(person=person) | shared, listed=what.name).select_related("person")
    known = sorted(rows, key=lambda row: (row.role != "", row.pk))
    return Views(
        known=[_shown(row, person) for row in known],
        keep_at=reverse("accounts:keep_view", args=[what.name]),
        share_with=[(role.value, role.label) for role in roles_to_share_with(person, what)],
    )


@dataclass(frozen=True, kw_only=True)
class OwnView:
    """A view of one's own beside its list; `is_open` while the list is open to its owner."""

    what: List[Any]
    view: KeptView
    is_open: bool

    @property
    def address(self) -> str:
        return f"{reverse(self.what.address)}?{self.view.query}"


def own_views_of_lists(person: Person) -> list[OwnView]:
    """Every view somebody keeps or shares, list by list; one whose list they read no more stays theirs to forget."""
    rows = own_views(person).select_related("person").order_by("listed", "pk")
    found = ((list_named(row.listed), row) for row in rows)
    return [
        OwnView(what=what, view=_shown(row, person), is_open=what.may_be_read_by(person)) for what, row in found if what
    ]


def _shown(row: SavedView, person: Person) -> KeptView:
    return KeptView(
        title=row.title,
        query=row.query,
        shared_by=row.person.name if row.role else "",
        shared_with=Role(row.role).label if row.role else "",
        forget_at=reverse("accounts:forget_view", args=[row.pk]) if row.person_id == person.pk else "",
    )


def roles_to_share_with(person: Person, what: List[Any]) -> list[Role]:
    """The roles that read a list, for who may share views of it."""
    if not person.has_perm(SHARE_VIEWS) or person.authority_id is None:
        return []
    return [role for role in STAFF_ROLES if PERMISSIONS[role] & set(what.permissions)]


@transaction.atomic
def keep_view(what: List[Any], *, title: str, query: str, role: str = "", by: Person) -> SavedView:
    """Keep a view under a title, in place of one of the same title. Raises TooManyViews, MayNotShare."""
    if role and role not in [one.value for one in roles_to_share_with(by, what)]:
        raise MayNotShare
    mine = own_views(by).filter(listed=what.name)
    if not mine.filter(role=role, title=title).exists() and mine.count() >= MOST_KEPT:
        raise TooManyViews
    kept, _new = SavedView.objects.update_or_create(
        person=by,
        listed=what.name,
        role=role,
        title=title,
        defaults={"query": query, "authority": by.authority if role else None, "saved_at": timezone.now()},
    )
    if role:
        events.VIEW_SHARED.record(subject=f"view:{kept.pk}", by=by, authority=by.at, list=what.name, role=role)
    return kept


@transaction.atomic
def forget_view(view: SavedView, *, by: Person) -> None:
    """Drop a view of one's own; a shared one goes from everybody it was shared with."""
    if view.role:
        events.VIEW_FORGOTTEN.record(
            subject=f"view:{view.pk}", by=by, authority=by.at, list=view.listed, role=view.role
        )
    view.delete()
