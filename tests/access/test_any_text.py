"""Whatever text is sent as any parameter of any address, the answer is a page or a refusal, never an error of ours.

A few hundred values in every run; FUZZ_VALUES=20000 (make fuzz) sends more, on both databases.
"""

import datetime
import os
import random

import pytest
from django.test import Client
from django.utils import timezone

from portal.models import Heartbeat
from tests.any_text import Sender
from tests.conftest import SHUNDA, TAIHANG
from tests.factories import company_of, draft, granted, principal_of, staff, submitted

pytestmark = pytest.mark.django_db

VALUES = int(os.environ.get("FUZZ_VALUES", "600"))
SEED = int(os.environ.get("FUZZ_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)


def window(person=None):
    client = Client(HTTP_ACCEPT_LANGUAGE="en", raise_request_exception=False)
    if person is not None:
        client.force_login(person, backend="accounts.signing_in.backend.Backend")
    return client


def test_any_text_in_any_parameter_is_answered(world, taihang, clerk, capsys):
    # Without a living worker /health/ answers 503, as it should.
    Heartbeat.objects.create(name="worker", at=timezone.now() + datetime.timedelta(days=1))
    case = granted(taihang, clerk=clerk)
    shunda = company_of(SHUNDA)
    waiting, own = submitted(shunda), draft(taihang)
    handler = staff("all", "counter-clerk", "reviewer", "decider", "verifier")
    people = [None, principal_of(taihang), principal_of(shunda), handler, staff("adm", "administrator")]
    people += [staff("aud", "auditor"), staff("sup", "supervisor")]
    known = {
        "key": [str(found.key) for found in (case, waiting, own)],
        "code": ["freight-licence-establish", "applicant", "vehicle", "driver", "safety"],
        "uscc": [TAIHANG],
        "year": ["2026", "2027"],
        "name": ["acceptance", "refusal", "refuse-acceptance", "extend", "inspect"],
        "pk": ["1", str(handler.pk)],
        "material": ["id-principal", "practitioner-cert"],
        "node": ["licence", "registration"],
        "copy": ["original"],
    }

    told = Sender([window(person) for person in people], known, seed=SEED).run(VALUES)

    with capsys.disabled():
        print(f"\n  fuzz: {told.values} values, {told.requests} requests, seed {SEED}: {sorted(told.codes.items())}")  # noqa: T201
    assert told.errors == [], f"seed {SEED}"
