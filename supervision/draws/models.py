"""Random draws (双随机) that anybody can recompute: a list frozen before, a seed that did not exist then, the result.

Public are the list and the result by key and certificate number. Which company is behind a key, officials and the
company itself know (`DrawObject`): a weight tells a colour, and colours are not published.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from supervision.credit.subjects.models import ColourChoices, Sector, Subject
from supervision.officers.models import EnforcementCertificate
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet
from trail.models import Checkpoint


class DrawQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> DrawQuerySet:
        """Those of the authorities a person's roles reach."""
        return self.filter(authority__in=visible_authorities(person))


class Draw(AppendOnlyModel):
    """A list frozen, byte for byte. It cannot be taken back: what was frozen is drawn."""

    number = models.CharField(max_length=30, unique=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(max_length=16, choices=Sector.choices)
    purpose = models.CharField(max_length=200)
    on_site = models.BooleanField(help_text="routine visits on site: who is exempt has weight 0")
    wanted = models.PositiveSmallIntegerField()
    listed = models.TextField(help_text="the list as canonical JSON; its UTF-8 bytes are what is summed up")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the list")
    event = models.PositiveBigIntegerField(help_text="the event that published the digest")
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = DrawQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(wanted__gt=0), name="draw_wants_somebody")]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.number


class DrawObject(AppendOnlyModel):
    """A company of the list: `key` is the first 24 hex digits of SHA-256 of "salt|social credit code|sector"."""

    class Exempt(models.TextChoices):
        NO = "", "–"
        COLOUR = "colour", _("Its code exempts it from routine visits on site")
        LIMIT = "limit", _("Its visits of the year are used up")

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="objects_of")
    key = models.CharField(max_length=24)
    salt = models.CharField(max_length=32)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="drawn_objects")
    colour = models.CharField(max_length=6, choices=ColourChoices.choices)
    weight = models.PositiveIntegerField()
    exempt = models.CharField(max_length=6, choices=Exempt.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "key"], name="one_key_per_draw"),
            models.UniqueConstraint(fields=["draw", "subject"], name="listed_once_per_draw"),
            models.CheckConstraint(condition=Q(exempt="") | Q(weight=0), name="exempt_is_never_drawn"),
        ]
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.draw_id} {self.key}"


class DrawResult(AppendOnlyModel):
    """What the first checkpoint after the freezing made of the list."""

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="result")
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="+")
    seed = models.CharField(max_length=64)
    drawn: models.JSONField[Any, Any] = models.JSONField(help_text='[{"object": key, "officers": [numbers, in order]}]')
    drawn_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.draw)


class PlatformNumber(AppendOnlyModel):
    """The number another platform gave a draw that was handed to it; the newest counts (F-13.6)."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="platform_numbers")
    number = models.CharField(max_length=50)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(number=""), name="platform_gave_a_number")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.number


class Replacement(AppendOnlyModel):
    """An officer of the draw who cannot go is replaced by the next of the draw, and by nobody else."""

    class Reason(models.TextChoices):
        CHALLENGED = "challenged", _("Challenged by the company (回避)")
        INTEREST = "interest", _("Declared an interest")
        CERTIFICATE = "certificate", _("No longer has a valid certificate")
        ABSENT = "absent", _("Absent or ill")

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="replacements")
    key = models.CharField(max_length=24)
    out = models.ForeignKey(EnforcementCertificate, on_delete=models.PROTECT, related_name="+")
    into = models.ForeignKey(EnforcementCertificate, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=12, choices=Reason.choices)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "key", "out"], name="replaced_once"),
            models.UniqueConstraint(fields=["draw", "key", "into"], name="steps_in_once"),
            models.CheckConstraint(condition=~Q(out=F("into")), name="replaced_by_somebody_else"),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.draw_id} {self.key}"
