"""After the grant: what was promised is checked, mended or undone; every step added, none changed."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from licensing.applications.models.application import Application
from licensing.applications.models.promises import Commitment
from licensing.decisions.models.hearings import Announcement
from licensing.decisions.models.letters import Letter
from materials.uploads.models import Upload
from papers.serving.lasting import AskedByLetter, MayAskByLetter
from trail.append_only import AppendOnlyModel


class Verification(AppendOnlyModel):
    """The task to check one commitment: by when, and how, from the credit standing at the grant (domain F-3.6)."""

    class Method(models.TextChoices):
        DATA = "data", _("Data check only")
        ON_SITE = "on-site", _("On site, by two officers")

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="verification")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=10, blank=True, help_text="credit code at the grant: green, yellow, red")
    method = models.CharField(max_length=8, choices=Method.choices)
    days = models.PositiveSmallIntegerField(help_text="from the decision")
    in_working_days = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.application} {self.method}"


class Inspection(MayAskByLetter):
    """One look at the promise, statement by statement; an order to rectify sets a day."""

    told_in = "rectify_by"
    in_calendar_days = True

    class Outcome(models.TextChoices):
        KEPT = "kept", _("Kept")
        RECTIFY = "rectify", _("Not kept, but can be put right: order to rectify")
        UNMENDED = "unmended", _("Not put right in time, or still not kept")
        UNTRUE = "untrue", _("Untrue: deceit")

    verification = models.ForeignKey(Verification, on_delete=models.PROTECT, related_name="inspections")
    results: models.JSONField[Any, Any] = models.JSONField(help_text="[{code, zh, kept, note}] of the very statements")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    notes = models.TextField(blank=True)
    photos = models.ManyToManyField(Upload, related_name="+")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second_officer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    inspected_at = models.DateTimeField(default=timezone.now)
    rectify_by = models.DateField(null=True, db_index=True)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.verification} {self.outcome}"


class Rectification(AppendOnlyModel):
    """What the holder reports to have mended."""

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="rectification")
    words = models.TextField()
    proofs = models.ManyToManyField(Upload, related_name="+")
    reported_at = models.DateTimeField(default=timezone.now)
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.inspection} {self.reported_at:%Y-%m-%d}"


class End(models.TextChoices):
    """Four different ends of a licence, never one “cancel” (Licensing Law arts. 8, 69, 70; domain F-2.10)."""

    REVOCATION = "revocation", _("Revocation (撤销): granted wrongly or by deceit")
    RETRACTION = "retraction", _("Withdrawal (撤回): law or facts changed")
    PENALTY = "penalty", _("Cancellation (吊销): a penalty")
    STRIKING_OFF = "striking-off", _("Striking off (注销): expiry, end of the holder, or after any of the others")


class Inquiry(AskedByLetter):
    """Proceedings to end a licence: what is intended and why was told, and the holder may state their case."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="inquiries")
    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, null=True, related_name="inquiry")
    end = models.CharField(max_length=14, choices=End.choices)
    is_untrue = models.BooleanField(default=False, help_text="deceit: credit file, and barred for years (art. 79)")
    is_unmended = models.BooleanField(default=False, help_text="a promise not mended in time: credit file, no bar")
    finding = models.TextField(blank=True, help_text="what was found, in the officials' words: the facts of the letter")
    reasons = models.TextField()
    articles = models.TextField()
    answer_by = models.DateField(db_index=True)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "inquiries"

    def __str__(self) -> str:
        return f"{self.application} {self.end}"


class Statement(AppendOnlyModel):
    """Statement and defence of the holder (陈述申辩)."""

    inquiry = models.OneToOneField(Inquiry, on_delete=models.PROTECT, related_name="statement")
    words = models.TextField()
    wants_hearing = models.BooleanField(default=False)
    proofs = models.ManyToManyField(Upload, related_name="+")
    stated_at = models.DateTimeField(default=timezone.now)
    stated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.inquiry} {self.stated_at:%Y-%m-%d}"


