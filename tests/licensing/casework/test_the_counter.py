"""The counter: a clerk types for who is present; they sign by hand, and who typed never decides."""

import datetime
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageDraw

from accounts.people import Person
from accounts.represented.companies import Company, Membership
from desk.refusals import MayNotHandle, SomebodyElseIsWorking
from licensing.applications.actions import drafting
from licensing.applications.counter.actions import NotSigned, hand_in_at_counter
from licensing.applications.counter.models import (
    CounterSignature,
    CounterSubmission,
    CounterVisit,
    TypedAtCounter,
)
from licensing.applications.counter.rules import covers, ends, is_open
from licensing.applications.documents import commitment_paper
from licensing.applications.models.application import Application
from licensing.applications.models.promises import Commitment
from licensing.decisions.models.checking import Acceptance
from licensing.decisions.rules import may_handle
from licensing.flow.steps import is_delivered_electronically
from licensing.moving import cases, promises
from licensing.moving.progress import open_node
from licensing.verification.models import Inspection, Verification
from licensing.verification.statements import verifiable
from materials.uploads import rules
from post.telling.models import Message
from post.telling.tail import listen
from supervision.officers.queries import kept_from
from tests.conftest import TAIHANG
from tests.factories import WORLD, answers_for, applicant, draft, drafted, granted, picture, staff, submitted
from trail.events import tell
from trail.models import Event

pytestmark = pytest.mark.django_db
PAGE = "/counter/"
POINT = {"section": "safety", "row": -1, "field": "safety-phone", "material": "", "label": "电话", "words": "补正"}


def hand(name="signature.png"):
    """A signature as the tablet draws it."""
    content, drawn = io.BytesIO(), Image.new("RGB", (640, 240), "white")
    ImageDraw.Draw(drawn).line([(20, 200), (300, 40), (600, 180)], fill="black", width=3)
    drawn.save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), "image/png")


def entry_of(uscc):
    return next(r["fields"] for r in WORLD["records"]["business-licence"] if r["fields"]["uscc"] == uscc)


@pytest.fixture
def counter(world):
    return staff("counter", "counter-clerk")


def come(client, right="representative", **typed):
    """Somebody comes to the counter."""
    facts = entry_of(TAIHANG)
    told = {"name": facts["legal-rep"], "id_number": facts["legal-rep-id"], "uscc": TAIHANG, "seen": "on"}
    return client.post(f"{PAGE}?right={right}", {**told, **typed})


@pytest.fixture
def desk(counter, sign_in):
    """The browser at the counter, its visitor the legal representative of 太行."""
    client = sign_in(counter)
    assert come(client).status_code == 302
    return client


def complete(visit, **more):
    """A complete application typed in a visit, not yet signed."""
    return draft(visit.company, by=visit.visitor, **more)


def sign(client, application, **more):
    """The visitor affirms every statement and signs on the page of the notice."""
    address = reverse("applications:commitment", args=[application.key])
    shown = client.get(address)
    stands_on = re.search(r'name="stands-on" value="([^"]*)"', shown.content.decode())
    typed = {
        "affirm": [s["code"] for s in application.item.notice.statements],
        "stands-on": stands_on.group(1) if stands_on else "",
        "signature": hand(),
        "visit": CounterVisit.objects.last().pk,
        "act": "hand-in",
    }
    return client.post(address, {name: value for name, value in {**typed, **more}.items() if value is not None})


