"""Versions of the letters' texts, for those who write and release them."""

from __future__ import annotations

from django.db.models import QuerySet

from papers.letters.models import LetterText


def waiting_texts() -> QuerySet[LetterText]:
    """Versions that wait for a second person, oldest first."""
    return LetterText.objects.filter(approval__isnull=True).select_related("written_by").order_by("pk")


def versions_of(name: str) -> QuerySet[LetterText]:
    """The authority's own versions of a text, newest first."""
    return LetterText.objects.filter(kind=name).select_related("written_by", "approval__by").order_by("-version")
