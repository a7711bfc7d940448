"""One act on many chosen cases: each has its own outcome, what is stale is told, and nothing is done unasked."""

from dataclasses import replace
from functools import partial

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from desk.bulk import Chosen, run_in_bulk
from desk.fields import ActForm
from desk.refusals import NotNow
from licensing.applications.models.application import Application
from licensing.casework.acts.holding_acts import HOLDING_ACTS
from licensing.casework.bulk import BULK_ACTS
from licensing.decisions.models.checking import Acceptance
from licensing.flow.open_steps import open_task
from licensing.moving import cases
from tests.factories import PASSWORD, company_of, staff, submitted
from tests.registry_server import WORLD

CHOSEN = "/desk/chosen/"


@pytest.fixture
def three(world, taihang):
    others = [uscc for uscc in WORLD["fleets"] if uscc[2:8] == "410802" and uscc != taihang.uscc]
    return [submitted(company) for company in (taihang, *map(company_of, others[:2]))]


def keys_of(some):
    return [str(open_task(case).pk) for case in some]


def outcomes(page):
    return [(one.label, one.is_done) for one in page.context["outcomes"]]


@pytest.mark.django_db
def test_the_desk_offers_what_its_reader_may_do(three, clerk, sign_in):
    offered = [act.name for act in sign_in(clerk).get("/desk/").context["list"].bulk]
    verifier = [act.name for act in sign_in(staff("verifier", "verifier")).get("/desk/").context["list"].bulk]

    assert offered == ["take", "put-back", "hand-over", "accept", "deliver"]
    assert verifier == ["take", "put-back", "hand-over"]
    assert {act.name for act in BULK_ACTS if act.in_bulk and act.signs} == set()


@pytest.mark.django_db
def test_chosen_cases_are_taken_and_put_back(three, clerk, sign_in):
    client, keys = sign_in(clerk), keys_of(three)

    taken = client.post(CHOSEN, {"act": "take", "row": keys[:2]})
    mine = client.get("/desk/", {"box": "mine"}).context["list"].lines
    back = client.post(CHOSEN, {"act": "put-back", "row": keys})

    assert outcomes(taken) == [(three[0].receipt_number, True), (three[1].receipt_number, True)]
    assert [line.label for line in mine] == [three[0].receipt_number, three[1].receipt_number]
    assert [done for _label, done in outcomes(back)] == [True, True, False]
    assert b"Done with 2 of 3." in back.content


@pytest.mark.django_db
def test_a_row_that_is_not_as_it_was_any_more_is_told_and_the_others_are_done(three, clerk, sign_in):
    keys = keys_of(three)
    colleague = staff("colleague", "counter-clerk")
    cases.accept(Application.objects.get(pk=three[1].pk), by=colleague)

    page = sign_in(clerk).post(CHOSEN, {"act": "accept", "row": keys, "do": "yes"})

    assert outcomes(page) == [(case.receipt_number, n != 1) for n, case in enumerate(three)]
    assert b"This step has already been done, or someone else has taken it." in page.content
    assert Acceptance.objects.filter(accepted_by=clerk).count() == 2


@pytest.mark.django_db
def test_letters_are_asked_about_before_they_are_sent(three, clerk, sign_in):
    page = sign_in(clerk).post(CHOSEN, {"act": "accept", "row": keys_of(three)})

    assert page.status_code == 200
    assert b"Each of them gets a letter." in page.content
    assert all(case.receipt_number in page.content.decode() for case in three)
    assert not Acceptance.objects.exists()


@pytest.mark.django_db
def test_chosen_cases_are_handed_to_one_colleague_who_may_do_them(three, clerk, sign_in):
    client, keys = sign_in(clerk), keys_of(three)
    able, unable = staff("able", "counter-clerk"), staff("unable", "verifier")
    send = partial(client.post, CHOSEN)

    asked = send({"act": "hand-over", "row": keys})
    nobody = send({"act": "hand-over", "row": keys, "do": "yes", "to": ""})
    refused = send({"act": "hand-over", "row": keys, "do": "yes", "to": unable.pk})
    handed = send({"act": "hand-over", "row": keys, "do": "yes", "to": able.pk})

    assert 'name="to"' in asked.content.decode()
    assert nobody.status_code == 422
    assert [done for _label, done in outcomes(refused)] == [False] * 3
    assert "cannot take this step" in refused.content.decode()
    assert [done for _label, done in outcomes(handed)] == [True] * 3
    assert {open_task(case).owner_id for case in three} == {able.pk}


@pytest.mark.django_db
def test_a_case_of_another_authority_does_not_exist_among_the_chosen(three, catalogue, sign_in):
    elsewhere = staff("elsewhere", "counter-clerk", division="410821")

    page = sign_in(elsewhere).post(CHOSEN, {"act": "take", "row": keys_of(three)})

    assert outcomes(page) == [("–", False)] * 3
    assert not any(case.receipt_number in page.content.decode() for case in three)
    assert {open_task(case).owner_id for case in three} == {None}


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [{}, {"act": "take"}, {"act": "decide", "row": "1"}, {"act": "take", "row": "x"}])
def test_nothing_chosen_is_told_and_leads_back_into_this_portal_alone(sent, clerk, sign_in):
    client = sign_in(clerk)

    here = client.post(CHOSEN, {**sent, "back": "/desk/?box=mine"})
    away = client.post(CHOSEN, {**sent, "back": "//elsewhere.example/"})

    assert (here.url, away.url) == ("/desk/?box=mine", reverse("desk:queue"))
    assert b"Select at least one row" in client.get("/desk/").content


class Signed:
    """An act that signs, on numbers."""

    def __init__(self):
        self.done = []

    def perform(self, subject, _values, _by):
        if subject == 2:
            raise NotNow("2 is not even begun")
        if subject == 3:
            raise ZeroDivisionError
        self.done.append(subject)


def signed(clerk, password, work):
    act = replace(
        HOLDING_ACTS[0], nodes=frozenset({"here"}), form=ActForm, signs=True, whose=lambda subject, person: True,
        perform=work.perform, is_for=lambda subject, person, node: True, is_main=False,
    )  # fmt: skip
    request = RequestFactory().post("/", {"do": "yes", "password": password})
    request.user = clerk
    rows = [Chosen(label=str(n), link="", find=lambda n=n: (n, "here" if n != 4 else "")) for n in range(1, 6)]
    told = []
    answer = run_in_bulk(
        request,
        act,
        rows,
        ask=lambda *, status=200, **shown: HttpResponse(shown["password_error"], status=status),
        tell=lambda found: told.extend(found) or HttpResponse(),
    )
    return answer, told


@pytest.mark.django_db
def test_a_signing_act_asks_the_password_once_for_all_and_does_nothing_without_it(clerk):
    work = Signed()

    refused, untold = signed(clerk, "wrong", work)
    none_done = list(work.done)
    _answer, told = signed(clerk, PASSWORD, work)

    assert (refused.status_code, untold, none_done) == (422, [], [])
    assert work.done == [1, 5]
    assert [one.is_done for one in told] == [True, False, False, False, True]
    assert told[1].words == "2 is not even begun"
    assert "Something went wrong" in told[2].words
