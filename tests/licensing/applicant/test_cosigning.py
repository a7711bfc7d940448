"""The legal representative signs on the phone what a handler typed: by code and password, once, and nobody else."""

import datetime
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.represented.companies import Membership
from licensing.applications.actions import attaching, drafting, handing_in
from licensing.applications.cosigning.actions import Over, ask_cosigner, cosign
from licensing.applications.cosigning.models import CosignAnswer, CosignRequest
from licensing.applications.documents import commitment_paper
from licensing.applications.models.application import Application
from licensing.applications.models.promises import Commitment
from licensing.moving import cases
from post.questions.models import CodedQuestion
from tests.factories import PASSWORD, applicant, draft, picture
from trail.models import Event

pytestmark = pytest.mark.django_db
PAGE = "/applications/cosign/"


@pytest.fixture
def handler(taihang, chen):
    person = applicant(name="吴经办", id_number="410802199305050038")
    until = timezone.localdate() + datetime.timedelta(days=30)
    Membership.objects.create(company=taihang, person=person, kind=Membership.Kind.HANDLER, until=until)
    return person


@pytest.fixture
def application(taihang, handler):
    typed = {"agent-phone": "13903910007", "authorised-scope": "办理道路货运经营许可"}
    return drafting.save_section(draft(taihang, by=handler, anyway=False), fields=typed, rows={}, doubts={})


@pytest.fixture
def asked(application, handler, sign_in):
    answer = sign_in(handler).post(reverse("applications:ask_cosigner", args=[application.key]))
    assert answer.status_code == 302
    return CosignRequest.objects.get()


def phone(request, act="show", *, code=None, **more):
    """The legal representative's phone: it is signed in nowhere."""
    typed = {"code": code or request.question.code, "act": act, **more}
    return Client(HTTP_ACCEPT_LANGUAGE="en").post(PAGE, typed)


def statements(application):
    return [s["code"] for s in application.item.notice.statements]


def signed(request, **more):
    return phone(request, "sign", **{"affirm": statements(request.application), "password": PASSWORD, **more})


def test_the_handler_types_the_legal_representative_signs_and_the_case_says_so(
    asked, application, chen, handler, clerk
):
    shown = phone(asked).content.decode()
    assert application.company.name in shown
    assert "吴经办 filled this in" in shown

    answer = signed(asked)

    assert "You have signed." in answer.content.decode()
    commitment = Commitment.objects.get()
    assert (commitment.signed_by, application.started_by) == (chen, handler)
    assert "法定代表人" in commitment_paper(commitment).signed_by
    cases.hand_in(application, by=handler)
    desk = Client(HTTP_ACCEPT_LANGUAGE="en")
    desk.force_login(clerk, backend="accounts.signing_in.backend.Backend")
    case = re.sub(r"\s+", " ", desk.get(reverse("desk:case", args=[application.key])).content.decode())
    assert f"Filled in by 吴经办; signed by {chen.name}, the legal representative, on the phone" in case


def test_what_is_sent_names_nobody_and_the_address_holds_no_code(asked, application):
    words = CodedQuestion.objects.get().words

    assert PAGE in words
    assert application.company.name not in words
    assert str(application.key) not in words
    assert asked.question.code not in words.split(PAGE)[0]


def test_nothing_is_signed_without_each_statement_and_the_password(asked, application):
    one_left = signed(asked, affirm=statements(application)[1:])
    wrong = signed(asked, password="guessed")

    assert (one_left.status_code, wrong.status_code) == (422, 422)
    assert not Commitment.objects.exists()
    assert "You have signed." in signed(asked).content.decode()
    assert signed(asked).status_code == 409, "a code is good once"
    assert Commitment.objects.count() == 1


def test_whoever_has_no_code_sees_nothing_and_is_slowed_down(asked, application):
    answers = [phone(asked, code=f"AAAA{number:04}").status_code for number in range(31)]

    assert set(answers[:30]) == {422}
    assert answers[30] == 429
    assert application.company.name not in phone(asked, code="AAAA2345").content.decode()


def test_silence_is_never_consent(asked, application):
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=49), tick=False):
        late = signed(asked)

    assert late.status_code == 409
    assert not Commitment.objects.exists()
    assert not CosignAnswer.objects.exists()


def test_who_declines_signs_nothing_and_it_is_seen(asked, application, handler, sign_in):
    phone(asked, "decline")

    assert signed(asked).status_code == 409
    assert Event.objects.get(kind="commitment.cosign_declined").by == "code", "who held the telephone is not known"
    shown = sign_in(handler).get(reverse("applications:commitment", args=[application.key])).content.decode()
    assert "Declined" in shown


def changed(application, what, by):
    if what == "answers":
        drafting.save_section(application, fields={"safety-person": "别人"}, rows={}, doubts={})
    elif what == "files":
        attaching.attach(application, "id-principal", picture(), by=by)
    else:
        row = application.evidence.filter(material="vehicle-licence").latest("pk")
        row.pk, row.fields, row.outcome = None, {}, "not-found"
        row._state.adding = True
        row.save()


@pytest.mark.parametrize("what", ["answers", "files", "look-ups"])
def test_whatever_was_changed_after_the_question_is_not_signed_for(what, asked, application, handler):
    changed(application, what, handler)

    assert signed(asked).status_code == 409
    assert not Commitment.objects.exists()


@pytest.mark.parametrize("what", ["answers", "files", "look-ups"])
def test_whatever_was_changed_after_the_signature_is_not_handed_in(what, asked, application, handler):
    signed(asked)
    changed(application, what, handler)

    with pytest.raises(handing_in.NotComplete) as refused:
        cases.hand_in(application, by=handler)
    assert "commitment" in {entry.page for entry in refused.value.missing}


def test_only_what_the_page_has_shown_is_signed(asked, application):
    assert phone(asked).context["stands_on"] == asked.version

    refused = signed(asked, **{"stands-on": "another"})

    assert refused.status_code == 409
    assert not Commitment.objects.exists()


def test_the_files_can_be_read_before_they_are_signed_for(application, handler):
    file = attaching.attach(application, "id-principal", picture("营业场所.png"), by=handler)
    request = ask_cosigner(application, by=handler)

    shown = phone(request).content.decode()
    read = phone(request, f"file-{file.pk}")

    assert "营业场所.png" in shown
    assert b"".join(read.streaming_content).startswith(b"\x89PNG")
    assert phone(request, "file-0").status_code == 404


def test_only_the_newest_code_counts_and_only_while_one_is_the_legal_representative(asked, application, handler, chen):
    newer = ask_cosigner(application, by=handler)
    assert (asked.question.message.state, newer.question.message.state) == ("over", "waiting")
    assert signed(asked).status_code == 409
    Membership.objects.filter(person=chen).update(ended_at=timezone.now())

    with pytest.raises(Over):
        cosign(newer, statements(application))
    assert not Commitment.objects.exists()


def test_nobody_asks_themselves(taihang, chen, sign_in):
    own = draft(taihang)

    page = sign_in(chen).get(reverse("applications:commitment", args=[own.key])).content.decode()
    sign_in(chen).post(reverse("applications:ask_cosigner", args=[own.key]))

    assert "legal representative to sign on the phone" not in page
    assert not CosignRequest.objects.exists()
    assert Application.objects.get().commitments.count() == 0
