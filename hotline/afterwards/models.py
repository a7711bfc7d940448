"""Four weeks later the caller is asked, not the office, whether it stayed solved. Silence is not satisfaction."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.sealing import SealedTextField
from hotline.tickets.models import Ticket
from trail.append_only import AppendOnlyModel


class Questionnaire(AppendOnlyModel):
    """A caller is asked, once a ticket; the code lets them answer once."""

    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, related_name="questionnaire")
    edition = models.CharField(max_length=20, help_text="of the rules")
    code = SealedTextField()
    code_digest = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.ticket_id)


class QuestionnairePost(models.Model):
    """Its text message, as the queue knows it: sent once, tried again while the gateway is silent."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be sent")
        SENT = "sent", _("sent")
        REFUSED = "refused", _("the number takes no messages")

    questionnaire = models.OneToOneField(
        Questionnaire, on_delete=models.CASCADE, primary_key=True, related_name="message"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(state="waiting"), name="questionnaires_to_send")]

    def __str__(self) -> str:
        return f"{self.questionnaire_id}: {self.state}"


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
