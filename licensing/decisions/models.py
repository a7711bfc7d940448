"""What the authority did with an application: accepted, reviewed, decided; and the letters that say so."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.sealing import SealedTextField
from licensing.applications.models import Application
from materials.uploads.models import Upload
from papers.serving.lasting import AskedByLetter, runs_until
from papers.serving.rows import MustBeServed
from trail.append_only import AppendOnlyModel

SEVERAL_TIMES = (
    "pause", "transfer", "rectification", "defence", "verified", "retraction", "striking-off", "hearing", "summons",
    "clerical", "remedy", "revocation", "penalty",
)  # fmt: skip
"""Letters that may come several times in the life of a case, or to several people."""
BEGINS_A_LIMIT = frozenset({"correction", "hearing", "rectification", "defence"})
"""What has to be answered within days: silence after it has consequences, so that it must have been served (0081)."""


class Letter(MustBeServed, AppendOnlyModel):
    """An official letter, word for word; its PDF is made from this row and from nothing else."""

    BEGINS_A_LIMIT = BEGINS_A_LIMIT

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("Receipt")
        CORRECTION = "correction", _("Request for correction")
        ACCEPTANCE = "acceptance", _("Notice of acceptance")
        NON_ACCEPTANCE = "non-acceptance", _("Refusal of acceptance")
        EXTENSION = "extension", _("Notice of extension")
        PAUSE = "pause", _("Notice that the limit is stopped")
        HEARING = "hearing", _("Notice of the right to a hearing")
        GRANT = "grant", _("Decision granting the licence")
        REFUSAL = "refusal", _("Decision refusing the licence")
        TRANSFER = "transfer", _("Notice that another authority has the case")
        TERMINATION = "termination", _("Notice of termination")
        WITHDRAWAL = "withdrawal", _("Notice of withdrawal")
        RECTIFICATION = "rectification", _("Order to rectify")
        DEFENCE = "defence", _("Notice of the right to be heard before an act")
        VERIFIED = "verified", _("Result of the verification")
        REVOCATION = "revocation", _("Decision to revoke")
        RETRACTION = "retraction", _("Decision to withdraw the licence")
        PENALTY = "penalty", _("Decision to cancel as a penalty")
        STRIKING_OFF = "striking-off", _("Decision to strike off")
        SUMMONS = "summons", _("Notice of the day and place of the hearing")
        CLERICAL = "clerical", _("Correction of a clerical error")
        REMEDY = "remedy", _("Outcome of a reconsideration or suit")
        BUNDLE_RESULT = "bundle-result", _("Results of a one-thing application")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    template_version = models.PositiveSmallIntegerField(default=1, help_text="version of the text it was made from")
    number = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=80)
    addressee = models.CharField(max_length=120)
    paragraphs: models.JSONField[Any, Any] = models.JSONField(default=list)
    table: models.JSONField[Any, Any] = models.JSONField(default=list)
    remedies = models.TextField(blank=True)
    dated = models.DateField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="nobody: written by force of law"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=~Q(kind__in=SEVERAL_TIMES),
                name="one_letter_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class LetterCorrection(AppendOnlyModel):
    """A clerical error of a letter that was sent (更正): the original stays as it was, its correction beside it."""

    original = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="corrections")
    wrong = models.CharField(max_length=60)
    right = models.CharField(max_length=60)
    reasons = models.TextField()
    corrected_at = models.DateTimeField(default=timezone.now)
    corrected_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["original", "wrong"], name="corrected_once"),
            models.CheckConstraint(condition=~Q(wrong=models.F("right")), name="correction_changes_words"),
        ]

    def __str__(self) -> str:
        return f"{self.original} – {self.letter}"


class Acceptance(AppendOnlyModel):
    """The application was complete and in legal form (Licensing Law art. 32)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="acceptance")
    accepted_at = models.DateTimeField(default=timezone.now)
    accepted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="nobody: deemed accepted, or by rule"
    )
    is_deemed = models.BooleanField(default=False, help_text="not told in time: accepted by force of law")
    grounds: models.JSONField[Any, Any] = models.JSONField(
        default=list, help_text="why no person was needed, when it was accepted by rule: [{code, count}]"
    )
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        # The few by force of law, for who looks for them.
        indexes = [models.Index(fields=["application"], name="acceptance_deemed", condition=Q(is_deemed=True))]

    def __str__(self) -> str:
        return f"{self.application} {self.accepted_at:%Y-%m-%d}"

    @property
    def is_by_rule(self) -> bool:
        """Whether nothing needed a person, so that the rule accepted it at once."""
        return bool(self.grounds)


