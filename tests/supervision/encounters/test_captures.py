"""An encounter taken down without network: sealed there, looked up when it arrives, and nothing comes of a silence."""

import datetime
import json
import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from licensing.certificates.models import Certificate
from licensing.certificates.papers import verify_url
from supervision.credit.facts.models import CreditFact
from supervision.encounters import actions, following
from supervision.encounters.actions import Driver
from supervision.encounters.captures.asides import ASIDES
from supervision.encounters.captures.models import Capture, CaptureFile, CaptureWords, EncounterAside
from supervision.encounters.captures.shown import record_of as taken_down
from supervision.encounters.follow_up_models import FollowUp
from supervision.encounters.forgetting import anonymise_old
from supervision.encounters.models import Encounter, LookUp, Outcome
from supervision.officers.models import Interest
from supervision.phones.limits import limits
from supervision.phones.records import seal_of
from tests.factories import staff
from tests.licensing.certificates.test_scanned import code_of, photograph
from tests.supervision.encounters.captured import record_of, sent, signed_record
from tests.supervision.encounters.conftest import registered
from tests.supervision.visits.conftest import SIGNED, as_json, body, files_kept, item_of, photo
from trail.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("licensed_once")]
GONE = Driver(name="王海", is_signed=False, was_there=False)


@pytest.fixture
def officer(team):
    return team[0].person


def aside_of(text, *, by, **more):
    taken = sent(text, by=by, **more)
    assert taken.encounter is None
    assert not Encounter.objects.exists()
    return taken.aside.reason


class TestLookedUpWhenItArrives:
    def test_in_force_it_is_found_and_the_look_up_says_it_came_afterwards(self, team, officer, truck):
        found = sent(record_of(team, truck[0], colour=truck[1]), by=officer).encounter

        assert found.found == "valid"
        assert [one.occasion for one in found.look_ups.all()] == [LookUp.Occasion.AFTERWARDS]

    def test_run_out_a_short_time_ago_help_is_still_offered(self, team, officer):
        registered("豫H31002", days=-12)

        found = sent(record_of(team, "豫H31002"), by=officer).encounter

        assert (found.found, found.days_over) == ("curable", 12)

    def test_it_is_judged_by_the_day_it_was_met_not_the_day_it_arrived(self, team, officer):
        registered("豫H31001", days=1)
        text = record_of(team, "豫H31001")
        with time_machine.travel(timezone.now() + datetime.timedelta(days=5)):
            found = sent(text, by=officer).encounter

        assert found.found == "valid"

    @pytest.mark.parametrize("is_silent", [True, False])
    def test_of_no_answer_and_of_nothing_found_comes_no_fact_no_punishment_and_no_clue(
        self, team, officer, no_answer, is_silent
    ):
        no_answer(is_silent=is_silent)

        found = sent(record_of(team, "豫H39009"), by=officer).encounter

        assert found.found == ("silent" if is_silent else "unknown")
        assert not any(rows.objects.exists() for rows in (Outcome, FollowUp, CreditFact))

    def test_noted_afterwards_a_silence_goes_on_settling_nothing(self, team, officer, no_answer):
        no_answer()
        found = sent(record_of(team, "豫H39009"), by=officer).encounter

        outcome = actions.note(found, GONE, by=officer)

        assert following.look_again(outcome) is None
        assert not FollowUp.objects.exists()

    def test_what_is_ruled_out_goes_the_ordinary_way_alone(self, team, officer):
        found = sent(record_of(team, "豫H39009", excluded=["overload-danger"]), by=officer).encounter

        with pytest.raises(actions.NotMet):
            actions.note(found, GONE, by=officer)


