"""A visit is sealed on the phone and taken in once; what does not fit is kept for a person and blocks nothing."""

import datetime
import json
import uuid

import pytest
import time_machine
from django.utils import timezone
from django.utils.translation import override

from materials.uploads.models import Upload
from supervision.credit.facts.models import CreditFact
from supervision.grids import actions as grids
from supervision.grids.models import Seat
from supervision.phones.items import Item, TryLater
from supervision.phones.limits import limits
from supervision.phones.records import seal_of
from supervision.visits import actions
from supervision.visits.models import Need, NeedAnswer, PlanEnd, SetAside, SetAsideFile, Visit, VisitFile
from supervision.visits.phone.asides import ASIDES, forget_settled
from supervision.visits.planning import plan
from supervision.visits.queries import needs_of, visits_at, visits_of
from tests.conftest import SHUNDA
from tests.factories import company_of, open_grid, staff
from tests.supervision.visits.conftest import SIGNED, files_kept, item_of, photo, record_of, sent, signed_record
from trail.append_only import AppendOnlyViolated
from trail.models import Event

pytestmark = pytest.mark.django_db


class TestTakenInOnce:
    def test_the_same_key_and_seal_twice_give_the_same_receipt(self, taihang, street, seat, member):
        item = item_of(record_of(taihang, street))

        first = actions.receive(item, sent_at=timezone.now(), by=member)
        with time_machine.travel(timezone.now() + datetime.timedelta(hours=2)):
            again = actions.receive(item, sent_at=timezone.now(), by=member)

        assert (again.visit, again.visit.received_at) == (first.visit, first.visit.received_at)
        assert Visit.objects.count() == 1

    def test_the_same_key_with_another_seal_is_refused_and_kept_for_a_person(self, taihang, street, seat, member):
        key = uuid.uuid4()
        sent(record_of(taihang, street), by=member, key=key)

        other = sent(record_of(taihang, street, explained="另一份"), by=member, key=key)
        again = sent(other.item.record, by=member, key=key)

        assert (other.aside.reason, again.aside) == (SetAside.Reason.OTHER_SEAL, other.aside)
        assert "另一份" in SetAside.objects.get().record
        assert Visit.objects.count() == 1

    def test_the_seal_is_of_the_text_as_it_was_and_anybody_recomputes_it(self, taihang, street, seat, member):
        text = record_of(taihang, street, explained="一\u200b二　e\u0301")

        visit = Visit.objects.get(pk=sent(text, by=member).visit.pk)

        assert visit.record == text
        assert visit.seal == seal_of(visit.record)

    def test_what_was_changed_on_the_way_is_not_taken_in(self, taihang, street, seat, member):
        item = item_of(record_of(taihang, street))
        changed = Item(key=item.key, seal=item.seal, record=item.record.replace("unsigned", "declined"))

        assert actions.receive(changed, sent_at=timezone.now(), by=member).aside.reason == "broken-seal"
        assert not Visit.objects.exists()

    def test_somebody_elses_key_gives_nobody_their_receipt(self, taihang, street, seat, member, chief):
        other = staff("other", "grid-member")
        grids.seat(street, other, role=Seat.Role.MEMBER, origin=Seat.Origin.TOWN, by=chief)
        item = item_of(record_of(taihang, street))
        actions.receive(item, sent_at=timezone.now(), by=member)

        taken = actions.receive(item, sent_at=timezone.now(), by=other)

        assert (taken.visit, taken.aside.reason) == (None, "other-seal")

    def test_nothing_of_a_visit_is_written_over(self, taihang, street, seat, member):
        visit = sent(record_of(taihang, street), by=member).visit

        with pytest.raises(AppendOnlyViolated):
            visit.save()


class TestWhoMaySend:
    def test_only_who_had_a_seat_in_the_grid_that_day(self, taihang, street, seat, member):
        stranger = staff("stranger", "grid-member")

        assert sent(record_of(taihang, street), by=stranger).aside.reason == "no-seat"
        assert sent(record_of(taihang, street), by=member).visit

    def test_of_a_company_that_stood_there_that_day(self, taihang, street, seat, member):
        elsewhere = open_grid("410802-P-002", "新华街道")

        assert sent(record_of(taihang, elsewhere), by=member).aside.reason == "no-seat"
        assert sent(record_of(company_of(SHUNDA), street), by=member).aside.reason == "no-seat"

    def test_a_visit_made_before_the_seat_ended_counts_as_of_its_day(self, taihang, street, seat, member, chief):
        made = timezone.localtime()
        with time_machine.travel(made + datetime.timedelta(days=3)):
            grids.unseat(seat, by=chief)
        with time_machine.travel(made + datetime.timedelta(days=5)):
            before = sent(record_of(taihang, street, at=made), by=member)
            after = sent(record_of(taihang, street, at=timezone.localtime()), by=member)

        assert before.visit.on == made.date()
        assert before.visit.received_at.date() > made.date()
        assert after.aside.reason == "no-seat"

    def test_before_the_seat_there_was_none(self, taihang, street, seat, member):
        yesterday = timezone.localtime() - datetime.timedelta(days=1)

        assert sent(record_of(taihang, street, at=yesterday), by=member).aside.reason == "no-seat"

    def test_a_company_that_moved_stays_visited_where_it_stood(self, taihang, street, seat, member, chief):
        made, other = timezone.localtime(), open_grid("410802-P-002", "新华街道")
        with time_machine.travel(made + datetime.timedelta(days=2)):
            grids.assign(taihang, other, by=chief)
            visit = sent(record_of(taihang, street, at=made), by=member).visit

        assert visit.grid == street

    def test_the_seat_is_asked_for_again_under_the_lock(self, taihang, street, seat, member, monkeypatch):
        asked = []
        monkeypatch.setattr(actions, "may_send", lambda *_args, **_kw: asked.append(1) or False)

        assert sent(record_of(taihang, street), by=member).aside.reason == "no-seat"
        assert asked == [1]


