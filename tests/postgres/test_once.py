"""What works once works once, however many send it in the same moment; everybody else reads a page that says so."""

import time
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.signing_in.credentials import CredentialApproval, CredentialRequest, SetUpCodeUse, make_code
from accounts.signing_in.throttle import Tries
from accounts.staffing import staff as colleagues
from hotline.afterwards.models import Questionnaire, QuestionnaireAnswer
from hotline.afterwards.rules import rules_on as questions_on
from hotline.tickets.models import Ticket
from hotline.tickets.rules import needs_call_back
from licensing.applications.actions.drafting import save_section
from licensing.applications.cosigning.actions import ask_cosigner
from licensing.applications.cosigning.models import CosignAnswer
from licensing.applications.models.promises import Commitment
from post.addresses.actions import _digest
from post.addresses.models import AddressChange, AddressProof
from post.questions.asking import ask
from rating.rules import rules_on
from rating.service_models import Rating, Service
from rating.serving import invite
from tests.factories import PASSWORD, applicant, draft, staff
from tests.hotline.crew import Crew
from tests.postgres.test_side_by_side import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
AT_ONCE = 5


@pytest.fixture(autouse=True)
def really_postgres():
    assert connection.vendor == "postgresql", "these run through bin/test, on the server it starts"


@dataclass(kw_only=True)
class Once:
    """What is sent, by whom, and how often it took effect; `second` is what everybody after the first is answered."""

    address: str
    values: dict[str, Any] | str
    """Of a form; a text is sent as JSON, as phones do."""
    effects: Any
    second: set[int]
    windows: list[Client]


def window(person=None):
    client = Client(HTTP_ACCEPT_LANGUAGE="en", raise_request_exception=False)
    if person is not None:
        client.force_login(person, backend="accounts.signing_in.backend.Backend")
    return client


def windows(*people):
    return [window(people[number % len(people)] if people else None) for number in range(AT_ONCE)]


def first_password(_request):
    code = make_code(staff("newcomer", "reviewer"), by=None)
    password = "Tongban-2027-Muster"
    return Once(
        address=reverse("accounts:set_up", args=[code]),
        values={"password1": password, "password2": password},
        effects=SetUpCodeUse.objects.count,
        second={410},
        windows=windows(),
    )


def approval(_request):
    one, other = staff("admin-a", "administrator"), staff("admin-b", "administrator")
    third = staff("admin-c", "administrator")
    colleagues.renew_password(staff("officer", "decider"), by=one)
    return Once(
        address=reverse("accounts:settle_request", args=[CredentialRequest.objects.get().pk]),
        values={"act": "approve", "password": PASSWORD},
        effects=CredentialApproval.objects.count,
        second={200, 302, 404, 409, 422},
        windows=windows(other, third),
    )


def code_of_an_address(_request):
    person, to = applicant(username="owner"), "new@tongban.example"
    change = AddressChange.objects.create(person=person, channel="email", to=to, code=_digest(person, to, "123456"))
    return Once(
        address=reverse("post:address", args=["email"]),
        values={"act": "prove", "code": "123456", "change": change.pk},
        effects=AddressProof.objects.count,
        second={200, 302, 409, 422},
        windows=windows(person),
    )


def _asked_for_a_code(person):
    found = windows()
    for one in found:
        assert one.post(reverse("account_login"), {"login": person.username, "password": PASSWORD}).status_code == 302
    Tries.objects.all().delete()
    return found


def _who_came_in(found):
    return lambda: sum("_auth_user_id" in one.session for one in found)


def second_factor(_request):
    person, secret = staff("guarded", "reviewer"), generate_totp_secret()
    TOTP.activate(person, secret)
    found = _asked_for_a_code(person)
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return Once(
        address=reverse("mfa_authenticate"),
        values={"code": code},
        effects=_who_came_in(found),
        second={200, 422},
        windows=found,
    )


