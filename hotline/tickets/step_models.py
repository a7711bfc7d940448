"""What is done with a ticket until it is answered: rows that are only added (domain F-10.9)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.sealing import SealedJSONField
from hotline.desks.models import Desk
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.models import Ticket
from trail.append_only import AppendOnlyModel


class Sorted(AppendOnlyModel):
    """What became of a ticket at the first: answered in the call, accepted, refused, referred, diverted, joined."""

    class Outcome(models.TextChoices):
        ANSWERED = "answered", _("answered at once")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("not accepted")
        REFERRED = "referred", _("referred to another body")
        PETITION = "petition", _("a petition: diverted")

    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, related_name="sorted")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(max_length=24, blank=True, help_text="code of a refusal")
    body = models.CharField(max_length=120, blank=True, help_text="where to go instead")
    words = models.TextField(blank=True, help_text="the answer, or what was told")
    letter = models.OneToOneField(TicketLetter, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(outcome="answered") | ~Q(words=""), name="answered_with_an_answer"),
            models.CheckConstraint(condition=~Q(outcome="refused") | ~Q(reason=""), name="refused_with_a_code"),
            models.CheckConstraint(
                condition=~Q(outcome__in=["referred", "petition"]) | ~Q(body=""), name="referred_to_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.outcome}"


class Transfer(AppendOnlyModel):
    """A ticket is given to a desk (交办); the newest counts. One person answers for it at each link (F-10.9)."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="transfers")
    turn = models.PositiveSmallIntegerField()
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="transfers")
    helpers = models.ManyToManyField(Desk, related_name="+", blank=True)
    note = models.CharField(max_length=500, blank=True)
    letter = models.OneToOneField(TicketLetter, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="who answers for the transfer")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "turn"], name="transfers_in_turn")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.desk_id}"


class TransferAnswer(AppendOnlyModel):
    """A desk signed for a ticket, or gave it back with the right body named."""

    transfer = models.OneToOneField(Transfer, on_delete=models.PROTECT, related_name="answer")
    signed = models.BooleanField()
    right_body = models.CharField(max_length=120, blank=True)
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="who answers for the handling")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed=True) | (~Q(right_body="") & ~Q(words="")), name="given_back_with_the_right_body"
            )
        ]

    def __str__(self) -> str:
        return f"{self.transfer_id}: {self.signed}"


class Contact(AppendOnlyModel):
    """The caller was called or written to, reached or not; or a step of the handling was noted."""

    class Kind(models.TextChoices):
        CONTACT = "contact", _("contact with the caller")
        PROGRESS = "progress", _("progress")
        ANSWER = "answer", _("the caller was told the answer")
        FINAL = "final", _("the caller was told the final answer")

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    round = models.PositiveSmallIntegerField(default=1)
    reached = models.BooleanField(help_text="the caller was reached")
    words = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="nobody: the caller read it by code"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.kind}"


class Extension(AppendOnlyModel):
    """More time is asked for before the reply is due, once, with reasons (F-10.5)."""

    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, related_name="extension")
    days = models.PositiveSmallIntegerField()
    reasons = models.CharField(max_length=500)
    due_at = models.DateTimeField(help_text="when the reply was due")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(at__lte=F("due_at")), name="asked_before_it_is_due"),
            models.CheckConstraint(condition=~Q(reasons="") & Q(days__gte=1), name="asked_with_reasons"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.days}"


class ExtensionAnswer(AppendOnlyModel):
    """The head grants it, and the caller is told why; or does not."""

    extension = models.OneToOneField(Extension, on_delete=models.PROTECT, related_name="answer")
    granted = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    letter = models.OneToOneField(TicketLetter, on_delete=models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(by=F("asked_by")), name="nobody_extends_for_himself")]

    def __str__(self) -> str:
        return f"{self.extension_id}: {self.granted}"


