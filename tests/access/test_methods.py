"""What is neither read nor a form is answered 405 at every address there is, whoever asks, and nothing happens."""

import uuid

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import Person
from tests.access.everything import all_names
from tests.factories import principal_of
from trail.models import Event

pytestmark = pytest.mark.django_db
UNKNOWN = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
"""Each address is asked by one of them in turn, the first page by all: one rule answers (`portal/edge/`)."""
SAMPLES = {"key": str(uuid.UUID(int=1)), "code": "freight-licence-establish", "uidb36": "1", "material": "safety-rules"}


def addresses():
    for name, arguments in all_names():
        for sample in ("1", str(uuid.UUID(int=1)), "2026-01-01", "any"):
            try:
                yield name, reverse(name, kwargs={one: SAMPLES.get(one, sample) for one in arguments})
            except NoReverseMatch:  # the address takes another kind of value: the next sample fits
                continue
            break
        else:
            pytest.fail(f"no sample value fits {name}")


def asked(who, turn):
    """A stranger at every address, somebody signed in at every fourth: who asks makes no difference."""
    if who == "stranger" or turn % 4 == 0:
        yield UNKNOWN[(turn if who == "stranger" else turn // 4) % len(UNKNOWN)]


@pytest.mark.parametrize("who", ["stranger", "applicant", "official"])
def test_only_reading_and_forms_are_answered(who, taihang, clerk, registry):
    client = Client(raise_request_exception=True)
    if who != "stranger":
        person = clerk if who == "official" else principal_of(taihang)
        client.force_login(person, backend="accounts.signing_in.backend.Backend")
    before = (Event.objects.count(), Person.objects.count())
    found = {}
    for turn, (name, address) in enumerate(addresses()):
        for method in UNKNOWN if name == "home" else asked(who, turn):
            found[name, method] = client.generic(method, address)

    assert len(found) > 90
    assert {method for _name, method in found} == set(UNKNOWN)
    assert {key for key, answer in found.items() if answer.status_code != 405} == set()
    assert {answer["Allow"] for answer in found.values()} == {"GET, HEAD, POST"}
    assert (Event.objects.count(), Person.objects.count()) == before


def test_an_address_that_is_none_stays_none(client):
    assert client.put("/nowhere/").status_code == 404
