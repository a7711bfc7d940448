"""What is prepared is read and signed in one place, keeps nothing back, and what was handed in never vanishes."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from accounts.represented.companies import Membership
from licensing.applications.actions.drafting import start
from licensing.applications.models.application import Application, Submission
from licensing.offers import timer
from licensing.offers.ending import end, lapse, put_away, sweep
from licensing.offers.making import NotNow, offer
from licensing.offers.models import Night, Offer, OfferEnd, Turn
from licensing.offers.rules import rules
from licensing.register.models import Place
from licensing.register.places import PLATES, plate_place
from materials.catalogue.queries import item_in_force
from tests.factories import applicant, principal_of
from trail.events import tell
from trail.models import Event

pytestmark = pytest.mark.django_db


def _begun(company) -> Application:
    return start(item_in_force("freight-licence-establish"), company, by=principal_of(company))


@pytest.fixture
def offered(taihang):
    """An offer by a rule that is not in force any more."""
    application = _begun(taihang)
    Application.objects.filter(pk=application.pk).update(prepared_at=timezone.now())
    until = timezone.localdate() + datetime.timedelta(days=60)
    more = {"rule": "gone", "edition": "1", "about": [], "proof": [], "answers_digest": "", "until": until}
    return Offer.objects.create(application=application, company=taihang, **more)


def _handed_in(application: Application, *, by) -> None:
    Submission.objects.create(application=application, receipt_number="R1", submitted_by=by, answers_digest="")


def test_a_prepared_application_is_opened_on_the_page_of_its_offer_and_nowhere_else(offered, sign_in):
    address, client = f"/applications/{offered.application.key}/", sign_in(principal_of(offered.company))

    answers = [client.get(f"{address}{page}") for page in ("", "check/", "materials/")]

    assert {answer["Location"] for answer in answers} == {f"{address}offer/"}


def test_a_prepared_application_is_not_handed_in_but_by_its_signature(offered, sign_in):
    answer = sign_in(principal_of(offered.company)).post(f"/applications/{offered.application.key}/submit/")

    assert answer["Location"].endswith("/offer/")
    assert not Submission.objects.exists()


def test_what_was_handed_in_stays_however_its_offer_ends(offered):
    _handed_in(offered.application, by=principal_of(offered.company))

    lapsed = lapse(on=offered.until + datetime.timedelta(days=1))
    end(offered.application, OfferEnd.How.STALE)

    assert lapsed == 0
    assert Application.objects.of_company(offered.company).get().is_submitted


def test_reading_an_offer_ends_nothing_and_only_its_signer_opens_it(offered, sign_in):
    handler = applicant(name="李经办")
    Membership.objects.create(company=offered.company, person=handler, kind="handler", until="2099-01-01")
    address, rows = (
        f"/applications/{offered.application.key}/offer/",
        Application.objects.filter(pk=offered.application_id),
    )

    by_handler = sign_in(handler).get(address)
    before = rows.get().opened_at
    sign_in(principal_of(offered.company)).get(address)

    assert "no longer in force" in by_handler.content.decode()
    assert before is None
    assert rows.get().opened_at is not None
    assert not OfferEnd.objects.exists()


def test_what_a_stopped_night_left_behind_is_nobodys_page_and_is_swept(taihang, sign_in):
    left = _begun(taihang)
    Application.objects.filter(pk=left.pk).update(prepared_at=timezone.now() - datetime.timedelta(days=2))

    page = sign_in(principal_of(taihang)).get(f"/applications/{left.key}/offer/")

    assert page.status_code == 404
    assert sweep() == 1
    assert sweep() == 0


def test_a_turn_is_taken_by_one_worker(taihang):
    today = timezone.localdate()
    Turn.objects.create(company=taihang, rule="licence-expires", look_on=today)
    one, other = Turn.objects.get(), Turn.objects.get()

    assert timer.claim(one, on=today)
    assert not timer.claim(other, on=today)


def test_a_night_that_failed_keeps_the_next_offer_back_no_more_than_a_vehicle_nobody_knows(expiring):
    today = timezone.localdate()
    rule = next(one for one in rules(on=today) if one.name == "vehicles-expire")
    unknown = Place.objects.filter(company=expiring, key__startswith=PLATES).order_by("pk").first()
    unknown.key, unknown.valid_to = plate_place("豫H99998", "yellow"), today + datetime.timedelta(days=5)
    unknown.save()
    with pytest.raises(TypeError):
        offer(expiring, dataclasses.replace(rule, affirms=None), on=today)

    made = offer(expiring, rule, on=today)

    assert made.until == today + datetime.timedelta(days=60)  # that of the vehicles which are in it
    assert len(made.about) == 1
    with pytest.raises(NotNow):
        offer(expiring, rule, on=today)


def test_a_registry_is_asked_by_a_job_and_keeps_no_timer_waiting(taihang):
    today = timezone.localdate()
    Turn.objects.create(company=taihang, rule="licence-expires", look_on=today)

    handed_out = timer.hand_out(on=today)

    assert handed_out == 1
    assert DBTaskResult.objects.get().args_kwargs["args"] == [Turn.objects.get().pk]
    assert not Application.objects.exists()


def test_a_turn_ends_when_nothing_is_due(taihang):
    turn = Turn.objects.create(company=taihang, rule="licence-expires", look_on=timezone.localdate())

    timer.take(turn, on=timezone.localdate())

    assert not Turn.objects.exists()


def test_what_enters_the_register_late_is_found_the_next_night(taihang):
    today = timezone.localdate()
    Night.objects.create(day=today - datetime.timedelta(days=1), found=0)
    Place.objects.create(
        key=plate_place("豫H99998", "yellow"),
        licence="vehicle",
        company=taihang,
        holder_name=taihang.name,
        number="1",
        valid_to=today + datetime.timedelta(days=20),  # long within its time
    )

    assert timer.find(on=today) == 1


def test_what_was_put_away_is_told_in_the_trail(taihang):
    left = _begun(taihang)

    put_away(left)

    assert (
        tell(Event.objects.get(kind="application.put_away"))
        == "The prepared application was not offered and was discarded"
    )


def test_how_an_offer_ended_is_kept_in_no_language(offered):
    end(offered.application, OfferEnd.How.STALE, why=OfferEnd.Why.TAKEN)

    happened = Event.objects.get(kind="offer.ended")

    assert tell(happened) == "The offer ended: another application names the same vehicle"
    with translation.override("zh-hans"):
        assert "同一车辆" in tell(happened)
