"""Decisions for one company wait for each other, and what was waited for is seen, on a real PostgreSQL."""

import threading
import time

import pytest
from django.db import connection, connections, transaction

from accounts.roles import Role, give_roles
from accounts.signing_in.backend import Backend
from licensing.applications.models.application import Application
from licensing.decisions.models.ends import Decision
from licensing.moving import cases as flow
from licensing.register.actions import alone_with
from tests.factories import accepted, staff

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def really_postgres():
    assert connection.vendor == "postgresql", "these run through bin/test, on the server it starts"


def decided(case, by):
    return lambda: flow.decide(Application.objects.get(pk=case.pk), "granted", by=by)


def test_a_decision_waits_for_whoever_decides_for_the_company_and_is_no_deadlock(taihang, clerk):
    case, told = accepted(taihang, clerk=clerk), []

    def decide():
        try:
            told.append(decided(case, clerk)())
        finally:
            connections.close_all()

    with transaction.atomic():
        alone_with(taihang)
        waiting = threading.Thread(target=decide)
        waiting.start()
        time.sleep(1.5)
        assert told == []
        assert not Decision.objects.exists()
    waiting.join(60)

    assert len(told) == 1
    assert Decision.objects.get().application == case


def test_roles_read_in_one_statement_are_the_roles_of_the_groups(taihang):
    for roles in ([], ["counter-clerk"], ["counter-clerk", "decider", "head"]):
        person = staff(f"has-{len(roles)}", *roles)

        found = Backend().get_user(person.pk)

        assert found.get_all_permissions() == Backend().get_all_permissions(type(person).objects.get(pk=person.pk))
    give_roles(person, {Role.AUDITOR})
    assert Backend().get_user(person.pk).get_all_permissions() == {
        f"{p.content_type.app_label}.{p.codename}"
        for p in person.groups.get().permissions.select_related("content_type")
    }
