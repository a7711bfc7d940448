"""A ticket that names nobody is corrected with reasons, or it is found – by two – that nobody can be named."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from desk.refusals import MayNotHandle
from hotline.tickets.conditions import conditions_of
from hotline.tickets.doing import correcting, reviewing
from hotline.tickets.doing.refused import NotDone
from hotline.tickets.end_models import ObjectNotFoundReview
from hotline.tickets.queries import tickets_for
from hotline.tickets.rules import classified, is_accused
from supervision.credit.facts.models import CreditFact
from tests.factories import principal_of
from tests.hotline.crew import Crew

pytestmark = pytest.mark.django_db
CORRECTED = {"theme": "detention", "against": "station", "object_name_typed": "孟州物流园", "reasons": "电话核实。"}


@pytest.fixture
def crew(catalogue):
    return Crew()


def named(ticket):
    return next(one for one in conditions_of(ticket) if one.code == "filled-in")


def test_a_ticket_without_an_object_is_struck_off_once_the_dispatcher_named_it(crew):
    ticket = crew.reviewed(object_name="")
    crew.call_back(ticket)
    before = named(ticket)
    correcting.correct(ticket, by=crew.dispatcher, **CORRECTED)
    crew.strike_off(ticket)

    assert not before.holds
    assert (named(ticket).holds, ticket.object_name) == (True, "")
    assert "孟州物流园" in named(ticket).proof


def test_that_nobody_can_be_named_counts_when_a_second_person_agrees(crew):
    ticket = crew.reviewed(object_name="")
    crew.call_back(ticket)
    correcting.find_no_object(ticket, words="来电人不记得，路段无监控。", by=crew.handler)
    alone = named(ticket).holds
    with pytest.raises(MayNotHandle):
        correcting.review_no_object(ticket, agrees=True, words="", by=crew.handler)
    with pytest.raises(NotDone):
        correcting.review_no_object(ticket, agrees=False, words="", by=crew.supervisor)
    correcting.review_no_object(ticket, agrees=False, words="再问一次来电人。", by=crew.supervisor)
    sent_back = named(ticket).holds
    found = correcting.find_no_object(ticket, words="再次询问，仍不清楚。", by=crew.handler)
    correcting.review_no_object(ticket, agrees=True, words="", by=crew.supervisor)
    crew.strike_off(ticket)

    assert (alone, sent_back, named(ticket).holds) == (False, False, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        ObjectNotFoundReview.objects.create(
            finding=ticket.objects_not_found.first(), agrees=True, found_by=found.by, by=found.by
        )


def test_what_hardly_anybody_comes_for_is_offered_folded(crew, client):
    ticket = crew.accepted()
    client.force_login(crew.dispatcher)

    page = client.get(reverse("tickets:ticket", args=[ticket.number])).content.decode()

    assert 'id="act-transfer"' in page
    assert '<details class="card mb-3" id="act-transfer"' not in page
    assert '<details class="card mb-3" id="act-correct">' in page


def test_only_the_centre_corrects_and_only_with_reasons(crew):
    ticket = crew.signed(object_name="")
    with pytest.raises(MayNotHandle):
        correcting.correct(ticket, by=crew.handler, **CORRECTED)
    with pytest.raises(NotDone):
        correcting.correct(ticket, by=crew.dispatcher, **{**CORRECTED, "reasons": " "})
    with pytest.raises(NotDone):
        correcting.correct(ticket, by=crew.dispatcher, **{**CORRECTED, "theme": "no-such"})

    assert classified(ticket) == ticket


def test_a_correction_never_leaves_a_ticket_with_the_unit_complained_of(crew):
    ticket = crew.signed(object_name="")
    told = {**CORRECTED, "against": "unit", "unit": crew.bureau, "object_name_typed": ""}
    with pytest.raises(NotDone):
        correcting.correct(ticket, by=crew.dispatcher, **told)
    with pytest.raises(NotDone):
        correcting.correct(ticket, by=crew.dispatcher, **{**CORRECTED, "theme": "enforcement"})
    waiting = crew.accepted(object_name="")
    correcting.correct(waiting, by=crew.dispatcher, **told)

    assert is_accused(crew.bureau, waiting)


def test_a_company_named_afterwards_is_a_party_and_what_is_true_counts_for_its_credit(crew, taihang):
    ticket = crew.replied(object_name="")
    correcting.correct(ticket, by=crew.dispatcher, **{**CORRECTED, "against": "company", "company": taihang})
    principal = principal_of(taihang)
    reviewing.review(ticket, agrees=True, words="", by=crew.reviewer)

    assert CreditFact.objects.get(source_ref=ticket.number).company == taihang
    assert ticket not in tickets_for(principal)
    with pytest.raises(NotDone):
        correcting.correct(ticket, by=crew.dispatcher, **{**CORRECTED, "against": "company", "company": taihang})


def test_the_page_offers_it_and_shows_both_what_was_told_and_what_it_is(crew, sign_in):
    ticket = crew.signed(object_name="", against="other")
    act = reverse("tickets:act", args=[ticket.number, "correct"])
    typed = {"theme": "detention", "against": "station", "object_name": "孟州物流园", "reasons": "电话核实。"}
    done = sign_in(crew.dispatcher).post(act, typed)
    page = sign_in(crew.handler).get(reverse("tickets:ticket", args=[ticket.number])).text

    assert done.status_code == 302
    assert "孟州物流园" in page
    assert "电话核实。" in page


def test_a_stale_page_replaces_no_correction_it_has_not_shown(crew, sign_in):
    ticket = crew.accepted(object_name="")
    tab = sign_in(crew.dispatcher)
    address = reverse("tickets:act", args=[ticket.number, "correct"])
    page = tab.get(reverse("tickets:ticket", args=[ticket.number])).content.decode()
    seen = re.search(r'name="stands-on" value="(\w+)"', page)[1]
    correcting.correct(ticket, by=crew.supervisor, **CORRECTED)
    typed = {"theme": "detention", "against": "station", "object_name": "旧页面写的", "reasons": "核对录音。"}

    stale = tab.post(address, {**typed, "stands-on": seen})
    shown = re.search(r'name="stands-on" value="(\w+)"', stale.content.decode())[1]

    kept = ticket.corrections.count()
    again = tab.post(address, {**typed, "stands-on": shown})

    assert (stale.status_code, kept) == (422, 1)
    assert CORRECTED["object_name_typed"] in stale.content.decode()
    assert "旧页面写的" in stale.content.decode()
    assert (again.status_code, ticket.corrections.count()) == (302, 2)