class CorrectionRequest(AskedByLetter):
    """Everything that is missing, told once (Licensing Law art. 32 item 4)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="correction")
    points: models.JSONField[Any, Any] = models.JSONField(
        help_text="[{section, row, field, material, label, words}]: a field of the form, or a material"
    )
    answer_by = models.DateField(db_index=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.application} {self.asked_at:%Y-%m-%d}"


class Ending(AppendOnlyModel):
    """The procedure ended without a decision on the merits, in writing and with reasons (arts. 32, 38)."""

    class Kind(models.TextChoices):
        NOT_NEEDED = "not-needed", _("No licence is needed")
        NOT_COMPETENT = "not-competent", _("Another authority is competent")
        INCOMPLETE = "incomplete", _("Still incomplete after the correction request")
        UNANSWERED = "unanswered", _("Terminated: the correction request was not answered")
        DIED = "died", _("Terminated: the applicant died, or lost legal capacity")
        ENDED = "ended", _("Terminated: the applicant came to its end")

    TERMINATIONS: ClassVar[tuple[str, ...]] = (Kind.UNANSWERED, Kind.DIED, Kind.ENDED)

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="ending")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    reasons = models.TextField(blank=True)
    articles = models.TextField(blank=True)
    competent_body = models.CharField(max_length=100, blank=True)
    ended_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.application} {self.kind}"

    @property
    def is_termination(self) -> bool:
        return self.kind in self.TERMINATIONS


class Transfer(AppendOnlyModel):
    """A case was given to the authority that is competent by now; its letter says so (domain F-1.3)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="transfers")
    from_authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    to_authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    transferred_at = models.DateTimeField(default=timezone.now)
    transferred_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application} → {self.to_authority}"


class Review(AppendOnlyModel):
    """An official's opinion before the decision; `step` is the step of the procedure it belongs to."""

    class Recommendation(models.TextChoices):
        GRANT = "grant", _("Grant")
        REFUSE = "refuse", _("Refuse")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="reviews")
    step = models.CharField(max_length=20, default="review")
    recommendation = models.CharField(max_length=8, choices=Recommendation.choices)
    opinion = models.TextField()
    reviewed_at = models.DateTimeField(default=timezone.now)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["application", "step"], name="one_opinion_per_step")]

    def __str__(self) -> str:
        return f"{self.application} {self.step} {self.recommendation}"


class SiteCheck(AppendOnlyModel):
    """What two officers saw on site (Licensing Law art. 34)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="site_check")
    checked_on = models.DateField()
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second_officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    passed = models.BooleanField()
    findings = models.TextField()
    photos = models.ManyToManyField(Upload, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(officer=models.F("second_officer")), name="site_check_by_two")
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.checked_on}"


class VisitReport(AppendOnlyModel):
    """What one officer wrote down of a visit of two; it counts once the other has confirmed it himself (art. 34)."""

    class Step(models.TextChoices):
        SITE_CHECK = "site_check", _("Check on site (two officers)")
        VERIFY = "verify", _("Verify the commitment")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="visit_reports")
    step = models.CharField(max_length=20, choices=Step.choices)
    record: models.JSONField[Any, Any] = models.JSONField(help_text="what was seen, as the form of the step has it")
    photos = models.ManyToManyField(Upload, related_name="+")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second_officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(officer=models.F("second_officer")), name="visit_by_two")]

    def __str__(self) -> str:
        return f"{self.application} {self.step} {self.filed_at:%Y-%m-%d}"

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The report as the second officer reads it before he confirms it: (label, value)."""
        seen = self.record
        if self.step == self.Step.SITE_CHECK:
            return [
                (str(_("Day of the check")), seen["checked_on"]),
                (str(_("Result")), str(_("Passed") if seen["passed"] else _("Not passed"))),
                (str(_("What was seen")), seen["findings"]),
            ]
        kept = {True: _("Kept"), False: _("Not kept")}
        found = [(row["zh"], f"{kept[row['kept']]} {row['note']}".strip()) for row in seen["results"]]
        return [*found, *([(str(_("Notes")), seen["notes"])] if seen["notes"] else [])]