class Reply(AppendOnlyModel):
    """What the desk found and did; reviewed by somebody else before it counts."""

    class Result(models.TextChoices):
        VERIFIED = "verified", _("substantiated")
        PARTLY = "partly", _("substantiated in part")
        UNFOUNDED = "unfounded", _("not substantiated")
        UNKNOWN = "unknown", _("cannot be established")
        NONE = "none", _("nothing to be established")

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="replies")
    round = models.PositiveSmallIntegerField()
    turn = models.PositiveSmallIntegerField(help_text="within its round: sent back, it is written anew")
    facts = models.TextField()
    steps = models.TextField()
    basis = models.CharField(max_length=300, blank=True)
    result = models.CharField(max_length=10, choices=Result.choices)
    recovered = models.DecimalField(max_digits=12, decimal_places=2, null=True, help_text="yuan the driver got")
    promised = models.CharField(max_length=300, blank=True, help_text="what will still be done")
    promised_on = models.DateField(null=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "round", "turn"], name="one_reply_a_turn"),
            models.CheckConstraint(
                condition=(Q(promised="") & Q(promised_on__isnull=True))
                | (~Q(promised="") & Q(promised_on__isnull=False)),
                name="a_promise_has_a_date",
            ),
            models.CheckConstraint(condition=~Q(facts="") & ~Q(steps=""), name="a_reply_says_facts_and_steps"),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.round}.{self.turn}"

    @property
    def told(self) -> str:
        """All it says to whoever asked, in one text: found, done, on what basis, and what will be done until when."""
        basis = f"依据：{self.basis}" if self.basis else ""
        promised = f"承诺于{self.promised_on:%Y-%m-%d}前完成：{self.promised}" if self.promised else ""
        return "\n".join(filter(None, (self.facts, self.steps, basis, promised)))


class ReplyReview(AppendOnlyModel):
    """Somebody else read the reply: it goes out, or back."""

    reply = models.OneToOneField(Reply, on_delete=models.PROTECT, related_name="review")
    agrees = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    letter = models.OneToOneField(TicketLetter, on_delete=models.PROTECT, null=True, related_name="+")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("written_by")), name="nobody_reviews_an_own_reply"),
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(words=""), name="sent_back_with_reasons"),
        ]

    def __str__(self) -> str:
        return f"{self.reply_id}: {self.agrees}"


class SourceNotice(AppendOnlyModel):
    """One message of the sender, whole and sealed: the first made the ticket, each newer one changes what it says.

    The ticket's own words stay. What came after a newer one is kept as well, and changes nothing.
    """

    class Handling(models.IntegerChoices):
        TRANSFER = 0, _("passed on to be handled")
        SUPERVISION = 1, _("supervised by the sender")
        CALL_BACK = 2, _("called back and checked by the sender")

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="notices")
    version = models.PositiveBigIntegerField(help_text="grows with the sender")
    digest = models.CharField(max_length=64, help_text="of what was told, however often it was sent")
    is_late = models.BooleanField(default=False, help_text="a newer one was here before it")
    is_withdrawn = models.BooleanField(default=False)
    handling_number = models.CharField(max_length=60, blank=True)
    handling = models.PositiveSmallIntegerField(choices=Handling.choices, default=Handling.TRANSFER)
    due_at = models.DateTimeField(null=True, help_text="the sender's limit: the earlier one runs")
    facts = models.TextField()
    changed: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="names of what is not as before")
    told = SealedJSONField(help_text="everything, as it came")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "version"], name="a_version_is_told_once")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.version}"


class OwedAnswer(models.Model):
    """What the sender is owed, written with the act it tells of; the row of the queue until the sender has it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to go back")
        TOLD = "told", _("the sender has it")
        REFUSED = "refused", _("the sender refused it")

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="owed")
    says = models.CharField(max_length=12, help_text="accepted, signed, replied, closed …")
    words: models.JSONField[Any, Any] = models.JSONField(default=dict, help_text="as they were when it happened")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now, help_text="of the next try")
    reason = models.CharField(max_length=60, blank=True, help_text="why it is not there yet")
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="told", told_at__isnull=False) | (~Q(state="told") & Q(told_at__isnull=True)),
                name="told_at_a_moment",
            )
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(state="waiting"), name="answers_that_wait")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.says}"

    @property
    def key(self) -> str:
        """Under which the sender takes it once, however often it is sent."""
        return f"answer-{self.pk}"