def test_a_visitor_without_account_or_telephone_applies_and_the_file_says_who_typed(desk, counter, clerk, sign_in):
    visit = CounterVisit.objects.get()
    assert not visit.visitor.has_usable_password()
    begun = desk.post(reverse("applications:new", args=["freight-licence-establish"]), {"procedure": "commitment"})
    application = Application.objects.get()
    assert begun["Location"] == reverse("applications:overview", args=[application.key])
    assert application.typed_at_counter.get().visit == visit
    application.discarded_at = timezone.now()
    application.save()

    application = complete(visit)
    answer = sign(desk, application)

    assert answer["Location"] == reverse("applications:submitted", args=[application.key])
    application = Application.objects.get(pk=application.pk)
    handed_in = CounterSubmission.objects.get(submission=application.submission)
    assert (application.submission.submitted_by, handed_in.visit.clerk) == (visit.visitor, counter)
    assert Commitment.objects.get().by_hand == handed_in.signature
    paper = commitment_paper(Commitment.objects.get()).signed_by
    assert "窗口当面手写签名" in paper
    assert counter.name in paper
    told = [tell(event) for event in Event.objects.filter(subject=application.subject, kind="application.submitted")]
    assert told == [
        f"{visit.visitor.name} submitted application {application.submission.receipt_number} "
        f"(typed at the counter by {counter.name})"
    ]
    case = sign_in(clerk).get(reverse("desk:case", args=[application.key])).content.decode()
    assert f"typed by {counter.name}" in re.sub(r"\s+", " ", case)
    receipt = desk.get(reverse("applications:receipt", args=[application.key]))
    assert b"".join(receipt.streaming_content).startswith(b"%PDF")
    receipt.close()


def test_who_typed_never_handles_the_case(desk, clerk):
    visit = CounterVisit.objects.get()
    typist = visit.clerk
    application = complete(visit)
    sign(desk, application)
    application = Application.objects.get(pk=application.pk)

    assert not may_handle(typist, application)
    assert may_handle(clerk, application)
    assert open_node(application) == "check"
    with pytest.raises(MayNotHandle):
        cases.accept(application, by=typist)
    letter = application.letters.get()
    with pytest.raises(IntegrityError, match="typed it at the counter"), transaction.atomic():
        Acceptance.objects.create(application=application, accepted_by=typist, letter=letter)
    cases.accept(application, by=clerk)


def test_a_correction_is_answered_at_the_counter_on_a_signature(desk, clerk):
    visit = CounterVisit.objects.get()
    application = complete(visit)
    sign(desk, application)
    cases.ask_for_correction(Application.objects.get(pk=application.pk), [POINT], by=clerk)
    address = reverse("applications:correct", args=[application.key])
    stands_on = re.search(r'name="stands-on" value="([^"]*)"', desk.get(address).content.decode()).group(1)
    typed = {"safety-phone": "13903910009", "act": "answer", "stands-on": stands_on}

    drawn_too_early = desk.post(address, {**typed, "signature": hand(), "visit": visit.pk}).content.decode()
    assert "Show it to the visitor" in drawn_too_early
    typed["stands-on"] = re.search(r'name="stands-on" value="([^"]*)"', drawn_too_early).group(1)
    assert desk.post(address, {**typed, "visit": visit.pk}).status_code == 422
    assert open_node(application) == "correct"
    answer = desk.post(address, {**typed, "signature": hand(), "visit": visit.pk})

    assert answer["Location"] == reverse("applications:progress", args=[application.key])
    application = Application.objects.get(pk=application.pk)
    assert application.amendment.made_by == CounterVisit.objects.get().visitor
    assert application.amendment.by_hand.version == application.amendment.answers_digest[:16]


@pytest.mark.parametrize("brought", [None, "blank"])
def test_nothing_is_signed_without_the_visitors_hand(desk, brought):
    application = complete(CounterVisit.objects.get())

    answer = sign(desk, application, signature=picture() if brought else None)

    assert answer.status_code == 422
    words = "The signature is empty" if brought else "A signature by hand is needed"
    assert words in answer.content.decode()
    assert not Commitment.objects.exists()


def test_what_is_changed_after_the_signature_is_signed_anew(desk):
    visit = CounterVisit.objects.get()
    application = complete(visit)
    sign(desk, application, act="sign")
    assert CounterSignature.objects.count() == 1
    fields, rows = answers_for(visit.company, vehicles=1)
    drafting.save_section(application, fields={**fields, "safety-person": "王另外"}, rows=rows, doubts={})

    answer = desk.post(reverse("applications:submit", args=[application.key]), {"signature": hand(), "visit": visit.pk})

    assert answer["Location"] == reverse("applications:check", args=[application.key])
    assert not Application.objects.get(pk=application.pk).is_submitted


