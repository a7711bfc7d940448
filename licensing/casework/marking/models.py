"""A person's own mark on a case: a flag, a day to come back to it, a line for oneself.

It is nobody else's and says nothing in law: it can be changed and taken away, and no rule, letter or dossier reads it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.sealing import SealedTextField
from licensing.applications.models.application import Application


class CaseMark(models.Model):
    """The mark of one person on one case; without flag, day and words there is none."""

    class Flag(models.TextChoices):
        RED = "red", _("Red: urgent")
        YELLOW = "yellow", _("Yellow: ask someone")
        BLUE = "blue", _("Blue: waiting for something")
        GREEN = "green", _("Green: ready to act")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="case_marks")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    flag = models.CharField(max_length=6, choices=Flag.choices, blank=True)
    follow_on = models.DateField(null=True, blank=True, help_text="the day it is put before them again")
    words = SealedTextField(blank=True)
    marked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "application"], name="one_mark_per_person_and_case"),
            models.CheckConstraint(condition=~Q(flag="", follow_on=None, words=""), name="a_mark_says_something"),
        ]
        indexes = [
            models.Index(fields=["person", "follow_on"], condition=Q(follow_on__isnull=False), name="to_follow_up")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.application_id}"
