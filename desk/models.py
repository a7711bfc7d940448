"""The steps that are open now, people's and the worker's, as lists and timers find them: one row each, gone with it.

What stands is still Viewflow's task. A row here is its index – which authority, which step, whose, by when, and from
which day on a timer looks at it – written in the transaction that opens, gives or ends the step (`desk.nodes`);
`desk.open_steps.count_anew` makes every row again from the tasks.
"""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from viewflow.workflow.models import Task

from accounts.authorities import Authority
from accounts.people import Person
from desk.serving.models import PublicNotice, ServiceAttempt, ServiceTold

__all__ = ["NONE_IN_SIGHT", "OpenStep", "OpenStepQuerySet", "PublicNotice", "ServiceAttempt", "ServiceTold"]

NONE_IN_SIGHT = datetime.date.max
"""The due day of a limit that stands still, or that nobody can tell yet: sorted behind every day there is."""


class OpenStepQuerySet(models.QuerySet["OpenStep"]):
    def at(self, flow: str, *nodes: str) -> OpenStepQuerySet:
        """Those at some steps of a flow, oldest first."""
        return self.filter(flow=flow, node__in=nodes).order_by("pk")

    def to_look_at(self, *, on: datetime.date) -> OpenStepQuerySet:
        """What a timer has to look at on a day."""
        return self.filter(look_on__lte=on)


class OpenStep(models.Model):
    """A step somebody has to do. Opened, a human one is looked at once; then on the day after its next limit ends."""

    task = models.OneToOneField(Task, on_delete=models.CASCADE, primary_key=True, related_name="open_step")
    flow = models.CharField(max_length=40, help_text="the name of the flow class")
    node = models.CharField(max_length=40, help_text="the name of the step in its flow")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    permission = models.CharField(max_length=60, blank=True, help_text="whose duty it is; none: the worker's")
    due = models.DateField(
        default=NONE_IN_SIGHT, help_text="the day the limit that runs now ends, as the list shows it; see NONE_IN_SIGHT"
    )
    look_on = models.DateField(
        null=True,
        default=timezone.localdate,
        help_text="from this day on a timer looks at it; none: nothing is to come",
    )

    objects = OpenStepQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["authority", "flow", "task"]),
            models.Index(fields=["authority", "flow", "due", "task"]),
            models.Index(fields=["flow", "due", "task"]),
            models.Index(fields=["flow", "node", "authority", "task"]),
            models.Index(
                fields=["authority", "flow", "permission", "task"], condition=Q(owner=None), name="open_queue"
            ),
            models.Index(fields=["look_on"], condition=Q(look_on__isnull=False), name="open_to_look_at"),
        ]

    def __str__(self) -> str:
        return f"{self.flow}.{self.node} {self.task_id}"