def test_an_item_without_promise_is_signed_where_it_is_handed_in(desk):
    visit = CounterVisit.objects.get()
    application = complete(visit, procedure="ordinary")
    page = desk.get(reverse("applications:check", args=[application.key])).content.decode()
    stands_on = re.search(r'name="stands-on" value="([^"]*)"', page).group(1)
    submit = reverse("applications:submit", args=[application.key])

    unsigned = desk.post(submit, {"stands-on": stands_on, "visit": visit.pk})
    assert unsigned.status_code == 422
    assert "A signature by hand is needed" in unsigned.content.decode()
    with pytest.raises(NotSigned):
        cases.hand_in(application, by=visit.visitor, also=lambda *what: hand_in_at_counter(visit, *what))
    assert not Application.objects.get(pk=application.pk).is_submitted
    answer = desk.post(submit, {"stands-on": stands_on, "signature": hand(), "visit": visit.pk})

    assert answer["Location"] == reverse("applications:submitted", args=[application.key])
    assert CounterSubmission.objects.get().signature.commitment is None


def test_who_is_delegated_shows_it_and_sees_only_what_they_began(counter, sign_in, taihang, chen):
    other = draft(taihang, by=chen)
    client = sign_in(counter)
    handler = {"name": "吴经办", "id_number": "410802199305050038"}
    until = timezone.localdate() + datetime.timedelta(days=10)
    assert come(client, "paper", **handler, delegated_until=until.isoformat()).status_code == 422

    come(client, "paper", **handler, delegated_until=until.isoformat(), delegation=picture("委托书.png"))

    visit = CounterVisit.objects.get()
    assert (visit.right, visit.delegation.original_name) == ("paper", "委托书.png")
    assert not Membership.objects.filter(person=visit.visitor).exists()
    own = draft(taihang, by=visit.visitor)
    assert client.get(reverse("applications:overview", args=[own.key])).status_code == 200
    assert client.get(reverse("applications:overview", args=[other.key])).status_code == 404


def test_a_delegation_is_signed_on_the_tablet_by_the_legal_representative_in_the_register(counter, sign_in):
    client, facts = sign_in(counter), entry_of(TAIHANG)
    typed = {
        "name": "吴经办",
        "id_number": "410802199305050038",
        "delegated_until": timezone.localdate().isoformat(),
    }
    stranger = come(client, "tablet", **typed, delegator_id_number="410804198612221077", delegation=hand())
    assert stranger.status_code == 422
    assert "Name and number do not match those of the legal representative" in stranger.content.decode()

    come(client, "tablet", **typed, delegator_id_number=facts["legal-rep-id"], delegation=hand())

    assert CounterVisit.objects.get().is_delegated


def test_who_is_not_the_legal_representative_gets_no_visit(counter, sign_in):
    answer = come(sign_in(counter), name="吴经办", id_number="410802199305050038")

    assert answer.status_code == 422
    assert "Name and number do not match those of the legal representative" in answer.content.decode()
    assert "吴经办" in answer.content.decode()
    assert not CounterVisit.objects.exists()
    assert not Person.objects.filter(name="吴经办").exists()


def test_a_known_number_is_the_account_it_belongs_to_and_no_other_name(desk, counter, sign_in):
    first = CounterVisit.objects.get()
    come_again = sign_in(counter)
    come(come_again)
    assert [visit.visitor_id for visit in CounterVisit.objects.all()] == [first.visitor_id] * 2
    assert hasattr(CounterVisit.objects.get(pk=first.pk), "end")

    answer = come(
        sign_in(counter), "paper", name="别人", delegated_until=timezone.localdate().isoformat(), delegation=picture()
    )

    assert answer.status_code == 422
    assert CounterVisit.objects.count() == 2


def test_a_visit_ends_with_its_hours_its_right_and_its_clerk(desk, counter):
    application = complete(CounterVisit.objects.get())
    overview = reverse("applications:overview", args=[application.key])
    assert desk.get(overview).status_code == 200

    visit = CounterVisit.objects.get()
    assert not is_open(visit, at=visit.until)
    Company.objects.update(legal_rep_id="410802199305050038")  # the register has another representative by now
    assert desk.get(overview)["Location"] == PAGE
    by_itself = desk.get(overview, headers={"HX-Request": "true"})
    assert (by_itself.status_code, by_itself["Content-Type"]) == (409, "text/plain; charset=utf-8")
    desk.get(PAGE)
    assert desk.get(overview).status_code == 403
    come(desk)
    desk.post(f"{PAGE}end/")
    assert desk.get(overview).status_code == 403


