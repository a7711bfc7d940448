"""What the hotline knows: questions with answers and the law they rest on, in versions (domain F-10.3, 10.9).

A version is written by one person and released by another; nothing is ever written over. `Gram` alone is remade: it
is the index of what is in force, never the truth about it.
"""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from accounts.roles import visible_authorities
from hotline.knowledge.topics import TOPIC_CHOICES
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet

WARNED_DAYS = 30
"""So long before the last day of an answer its owner is told."""


class KnowledgeEntry(AppendOnlyModel):
    """A question people ask; what is answered stands in its versions."""

    code = models.CharField(max_length=40, unique=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=20, choices=TOPIC_CHOICES)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "knowledge entries"

    def __str__(self) -> str:
        return self.code


class VersionQuerySet(AppendOnlyQuerySet):
    def newest(self) -> VersionQuerySet:
        """The last version of each entry, released or not."""
        later = AnswerVersion.objects.filter(entry=OuterRef("entry"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later))

    def current(self) -> VersionQuerySet:
        """The last released version of each entry that is not retired."""
        later = AnswerVersion.objects.filter(
            entry=OuterRef("entry"), number__gt=OuterRef("number"), release__isnull=False
        )
        return self.filter(~Exists(later), release__isnull=False, entry__retired__isnull=True)

    def told(self, *, on: datetime.date) -> VersionQuerySet:
        """What callers and the public are told: current, and its last day has not passed."""
        return self.current().filter(valid_to__gte=on)

    def due(self, *, on: datetime.date) -> VersionQuerySet:
        """Current ones to be looked at again: their last day is near or over."""
        return self.current().filter(valid_to__lte=on + datetime.timedelta(days=WARNED_DAYS))

    def visible_to(self, person: Person) -> VersionQuerySet:
        """What was released is everybody's who answers; drafts are those of the authorities one reaches."""
        return self.filter(Q(entry__authority__in=visible_authorities(person)) | Q(release__isnull=False))


class AnswerVersion(AppendOnlyModel):
    """What is answered, on which basis, until when, and who looks after it."""

    entry = models.ForeignKey(KnowledgeEntry, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=200)
    also_asked = models.TextField(blank=True, help_text="the same as people say it, one a line")
    answer = models.TextField()
    basis = models.CharField(max_length=300)
    to_confirm = models.CharField(
        max_length=300, blank=True, help_text="what of the basis a lawyer has still to confirm; shown to officials only"
    )
    valid_to = models.DateField(db_index=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[VersionQuerySet] = VersionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["entry", "number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="one_answer_per_version"),
            models.CheckConstraint(condition=~Q(question="") & ~Q(answer="") & ~Q(basis=""), name="an_answer_is_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.number}"

    def state(self, *, on: datetime.date) -> str:
        """draft, released, due, lapsed, replaced, retired."""
        if not hasattr(self, "release"):
            return "draft"
        if hasattr(self.entry, "retired"):
            return "retired"
        if any(one.number > self.number and hasattr(one, "release") for one in self.entry.versions.all()):
            return "replaced"
        if self.valid_to < on:
            return "lapsed"
        return "due" if self.valid_to <= on + datetime.timedelta(days=WARNED_DAYS) else "released"


class AnswerRelease(AppendOnlyModel):
    """A second person read it and lets it be told."""

    version = models.OneToOneField(AnswerVersion, on_delete=models.PROTECT, related_name="release")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(by=models.F("written_by")), name="an_answer_is_released_by_a_second_person"
            )
        ]

    def __str__(self) -> str:
        return str(self.version_id)


class Retirement(AppendOnlyModel):
    """It is not answered any more."""

    entry = models.OneToOneField(KnowledgeEntry, on_delete=models.PROTECT, related_name="retired")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="retired_for_a_reason")]

    def __str__(self) -> str:
        return str(self.entry_id)


class OwnerWarned(AppendOnlyModel):
    """The owner of an answer was told that its last day comes."""

    version = models.OneToOneField(AnswerVersion, on_delete=models.PROTECT, related_name="warned")
    on = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return str(self.version_id)


class Gram(models.Model):
    """A pair of characters, or a word of another script, of an answer in force, with its weight. Remade with it."""

    version = models.ForeignKey(AnswerVersion, on_delete=models.CASCADE, related_name="grams")
    gram = models.CharField(max_length=24)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gram", "version"], name="one_gram_per_answer")]

    def __str__(self) -> str:
        return self.gram