class TestTimes:
    def test_what_counts_is_when_it_was_met_and_seal_and_arrival_are_kept_beside_it(self, team, officer):
        met = timezone.now().replace(microsecond=0)
        sealed = met + datetime.timedelta(minutes=9)
        text = record_of(team, "豫H39009", at=sealed, begun=met.isoformat())

        with time_machine.travel(met + datetime.timedelta(hours=5)):
            found = sent(text, by=officer).encounter

        assert (found.opened_at, found.capture.at) == (met, sealed)
        assert found.capture.received_at - found.opened_at > datetime.timedelta(hours=4)
        assert actions.note(found, GONE, by=officer).minutes == found.capture.minutes == 9

    @pytest.mark.parametrize("hours", [-1, 25])
    def test_how_long_nobody_can_tell_is_never_quick_it_is_for_a_person(self, team, officer, hours):
        begun = timezone.now() - datetime.timedelta(hours=hours)

        assert aside_of(record_of(team, "豫H39009", begun=begun.isoformat()), by=officer) == "times"

    def test_a_clock_that_was_moved_moves_the_time_that_counts_with_it(self, team, officer):
        moved = timezone.now() + datetime.timedelta(hours=30)

        found = sent(record_of(team, "豫H39009", at=moved), by=officer, sent_at=moved).encounter

        assert timezone.localtime(found.opened_at).date() == timezone.localdate()
        assert round(found.capture.clock_off / 3600) == 30

    def test_what_lies_in_the_future_or_is_too_old_is_for_a_person(self, team, officer):
        now = timezone.now()

        assert aside_of(record_of(team, "豫H1", at=now + datetime.timedelta(days=1)), by=officer) == "future"
        assert aside_of(record_of(team, "豫H1", at=now - datetime.timedelta(days=40)), by=officer) == "too-old"


class TestTakenInOnce:
    def test_the_same_key_and_seal_twice_is_one_encounter(self, team, officer):
        key, text = uuid.uuid4(), record_of(team, "豫H39009")

        first, again = sent(text, by=officer, key=key), sent(text, by=officer, key=key)

        assert first.encounter == again.encounter == Encounter.objects.get()

    def test_the_same_key_with_another_text_is_kept_for_a_person(self, team, officer):
        key = uuid.uuid4()
        sent(record_of(team, "豫H39009"), by=officer, key=key)

        taken = sent(record_of(team, "豫H39009", explained="另一份"), by=officer, key=key)

        assert (taken.aside.reason, Encounter.objects.count()) == ("other-seal", 1)

    def test_the_text_is_kept_as_it_was_sealed_and_anybody_recomputes_the_seal(self, team, officer):
        text = signed_record(team, "豫H39009", explained="一\u200b二")

        sent(text, by=officer, files=[SIGNED])

        said = CaptureWords.objects.get()
        assert (said.record, said.seal) == (text, seal_of(text))
        assert [file.what for file in CaptureFile.objects.all()] == ["signature"]


