"""Who sees which pages of the hotline, of encounters and of figures: one of everything, made once for all languages."""

from __future__ import annotations

import datetime

from django.utils import timezone

from accounts.people import Person
from hotline.calls.models import Call, CallWord
from hotline.calls.numbers import phone_digest
from licensing.applications.models.application import Application
from rating.giving import rate
from rating.service_models import Rating, Service
from supervision.encounters.pledges.actions import sign_pledge
from tests.access.bulletined import bulletined
from tests.access.cared import cared
from tests.access.chained import chained
from tests.factories import PersonFactory, principal_of, staff
from tests.hotline.crew import Crew
from tests.supervision.encounters.captured import record_of, signed_record
from tests.supervision.encounters.captured import sent as taken_down
from tests.supervision.encounters.conftest import met
from tests.supervision.inspecting import officers
from tests.supervision.visits.conftest import SIGNED


def public_pages() -> list[str]:
    """What anybody sees, without an account."""
    return [
        "/site-map/", "/help/", "/glossary/", "/accessibility/",
        "/hotline/tell/", "/hotline/tell/follow/", "/hotline/knowledge/answers/",
        "/hotline/care/", "/hotline/care/track/", "/hotline/care/programmes/warm/",
        "/hotline/care/programmes/warm/apply/", "/hotline/insurance/", "/hotline/insurance/track/", "/encounters/list/",
        "/applications/cosign/", "/hotline/chain/tell/", "/hotline/chain/follow/", "/hotline/afterwards/",
        "/rating/code/", "/statistics/ratings/",
    ]  # fmt: skip


def pages_of_the_hotline() -> dict[Person, list[str]]:
    """A ticket that is struck off and one in a platform's hands; an answer, a programme, a truck without insurer."""
    crew, officer = Crew(), staff("care-officer", "care-officer")
    ended = crew.reviewed()
    crew.call_back(ended)
    crew.strike_off(ended)
    told = {"against": "platform", "platform": crew.platform, "to": crew.platform.desk, "by": crew.outside}
    theirs, waiting = crew.signed(**told), crew.replied(facts="装货等待九小时。")
    known = cared(
        {
            "hotline-dispatcher here": crew.dispatcher,
            "care-officer here": officer,
            "hotline-leader here": crew.leader,
            "unit-head here": crew.head,
        }
    )
    told_of = bulletined({"hotline-leader here": crew.leader, "ticket-handler here": crew.handler})
    week, month = told_of["bulletins"]["pk"], told_of["bulletins:decide"]["pk"]
    secretary = PersonFactory()
    demand = chained(secretary, crew.leader)["chain"]["number"]
    problem = told_of["problems"]["pk"]
    figure, interview = told_of["bulletins"]["figure"], told_of["interviews"]["pk"]
    programme, case = known["care"]["code"], known["insurance"]["pk"]
    answer, application = known["knowledge"]["pk"], known["care:application"]["pk"]
    began = timezone.now() - datetime.timedelta(minutes=5)
    missed = Call.objects.create(
        authority=crew.dispatcher.authority, exchange="exchange", reference="PBX-1", number="13839112233",
        number_digest=phone_digest("13839112233"), line="12328", started_at=began,
    )  # fmt: skip
    CallWord.objects.create(call=missed, kind=CallWord.Kind.ENDED, at=began, digest="d")
    return {
        crew.dispatcher: [
            "/hotline/tickets/", "/hotline/tickets/new/", f"/hotline/tickets/{ended.number}/", "/hotline/desks/",
            "/hotline/desks/bureau/", "/hotline/platforms/",
            f"/hotline/platforms/{crew.platform.pk}/", "/hotline/knowledge/", "/hotline/knowledge/write/",
            f"/hotline/knowledge/{answer}/", f"/hotline/knowledge/{answer}/write/",
            "/hotline/channels/", "/hotline/channels/messages/", "/hotline/channels/answers/",
            "/hotline/channels/table/",
            "/hotline/telephone/", f"/hotline/telephone/{missed.pk}/",
        ],
        crew.reviewer: [f"/hotline/tickets/{waiting.number}/"],
        crew.outside: ["/hotline/tickets/", f"/hotline/tickets/{theirs.number}/"],
        crew.handler: ["/hotline/bulletins/tasks/"],
        secretary: ["/hotline/chain/", "/hotline/chain/enter/", f"/hotline/chain/demands/{demand}/"],
        crew.leader: [
            "/hotline/chain/office/",
            "/hotline/measures/", "/hotline/figures/", "/hotline/figures/satisfied/of/", "/hotline/bulletins/",
            f"/hotline/bulletins/{week}/", f"/hotline/bulletins/{month}/", f"/hotline/bulletins/{week}/{figure}/of/",
            "/hotline/problems/", f"/hotline/problems/{problem}/",
            "/hotline/interviews/", f"/hotline/interviews/{interview}/",
        ],
        officer: [
            "/hotline/care/office/", "/hotline/care/office/write/", "/hotline/care/office/applications/",
            f"/hotline/care/office/applications/{application}/", f"/hotline/care/office/programmes/{programme}/",
            "/hotline/insurance/cases/", f"/hotline/insurance/cases/{case}/",
            "/hotline/insurance/insurers/",
        ],
    }  # fmt: skip


def pages_of_ratings(case: Application) -> dict[Person, list[str]]:
    """A bad one, as who gave it sees it and who handles it."""
    holder, service = principal_of(case.company), Service.objects.get(subject=case.subject)
    rating = rate(service, grade="very-dissatisfied", words="等了三小时", channel=Rating.Channel.PC, by=holder)
    pages = ["/rating/given/", f"/rating/given/{rating.pk}/", "/rating/figures/", "/rating/figures/rated/of/"]
    return {holder: ["/rating/", f"/rating/{service.pk}/"], staff("rating-officer", "rating-officer"): pages}


def pages_of_the_road() -> dict[Person, list[str]]:
    """A vehicle nobody knows, met by two officers with their pledges."""
    team = officers(2)
    for one in team:
        sign_pledge(by=one.person)
    found = met(team, "豫H88001")
    late = taken_down(signed_record(team, "豫H88002"), by=team[0].person, files=[SIGNED]).encounter
    assert late is not None
    taken_down(record_of(team, "豫H88003", second=0), by=team[0].person)
    return {
        team[0].person: [
            "/encounters/", "/encounters/meet/", "/encounters/phone/", f"/encounters/{found.number}/",
            f"/encounters/{late.number}/", "/encounters/pledge/",
            "/encounters/pledges/", "/encounters/list/editions/", "/encounters/list/write/", "/officers/mine/",
        ],
        staff("road-head", "head"): ["/encounters/set-aside/"],
    }  # fmt: skip
