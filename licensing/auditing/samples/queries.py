"""Whose samples somebody reads."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.people import Person
from accounts.roles import keys_of_visible_authorities
from licensing.auditing.samples.models import Sample


def samples_of(person: Person) -> QuerySet[Sample]:
    """Those a person has drawn."""
    return Sample.objects.filter(by=person).order_by("-pk")


def drawn_before(sample: Sample) -> int:
    """How often the same person had drawn from the same list before: who draws until it suits is seen."""
    return Sample.objects.filter(by=sample.by_id, digest=sample.digest, pk__lt=sample.pk).count()


def sample_for(person: Person, pk: int) -> Sample | None:
    """A sample, for whoever spans all the authorities it was drawn at."""
    found = Sample.objects.select_related("by").filter(pk=pk).first()
    spans = set(keys_of_visible_authorities(person))
    return found if found is not None and set(found.authorities) <= spans else None