@pytest.mark.parametrize("name", ["to_ordinary", "again", "offer"])
def test_what_nobody_signs_for_at_the_counter_stays_closed_there(desk, name):
    application = complete(CounterVisit.objects.get())

    assert desk.post(reverse(f"applications:{name}", args=[application.key])).status_code == 403
    for elsewhere in ("/certificates/", "/fleet/", "/mine/", "/talks/own/x/1/"):
        assert desk.get(elsewhere).status_code in (403, 404)


def act(client, name, application, **typed):
    """An act after handing in: typed, shown to the visitor, who signs under it."""
    address = reverse(f"applications:{name}", args=[application.key])
    shown = client.post(address, typed)
    assert shown.status_code == 200, shown.content.decode()[-2000:]
    stands_on = re.search(r'name="stands-on" value="([^"]+)"', shown.content.decode()).group(1)
    visit = CounterVisit.objects.last().pk
    return client.post(address, {**typed, "stands-on": stands_on, "signature": hand(), "visit": visit})


def test_what_is_withdrawn_at_the_counter_is_signed_as_it_was_shown(desk, clerk, sign_in):
    visit = CounterVisit.objects.get()
    application = complete(visit)
    sign(desk, application)
    application = Application.objects.get(pk=application.pk)
    address = reverse("applications:withdraw", args=[application.key])

    shown = desk.post(address, {"reason": "车已卖", "signature": hand(), "visit": visit.pk}).content.decode()
    stands_on = re.search(r'name="stands-on" value="([^"]+)"', shown).group(1)
    unsigned = desk.post(address, {"reason": "车已卖", "stands-on": stands_on, "visit": visit.pk})
    changed = {"reason": "别的", "stands-on": stands_on, "signature": hand(), "visit": visit.pk}
    again = desk.post(address, changed).content.decode()

    assert f"I withdraw the application {application.receipt_number}" in shown
    assert unsigned.status_code == 422
    assert "Nothing has been done yet" in again
    assert not hasattr(Application.objects.get(pk=application.pk), "withdrawal")

    act(desk, "withdraw", application, reason="车已卖")

    assert Application.objects.get(pk=application.pk).withdrawal.reason == "车已卖"
    signed = CounterSignature.objects.last()
    assert signed.act == "withdraw"
    assert "Reason: 车已卖" in signed.shown
    assert application.receipt_number in signed.shown
    told = tell(Event.objects.get(subject=application.subject, kind="application.withdrawn"))
    assert told == f"{visit.visitor.name} withdrew the application (typed at the counter by {visit.clerk.name})"
    page = sign_in(clerk).get(reverse("desk:case", args=[application.key])).content.decode()
    assert f"I withdraw the application {application.receipt_number}" in page


def test_a_signature_is_scanned_before_anything_is_locked(desk, monkeypatch):
    visit = CounterVisit.objects.get()
    application = complete(visit)
    inside = len(connection.savepoint_ids)
    seen = []
    monkeypatch.setattr(rules, "virus_in", lambda _content: seen.append(len(connection.savepoint_ids)) or "")

    sign(desk, application)
    act(desk, "withdraw", Application.objects.get(pk=application.pk), reason="车已卖")

    assert set(seen) == {inside}, "the scanner may take half a minute: nobody waits for a row meanwhile"


def test_what_was_typed_stays_where_somebody_else_is_just_working_on_the_case(taihang, chen, sign_in, monkeypatch):
    def busy(*_told, **_more):
        raise SomebodyElseIsWorking

    case = submitted(taihang)
    monkeypatch.setattr("licensing.moving.cases.withdraw", busy)

    answer = sign_in(chen).post(reverse("applications:withdraw", args=[case.key]), {"reason": "车已卖"})

    assert answer.status_code == 422
    assert answer.context["form"]["reason"].value() == "车已卖"
    assert str(SomebodyElseIsWorking()) in answer.content.decode()


