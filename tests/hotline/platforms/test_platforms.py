"""Platforms and desks: who is entered, who may sit where, and what is only ever added."""

from __future__ import annotations

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.roles import Role, give_roles, incompatible
from desk.refusals import MayNotHandle
from hotline.desks import actions as desks
from hotline.desks.models import Desk, DeskSeat
from hotline.platforms.actions import NotEntered, enter_platform, leave, sign_pledge
from hotline.platforms.models import Platform
from tests.factories import staff
from tests.hotline.seated import PLATFORM_USCC, at_a_platform, platform, unit
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def dispatcher():
    return staff("dispatcher", "hotline-dispatcher")


def test_a_platform_is_entered_with_its_desk(dispatcher):
    made = platform(by=dispatcher)

    assert (made.state, made.desk.kind, made.desk.is_open) == ("active", "platform", True)
    assert Event.objects.filter(kind="platform.entered", subject=f"platform:{made.pk}").exists()


def test_a_platform_is_entered_once_and_by_a_right_code(dispatcher):
    platform(by=dispatcher)

    for uscc in (PLATFORM_USCC, f" {PLATFORM_USCC.lower()} ", "91410800MA49000013"):
        with pytest.raises(NotEntered):
            enter_platform(dispatcher.authority, name="x", kind="carrier", uscc=uscc, by=dispatcher)


def test_a_pledge_is_signed_once_an_edition_and_not_tomorrow(dispatcher):
    made, today = platform(by=dispatcher), timezone.localdate()
    sign_pledge(made, edition="2025", signed_on=today, by=dispatcher)

    for edition, day in (("2025", today), ("2026", today + datetime.timedelta(days=1))):
        with pytest.raises(NotEntered):
            sign_pledge(made, edition=edition, signed_on=day, by=dispatcher)
    assert made.pledge.edition == "2025"


def test_who_left_has_a_desk_that_takes_nothing_new(dispatcher):
    made = platform(by=dispatcher)

    leave(made, words="停止在焦作经营", by=dispatcher)

    found = Platform.objects.get()
    assert (found.state, found.desk.is_open) == ("left", False)
    assert not Platform.objects.active().exists()
    with pytest.raises(NotEntered):
        leave(found, words="again", by=dispatcher)
    with pytest.raises(NotEntered):
        sign_pledge(found, edition="2025", signed_on=timezone.localdate(), by=dispatcher)


def test_people_of_a_platform_sit_at_its_desk_and_officials_at_units(dispatcher):
    outside, official = at_a_platform("outside"), staff("official", "ticket-handler")
    bureau, company = unit("bureau", by=dispatcher), platform(by=dispatcher).desk

    desks.seat(company, outside, role=DeskSeat.Role.HEADQUARTERS, by=dispatcher)
    desks.seat(bureau, official, role=DeskSeat.Role.HANDLER, by=dispatcher)

    for desk, person, role in (
        (company, official, DeskSeat.Role.CITY),
        (bureau, outside, DeskSeat.Role.HANDLER),
        (bureau, staff("no-head", "ticket-handler"), DeskSeat.Role.HEAD),
        (bureau, official, DeskSeat.Role.HANDLER),
    ):
        with pytest.raises(desks.NotKept):
            desks.seat(desk, person, role=role, by=dispatcher)
    assert set(Desk.objects.held_by(outside)) == {company}


def test_a_seat_ends_and_may_be_taken_again(dispatcher):
    official = staff("official", "ticket-handler")
    bureau = unit("bureau", (official, "handler"), by=dispatcher)

    desks.unseat(DeskSeat.objects.get(), by=dispatcher)

    assert not Desk.objects.held_by(official).exists()
    desks.seat(bureau, official, role=DeskSeat.Role.HANDLER, by=dispatcher)
    assert set(Desk.objects.held_by(official)) == {bureau}


def test_nobody_keeps_the_desks_of_another_hotline(dispatcher):
    bureau, elsewhere = unit("bureau", by=dispatcher), staff("elsewhere", "hotline-dispatcher", division="410821")
    official = staff("official", "ticket-handler")

    with pytest.raises(MayNotHandle):
        desks.seat(bureau, official, role=DeskSeat.Role.HANDLER, by=elsewhere)
    with pytest.raises(MayNotHandle):
        desks.end_desk(bureau, words="x", by=elsewhere)
    with pytest.raises(MayNotHandle):
        leave(platform(by=dispatcher), words="x", by=elsewhere)


def test_the_database_changes_no_platform(dispatcher):
    made = platform(by=dispatcher)

    with pytest.raises(DatabaseError), transaction.atomic():
        Platform._base_manager.filter(pk=made.pk).update(name="other")


def test_the_desk_of_a_platform_is_no_role_of_staff():
    assert incompatible({Role.PLATFORM_DESK, Role.TICKET_HANDLER})
    assert incompatible({Role.ANALYST, Role.REPLY_REVIEWER})
    assert not incompatible({Role.OPERATOR, Role.CALLER_BACK})


def test_pages_tell_what_was_refused_on_the_field(client, dispatcher):
    client.force_login(dispatcher)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    made = platform(by=dispatcher)

    answer = client.post("/hotline/platforms/enter/", {"name": "x", "kind": "carrier", "uscc": made.uscc})
    assert answer.status_code == 422
    assert "This platform has already been entered." in answer.text

    give_roles(outside := at_a_platform("outside"), {Role.PLATFORM_DESK})
    sent = {"person": outside.pk, "role": "headquarters"}
    assert client.post(f"/hotline/desks/{made.desk.code}/seats/", sent).status_code == 302
    page = client.get(f"/hotline/platforms/{made.pk}/").text
    assert outside.name in page
    assert "headquarters desk" in page
