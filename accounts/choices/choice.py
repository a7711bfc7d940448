"""What people choose for themselves, in one place: channels of messages, language, large type, and what comes later.

One row a person and name; a later app adds a name, not a table. Views of lists, which can be shared,
stand beside it (`saved.py`). No choice is a right of anybody else: nothing here is read for deciding, and nothing
here is personal data beyond the choice itself.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.people import Person

CHANNELS, LANGUAGE, READING = "channels", "language", "reading"


class Choice(models.Model):
    """The newest choice of a person under a name."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="choices")
    name = models.CharField(max_length=60)
    value: models.JSONField[Any, Any] = models.JSONField()
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="one_choice_per_person_and_name")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.name}"


def choice_of(person: Person, name: str, default: object = None) -> Any:
    """What a person chose, or the default."""
    return choices_of([person.pk], name).get(person.pk, default)


def choices_of(people: Collection[int], name: str) -> dict[int, Any]:
    """What each of many people chose; who chose nothing is not in it."""
    return dict(Choice.objects.filter(person__in=people, name=name).values_list("person", "value"))


def choose(person: Person, name: str, value: object) -> None:
    """Remember a choice; the one before is forgotten."""
    Choice.objects.update_or_create(person=person, name=name, defaults={"value": value, "chosen_at": timezone.now()})