class InquirySummons(Announcement):
    """The hearing before a licence is ended is announced; the newest counts."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="summons")

    class Meta(Announcement.Meta):
        verbose_name_plural = "inquiry summons"


class InquiryHearing(AppendOnlyModel):
    """The minutes of the hearing the holder asked for before the decision (Licensing Law art. 48)."""

    inquiry = models.OneToOneField(Inquiry, on_delete=models.PROTECT, related_name="hearing")
    held_on = models.DateField()
    minutes = models.TextField()
    chaired_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.inquiry} {self.held_on}"


class InquiryDecision(AppendOnlyModel):
    """The licence ends, or the inquiry is dropped."""

    inquiry = models.OneToOneField(Inquiry, on_delete=models.PROTECT, related_name="decision")
    ends = models.BooleanField()
    reasons = models.TextField(blank=True)
    compensation = models.CharField(max_length=300, blank=True, help_text="withdrawal: what is paid (art. 8)")
    legal_review = models.CharField(
        max_length=300, blank=True, help_text="penalty: who reviewed it in law, when and how (Penalty Law art. 58)"
    )
    discussed = models.CharField(
        max_length=300, blank=True, help_text="penalty: when its heads discussed it, and who (Penalty Law art. 57)"
    )
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.inquiry} {self.ends}"


class DirectEnd(AppendOnlyModel):
    """An end that blames nobody and takes nothing that still stood, decided without an inquiry: striking off.

    `grounds` are the standard reasons that were checked when it was decided.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="direct_ends")
    end = models.CharField(max_length=14, choices=End.choices)
    reasons = models.TextField()
    articles = models.TextField()
    grounds: models.JSONField[Any, Any] = models.JSONField(default=list)
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application} {self.end}"


class RemedyOutcome(AppendOnlyModel):
    """What came of an administrative reconsideration or suit against one of our decisions (行政复议、行政诉讼结果).

    Reconsideration Law 2023 arts. 63–69, Administrative Litigation Law arts. 69–78. `undoes`: what the decision did is
    undone with it.
    """

    class Way(models.TextChoices):
        RECONSIDERATION = "reconsideration", _("Administrative reconsideration")
        SUIT = "suit", _("Administrative suit")

    class Outcome(models.TextChoices):
        STANDS = "stands", _("Upheld or dismissed (维持、驳回): the decision stands")
        ANNULLED = "annulled", _("Annulled (撤销)")
        ANEW = "anew", _("Annulled, to be decided anew (撤销并责令重作)")
        CHANGED = "changed", _("Changed (变更)")
        UNLAWFUL = "unlawful", _("Found unlawful (确认违法): the decision stands")
        ENDED = "ended", _("Ended or withdrawn (终止、撤诉)")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="remedies")
    attacked = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="outcomes")
    way = models.CharField(max_length=16, choices=Way.choices)
    body = models.CharField(max_length=100)
    document = models.CharField(max_length=80)
    dated = models.DateField()
    received_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    words = models.TextField()
    undoes = models.BooleanField()
    anew_by = models.DateField(null=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["attacked", "document"], name="remedy_recorded_once"),
            models.UniqueConstraint(fields=["attacked"], condition=Q(undoes=True), name="decision_undone_once"),
            models.CheckConstraint(
                condition=Q(outcome="anew", anew_by__isnull=False) | (~Q(outcome="anew") & Q(anew_by__isnull=True)),
                name="anew_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["anew_by"])]

    def __str__(self) -> str:
        return f"{self.attacked} {self.outcome}"

    @property
    def due_anew(self) -> datetime.date:
        """The day by which it is decided anew; asked only of what has such a day."""
        assert self.anew_by is not None  # noqa: S101 - a constraint of the database
        return self.anew_by


class RemedyReply(AppendOnlyModel):
    """What was answered in a reconsideration or suit against one of our decisions (行政复议答复、应诉答辩)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="remedy_replies")
    attacked = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="replies")
    way = models.CharField(max_length=16, choices=RemedyOutcome.Way.choices)
    body = models.CharField(max_length=100)
    document = models.CharField(max_length=80, help_text="by which the body or court asked for the answer")
    received_on = models.DateField()
    answer_by = models.DateField()
    words = models.TextField()
    answered_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "remedy replies"
        constraints = [models.UniqueConstraint(fields=["attacked", "document"], name="remedy_answered_once")]

    def __str__(self) -> str:
        return f"{self.attacked} {self.document}"


class DecidedAnew(AppendOnlyModel):
    """What was annulled has been decided anew, by the letter of the new decision."""

    remedy = models.OneToOneField(RemedyOutcome, on_delete=models.PROTECT, related_name="decided")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.remedy} – {self.letter}"
