"""Letters of a case, as they are signed, and what corrects their clerical errors."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise

from accounts.people import Person
from licensing.applications.models.application import Application
from licensing.decisions.writing.letter_set import LETTERS
from papers.letters.kinds import kinds_of
from papers.serving.rows import MustBeServed
from trail.append_only import AppendOnlyModel

KINDS = kinds_of(LETTERS)
"""Every kind of letter of a case: what it is stands with its words in `letters.json`."""
SEVERAL_TIMES = tuple(kind.code for kind in KINDS.values() if kind.comes_several_times)
"""Letters that may come several times in the life of a case, or to several people."""
BEGINS_A_LIMIT = frozenset(kind.code for kind in KINDS.values() if kind.begins_a_limit)
"""What has to be answered within days: silence after it has consequences, so that it must have been served (0081)."""
DECIDES = frozenset(kind.code for kind in KINDS.values() if kind.decides)
"""Letters that decide something: against a notice there is no remedy of its own."""


def letter_kind(code: str) -> str:
    """A kind of letter the code itself asks for. Raises KeyError for one that nobody writes."""
    return KINDS[code].code


RECEIPT, HEARING, REMEDY = letter_kind("receipt"), letter_kind("hearing"), letter_kind("remedy")
GRANT = letter_kind("grant")
"""Delivered with its certificates, in days of its own (Licensing Law art. 44)."""


def named_kinds() -> list[tuple[str, str | Promise]]:
    return [(kind.code, kind.label) for kind in KINDS.values()]


class Letter(MustBeServed, AppendOnlyModel):
    """An official letter, word for word; its PDF is made from this row and from nothing else."""

    BEGINS_A_LIMIT = BEGINS_A_LIMIT
    CONTESTABLE = DECIDES - {GRANT}

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=14, choices=named_kinds)
    template_version = models.PositiveSmallIntegerField(default=1, help_text="version of the text it was made from")
    number = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=80)
    addressee = models.CharField(max_length=120)
    paragraphs: models.JSONField[Any, Any] = models.JSONField(default=list)
    table: models.JSONField[Any, Any] = models.JSONField(default=list)
    remedies = models.TextField(blank=True)
    dated = models.DateField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="nobody: written by force of law"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=~Q(kind__in=SEVERAL_TIMES),
                name="one_letter_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def tells_remedies(self) -> bool:
        """They stand at its foot."""
        return bool(self.remedies)


class LetterCorrection(AppendOnlyModel):
    """A clerical error of a letter that was sent (更正): the original stays as it was, its correction beside it."""

    original = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="corrections")
    wrong = models.CharField(max_length=60)
    right = models.CharField(max_length=60)
    reasons = models.TextField()
    corrected_at = models.DateTimeField(default=timezone.now)
    corrected_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["original", "wrong"], name="corrected_once"),
            models.CheckConstraint(condition=~Q(wrong=models.F("right")), name="correction_changes_words"),
        ]

    def __str__(self) -> str:
        return f"{self.original} – {self.letter}"
