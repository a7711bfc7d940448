"""The register filtered by state shows what is in that state now, and nothing that only was."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.urls import reverse

from licensing.certificates.ends import change_state
from licensing.certificates.models import Certificate, State
from tests.factories import granted, staff

pytestmark = pytest.mark.django_db


def shown(client, state):
    page = client.get(reverse("register:list"), {"state": state}).content.decode()
    return {one.number for one in Certificate.objects.all() if one.number in page}


def test_each_state_shows_its_own(taihang, clerk, sign_in):
    granted(taihang, clerk=clerk)
    licence = Certificate.objects.get(kind="licence")
    every = {one.number for one in Certificate.objects.all()}
    client = sign_in(staff("reader", "auditor"))

    before = shown(client, State.SUSPENDED)
    change_state([licence], State.SUSPENDED, reason="暂停")
    suspended, in_force = shown(client, State.SUSPENDED), shown(client, State.IN_FORCE)
    change_state([licence], State.IN_FORCE, reason="恢复")
    after = shown(client, State.SUSPENDED)

    assert before == after == set()
    assert suspended == {licence.number}
    assert in_force == every - {licence.number}
    assert shown(client, State.EXPIRED) == set()
    with time_machine.travel(licence.valid_to + datetime.timedelta(days=1), tick=False):
        client = sign_in(staff("later", "auditor"))
        assert licence.number in shown(client, State.EXPIRED)
