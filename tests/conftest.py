"""What many tests need: a loaded catalogue, a running registry, people of every role."""

from __future__ import annotations

import datetime
import gc
import hashlib
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.test import Client, TransactionTestCase, override_settings
from django.utils import timezone, translation

from accounts.loading import load_authorities
from accounts.people import Person
from accounts.represented.companies import Company
from clock.working_days import forget_calendar
from licensing.certificates import actions as certificates
from materials.catalogue import forms
from materials.catalogue.kept import forget_kept
from materials.catalogue.loading.loader import load
from materials.catalogue.queries import forget_names, item_in_force
from materials.catalogue.wording import forget_words
from materials.lookups.ask import forget
from materials.lookups.demo import load_demo_ledgers
from papers import pdf, produce, sign
from papers.keys import signing_key
from papers.paper import Paper
from tests import filled
from tests.factories import company_of, granted, staff, year_of_work
from tests.registry_server import WORLD, Running, running_registry

# Playwright's own loop makes Django believe it is called from async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# How long an example takes says how busy the machine is, not whether the rule holds.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

TAIHANG, YUNTAI, SHUNDA = list(WORLD["fleets"])[:3]


@pytest.fixture(scope="session", autouse=True)
def own_folder(worker_id: str) -> Iterator[None]:
    """Each test process writes to a folder of its own, and so does the store of files, whoever has touched it before.

    (Collecting a module that imports `default_storage` asks for its class, and that already makes it.)
    """
    base = Path(settings.VAR_DIR) / worker_id
    shutil.rmtree(base / "private", ignore_errors=True)
    base.mkdir(parents=True, exist_ok=True)
    private = base / "private"
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": private}}
    with override_settings(
        PRIVATE_DIR=private, KEYS_DIR=base / "keys", STORAGES={**settings.STORAGES, "default": default}
    ):
        yield


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Messages are read in English unless a request asks for another language; none leaks from test to test."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def fresh_calendar() -> None:
    """What one test released is not remembered in the next."""
    forget_calendar()


@pytest.fixture(scope="session", autouse=True)
def printed_once() -> Iterator[None]:
    """The same paper is the same PDF (tests/papers proves it): laid out and signed once for all tests of a process."""
    printed: dict[str, bytes] = {}
    signed: dict[tuple[bytes, sign.FileNow], bytes] = {}

    def render(paper: Paper) -> bytes:
        if paper.digest() not in printed:
            printed[paper.digest()] = pdf.render(paper)
        return printed[paper.digest()]

    def signed_by(laid_out: bytes, *, signer: str, name: str) -> bytes:
        key = sign._as_it_is_now(signing_key(signer, name=name).cert_file)
        whole = hashlib.sha256(laid_out).digest()
        if (whole, key) not in signed:
            signed[whole, key] = sign.sign(laid_out, signer=signer, name=name)
        return signed[whole, key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(produce, "render", render)
        patched.setattr(produce, "sign", signed_by)
        yield


@pytest.fixture(autouse=True)
def codes_drawn_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Check codes come in the same order in each test, so that its papers are those of another."""
    drawn = random.Random(12328)
    monkeypatch.setattr(certificates, "secrets", drawn)


@pytest.fixture(scope="session")
def registry_server() -> Iterator[Running]:
    with running_registry() as running:
        yield running


OTHERS = ("mkt-business", "ps-vehicle", "ps-driver", "ps-identity", "credit")
"""Those a form of licensing asks: a journey stops where one is silent. Others answer in tests of their own."""


def told_by(others: Running) -> dict[str, Any]:
    """Settings with which other authorities' registries answer."""
    registries = {**settings.REGISTRIES, **dict.fromkeys(OTHERS, others.url)}
    return {"EXCHANGE_SECRET": "tests-only", "REGISTRIES": registries}


@pytest.fixture
def registry(registry_server: Running, settings) -> Iterator[Running]:
    """Other authorities' registries, answering; faults of one test do not reach the next."""
    registry_server.mend()
    for name, value in told_by(registry_server).items():
        setattr(settings, name, value)
    forget()
    yield registry_server
    registry_server.mend()
    forget()


def fill() -> None:
    """Authorities, the shipped edition of the catalogue and the bureau's own registers; what is there stays."""
    load_authorities()
    load()
    load_demo_ledgers(Path(settings.BASE_DIR) / "registry" / "data.json")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, own_folder) -> Iterator[None]:
    """Fills the database once: every test starts from it, and rolls its own changes back or has them put back."""
    with django_db_blocker.unblock():
        fill()
        filled.keep()
    # What is loaded by now stays until the end: looking through it for garbage again and again costs a twentieth, and
    # looking after every 700 new things is for programs that run for days.
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    yield
    with django_db_blocker.unblock():
        filled.throw_away()