class TestClocks:
    def test_both_times_are_kept_and_agree(self, taihang, street, seat, member):
        visit = sent(record_of(taihang, street), by=member).visit

        assert abs(visit.clock_off) <= 2
        assert visit.on == timezone.localdate()

    @pytest.mark.parametrize("hours", [-50, -5, 5, 50])
    def test_a_clock_that_was_moved_is_told_and_the_day_is_ours(self, taihang, street, seat, member, hours):
        moved = timezone.localtime() + datetime.timedelta(hours=hours)

        visit = sent(record_of(taihang, street, at=moved), by=member, sent_at=moved).visit

        assert visit.on == timezone.localdate()
        assert visit.at == moved
        assert round(visit.clock_off / 3600) == hours

    def test_what_lies_in_the_future_by_any_clock_is_kept_for_a_person(self, taihang, street, seat, member):
        tomorrow = timezone.localtime() + datetime.timedelta(days=1)

        assert sent(record_of(taihang, street, at=tomorrow), by=member).aside.reason == "future"

    def test_what_is_older_than_a_month_is_kept_for_a_person(self, taihang, street, seat, member):
        long_ago = timezone.localtime() - datetime.timedelta(days=40)

        assert sent(record_of(taihang, street, at=long_ago), by=member).aside.reason == "too-old"


class TestFiles:
    def test_photos_and_signature_go_through_the_door_of_all_uploads(self, taihang, street, seat, member):
        text = record_of(
            taihang, street, files=[("photo", photo()), ("signature", SIGNED)], outcome="signed", signer="王"
        )

        visit = sent(text, by=member, files=[photo(), SIGNED]).visit

        assert [file.kind for file in visit.files.all()] == ["photo", "signature"]
        upload = visit.files.first().upload
        assert upload.file.read() == photo()
        with open(upload.file.path, "rb") as stored:
            assert photo() not in stored.read()

    def test_a_file_with_a_virus_is_named_and_stops_nothing(self, taihang, street, seat, member):
        bad = photo() + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"

        visit = sent(record_of(taihang, street, files=[("photo", bad)]), by=member, files=[bad]).visit

        assert not visit.files.exists()
        assert [one["why"] for one in visit.left_out] == ["virus"]

    def test_why_a_file_is_not_there_is_told_in_the_readers_language(self, taihang, street, seat, member):
        visit = sent(record_of(taihang, street, files=[("photo", b"text")]), by=member, files=[b"text"]).visit

        with override("en"):
            assert [one.why for one in visit.files_left_out] == ["it is neither a picture nor a PDF"]
        with override("zh-hans"):
            assert [one.why for one in visit.files_left_out] == ["既不是图片也不是PDF"]

    def test_a_file_that_is_not_what_was_sealed_is_left_out(self, taihang, street, seat, member):
        text = record_of(taihang, street, files=[("photo", photo())])

        visit = sent(text, by=member, files=[photo("red")]).visit

        assert (visit.files.count(), len(visit.left_out)) == (0, 1)

    def test_while_the_virus_check_is_silent_the_item_waits(self, taihang, street, seat, member, settings):
        settings.VIRUS_SCANNER = "unix:/nowhere"
        text = record_of(taihang, street, files=[("photo", photo())])

        with pytest.raises(TryLater):
            sent(text, by=member, files=[photo()])

        assert not Visit.objects.exists()
        assert not SetAside.objects.exists()

    def test_files_of_a_refused_item_are_kept_with_it(self, taihang, street, seat, catalogue):
        text = record_of(taihang, street, files=[("photo", photo())])

        sent(text, by=staff("stranger", "grid-member"), files=[photo()])

        assert SetAsideFile.objects.count() == 1
        assert (VisitFile.objects.count(), Upload.objects.count()) == (0, 0)

    def test_what_was_looked_at_goes_with_its_files_when_its_days_are_over_and_what_waits_stays(
        self, taihang, street, chief, seat, django_capture_on_commit_callbacks
    ):
        stranger, kept_before = staff("stranger", "grid-member"), files_kept("visits")
        text = record_of(taihang, street, files=[("photo", photo())])
        looked_at = sent(text, by=stranger, files=[photo()]).aside
        waits = sent(record_of(taihang, street), by=stranger).aside
        ASIDES.settle(looked_at, "已重新走访。", by=chief)
        assert len(files_kept("visits") - kept_before) == 1

        for days, left in ((limits().settled_days, {looked_at, waits}), (limits().settled_days + 1, {waits})):
            later = time_machine.travel(timezone.now() + datetime.timedelta(days=days))
            with later, django_capture_on_commit_callbacks(execute=True):
                forget_settled()
            assert set(SetAside.objects.all()) == left

        assert files_kept("visits") == kept_before


