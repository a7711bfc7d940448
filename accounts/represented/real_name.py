"""Who somebody is takes proof: a code the identity service sends to that person's own telephone, or the counter.

A name and an ID number are known to many; typing them proves nothing. Accounts know no identity service: the setting
REAL_NAME names who asks one.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts import events
from accounts.people import Person
from accounts.sealing import BlindIndexField, SealedTextField, blind_index
from accounts.typed.identifiers import normalise_citizen_id
from trail.append_only import AppendOnlyModel


class RealNameChallenge(AppendOnlyModel):
    """The identity service was asked to send a code to whom an ID number belongs."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="real_name_challenges")
    id_number = SealedTextField()
    reference = models.CharField(max_length=80, help_text="the identity service's own")
    sent_to = models.CharField(max_length=20, help_text="the telephone, masked")
    asked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.asked_at:%Y-%m-%d}"


class RealNameProof(AppendOnlyModel):
    """The person of an account is who they say they are; proved once."""

    class How(models.TextChoices):
        CODE = "code", _("Code sent to their own telephone")
        COUNTER = "counter", _("Identity card shown at the counter")
        UNIFIED = "unified", _("Unified sign-in of the government")

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="real_name_proof")
    how = models.CharField(max_length=10, choices=How.choices)
    challenge = models.OneToOneField(RealNameChallenge, on_delete=models.PROTECT, null=True, related_name="proof")
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    id_digest = BlindIndexField()
    proved_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.how}"


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A code is on its way."""

    reference: str
    to: str


class NotThatPerson(Exception):
    """The identity service knows nobody of this name and number, or another number is known of the account."""


class NoTelephone(Exception):
    """The identity service knows the person, but no telephone of theirs: the counter can help."""


class WrongCode(Exception):
    """The code is not the one that was sent."""


class ChallengeOver(Exception):
    """The code is too old, or was tried too often: ask for a new one."""


class ServiceUnreachable(Exception):
    """The identity service did not answer, or none is connected; nothing is known."""


class AlreadyProved(Exception):
    """The account's identity is proved already."""


class RealNameService(Protocol):
    """Whoever proves identities."""

    def begin(self, *, name: str, id_number: str) -> Sent:
        """Send a code to the person's own telephone. Raises NotThatPerson, NoTelephone, ServiceUnreachable."""
        ...

    def finish(self, *, reference: str, code: str) -> None:
        """Compare the code. Raises WrongCode, ChallengeOver, ServiceUnreachable."""
        ...


def service() -> RealNameService:
    """The identity service this installation is connected to."""
    connected: RealNameService = import_string(settings.REAL_NAME)
    return connected


def is_proved(person: Person) -> bool:
    """Whether somebody's identity was proved, for the ID number the account holds now."""
    proof = RealNameProof.objects.filter(person=person).first()
    return proof is not None and bool(person.id_number) and proof.id_digest == blind_index(person.id_number)


def begin(person: Person, id_number: str) -> RealNameChallenge:
    """Ask for a code. Never inside a transaction.

    Raises AlreadyProved, NotThatPerson, NoTelephone, ServiceUnreachable.
    """
    if is_proved(person):
        raise AlreadyProved
    number = normalise_citizen_id(id_number)
    sent = service().begin(name=person.name, id_number=number)
    return RealNameChallenge.objects.create(
        person=person, id_number=number, reference=sent.reference, sent_to=sent.to[:20]
    )


def finish(challenge: RealNameChallenge, code: str) -> RealNameProof:
    """Enter the proof when the code is right. Raises WrongCode, ChallengeOver, ServiceUnreachable, AlreadyProved."""
    age = timezone.now() - challenge.asked_at
    if age > datetime.timedelta(minutes=settings.REAL_NAME_MINUTES) or hasattr(challenge, "proof"):
        raise ChallengeOver
    service().finish(reference=challenge.reference, code=code)
    return _enter(challenge.person, challenge.id_number, how=RealNameProof.How.CODE, challenge=challenge)


def confirm_at_counter(person: Person, id_number: str, *, by: Person) -> RealNameProof:
    """A clerk saw the person and their identity card.

    Raises AlreadyProved, NotThatPerson (nobody vouches for oneself or for a colleague).
    """
    if person.pk == by.pk or person.authority_id:
        raise NotThatPerson
    return _enter(person, normalise_citizen_id(id_number), how=RealNameProof.How.COUNTER, checked_by=by)


def enter_proved(person: Person) -> RealNameProof:
    """Enter somebody whose identity another door has proved already: the demo's people, a unified sign-in."""
    return _enter(person, person.id_number, how=RealNameProof.How.UNIFIED)


def _enter(
    person: Person,
    id_number: str,
    *,
    how: RealNameProof.How,
    challenge: RealNameChallenge | None = None,
    checked_by: Person | None = None,
) -> RealNameProof:
    with transaction.atomic():
        held = Person.objects.select_for_update().get(pk=person.pk)
        if RealNameProof.objects.filter(person=held).exists():
            raise AlreadyProved
        held.id_number = id_number
        held.save(update_fields=["id_number"])
        person.id_number = id_number
        proof = RealNameProof.objects.create(
            person=held, how=how, challenge=challenge, checked_by=checked_by, id_digest=blind_index(id_number)
        )
        authority = checked_by.authority.division_id if checked_by and checked_by.authority else ""
        kind = events.IDENTITY_PROVED if checked_by is None else events.IDENTITY_CONFIRMED
        kind.record(subject=f"person:{held.pk}", by=checked_by or held, authority=authority, name=held.name)
    return proof