@pytest.fixture(scope="session", autouse=True)
def put_back_after_transactions() -> Iterator[None]:
    """What a test with transactions of its own wrote is gone after it: the filled database is copied over it."""

    def put_back(_case: TransactionTestCase) -> None:
        filled.put_back()
        forget_all()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", put_back)
        yield


def forget_all() -> None:
    """What this process remembers of a catalogue."""
    forms._form.cache_clear()
    forget_names()
    forget_words()
    forget_kept()
    cache.clear()


@pytest.fixture(scope="module")
def written_once(request: pytest.FixtureRequest, django_db_setup, django_db_blocker) -> Iterator[None]:
    """Room for what all tests of a file begin with: it is written once, and what a test writes is taken back to it."""
    marks = [test.get_closest_marker("django_db") for test in request.session.items if test.path == request.path]
    assert not any(mark.kwargs.get("transaction") for mark in marks if mark), "a transaction of its own would wait here"
    # A file a test has read and closes would close the connection and with it what all begin with.
    request_finished.disconnect(close_old_connections)
    with django_db_blocker.unblock(), translation.override("en"):
        forget_all()
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        forget_all()
    request_finished.connect(close_old_connections)


@pytest.fixture(scope="module")
def prepared(written_once, registry_server) -> Iterator[None]:
    """While a file writes what its tests begin with, everything stands as in a test of the `world`."""
    registry_server.mend()
    with pytest.MonkeyPatch.context() as patched, override_settings(**told_by(registry_server)):
        # Codes of its own: a test of the file may issue certificates, too.
        patched.setattr(certificates, "secrets", random.Random(12329))
        yield
    forget()


@pytest.fixture(scope="module")
def licensed_once(prepared) -> int:
    """A file that uses it begins with 太行货运 licensed by the clerk; the key of that case."""
    company = company_of(TAIHANG)
    return granted(company, clerk=_the_clerk()).pk


@pytest.fixture
def catalogue(db) -> None:
    forget_all()


@pytest.fixture
def world(catalogue, registry) -> Running:
    """Catalogue, authorities, registries of others, and the bureau's own registers filled."""
    return registry


@pytest.fixture
def item(world):
    return item_in_force("freight-licence-establish")


@pytest.fixture
def taihang(world) -> Company:
    return Company.objects.filter(uscc=TAIHANG).first() or company_of(TAIHANG)


@pytest.fixture
def chen(taihang) -> Person:
    """The principal of 太行货运."""
    return taihang.memberships.get().person


@pytest.fixture
def clerk(catalogue) -> Person:
    """Accepts and decides on the spot."""
    return Person.objects.filter(username="clerk").first() or _the_clerk()


def _the_clerk() -> Person:
    return staff("clerk", "counter-clerk", "decider")


@pytest.fixture
def next_year(db) -> None:
    """Working days of next year, as an administrator would enter them."""
    year = timezone.localdate().year + 1
    year_of_work(year, off=[datetime.date(year, 1, 1)])


@pytest.fixture
def scan() -> SimpleUploadedFile:
    from tests.factories import picture

    return picture()


@pytest.fixture
def sign_in():
    def signed_in(person: Person) -> Client:
        client = Client(HTTP_ACCEPT_LANGUAGE="en")
        client.force_login(person, backend="accounts.signing_in.backend.Backend")
        return client

    return signed_in