def inspect_to_rectify(case, *, by, second):
    """The promise was looked at, and something has to be mended."""
    broken = verifiable(case.verification.commitment)[0]["code"]
    results = [{**s, "kept": s["code"] != broken, "note": "不全"} for s in case.verification.commitment.statements]
    promises.inspect(case, results=results, outcome=Inspection.Outcome.RECTIFY, notes="", by=by, second=second)
    if case.verification.method == Verification.Method.ON_SITE:
        promises.confirm_inspection(Application.objects.get(pk=case.pk), agrees=True, by=second)


def test_answers_after_a_grant_are_signed_at_the_counter_and_who_typed_does_not_verify(taihang, desk, clerk):
    visit = CounterVisit.objects.get()
    verifier = staff("verifier", "verifier")
    case = granted(visit.company, clerk=clerk)
    inspect_to_rectify(case, by=verifier, second=staff("second-verifier", "verifier"))
    proof = picture("整改.png")

    address = reverse("applications:rectify", args=[case.key])
    shown = desk.post(address, {"words": "已补齐", "proofs": picture("先.png")}).content.decode()
    assert "Choose the files again" in shown, "no browser sends a file twice"
    stands_on = re.search(r'name="stands-on" value="([^"]+)"', shown).group(1)
    sent = {"words": "已补齐", "stands-on": stands_on, "signature": hand(), "visit": visit.pk, "proofs": proof}
    desk.post(address, sent)

    inspection = Inspection.objects.get()
    assert inspection.rectification.words == "已补齐"
    signed = CounterSignature.objects.last()
    assert "整改.png SHA-256 " in signed.shown
    assert not may_handle(visit.clerk, case)
    with pytest.raises(IntegrityError, match="does not verify it"), transaction.atomic():
        Inspection.objects.create(verification=inspection.verification, results=[], outcome="kept", officer=visit.clerk)
    told = {"authority": visit.authority, "visitor": visit.visitor, "company": visit.company, "until": visit.until}
    hers = CounterVisit.objects.create(clerk=verifier, right="representative", **told)
    with pytest.raises(IntegrityError, match="does not type in it"), transaction.atomic():
        TypedAtCounter.objects.create(visit=hers, application=case)
    assert visit.clerk.pk in kept_from([case.company_id])[case.company_id]


def test_a_delegation_names_the_case_in_which_somebody_acts_after_handing_in(counter, sign_in, taihang, chen):
    case = submitted(taihang)
    client = sign_in(counter)
    until = timezone.localdate() + datetime.timedelta(days=10)
    handler = {
        "name": "吴经办", "id_number": "410802199305050038", "delegated_until": until.isoformat(),
    }  # fmt: skip
    address = reverse("applications:withdraw", args=[case.key])

    come(client, "paper", **handler, delegation=picture())
    assert client.get(address).status_code == 404, "a delegation to apply opens no other file"
    assert not covers(CounterVisit.objects.last(), case)
    client.post(f"{PAGE}end/")
    unknown = come(client, "paper", **handler, delegation=picture(), matter="4100000000000001")
    assert "The company has no case of this receipt number" in unknown.content.decode()
    come(client, "paper", **handler, delegation=picture(), matter=case.receipt_number)
    act(client, "withdraw", case, reason="")

    assert hasattr(Application.objects.get(pk=case.pk), "withdrawal")
    assert CounterVisit.objects.last().matter == case


def test_a_companys_principal_is_told_that_somebody_came_for_it(counter, sign_in, taihang, chen):
    until = timezone.localdate().isoformat()
    handler = {"name": "吴经办", "id_number": "410802199305050038", "delegated_until": until}

    come(sign_in(counter), "paper", **handler, delegation=picture())
    listen()

    told = Message.objects.get(person=chen, text="received-at-counter")
    assert handler["name"] not in str(told.__dict__)


