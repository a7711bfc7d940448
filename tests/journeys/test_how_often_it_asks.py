"""How often an act or a page asks the database: ceilings, so that nobody raises them unseen.

What a life asks does not depend on how many lorries it is about. The numbers are what is reached, not what is wished
for: whoever gets below one lowers it. The decision asks for the credit code that chooses how the promise is verified.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from licensing.applications.models.application import Application
from licensing.moving import cases
from licensing.moving.finish import finish
from portal.edge import sessions
from tests.factories import company_of, draft, granted, principal_of, sign, staff
from tests.fleets import grow_fleet
from tests.registry_server import WORLD

FLEETS = [uscc for uscc in WORLD["fleets"] if uscc[2:8] == "410802"][1:]
CEILINGS = {"submit": 30, "accept": 17, "decide": 46}
PAGES = {"/": 5, "/services/freight-licence-establish/": 5, "/desk/": 8, "/verify/?number=x&code=y": 5}


@pytest.fixture(autouse=True)
def written_once(monkeypatch):
    """A session is written once a minute: on a busy machine between two looks at a page."""
    monkeypatch.setattr(sessions, "FRESH_SECONDS", 24 * 3600)


def asked_by(act):
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen.captured_queries)


def life(uscc, *, vehicles, clerk):
    """Act → how often it asked, for one case from submission to decision."""
    grow_fleet(uscc, to=vehicles)
    begun = sign(draft(company_of(uscc), vehicles=vehicles))

    def case():
        return Application.objects.get(pk=begun.pk)

    return {
        "submit": asked_by(lambda: cases.hand_in(case(), by=begun.started_by)),
        "accept": asked_by(lambda: cases.accept(case(), by=clerk)),
        "decide": asked_by(lambda: cases.decide(case(), "granted", by=clerk)),
    }


def test_a_life_asks_as_often_for_many_lorries_as_for_one(world, clerk):
    # The first life of a process also reads the letters' texts, which are kept.
    life(FLEETS[2], vehicles=1, clerk=clerk)
    one = life(FLEETS[0], vehicles=1, clerk=clerk)
    many = life(FLEETS[1], vehicles=12, clerk=clerk)

    assert {act: count for act, count in one.items() if count > CEILINGS[act]} == {}
    assert sum(many.values()) <= sum(one.values()) + 5


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_no_more_than_it_did(item, clerk, sign_in, address):
    client = sign_in(clerk)
    client.get(address)

    assert asked_by(lambda: client.get(address)) <= PAGES[address]


def test_the_case_page_asks_no_more_than_it_did(item, taihang, clerk, sign_in):
    begun = sign(draft(taihang))
    cases.hand_in(begun, by=begun.started_by)
    client, page = sign_in(clerk), f"/desk/cases/{begun.key}/"
    client.get(page)

    open_case = asked_by(lambda: client.get(page))
    cases.accept(Application.objects.get(pk=begun.pk), by=clerk)
    cases.decide(Application.objects.get(pk=begun.pk), "granted", by=clerk)
    finish(Application.objects.get(pk=begun.pk))
    client.get(page)
    decided = asked_by(lambda: client.get(page))

    assert (open_case <= 16, decided <= 16) == (True, True), (open_case, decided)


OF_A_GRANTED_CASE = {"applications:progress": 28, "desk:after_grant": 21, "register:dossier": 34}


@pytest.mark.parametrize("page", OF_A_GRANTED_CASE)
def test_what_is_told_of_a_granted_case_asks_no_more_than_it_did(page, item, taihang, clerk, sign_in):
    """What there is at most once comes with the case; of the rest only what there is something of is read."""
    case = granted(taihang, clerk=clerk)
    reader = {"applications:progress": principal_of(taihang), "desk:after_grant": clerk}.get(page)
    client = sign_in(reader or staff("auditor", Role.AUDITOR))
    address = reverse(page, args=[case.key])
    client.get(address)

    assert asked_by(lambda: client.get(address)) <= OF_A_GRANTED_CASE[page]