class TestSetAside:
    """What may not be taken in is kept with its reason, and nothing of it is repaired."""

    def test_two_officers_with_certificates_and_pledges_are_asked_for_again(self, team, officer):
        stranger = staff("officer-9", "enforcement-officer")

        assert aside_of(record_of(team, "豫H39009", second=team[0].pk), by=officer) == "two-officers"
        assert aside_of(record_of(team, "豫H39009", second=0), by=officer) == "two-officers"
        assert aside_of(record_of(team, "豫H39009", second=team[2].pk), by=officer) == "pledge"
        assert aside_of(record_of(team, "豫H39009"), by=stranger) == "certificate"

    def test_they_are_asked_for_as_of_the_day_it_was_met(self, team, officer):
        text = record_of(team, "豫H39009", at=timezone.now() - datetime.timedelta(days=3))

        assert aside_of(text, by=officer) == "pledge"  # both signed today

    def test_an_officer_with_an_interest_in_the_company_is_kept_from_it_here_too(self, team, officer, truck, taihang):
        Interest.objects.create(person=officer, company=taihang, words="亲属", declared_by=officer)

        assert aside_of(record_of(team, truck[0], colour=truck[1]), by=officer) == "kept-from"

    def test_what_names_no_vehicle_or_no_rule_of_the_list_is_not_guessed_at(self, team, officer):
        nowhere = record_of(team, "", colour="", scanned="https://example.org/?number=1&code=2")

        assert aside_of(record_of(team, "豫H1"), by=officer) == "vehicle"
        assert aside_of(nowhere, by=officer) == "vehicle"
        assert aside_of(record_of(team, "豫H39009", excluded=["nonsense"]), by=officer) == "edition"
        assert aside_of("{}", by=officer) == "unreadable"

    def test_the_code_of_a_certificate_names_its_vehicle(self, team, officer, truck, taihang):
        shown = taihang.certificates.filter(kind="vehicle").earliest("pk")
        address = f"https://x/verify/?number={shown.number}&code={shown.check_code}"

        found = sent(record_of(team, "", colour="", scanned=address), by=officer).encounter

        assert (found.met.plate, found.found) == (truck[0], "valid")

    def test_a_picture_of_the_code_is_read_when_it_arrives_and_kept_where_it_cannot_be(self, team, officer, truck):
        shown = Certificate.objects.get(subject="/".join(truck))

        def photographed(text):
            content = photograph(code_of(text)).read()
            told = record_of(team, "", colour="", files=[("code", content)])
            return sent(told, by=officer, files=[content])

        found, aside = photographed(verify_url(shown)).encounter, photographed("https://example.org/").aside

        assert (found.met.plate, found.found) == (truck[0], "valid")
        assert (aside.reason, [file.what for file in aside.files.all()]) == ("vehicle", ["code"])

    def test_the_head_reads_it_with_its_files_and_says_what_was_done(self, sign_in, team, officer):
        text = record_of(team, "豫H39009", second=team[2].pk, files=[("photo", photo())])
        item = sent(text, by=officer, files=[photo()]).aside
        head = sign_in(staff("head", "head"))

        page = head.get(reverse("encounters:set_aside")).content.decode()
        head.post(reverse("encounters:settle", args=[item.pk]), {"words": "已重新约谈。"})

        assert "豫H39009" in page
        assert head.get(reverse("encounters:aside_file", args=[item.pk, item.files.get().pk])).status_code == 200
        assert EncounterAside.objects.get().settled.words == "已重新约谈。"

    @pytest.mark.parametrize("is_readable", [True, False])
    def test_no_file_is_lost_with_it_and_who_sent_it_opens_it_too(self, sign_in, team, officer, is_readable):
        key, text = uuid.uuid4(), "{}"
        if is_readable:
            text = record_of(team, "豫H39009", files=[("photo", photo())])
            sent(record_of(team, "豫H39009"), by=officer, key=key)

        item = sent(text, by=officer, key=key, files=[photo(), SIGNED, b"no picture"]).aside

        assert item.reason == ("other-seal" if is_readable else "unreadable")
        assert item.files.count() == 2
        assert len(item.left_out) == 1
        file = reverse("encounters:aside_file", args=[item.pk, item.files.earliest("pk").pk])
        assert sign_in(officer).get(file).status_code == 200
        assert sign_in(team[1].person).get(file).status_code == 404
        mine = sign_in(officer).get(reverse("encounters:set_aside")).content.decode()
        assert file in mine
        assert reverse("encounters:settle", args=[item.pk]) not in mine


class TestTheDriver:
    def test_who_had_driven_on_has_confirmed_no_paper(self, team, officer, truck):
        found = sent(signed_record(team, truck[0], colour=truck[1]), by=officer, files=[SIGNED]).encounter

        outcome = actions.release(found, GONE, by=officer)

        said = "".join(outcome.guidance.said.content["paragraphs"])
        assert "现场没有网络" in said
        assert "车辆放行之后作出" in said
        assert "当场出示电子证照" not in said
        assert not outcome.is_signed

    def test_the_page_of_the_encounter_tells_it_all(self, sign_in, team, officer, truck):
        found = sent(signed_record(team, truck[0], colour=truck[1]), by=officer, files=[SIGNED]).encounter
        client = sign_in(officer)

        page = client.get(reverse("encounters:encounter", args=[found.number])).content.decode()

        assert found.capture.said.seal in page
        assert 'value="gone"' in page
        file = CaptureFile.objects.get()
        assert client.get(reverse("encounters:file", args=[found.number, file.pk])).status_code == 200


