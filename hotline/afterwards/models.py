"""Four weeks later the caller is asked, not the office, whether it stayed solved. Silence is not satisfaction."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.sealing import SealedTextField
from hotline.tickets.models import Ticket
from post.questions.models import CodedQuestion
from trail.append_only import AppendOnlyModel


class Questionnaire(AppendOnlyModel):
    """A caller is asked, once a ticket; the code lets them answer once."""

    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, related_name="questionnaire")
    edition = models.CharField(max_length=20, help_text="of the rules")
    question = models.OneToOneField(CodedQuestion, on_delete=models.PROTECT, related_name="questionnaire")
    asked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.ticket_id)


class QuestionnaireAnswer(AppendOnlyModel):
    """What the caller says, once."""

    class Solved(models.TextChoices):
        YES = "yes", _("it is still solved")
        PARTLY = "partly", _("in part")
        NO = "no", _("it is not solved")

    questionnaire = models.OneToOneField(Questionnaire, on_delete=models.PROTECT, related_name="answer")
    solved = models.CharField(max_length=6, choices=Solved.choices)
    stars = models.PositiveSmallIntegerField()
    words = SealedTextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="one_to_five_stars_afterwards")
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire_id}: {self.solved}"


class Reopening(AppendOnlyModel):
    """It is not solved: a new ticket begins with everything known of the old one."""

    answer = models.OneToOneField(QuestionnaireAnswer, on_delete=models.PROTECT, related_name="reopening")
    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, related_name="reopens")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.answer_id)
