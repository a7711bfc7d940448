"""Versions of the messages' texts, for those who write and release them."""

from __future__ import annotations

from django.db.models import QuerySet

from post.wording.models import PostText


def waiting_texts() -> QuerySet[PostText]:
    """Versions that wait for a second person, oldest first."""
    return PostText.objects.filter(approval__isnull=True).select_related("written_by").order_by("pk")


def versions_of(name: str) -> QuerySet[PostText]:
    """The authority's own versions of a text, newest first."""
    return PostText.objects.filter(name=name).select_related("written_by", "approval__by").order_by("-version")
