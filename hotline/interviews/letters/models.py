"""The notices of interviews, word for word; each PDF is made from its row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from materials.uploads.models import Upload
from papers.letters.letter import Letter, LetterQuerySet
from papers.serving.rows import MustBeServed, ServiceRow


class InterviewLetter(MustBeServed, Letter):
    """One notice; `about` is the desk and the month."""

    class Kind(models.TextChoices):
        NOTICE = "interview-notice", _("Notice of an interview")

    BEGINS_A_LIMIT = frozenset({Kind.NOTICE.value})

    about = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)

    objects: ClassVar[LetterQuerySet] = LetterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]


class InterviewService(ServiceRow):
    """How the notice reached a platform; a unit of the administration is told within the house."""

    letter = models.OneToOneField(InterviewLetter, on_delete=models.PROTECT, related_name="service")
    acknowledgement = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, related_name="+")
