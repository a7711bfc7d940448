"""Addresses at which nothing arrives: known until their owner proves them again, or chooses another.

What is obligatory is still tried. Only a keyed digest of the address is kept: nobody needs to know which it was.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from accounts.people import Person
from accounts.sealing import BlindIndexField, blind_index
from post.events import ADDRESS_DOUBTED
from post.telling.models import Channel

Doubts = dict[tuple[int, str], str]
"""By person and channel the digest of the address at which nothing arrives."""


class DoubtfulAddress(models.Model):
    """The address at which a channel does not reach a person; a newer one replaces it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    digest = BlindIndexField(help_text="keyed, of the address")
    reason = models.CharField(max_length=60)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "doubtful addresses"
        constraints = [models.UniqueConstraint(fields=["person", "channel"], name="one_doubt_per_person_and_channel")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.channel}"


def doubt(person: Person, channel: str, address: str, *, reason: str) -> bool:
    """Nothing arrives at an address a person still has; its owner is told by an event. False when it was known."""
    digest = blind_index(address)
    known = {"person": person, "channel": channel}
    if not address or DoubtfulAddress.objects.filter(**known, digest=digest).exists():
        return False
    try:
        with transaction.atomic():
            DoubtfulAddress.objects.filter(**known).delete()
            DoubtfulAddress.objects.create(**known, digest=digest, reason=reason[:60])
            ADDRESS_DOUBTED.record(subject=f"person:{person.pk}", by="portal", channel=channel)
    except IntegrityError:
        return False  # two workers learnt it in the same moment
    return True


def believe(person: Person, channel: str) -> None:
    """The address was proved, or is another now."""
    DoubtfulAddress.objects.filter(person=person, channel=channel).delete()


def doubted(people: Collection[int]) -> Doubts:
    """Of some people: by person and channel the digest of the address at which nothing arrives."""
    rows = DoubtfulAddress.objects.filter(person__in=people)
    return {(person, channel): digest for person, channel, digest in rows.values_list("person", "channel", "digest")}


def is_doubtful(doubts: Doubts, person: Person, channel: str, address: str) -> bool:
    """Whether it is this very address at which nothing arrives."""
    digest = doubts.get((person.pk, channel))
    return digest is not None and digest == blind_index(address)