class VisitAnswer(AppendOnlyModel):
    """The second officer confirms the report, or says what was otherwise: then it is written anew."""

    report = models.OneToOneField(VisitReport, on_delete=models.PROTECT, related_name="answer")
    agrees = models.BooleanField()
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.report} {self.agrees}"


class Pause(AppendOnlyModel):
    """The limit stands still: hearing, test, expert review; its length is told in writing (art. 45)."""

    class Ground(models.TextChoices):
        HEARING = "hearing", _("Hearing")
        EXPERT_REVIEW = "expert-review", _("Expert review, test or examination")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="pauses")
    ground = models.CharField(max_length=14, choices=Ground.choices)
    expected_days = models.PositiveSmallIntegerField(help_text="working days, as told to the applicant")
    since = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application} {self.ground}"


class Resumption(AppendOnlyModel):
    """The limit runs on."""

    pause = models.OneToOneField(Pause, on_delete=models.PROTECT, related_name="resumption")
    at = models.DateTimeField(default=timezone.now)
    result = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.pause} – {self.at:%Y-%m-%d}"


class ExtensionRequest(AppendOnlyModel):
    """Who has the case in hand asks the head for more time; only the head gives it (Licensing Law art. 42)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="extension_requests")
    reasons = models.TextField()
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application} {self.asked_at:%Y-%m-%d}"


class ExtensionDenial(AppendOnlyModel):
    """The head did not approve: the limit stays as it is."""

    request = models.OneToOneField(ExtensionRequest, on_delete=models.PROTECT, related_name="denial")
    words = models.TextField(blank=True)
    denied_at = models.DateTimeField(default=timezone.now)
    denied_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.request} denied"


class Extension(AppendOnlyModel):
    """Ten more working days, approved by the head, the reasons told (Licensing Law art. 42)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="extension")
    request = models.OneToOneField(
        ExtensionRequest, on_delete=models.PROTECT, null=True, related_name="extension", help_text="none before 0.2"
    )
    days = models.PositiveSmallIntegerField()
    reasons = models.TextField()
    approved_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.application} +{self.days}"


class HearingOffer(AskedByLetter):
    """The right to a hearing was told before a decision that weighs on somebody (Licensing Law art. 47)."""

    told_in = "ask_by"

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="hearing_offer")
    ask_by = models.DateField(db_index=True)
    told_at = models.DateTimeField(default=timezone.now)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.application} {self.told_at:%Y-%m-%d}"


class HearingAnswer(AppendOnlyModel):
    """Whether the applicant asks for the hearing; `hold_by` is twenty working days later (art. 47)."""

    offer = models.OneToOneField(HearingOffer, on_delete=models.PROTECT, related_name="answer")
    wants_hearing = models.BooleanField()
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    hold_by = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.offer} {self.wants_hearing}"


class InterestedParty(AppendOnlyModel):
    """Somebody else whose major interests the decision touches: told by a letter of their own (arts. 36, 47)."""

    offer = models.ForeignKey(HearingOffer, on_delete=models.PROTECT, related_name="parties")
    name = models.CharField(max_length=100)
    reach = SealedTextField(blank=True, help_text="address or telephone: how the letters reach them")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "interested parties"

    def __str__(self) -> str:
        return f"{self.offer} {self.pk}"

    @property
    def runs_until(self) -> datetime.date | None:
        """The last day to ask for a hearing, counted from the day this party was served; None while it was not."""
        return runs_until(self.offer.ask_by, self.letter)


