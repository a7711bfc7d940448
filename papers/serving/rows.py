"""The rows of service (送达回证), for any app's letters: how and when one reached its addressee, and what shows it.

An app whose letters begin limits has a `ServiceRow` of its own for them, and its letters are `MustBeServed`.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from papers.letters.remedies import are_told
from papers.serving.days import Contestable, contestable_until
from trail.append_only import AppendOnlyModel


class Way(models.TextChoices):
    AGREED = "agreed", _("Electronically, as agreed")
    OPENED = "opened", _("Opened in the portal by the addressee")
    IN_PERSON = "in-person", _("Handed over in person")
    POST = "post", _("By post, with acknowledgement of receipt")
    LEFT = "left", _("Left at the address before witnesses")
    NOTICE = "notice", _("By public notice, its period over")


class Why(models.TextChoices):
    """Why a letter did not reach anybody."""

    ABSENT = "absent", _("Nobody was there who could take it")
    REFUSED = "refused", _("They refused to take it")
    MOVED = "moved", _("They are not at the address any more, and nobody knows where")
    RETURNED = "returned", _("The post returned it")


AS_SAID = {
    **{f"served-{way.value}": way.label for way in Way},
    **{f"tried-{why.value}": why.label for why in Why},
    "tried-announced": _("It was announced in public"),
}
"""How the trail's values of a letter that was served, or was not, are said; an app's events take it in."""
ON_PAPER = (Way.IN_PERSON, Way.POST, Way.LEFT, Way.NOTICE)


class WordOnService(AppendOnlyModel):
    """Somebody agrees that letters are served electronically, or takes it back; the newest row counts.

    Silence is no consent (Administrative Penalty Law art. 61, Civil Procedure Law art. 90). The app adds whose word it
    is.
    """

    agrees = models.BooleanField()
    said_at = models.DateTimeField(default=timezone.now)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["id"]


class ServiceRow(AppendOnlyModel):
    """A letter that begins a limit reached its addressee; the app adds the `letter`, and the scanned paper if any."""

    way = models.CharField(max_length=9, choices=Way.choices)
    served_on = models.DateField(db_index=True)
    proof = models.CharField(max_length=200, blank=True, help_text="number of the post, who signed, witnesses, notice")
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="nobody: the portal, as agreed"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(way__in=("agreed", "opened")) | ~models.Q(proof=""),
                name="%(app_label)s_%(class)s_on_paper_is_shown",
            )
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.served_on}"


class MustBeServed(models.Model):
    """A letter some kinds of which begin a limit or decide something: those must have been served (0081, 0082, 0087).

    Of a decision the days to contest it run from service; a result is told, though nothing runs from it.
    """

    BEGINS_A_LIMIT: ClassVar[frozenset[str]] = frozenset()
    CONTESTABLE: ClassVar[frozenset[str]] = frozenset()
    MUST_BE_TOLD: ClassVar[frozenset[str]] = frozenset()
    kind: ClassVar[str]
    number: Any
    dated: Any
    paragraphs: Any

    class Meta:
        abstract = True

    @property
    def is_unserved(self) -> bool:
        """Whether what it begins – a limit, the days to contest it – does not run yet, as it reached nobody."""
        return self.kind in self.must_be_served() and not hasattr(self, "service")

    @classmethod
    def must_be_served(cls) -> frozenset[str]:
        """The kinds that must reach whom they concern."""
        return cls.BEGINS_A_LIMIT | cls.CONTESTABLE | cls.MUST_BE_TOLD

    @property
    def tells_remedies(self) -> bool:
        """Whether it says where to turn against it: one that gives what was asked for does not."""
        return any(are_told(text) for text in self.paragraphs)

    @property
    def contestable_until(self) -> Contestable | None:
        """The last days of reconsideration and of a suit against a decision; None while nobody was served it."""
        if self.kind not in self.CONTESTABLE or not hasattr(self, "service") or not self.tells_remedies:
            return None
        return contestable_until(self.service.served_on)
