"""Licences and vehicle certificates, their states, their files, and what was publicised."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from accounts.typed.searching import BEGINNING, FIRST_DIGITS, LAST_DIGITS, PAIRS, SearchIndex
from licensing.decisions.models.ends import Decision
from licensing.decisions.models.letters import Letter
from papers.documents import Document
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class State(models.TextChoices):
    """States of an e-certificate (GB/T 36903; domain F-6.2); "expired" follows from the date alone.

    撤销, 撤回, 吊销 and 注销 are four different ends, never one (domain F-2.10).
    """

    IN_FORCE = "in-force", _("In force")
    SUSPENDED = "suspended", _("Suspended")
    SUPERSEDED = "superseded", _("Superseded")
    REVOKED = "revoked", _("Revoked")
    WITHDRAWN = "withdrawn", _("Withdrawn by the authority")
    CANCELLED = "cancelled", _("Cancelled as a penalty")
    STRUCK_OFF = "struck-off", _("Struck off")
    EXPIRED = "expired", _("Expired")
    UNCLEAR = "unclear", _("Being checked")
    """No state is written down: never issued so, an alarm (`faithful.unfaithful`)."""


class CertificateQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> CertificateQuerySet:
        """A company's own certificates, and those of the authorities a person's role spans."""
        mine = Q(company__in=Company.objects.acted_for_by(person))
        return self.filter(mine | Q(authority__in=visible_authorities(person)))

    def with_state(self, *, on: datetime.date | None = None) -> CertificateQuerySet:
        """Annotates `newest_state`: the last state written down, by the end of a day."""
        newest = CertificateState.objects.filter(certificate=OuterRef("pk")).order_by("-id")
        if on is not None:
            newest = newest.filter(since__date__lte=on)
        return self.annotate(newest_state=Subquery(newest.values("state")[:1]))

    def in_force(self) -> CertificateQuerySet:
        return self.with_state().filter(newest_state=State.IN_FORCE, valid_to__gte=timezone.localdate())


class Certificate(AppendOnlyModel):
    """A licence, the certificate of one vehicle, or what another item issues; once per decision and subject.

    A change or renewal issues the next version under the same number; the earlier one stays as it was, superseded.
    """

    class Kind(models.TextChoices):
        LICENCE = "licence", _("Road transport operating licence")
        VEHICLE = "vehicle", _("Vehicle operating certificate")
        RESULT = "result", _("Certificate")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    number = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1, help_text="1 as first issued; change and renewal add one")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by", help_text="earlier version"
    )
    check_code = models.CharField(max_length=8, db_index=True)
    identifier = models.CharField(max_length=80, unique=True, help_text="e-certificate identifier (GB/T 36904)")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="certificates")
    subject = models.CharField(
        max_length=100, help_text='"licence", plate and colour of the vehicle, or the name of the certificate'
    )
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="certificates")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="certificates")
    holder_name = models.CharField(max_length=100, db_index=True)
    plate = models.CharField(max_length=10, blank=True, db_index=True)
    particulars: models.JSONField[Any, Any] = models.JSONField(default=dict, help_text="everything printed on it")
    issued_on = models.DateField()
    issued_at = models.DateTimeField(default=timezone.now)
    valid_from = models.DateField()
    valid_to = models.DateField()

    objects = CertificateQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "kind", "subject", "version"], name="issued_once"),
            models.UniqueConstraint(fields=["number", "version"], name="one_certificate_per_version"),
        ]
        indexes = [
            models.Index(fields=["authority", "-id"]),
            models.Index(fields=["company", "-id"]),
            models.Index(fields=["authority", "issued_on", "id"]),
            models.Index(fields=["authority", "valid_to", "id"]),
            models.Index(fields=["issued_on", "id"]),
            models.Index(fields=["valid_to", "id"]),
            models.Index(fields=["holder_name", "id"]),
            models.Index(fields=["issued_on"], name="vehicles_by_day", condition=models.Q(kind="vehicle")),
            SearchIndex(fields=["number"], way=BEGINNING, name="number_begins"),
            SearchIndex(fields=["number"], way=FIRST_DIGITS, name="number_by_first_digits"),
            SearchIndex(fields=["number"], way=LAST_DIGITS, name="number_by_last_digits"),
            SearchIndex(fields=["holder_name"], way=PAIRS, name="holder_by_pairs"),
        ]
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.number

    @property
    def state(self) -> State:
        """The state today: the last one written down, or expired by date."""
        newest = (
            getattr(self, "newest_state", None) or self.states.order_by("-id").values_list("state", flat=True).first()
        )
        if newest == State.IN_FORCE and self.valid_to < timezone.localdate():
            return State.EXPIRED
        return State(newest) if newest else State.UNCLEAR


class Misprint(AppendOnlyModel):
    """A particular was printed wrong (更正): the next version under the same number says it right."""

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="misprint")
    successor = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="corrects")
    particular = models.CharField(max_length=20)
    wrong = models.CharField(max_length=60)
    right = models.CharField(max_length=60)
    reasons = models.TextField()
    corrected_at = models.DateTimeField(default=timezone.now)
    corrected_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.certificate} {self.particular}"


class CertificateState(AppendOnlyModel):
    """A change of state, dated and reasoned."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=10, choices=State.choices)
    since = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    superseded_by = models.ForeignKey(Certificate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["certificate", "-id"]),
            models.Index(fields=["state", "certificate"]),
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.state}"