class PartyAnswer(AppendOnlyModel):
    """What an interested party answered, taken down by an official: they have no account with the case."""

    party = models.OneToOneField(InterestedParty, on_delete=models.PROTECT, related_name="answer")
    wants_hearing = models.BooleanField()
    words = models.TextField(blank=True)
    hold_by = models.DateField(null=True)
    answered_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.party} {self.wants_hearing}"


class Announcement(AppendOnlyModel):
    """Day, time and place of a hearing as they are told to everybody concerned, seven days before (art. 48 item 1)."""

    held_on = models.DateField()
    time = models.TimeField()
    place = models.CharField(max_length=200)
    chair = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="who holds it, as told")
    told_at = models.DateTimeField(default=timezone.now)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.held_on} {self.time} {self.place}"


class HearingSummons(Announcement):
    """The hearing before a decision is announced; the newest counts."""

    offer = models.ForeignKey(HearingOffer, on_delete=models.PROTECT, related_name="summons")

    class Meta(Announcement.Meta):
        verbose_name_plural = "hearing summons"


class HearingRecord(AppendOnlyModel):
    """The minutes of a hearing; the decision rests on them (Licensing Law art. 48)."""

    offer = models.OneToOneField(HearingOffer, on_delete=models.PROTECT, related_name="record")
    held_on = models.DateField()
    chaired_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    minutes = models.TextField()
    recorded_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.offer} {self.held_on}"


class Delivery(AppendOnlyModel):
    """How and when the result reached the applicant (送达; ten working days after the decision, art. 44)."""

    class Way(models.TextChoices):
        ELECTRONIC = "electronic", _("Electronic")
        POST = "post", _("By post")
        COUNTER = "counter", _("At the counter")

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="delivery")
    way = models.CharField(max_length=10, choices=Way.choices)
    delivered_at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=200, blank=True, help_text="who received it, or the tracking number")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.application} {self.way}"


LIMITS = {
    "completeness": _("check of completeness"),
    "correction": _("answer to the correction request"),
    "promise": _("promised limit"),
    "decision": _("statutory limit"),
    "hearing": _("hearing"),
    "delivery": _("delivery"),
    "publicity": _("publicity of the decision"),
    "verification": _("verification"),
    "vehicles": _("promised vehicles put into service"),
    "holder": _("step without its holder"),
    "service": _("letter not served"),
    "anew": _("decision to be made anew"),
}
"""Every limit that is watched, as people say it."""


class Escalation(AppendOnlyModel):
    """A limit passed without its act: told to the supervisor, once per limit."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="escalations")
    limit = models.CharField(max_length=30, help_text="which limit: completeness, promise, decision, delivery …")
    due = models.DateField()
    noticed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "limit", "due"], name="escalated_once")]
        indexes = [models.Index(fields=["-noticed_at"]), models.Index(fields=["due", "id"])]

    def __str__(self) -> str:
        return f"{self.application} {self.limit} {self.due}"

    @property
    def limit_label(self) -> str:
        return str(LIMITS.get(self.limit, self.limit))


class Decision(AppendOnlyModel):
    """Grant or refusal, in writing, once (Licensing Law art. 38)."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    reasons = models.TextField(blank=True)
    articles = models.TextField(blank=True, help_text="the articles a refusal rests on")
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="nobody: granted by force of law"
    )
    is_for_falsehood = models.BooleanField(
        default=False, help_text="refused for false materials, with a warning (Licensing Law art. 78)"
    )
    is_deemed = models.BooleanField(default=False, help_text="renewal undecided at expiry (Licensing Law art. 50)")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["-decided_at"]),
            models.Index(fields=["application"], name="decision_deemed", condition=Q(is_deemed=True)),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.outcome}"

    @property
    def is_granted(self) -> bool:
        return self.outcome == self.Outcome.GRANTED

    @property
    def outcome_label(self) -> str:
        """How it was decided, in the words of its type: a filing is entered, not granted."""
        if self.application.item.type != "filing":
            return str(self.get_outcome_display())
        return str(_("Filing entered") if self.is_granted else _("Filing not entered"))


class Withdrawal(AppendOnlyModel):
    """The applicant took the application back before the decision."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.application} {self.withdrawn_at:%Y-%m-%d}"
