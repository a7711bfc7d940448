"""A clerical error is put right by a letter of its own; the original stays, marked wherever it is listed (更正)."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from desk.refusals import MayNotHandle, NotNow
from licensing.applications.models.application import Application
from licensing.certificates.checking.authenticity import Finding, by_number
from licensing.certificates.checking.faithful import unfaithful
from licensing.certificates.correcting import correctable
from licensing.certificates.ends import resting_on
from licensing.certificates.models import Certificate, IssueOrder, Misprint, State
from licensing.decisions.correcting import correct_letter
from licensing.decisions.models.letters import Letter, LetterCorrection
from licensing.decisions.writing.documents import letter_document
from licensing.moving import cases as flow
from licensing.moving import worker
from licensing.moving.correcting import correct_misprint
from licensing.moving.finish import finish
from licensing.moving.progress import stages_of
from licensing.register.models import Place
from materials.lookups.ledger import newest
from tests.factories import PASSWORD, accepted, drafted, granted, retracted, staff, submitted, through

pytestmark = pytest.mark.django_db
REASONS = "未建立健全的安全生产管理制度，停放场地位于解方中路。"
ARTICLES = "《中华人民共和国道路运输条例》第二十一条"


def fresh(case):
    return Application.objects.get(pk=case.pk)


def refused(company, *, clerk):
    case = accepted(company, clerk=clerk)
    flow.decide(case, "refused", by=clerk, reasons=REASONS, articles=ARTICLES)
    finish(fresh(case))
    return fresh(case)


def typed(letter, wrong="解方中路", right="解放中路", **more):
    return {"original": letter.pk, "wrong": wrong, "right": right, "reasons": "录入错误。", "act": "do", **more}


def address_of(case, act="correct-letter"):
    return reverse("desk:act", args=[case.key, act])


def test_a_letter_of_a_refused_case_is_corrected_and_everybody_who_lists_it_sees_it(taihang, clerk, chen, sign_in):
    case = refused(taihang, clerk=clerk)
    refusal = case.letters.get(kind="refusal")
    before = letter_document(refusal).sha256
    desk = sign_in(clerk)

    offered = desk.get(reverse("desk:case", args=[case.key])).content.decode()
    preview = desk.post(address_of(case), typed(refusal, act="preview")).content.decode()
    unsigned = desk.post(address_of(case), typed(refusal))
    signed = desk.post(address_of(case), typed(refusal, password=PASSWORD))

    letter = case.letters.get(kind="clerical")
    words = "\n".join(letter.paragraphs)
    assert "Correct a clerical error in a letter" in offered
    assert "“解方中路”更正为“解放中路”" in preview
    assert (unsigned.status_code, signed.status_code) == (422, 302)
    assert "更正〔" in letter.number
    assert letter.number not in (refusal.number, "")
    assert all(part in words for part in (refusal.number, refusal.title, "解方中路", "解放中路", "录入错误"))
    assert letter_document(Letter.objects.get(pk=refusal.pk)).sha256 == before
    marked = f"Corrected by letter {letter.number}"
    auditor = sign_in(staff("auditor", "auditor"))
    dossier = auditor.get(reverse("register:dossier", args=[case.key]), {"purpose": "核查"})
    assert marked in desk.get(reverse("desk:case", args=[case.key])).content.decode()
    assert marked in sign_in(chen).get(reverse("applications:progress", args=[case.key])).content.decode()
    assert marked in dossier.content.decode()
    assert letter.number in sign_in(chen).get(reverse("applications:progress", args=[case.key])).content.decode()


def test_before_the_decision_it_is_the_clerks_afterwards_the_deciders(taihang, catalogue, sign_in):
    counter, decider = staff("counter", "counter-clerk"), staff("decider", "decider")
    case = submitted(taihang)
    receipt = case.letters.get(kind="receipt")
    words = typed(receipt, "太行", "太航", password=PASSWORD)

    early = sign_in(decider).post(address_of(case), words).status_code
    clerk = sign_in(counter).post(address_of(case), words).status_code
    flow.refuse_acceptance(
        fresh(case), "not-needed", by=counter, reasons="无需许可。", articles=ARTICLES, competent_body=""
    )
    finish(fresh(case))
    late = sign_in(counter).post(address_of(case), typed(receipt, "货运", "貨运", password=PASSWORD)).status_code
    closed = sign_in(decider).post(address_of(case), typed(receipt, "货运", "貨运", password=PASSWORD)).status_code

    assert (early, clerk, late, closed) == (403, 302, 403, 302)


def test_the_applicants_side_and_another_authority_correct_nothing(taihang, clerk, chen):
    case = refused(taihang, clerk=clerk)
    refusal = case.letters.get(kind="refusal")
    words = {"wrong": "解方中路", "right": "解放中路", "reasons": "录入错误。"}

    for person in (chen, staff("elsewhere", "decider", "counter-clerk", division="410821")):
        with pytest.raises(MayNotHandle):
            correct_letter(refusal, by=person, **words)
    assert not LetterCorrection.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "right", "why"),
    [
        (REASONS, "车辆不合格。", "whole reason"),
        ("不予行政许可", "准予行政许可", "needs a decision"),
        ("第二十一条", "第二十二条", "article"),
        ("解放东路", "解放中路", "do not occur"),
    ],
)
def test_substance_is_refused_on_the_field_and_nothing_typed_is_lost(taihang, clerk, sign_in, wrong, right, why):
    case = refused(taihang, clerk=clerk)
    refusal = case.letters.get(kind="refusal")

    response = sign_in(clerk).post(address_of(case), typed(refusal, wrong, right, password=PASSWORD))

    page = response.content.decode()
    assert response.status_code == 422
    assert why in page
    assert wrong in page
    assert "录入错误。" in page
    assert not case.letters.filter(kind="clerical").exists()


def test_words_are_corrected_once_and_another_error_of_the_same_letter_again(taihang, clerk):
    case = refused(taihang, clerk=clerk)
    refusal = case.letters.get(kind="refusal")
    first = correct_letter(refusal, wrong="解方中路", right="解放中路", reasons="录入错误。", by=clerk)

    with pytest.raises(NotNow, match=first.letter.number):
        correct_letter(refusal, wrong="解方中路", right="解放西路", reasons="录入错误。", by=clerk)
    second = correct_letter(refusal, wrong="停放场地", right="停车场地", reasons="录入错误。", by=clerk)

    assert first.letter.number != second.letter.number
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterCorrection.objects.create(
            original=refusal, wrong="解方中路", right="别处", reasons="", corrected_by=clerk, letter=refusal
        )


def test_the_correction_goes_to_whom_the_letter_went(taihang, clerk):
    case = accepted(taihang, clerk=clerk)
    flow.offer_hearing(case, reasons="拟不予许可。", parties=[("焦作市振兴物流有限公司", "13903910009")], by=clerk)
    letter = case.letters.get(kind="hearing", addressee="焦作市振兴物流有限公司")

    correction = correct_letter(letter, wrong="振兴", right="振新", reasons="录入错误。", by=clerk)

    assert correction.letter.addressee == "焦作市振新物流有限公司"


def misprinted(case, **more):
    licence = case.decision.certificates.get(kind=Certificate.Kind.LICENCE)
    shown = licence.particulars["address"]
    return licence, {"particular": "address", "wrong": shown[3:6], "right": f"{shown[3:5]}洲", **more}


def test_a_misprinted_certificate_gets_the_next_version_under_its_number(taihang, clerk, chen, sign_in):
    case = granted(taihang, clerk=clerk)
    licence, words = misprinted(case, reasons="印制错误。", password=PASSWORD, act="do")
    issued_on = next(stage for stage in stages_of(case) if stage.name == "Certificates issued").at

    response = sign_in(clerk).post(address_of(case, "correct-certificate"), {**words, "certificates": [licence.pk]})
    owed = IssueOrder.objects.get(decision=case.decision).completed_at
    unmade = unfaithful(Certificate.objects.get(replaces=licence))
    finish(fresh(case))

    new = Certificate.objects.get(replaces=licence)
    letter = case.letters.get(kind="clerical")
    assert response.status_code == 302
    assert owed is None
    assert unmade == ()
    assert (new.number, new.version, new.subject) == (licence.number, licence.version + 1, licence.subject)
    assert (new.valid_from, new.valid_to, new.issued_on) == (licence.valid_from, licence.valid_to, licence.issued_on)
    assert new.particulars == {
        **licence.particulars,
        "address": licence.particulars["address"].replace(words["wrong"], words["right"]),
    }
    assert (licence.state, new.state) == (State.SUPERSEDED, State.IN_FORCE)
    assert licence.states.last().letter == new.states.last().letter == letter
    assert {place.version for place in Place.objects.filter(number=new.number)} == {new.version}
    told = newest("road-transport-licence", {"cert-number": new.number})
    assert told.fields["address"] == new.particulars["address"]
    assert new.copies.count() == licence.copies.count() == 2
    assert by_number(new.number, new.check_code).finding == Finding.GENUINE
    assert by_number(licence.number, licence.check_code).finding == Finding.SUPERSEDED
    assert f"{licence.number}（第2版）" in "\n".join(letter.paragraphs)
    assert Misprint.objects.get().corrected_by == clerk
    assert next(stage for stage in stages_of(fresh(case)) if stage.name == "Certificates issued").at == issued_on


def test_a_corrected_certificate_whose_file_nobody_made_is_found_again(taihang, clerk):
    case = granted(taihang, clerk=clerk)
    licence, words = misprinted(case, reasons="印制错误。")
    before = worker.sweep()
    correct_misprint(case, [licence], by=clerk, **words)

    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=2), tick=True):
        after = worker.sweep()

    assert (before, after) == (0, 1)


@pytest.mark.parametrize("particular", ["uscc", "legal-rep", "scope", "planned-count", "nothing"])
def test_who_holds_it_and_what_it_allows_are_no_misprint(taihang, clerk, particular):
    case = granted(taihang, clerk=clerk)
    licence = case.decision.certificates.get(kind=Certificate.Kind.LICENCE)

    with pytest.raises(NotNow):
        correct_misprint(case, [licence], particular, wrong="道路", right="公路", reasons="印制错误。", by=clerk)
    assert not Misprint.objects.exists()


def test_only_what_is_in_force_is_corrected_and_the_whole_fleet_in_one_letter(taihang, clerk):
    case = granted(taihang, clerk=clerk)
    vehicles = list(case.decision.certificates.filter(kind=Certificate.Kind.VEHICLE))
    shown = vehicles[0].particulars["address"]
    words = {"particular": "address", "wrong": shown[3:6], "right": f"{shown[3:5]}洲", "reasons": "印制错误。"}

    letter = correct_misprint(case, vehicles, by=clerk, **words)
    finish(fresh(case))
    with pytest.raises(NotNow, match="no longer in force"):
        correct_misprint(case, vehicles, by=clerk, **words)

    assert len(vehicles) == 2
    assert Misprint.objects.filter(letter=letter).count() == 2
    assert {one.version for one in correctable(case) if one.kind == Certificate.Kind.VEHICLE} == {2}


def test_a_change_that_was_corrected_can_still_be_undone(taihang, clerk):
    others = staff("first", "reviewer"), staff("second", "reviewer")
    granted(taihang, clerk=clerk)
    change = through(drafted("freight-licence-change", taihang), clerk=clerk, others=others)
    licence, words = misprinted(change, reasons="印制错误。")
    correct_misprint(change, [licence], by=clerk, **words)
    finish(fresh(change))

    retracted(fresh(change), by=clerk)

    versions = Certificate.objects.filter(number=licence.number).order_by("version")
    assert [one.state for one in versions] == [State.IN_FORCE, State.SUPERSEDED, State.WITHDRAWN]
    assert resting_on(fresh(change)) == []
