"""Many at once on a real PostgreSQL: exactly one effect, no number twice, no gap."""

import threading

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse

from accounts.authorities import Authority
from licensing.applications.actions.drafting import AlreadySubmitted
from licensing.applications.models.application import Application, Submission
from licensing.certificates.models import Certificate
from licensing.decisions.models.checking import Acceptance
from licensing.decisions.models.ends import Decision
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from papers.numbers import draw
from tests.factories import PASSWORD, accepted, draft, sign, staff, submitted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def really_postgres():
    assert connection.vendor == "postgresql", "these run through bin/test, on the server it starts"


def at_once(count, act):
    """Run an act in many threads; returns what each returned or raised."""
    barrier = threading.Barrier(count)
    outcomes = []

    def run():
        try:
            barrier.wait()
            outcomes.append(act())
        except Exception as error:  # noqa: BLE001 - whatever it was is the outcome
            outcomes.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


def test_numbers_are_drawn_without_gaps_or_doubles(catalogue):
    authority = Authority.objects.get(division_id="410802")

    def one():
        with transaction.atomic():
            return draw(authority, "receipt", year=2026)

    assert sorted(at_once(20, one)) == list(range(1, 21))


def test_a_number_of_work_that_failed_is_drawn_again(catalogue):
    authority = Authority.objects.get(division_id="410802")

    def crash():
        with transaction.atomic():
            draw(authority, "receipt", year=2026)
            raise RuntimeError("crash")

    with pytest.raises(RuntimeError, match="crash"):
        crash()

    with transaction.atomic():
        assert draw(authority, "receipt", year=2026) == 1


def test_twenty_clicks_hand_in_once(taihang, chen):
    application = sign(draft(taihang))

    outcomes = at_once(20, lambda: flow.hand_in(Application.objects.get(pk=application.pk), by=chen))

    assert sum(isinstance(o, Submission) for o in outcomes) == 1
    assert all(isinstance(o, Submission | AlreadySubmitted) for o in outcomes)
    assert Submission.objects.count() == 1


def test_of_many_clerks_exactly_one_accepts(taihang):
    case = submitted(taihang)
    clerks = iter([staff(f"clerk{n}", "counter-clerk") for n in range(10)])
    lock = threading.Lock()

    def act():
        with lock:
            clerk = next(clerks)
        return flow.accept(Application.objects.get(pk=case.pk), by=clerk)

    outcomes = at_once(10, act)

    assert outcomes.count(None) == 1
    assert Acceptance.objects.count() == 1


def test_one_decision_and_one_set_of_certificates_whoever_finishes(taihang, clerk):
    case = submitted(taihang)
    flow.accept(case, by=clerk)

    at_once(5, lambda: flow.decide(Application.objects.get(pk=case.pk), "granted", by=clerk))
    at_once(3, lambda: finish(Application.objects.get(pk=case.pk)))
    finish(Application.objects.get(pk=case.pk))

    assert Decision.objects.count() == 1
    assert Certificate.objects.filter(kind="licence").count() == 1
    assert Certificate.objects.filter(kind="vehicle").count() == 2
    serials = sorted(int(c.number[-7:-1]) for c in Certificate.objects.filter(kind="vehicle"))
    assert serials == [1, 2]


def pages_at_once(count, clerks, address, values):
    """Send one form from many windows of signed-in people; returns the status codes."""
    windows = []
    for number in range(count):
        window = Client(HTTP_ACCEPT_LANGUAGE="en", raise_request_exception=False)
        window.force_login(clerks[number % len(clerks)], backend="accounts.signing_in.backend.Backend")
        windows.append(window)
    waiting = iter(windows)
    lock = threading.Lock()

    def send():
        with lock:
            window = next(waiting)
        return window.post(address, values).status_code

    return at_once(count, send)


def test_fifty_windows_that_act_on_one_case_see_fifty_pages(taihang, clerk):
    case = submitted(taihang)
    clerks = [clerk, staff("clerk2", "counter-clerk", "decider"), staff("clerk3", "counter-clerk", "decider")]

    codes = pages_at_once(50, clerks, reverse("desk:accept", args=[case.key]), {})

    assert set(codes) <= {200, 302}, codes
    assert Acceptance.objects.count() == 1


def test_fifty_windows_that_decide_one_case_see_fifty_pages(taihang, clerk):
    case = accepted(taihang, clerk=clerk)

    values = {"outcome": "granted", "password": PASSWORD, "act": "decide"}
    codes = pages_at_once(50, [clerk], reverse("desk:decide", args=[case.key]), values)

    # 409: the page of who comes second, with what they typed.
    assert set(codes) <= {302, 409}, codes
    assert Decision.objects.count() == 1
