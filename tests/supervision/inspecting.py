"""Officers with their certificates, for tests of draws and inspections."""

from __future__ import annotations

import datetime

from django.utils import timezone

from supervision.officers.models import EnforcementCertificate
from tests.factories import staff


def officers(count, *, division="410802", first=1):
    """So many officers of an authority, each with a certificate that holds today."""
    return [certified(f"officer-{number}", division=division) for number in range(first, first + count)]


def certified(username, *, division="410802", days=365):
    person = staff(username, "enforcement-officer", division=division)
    today = timezone.localdate()
    return EnforcementCertificate.objects.create(
        person=person,
        authority=person.authority,
        number=f"16{division}{person.pk:05d}",
        issuer="河南省人民政府",
        valid_from=today - datetime.timedelta(days=400),
        valid_to=today + datetime.timedelta(days=days),
    )