class TestForgotten:
    def test_after_its_time_nothing_tells_who_was_met_and_no_file_is_left(
        self, team, officer, django_capture_on_commit_callbacks
    ):
        before = files_kept("encounters")
        found = sent(signed_record(team, "豫H39009"), by=officer, files=[SIGNED]).encounter
        sent(record_of(team, "豫H39008", second=0, files=[("photo", photo())]), by=officer, files=[photo()])
        assert len(files_kept("encounters") - before) == 2

        later = time_machine.travel(timezone.now() + datetime.timedelta(days=800))
        with later, django_capture_on_commit_callbacks(execute=True):
            assert anonymise_old() == 2

        again = Encounter.objects.get()
        assert (taken_down(again), Capture.objects.get().encounter) == (None, found)
        assert not any(rows.objects.exists() for rows in (CaptureWords, CaptureFile, EncounterAside))
        assert files_kept("encounters") == before

    def test_what_was_looked_at_goes_when_its_days_are_over_and_what_waits_stays(self, team, officer):
        looked_at, waits = (sent(record_of(team, plate), by=officer).aside for plate in ("豫H1", "豫H2"))
        ASIDES.settle(looked_at, "已重新约谈。", by=staff("head", "head"))

        for days, left in ((limits().settled_days, {looked_at, waits}), (limits().settled_days + 1, {waits})):
            with time_machine.travel(timezone.now() + datetime.timedelta(days=days)):
                anonymise_old()
            assert set(EncounterAside.objects.all()) == left

    def test_no_event_names_a_plate_or_a_driver(self, team, officer):
        sent(record_of(team, "豫H39009"), by=officer)
        sent(record_of(team, "豫H39009", second=0), by=officer)

        told = json.dumps([one.values for one in Event.objects.all()], ensure_ascii=False)
        assert not any(word in told for word in ("豫H39009", "王海"))


class TestSync:
    @pytest.fixture
    def send(self, sign_in, officer):
        client = sign_in(officer)
        return lambda *items: client.post(
            reverse("encounters:sync"), body(*items), content_type="application/json"
        ).json()["receipts"]

    def test_each_item_has_its_receipt_to_the_letter_and_one_that_is_stuck_blocks_none(self, send, team):
        good, refused = item_of(record_of(team, "豫H39009")), item_of(record_of(team, "豫H39008", second=0))

        first = send(as_json(refused), {"key": "x"}, as_json(good))

        assert [one["state"] for one in first] == ["refused", "unreadable", "received"]
        assert send(as_json(good)) == first[2:]
        assert not any(word in json.dumps(first, ensure_ascii=False) for word in ("豫H", "王海"))

    def test_any_value_anywhere_is_an_answer_and_no_failure(self, send, team, settings):
        settings.THROTTLES = {**settings.THROTTLES, "encounters": {"person": "99999/1h"}}
        told = json.loads(record_of(team, "豫H39009"))
        for place in told:
            for value in ["", "\ud800", 5, -1, 10**30, None, True, [], {}, [[]], [{}]]:
                [receipt] = send(as_json(item_of(json.dumps({**told, place: value}))))
                assert receipt["state"] in ("received", "refused", "unreadable"), (place, value)

    def test_the_day_tells_colleagues_pledge_and_list_and_no_vehicle(self, sign_in, team, officer):
        told = sign_in(officer).get(reverse("encounters:today")).json()

        assert [one["id"] for one in told["officers"]] == [team[1].pk, team[2].pk]
        assert told["certificate"] == team[0].number
        assert told["pledge"]
        assert told["entries"][0]["conditions"]

    def test_who_is_not_signed_in_is_told_so_and_who_may_not_is_refused(self, client, sign_in, catalogue):
        assert client.get(reverse("encounters:session")).status_code == 401
        assert sign_in(staff("auditor", "auditor")).get(reverse("encounters:session")).status_code == 403
