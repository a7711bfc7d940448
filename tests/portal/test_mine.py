"""The home of a company: what is to be done stands first, with its day; nothing has to be hunted for."""

from __future__ import annotations

import datetime

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.people import Person
from accounts.represented.companies import Membership
from licensing.moving import cases as flow
from licensing.register.models import Place
from licensing.register.places import plate_place
from pages.errands import Whom, errands, told_by
from tests.factories import applicant, drafted, granted, principal_of, proved
from tests.licensing.conftest import queries
from tests.supervision.conftest import subject_of

pytestmark = pytest.mark.django_db
MINE = "/mine/"


def told(company):
    """What there is to do; the same as if every kind were asked by itself."""
    whom = Whom(company=company, person=principal_of(company), on=timezone.localdate())
    found = errands(whom.company, whom.person, on=whom.on)
    kinds = [kind for path in settings.ERRANDS for kind in import_string(path)]
    assert {str(one) for one in found} == {str(one) for one in told_by(kinds, whom)}
    return [str(one.title) for one in found]


def vehicle(company, plate, *, days):
    return Place(
        key=plate_place(plate, "yellow"),
        licence="vehicle",
        company=company,
        holder_name=company.name,
        number=plate,
        valid_to=timezone.localdate() + datetime.timedelta(days=days),
    )


def test_a_company_that_owes_nothing_is_told_so(taihang, sign_in):
    page = sign_in(proved(principal_of(taihang))).get(MINE).content.decode()

    for words in ("Nothing to do", "No cases in progress", "No messages", "No vehicle has a certificate yet"):
        assert words in page


def test_what_is_due_first_stands_first_and_leads_to_the_page_where_it_is_done(taihang, clerk, sign_in):
    case = drafted("freight-branch-file", taihang)
    flow.hand_in(case, by=principal_of(taihang))
    point = {
        "section": "applicant",
        "row": -1,
        "field": "contact-phone",
        "material": "",
        "label": "电话",
        "words": "补正",
    }
    case.refresh_from_db()
    flow.ask_for_correction(case, [point], by=clerk)
    Place.objects.bulk_create([vehicle(taihang, f"豫H2000{n}", days=70 + n) for n in range(3)])
    subject_of(taihang, colour="yellow")

    page = sign_in(principal_of(taihang)).get(MINE)
    found = page.context["to_do"]

    assert [one.errand.title for one in found[:2]] == [
        "Correct the application",
        "3 vehicles' certificates expire soon",
    ]
    assert found[-1].look is None  # the colour of the code has no day
    assert f"/applications/{case.key}/correct/" in page.content.decode()
    assert "working days left" in str(found[0].look.label)
    assert [one.case.pk for one in page.context["running"]] == [case.pk]


def test_a_delegation_that_ends_is_told_before_it_ends(taihang):
    until = timezone.localdate() + datetime.timedelta(days=10)
    Membership.objects.create(company=taihang, person=applicant(name="李经办"), kind="handler", until=until)

    assert "A delegation is about to end: renew it in time" in told(taihang)


def test_the_home_of_a_large_fleet_asks_no_more_than_that_of_a_small_one(taihang, clerk, sign_in):
    granted(taihang, clerk=clerk)
    client = sign_in(principal_of(taihang))
    client.get(MINE)
    with queries(connection) as few:
        client.get(MINE)
    Place.objects.bulk_create([vehicle(taihang, f"豫J{n:05}", days=400) for n in range(300)])

    with queries(connection) as many:
        page = client.get(MINE)

    assert page.context["fleet"].total == 302
    assert len(many) == len(few)
    assert len(few) <= 45


def test_who_signs_in_for_a_company_begins_here(taihang, client):
    person = Person.objects.get(pk=principal_of(taihang).pk)
    answer = client.post("/accounts/login/", {"login": person.username, "password": "a-Long-pass-Phrase-9"})

    assert answer["Location"] == MINE
