"""The rules by which an office gives out its steps, in editions; and who was given which step by which rule, once."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from accounts.editions.models import Edition, Release
from accounts.people import Person
from desk.tasks import Task
from trail.append_only import AppendOnlyModel


class AllocationEdition(Edition):
    """An edition of the rules of one authority."""

    division = models.CharField(max_length=12, help_text="of the authority whose rules these are")

    class Meta(Edition.Meta):
        constraints = [models.UniqueConstraint(fields=["division", "number"], name="one_allocation_per_edition")]

    def __str__(self) -> str:
        return f"{self.division} {self.number}"


class AllocationRelease(Release):
    """A second person puts an edition in force."""

    edition = models.OneToOneField(AllocationEdition, on_delete=models.PROTECT, related_name="release")


class Allocation(AppendOnlyModel):
    """A step that was given to somebody by rule: once, so that what is put back stays with people."""

    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=60)
    instead_of = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="who is away, and has this deputy"
    )
    load = models.PositiveIntegerField(help_text="how many open steps the person had")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(person=models.F("instead_of")), name="a_deputy_is_somebody_else")
        ]

    def __str__(self) -> str:
        return f"{self.task_id} → {self.person_id}"