def recovery_code(_request):
    person = staff("guarded-too", "reviewer")
    TOTP.activate(person, generate_totp_secret())
    codes = RecoveryCodes.activate(person).get_unused_codes()
    found = _asked_for_a_code(person)
    return Once(
        address=reverse("mfa_authenticate"),
        values={"code": codes[0]},
        effects=_who_came_in(found),
        second={200, 422},
        windows=found,
    )


def co_signature(request):
    taihang, person = request.getfixturevalue("taihang"), applicant(name="吴经办", id_number="410802199305050038")
    taihang.memberships.create(person=person, kind="handler", until="2099-01-01")
    typed = {"agent-phone": "13903910007", "authorised-scope": "办理道路货运经营许可"}
    case = save_section(draft(taihang, by=person, anyway=False), fields=typed, rows={}, doubts={})
    asked = ask_cosigner(case, by=person)
    codes = [s["code"] for s in case.item.notice.statements]
    return Once(
        address=reverse("applications:cosign"),
        values={"code": asked.question.code, "act": "sign", "affirm": codes, "password": PASSWORD},
        effects=lambda: (CosignAnswer.objects.count() + Commitment.objects.count()) / 2,
        second={409},
        windows=windows(),
    )


def questionnaire(_request):
    crew = Crew()
    ticket = crew.reviewed()
    if needs_call_back(ticket):
        crew.call_back(ticket)
    crew.strike_off(ticket)
    question = ask(
        phone="", words="%(address)s %(code)s", page="afterwards:answer", until=timezone.now() + timezone.timedelta(1)
    )
    edition = questions_on(timezone.localdate()).edition
    Questionnaire.objects.create(ticket=ticket, edition=edition, question=question)
    return Once(
        address=reverse("afterwards:answer"),
        values={"code": question.code, "solved": "no", "stars": "1", "words": ""},
        effects=lambda: (QuestionnaireAnswer.objects.count() + Ticket.objects.count()) / 2,
        second={409, 422},
        windows=windows(),
    )


def rating(request):
    case = draft(request.getfixturevalue("taihang"))
    told = {"edition": rules_on(timezone.localdate()).edition, "way": Service.Way.COUNTER}
    service = Service.objects.create(
        subject=case.subject, number=1, authority=case.authority, company=case.company, **told
    )
    return Once(
        address=reverse("rating:code"),
        values={"code": invite(service).question.code, "grade": "satisfied"},
        effects=Rating.objects.count,
        second={422},
        windows=windows(),
    )


KINDS = (
    first_password,
    approval,
    code_of_an_address,
    second_factor,
    recovery_code,
    co_signature,
    questionnaire,
    rating,
)


def test_of_many_at_once_one_takes_effect(catalogue, request, settings):
    # One after the other in one test: putting the database back takes longer than all of them.
    unexpected = [told for kind in KINDS for told in sent_at_once(kind.__name__, kind(request))]

    assert unexpected == []
    settings.THROTTLES = settings.THROTTLES | {"verify": {"source": "2/10m"}}
    typed = {"number": "豫交运管许可焦字410802000001号", "code": "AAAAAAAA"}
    guessed = at_once(6, lambda: window().get(reverse("verify:verify"), typed).status_code)
    assert sorted(guessed) == [200, 200, 429, 429, 429, 429], "at once as limited as in a row"


def sent_at_once(kind, once):
    """What was not as it should be."""
    before, waiting = once.effects(), iter(once.windows)
    how = {"content_type": "application/json"} if isinstance(once.values, str) else {}
    codes = at_once(AT_ONCE, lambda: next(waiting).post(once.address, once.values, **how).status_code)
    is_clear = all(code in {200, 302, *once.second} for code in codes)
    if once.effects() - before != 1 or not is_clear or sum(code in once.second for code in codes) < AT_ONCE - 1:
        yield f"{kind}: {once.effects() - before} took effect, answered {codes}"