class TestConsent:
    """Silence is never consent: who did not sign is never shown as having signed."""

    def test_a_signature_needs_a_name_and_a_drawing(self, taihang, street, seat, member):
        nameless = record_of(taihang, street, files=[("signature", SIGNED)], outcome="signed")
        undrawn = record_of(taihang, street, outcome="signed", signer="王")

        by_phone = signed_record(taihang, street, way="phone")

        for text in (nameless, undrawn, by_phone):
            assert sent(text, by=member).aside.reason == "unreadable"

    def test_a_lost_drawing_is_told_on_the_visit(self, taihang, street, seat, member):
        visit = sent(signed_record(taihang, street), by=member).visit

        assert (visit.files.count(), len(visit.left_out)) == (0, 1)

    def test_who_declined_is_not_planned_again_at_once_and_nobody_met_is_no_visit(
        self, taihang, street, seat, member, chief
    ):
        plan(type(street).objects.all(), on=timezone.localdate() + datetime.timedelta(days=170))
        planned = taihang.planned_visits.get()
        sent(record_of(taihang, street, outcome="absent", topics=[], explained=""), by=member)
        assert not PlanEnd.objects.exists()

        sent(record_of(taihang, street, outcome="declined", topics=[], explained=""), by=member)

        assert planned.end.how == "declined"


class TestNeeds:
    NOTED = {"kind": "vehicle", "words": "检测站在哪？", "note": "塔南路检测站，免预约。"}
    OPEN = {"kind": "pay", "words": "平台拖欠运费。", "note": ""}

    def test_what_is_answered_at_once_is_a_guidance_note_and_the_rest_stays_open(self, taihang, street, seat, member):
        visit = sent(record_of(taihang, street, needs=[self.NOTED, self.OPEN]), by=member).visit

        assert [need.state for need in visit.needs.order_by("pk")] == ["guidance", "open"]
        assert [need.words for need in Need.objects.open()] == ["平台拖欠运费。"]
        assert Need.objects.open().get().due_on > timezone.localdate()

    def test_an_open_need_is_answered_once_by_whoever_looks_after_the_grid(self, taihang, street, seat, member, chief):
        need = sent(record_of(taihang, street, needs=[self.OPEN]), by=member).visit.needs.get()
        stranger = staff("stranger", "grid-member")
        with pytest.raises(actions.NotYours):
            actions.answer_need(need, "已转12328", by=stranger)

        actions.answer_need(need, "已转12328", reference="12328-1", by=chief)

        assert NeedAnswer.objects.get().reference == "12328-1"
        with pytest.raises(actions.AnsweredAlready):
            actions.answer_need(need, "再答", by=member)

    def test_what_a_company_said_is_sealed_and_stands_in_no_event(self, taihang, street, seat, member):
        sent(record_of(taihang, street, needs=[self.OPEN]), by=member)

        told = json.dumps(list(Event.objects.values_list("values", flat=True)), ensure_ascii=False)
        assert "拖欠" not in told
        assert "年审可网上办理" not in told


def test_a_visit_becomes_no_fact_of_credit(taihang, street, seat, member):
    before = CreditFact.objects.count()

    for outcome in ("unsigned", "declined", "absent"):
        sent(record_of(taihang, street, outcome=outcome), by=member)

    assert CreditFact.objects.count() == before


def test_a_member_reads_the_visits_of_own_grids_a_chief_all_and_a_company_its_own(taihang, street, seat, member, chief):
    visit = sent(record_of(taihang, street, needs=[TestNeeds.OPEN]), by=member).visit
    stranger = staff("stranger", "grid-member")

    assert [list(visits_of(person)) for person in (member, chief, stranger)] == [[visit], [visit], []]
    assert list(needs_of(stranger)) == []
    assert list(visits_at(taihang)) == [visit]
    assert list(visits_at(company_of(SHUNDA))) == []
