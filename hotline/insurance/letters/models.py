"""The papers of insurance, word for word; each PDF is made from its row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from papers.letters.letter import Letter, LetterQuerySet


class InsuranceLetter(Letter):
    """One paper. `about` is the number of the case, or the month of the list (2026-11). It names no owner."""

    class Kind(models.TextChoices):
        CLUE = "insurance-clue", _("Clue to the regulator")
        LIST = "insurance-list", _("List to the association")

    about = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)

    objects: ClassVar[LetterQuerySet] = LetterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
