"""The demo's views of lists: one a clerk keeps, and one the supervisor shares with the auditors."""

from __future__ import annotations

from accounts.choices.saved import keep_view
from accounts.people import Person
from accounts.roles import Role
from pages.lists.definition import list_named


def keep_views() -> None:
    """Keep them, where there is such a list."""
    clerk, supervisor = (Person.objects.get(username=name) for name in ("clerk", "supervisor"))
    if desk := list_named("desk"):
        keep_view(desk, title="待审查完备性", query="step=check", by=clerk)
    if register := list_named("register"):
        shared = {"query": "state=in-force&sort=valid", "role": Role.AUDITOR.value}
        keep_view(register, title="有效，先到期的在前", **shared, by=supervisor)
