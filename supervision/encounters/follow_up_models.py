"""What came of an encounter that ended: what was promised, checked or proposed, and the clue it may have left."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.sealing import SealedTextField
from supervision.encounters.letters.models import EncounterLetter
from supervision.encounters.models import Outcome
from supervision.personal import PersonalModel
from trail.append_only import AppendOnlyModel


class FollowUp(AppendOnlyModel):
    """What came of a promise to finish, or of a check: by timer where a registry answered, else by a person.

    What officers propose not to punish the head of the authority decides (Penalty Law art. 57): that is the one way
    to a decision not to punish.
    """

    class How(models.TextChoices):
        KEPT = "kept", _("Mended in time: educated, closed")
        MISSED = "missed", _("Not put right in time: a clue")
        CLEARED = "cleared", _("In force after all: closed")
        MISSING = "missing", _("Truly none, or not in force: a clue")
        SPARED = "spared", _("Not punished, by decision of the head")
        DECLINED = "declined", _("Not confirmed by the head: a clue")

    class By(models.TextChoices):
        REGISTRY = "registry", _("a registry answered")
        PHONE = "phone", _("the other authority was called")
        PAPER = "paper", _("the document was submitted")
        HEAD = "head", _("the head of the authority decided")

    outcome = models.OneToOneField(Outcome, on_delete=models.PROTECT, related_name="follow_up")
    how = models.CharField(max_length=8, choices=How.choices)
    known_by = models.CharField(max_length=8, choices=By.choices)
    decision = models.OneToOneField(EncounterLetter, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    CLUES: ClassVar[tuple[str, ...]] = ("missed", "missing", "declined")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(known_by="registry"), name="a_timer_knows_by_registry"
            ),
            models.CheckConstraint(
                condition=Q(how="spared", decision__isnull=False) | (~Q(how="spared") & Q(decision__isnull=True)),
                name="not_punished_by_a_decision_alone",
            ),
            models.CheckConstraint(
                condition=Q(how__in=["spared", "declined"], known_by="head")
                | ~(Q(how__in=["spared", "declined"]) | Q(known_by="head")),
                name="what_is_proposed_the_head_decides",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome_id}: {self.how}"

    @property
    def is_clue(self) -> bool:
        return self.how in self.CLUES


class HeadReasons(PersonalModel):
    """Why the head did not confirm a proposal: words about a driver, and so they go with the rest."""

    follow_up = models.OneToOneField(FollowUp, on_delete=models.PROTECT, related_name="reasons")
    words = SealedTextField()

    def __str__(self) -> str:
        return str(self.follow_up_id)


class ClueAnswer(AppendOnlyModel):
    """An officer takes a clue up, as an inspection or a case of its own, or sets it aside for a coded reason."""

    class Reason(models.TextChoices):
        TAKEN_UP = "taken-up", _("Taken up")
        MENDED = "mended", _("Set aside: put right in the meantime")
        ELSEWHERE = "elsewhere", _("Set aside: another authority's")
        GROUNDLESS = "groundless", _("Set aside: nothing in it")

    follow_up = models.OneToOneField(FollowUp, on_delete=models.PROTECT, related_name="answer")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.follow_up_id}: {self.reason}"


class ClueReference(PersonalModel):
    """The number of what a clue became: it leads to a company, and so it goes with the rest."""

    answer = models.OneToOneField(ClueAnswer, on_delete=models.PROTECT, related_name="said")
    reference = SealedTextField()

    def __str__(self) -> str:
        return str(self.answer_id)
