"""The notices of interviews, word for word; each PDF is made from its row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from papers.letters.letter import Letter, LetterQuerySet


class InterviewLetter(Letter):
    """One notice; `about` is the desk and the month."""

    class Kind(models.TextChoices):
        NOTICE = "interview-notice", _("Notice of an interview")

    about = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)

    objects: ClassVar[LetterQuerySet] = LetterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