class CertificateCopy(AppendOnlyModel):
    """The signed file of a certificate: a licence has an original and a duplicate, a vehicle's has one."""

    class Copy(models.TextChoices):
        ORIGINAL = "original", _("Original")
        DUPLICATE = "duplicate", _("Duplicate")

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="copies")
    copy = models.CharField(max_length=10, choices=Copy.choices)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["certificate", "copy"], name="one_file_per_copy")]

    def __str__(self) -> str:
        return f"{self.certificate} {self.copy}"


class IssueOrder(models.Model):
    """The outbox row written with a grant: what the worker still owes. The queue is only the hurry."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="issue_order")
    numbers: models.JSONField[Any, Any] = models.JSONField(
        default=dict, help_text="kind and subject -> the number the letter of the grant tells"
    )
    ordered_at = models.DateTimeField(default=timezone.now)
    registered_at = models.DateTimeField(null=True, blank=True, help_text="numbers drawn and effects carried out")
    completed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_attempt_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["completed_at", "ordered_at"])]

    def __str__(self) -> str:
        return f"{self.decision}: {'done' if self.completed_at else 'open'}"


class Publication(AppendOnlyModel):
    """The public entry of a grant (双公示; Licensing Law art. 40): no personal data in it."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="publication")
    published_at = models.DateTimeField(default=timezone.now)
    entry: models.JSONField[Any, Any] = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["-published_at"]),
            SearchIndex(fields=["entry"], key="uscc", way=BEGINNING, name="published_by_code"),
            SearchIndex(fields=["entry"], key="holder", way=PAIRS, name="published_by_pairs"),
            SearchIndex(fields=["entry"], key="document", way=PAIRS, name="published_by_document"),
        ]

    def __str__(self) -> str:
        return str(self.decision)

    @property
    def undone_by(self) -> str:
        """Body, document and day of what undid the grant, public with it; "" while the grant stands."""
        undoing = [one for one in self.decision.letter.outcomes.all() if one.undoes]
        return f"{undoing[-1].body} {undoing[-1].document} {undoing[-1].dated.isoformat()}" if undoing else ""

    @property
    def verified_as(self) -> str:
        """How the promise behind the grant turned out, public with it (domain F-3.9); "" until that is decided.

        What an inspection found against the holder is an allegation until the proceedings it opened are decided.
        """
        verification = getattr(self.decision.application, "verification", None)
        found = list(verification.inspections.all()) if verification else []
        if not found:
            return ""
        last = found[-1]
        if last.outcome == last.Outcome.KEPT:
            return str(last.get_outcome_display())
        decided = getattr(getattr(last, "inquiry", None), "decision", None)
        if decided is None:
            return ""
        return str(last.get_outcome_display()) if decided.ends else str(_("Proceedings dropped"))