@pytest.mark.parametrize(("hour", "until"), [(8, "12:30"), (19, "23:30"), (22, "00:00")])
def test_a_visit_ends_after_four_hours_and_with_the_day(hour, until):
    opened = datetime.datetime(2026, 6, 30, hour, 30, tzinfo=timezone.get_default_timezone())

    assert timezone.localtime(ends(opened)).strftime("%H:%M") == until
    assert ends(opened) - opened <= datetime.timedelta(hours=4)


def test_nobody_types_for_a_company_they_acted_for(counter, sign_in, taihang):
    Membership.objects.create(company=taihang, person=counter, kind="handler", since="2020-01-01", until="2020-02-01")

    assert come(sign_in(counter)).status_code == 422
    assert not CounterVisit.objects.exists()


def test_no_right_outlasts_the_visit(desk):
    visit = CounterVisit.objects.get()

    assert not Membership.objects.filter(person=visit.visitor).exists()


def test_what_was_drawn_for_one_visitor_is_not_the_hand_of_the_next(desk):
    first = CounterVisit.objects.get()
    application = complete(first)
    desk.post(f"{PAGE}end/")
    come(desk)

    answer = sign(desk, application, visit=first.pk)

    assert answer.status_code == 422
    assert "A different visitor is now at the counter" in answer.content.decode()


def test_who_handled_a_case_types_nothing_in_it(taihang, desk):
    typist = CounterVisit.objects.get().clerk
    case = submitted(taihang)
    cases.ask_for_correction(case, [POINT], by=typist)

    answer = desk.post(reverse("applications:correct", args=[case.key]), {"act": "save", "safety-phone": "13903910009"})

    assert answer["Location"] == PAGE
    assert not TypedAtCounter.objects.exists()
    with pytest.raises(IntegrityError, match="who handled it"), transaction.atomic():
        TypedAtCounter.objects.create(visit=CounterVisit.objects.get(), application=case)


def test_the_items_of_a_bundle_say_who_typed_and_keep_them_away(desk, clerk, sign_in):
    visit = CounterVisit.objects.get()
    bundle = drafted("start-freight-company", visit.company, by=visit.visitor, **{"steps-start-freight-company": []})
    sign(desk, bundle)
    child = Application.objects.filter(parent=bundle).first()

    assert not may_handle(visit.clerk, child)
    assert "窗口当面手写签名" in commitment_paper(child.commitments.get()).signed_by
    page = sign_in(clerk).get(reverse("desk:case", args=[child.key])).content.decode()
    assert "Typed at the counter" in page


def test_who_cannot_sign_in_is_handed_the_result(desk):
    application = complete(CounterVisit.objects.get())
    sign(desk, application)

    assert not is_delivered_electronically(Application.objects.get(pk=application.pk))


def test_who_sits_at_no_counter_receives_nobody(world, sign_in):
    verifier = staff("verifier", "verifier")

    assert come(sign_in(verifier)).status_code == 403
    assert come(sign_in(applicant())).status_code == 403


def test_the_database_keeps_a_visit_true(desk, counter):
    visit = CounterVisit.objects.get()
    rows = {
        "a delegation nobody saw": {"right": "paper"},
        "a clerk who visits themselves": {"visitor": counter},
        "a visit that never lasted": {"until": visit.opened_at},
    }
    for why, wrong in rows.items():
        kept = {"authority": visit.authority, "clerk": counter, "visitor": visit.visitor, "company": visit.company}
        values = {"right": "oneself", "until": visit.until, "opened_at": visit.opened_at, **kept, **wrong}
        with pytest.raises(IntegrityError), transaction.atomic():
            CounterVisit.objects.create(**values)
        assert CounterVisit.objects.count() == 1, why


def test_what_is_typed_is_typed_once_for_a_visit(desk):
    visit = CounterVisit.objects.get()
    application = complete(visit)
    for _again in range(2):
        desk.post(reverse("applications:choose_procedure", args=[application.key]), {"procedure": "commitment"})

    assert TypedAtCounter.objects.filter(application=application, visit=visit).count() == 1


def test_with_a_visitor_present_a_guide_offers_to_begin(desk):
    guide = reverse("services:guide", args=["freight-licence-establish"])

    assert "/applications/new/" in desk.get(guide).content.decode()
