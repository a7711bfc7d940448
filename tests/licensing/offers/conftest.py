"""A company whose licence and vehicles expire soon."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from licensing.certificates.models import Certificate
from licensing.register.models import Place
from materials.lookups.ledger import enter, newest
from tests.factories import granted


@pytest.fixture
def expiring(taihang, clerk):
    """A licence and its vehicles that expire in sixty days; the register of the bureau says so too."""
    granted(taihang, clerk=clerk)
    until = timezone.localdate() + datetime.timedelta(days=60)
    Place.objects.filter(company=taihang).update(valid_to=until)
    for one in Certificate.objects.filter(company=taihang):
        keys, material = _ledger(one)
        fields = dict(newest(material, keys).fields) | {"valid-to": until.isoformat()}
        enter(material=material, keys=keys, fields=fields, source="test", as_of=timezone.now())
    return taihang


def _ledger(one):
    if one.kind == "vehicle":
        return {"plate": one.plate, "plate-colour": one.particulars["plate-colour"]}, "vehicle-operation-permit"
    return {"uscc": one.company.uscc}, "road-transport-licence"
