"""Accounts: signing in, locking out, second factor, companies, delegations, the people of a bureau."""

import datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.people import Person
from accounts.represented.companies import Company, Membership
from accounts.roles import Role, incompatible, recorded_roles
from accounts.signing_in.credentials import CredentialRequest, SetUpCode
from tests.conftest import SHUNDA, TAIHANG, YUNTAI
from tests.factories import PASSWORD, applicant, company_of, proved, staff
from trail.models import Event

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"


def log_in(client, username, password=PASSWORD):
    return client.post(LOGIN, {"login": username, "password": password}, HTTP_ACCEPT_LANGUAGE="en")


def test_each_role_starts_on_its_own_page(catalogue, client):
    staff("auditor", "auditor")

    assert log_in(client, "auditor").url == "/register/"


def test_five_wrong_passwords_lock_the_account_and_say_so(catalogue, client):
    applicant(username="wang")
    for _ in range(5):
        last = log_in(client, "wang", "wrong")

    assert last.status_code == 429
    assert "is locked for 15 minutes" in last.content.decode()
    assert log_in(client, "wang").status_code == 429


def test_a_wrong_password_tells_nobody_whether_the_account_exists(catalogue, client):
    applicant(username="wang")

    known, unknown = log_in(client, "wang", "wrong"), log_in(client, "nobody", "wrong")

    text = "The user name or the password is wrong."
    assert text in known.content.decode()
    assert text in unknown.content.decode()


def test_a_newcomer_registers_and_becomes_an_applicant(catalogue, client):
    data = {"username": "new", "name": "新人", "phone": "13903910009", "password1": PASSWORD, "password2": PASSWORD}

    client.post("/accounts/signup/", data)

    assert recorded_roles(Person.objects.get(username="new")) == {Role.APPLICANT}


@pytest.mark.parametrize("weak", ["12345678901", "password123", "short"])
def test_weak_passwords_are_refused_on_their_field(catalogue, client, weak):
    data = {"username": "new", "name": "新人", "phone": "13903910009", "password1": weak, "password2": weak}

    page = client.post("/accounts/signup/", data).content.decode()

    assert "invalid-feedback" in page
    assert not Person.objects.filter(username="new").exists()


def test_outside_the_demo_staff_must_set_up_a_second_factor_first(catalogue, sign_in, settings):
    settings.SECOND_FACTOR_REQUIRED = True

    response = sign_in(staff("clerk", "counter-clerk")).get("/desk/")

    assert response.url == reverse("mfa_activate_totp")


def test_with_a_second_factor_the_password_alone_is_not_enough(catalogue, client):
    person = staff("clerk", "counter-clerk")
    TOTP.activate(person, generate_totp_secret())

    response = log_in(client, "clerk")

    assert response.url.startswith(reverse("mfa_authenticate"))
    assert client.get("/desk/").status_code == 302


def test_the_legal_representative_brings_the_company_in_with_the_register_s_facts(world, sign_in):
    person = proved(applicant(name="陈建国", id_number="410802199001010010"))

    sign_in(person).post("/accounts/companies/add/", {"uscc": TAIHANG})

    company = Company.objects.get(uscc=TAIHANG)
    assert company.name == "焦作市太行货运有限公司"
    assert company.memberships.get().kind == Membership.Kind.PRINCIPAL


def test_somebody_else_cannot_bring_the_company_in(world, sign_in):
    person = proved(applicant(name="张三", id_number="410803199911119994"))

    page = sign_in(person).post("/accounts/companies/add/", {"uscc": TAIHANG})

    assert "do not match those of the legal representative" in page.content.decode()
    assert not Company.objects.exists()


def test_a_register_that_is_down_is_told_as_such(world, sign_in):
    world.fail("down")

    person = proved(applicant(name="陈建国", id_number="410802199001010010"))

    page = sign_in(person).post("/accounts/companies/add/", {"uscc": TAIHANG})

    assert "is not responding" in page.content.decode()


def test_a_wrong_code_is_told_on_its_field_and_stays_typed(world, sign_in):
    person = proved(applicant(id_number="410802199001010010"))

    page = sign_in(person).post("/accounts/companies/add/", {"uscc": "91410800MA3X00002F"})

    assert "Check the unified social credit code" in page.content.decode()
    assert "91410800MA3X00002F" in page.content.decode()


def test_a_person_of_two_companies_always_sees_for_whom(world, sign_in):
    taihang = company_of(TAIHANG)
    chen = taihang.memberships.get().person
    company_of(YUNTAI, principal=chen)
    client = sign_in(chen)
    first = client.get("/applications/?q=1")
    shown = client.get(first.url).content.decode()

    chosen = client.post("/accounts/companies/act-for/", {"company": taihang.pk, "next": "/applications/?q=1"})

    assert first.url == reverse("accounts:companies") + "?next=%2Fapplications%2F%3Fq%3D1"
    assert 'name="next" value="/applications/?q=1"' in shown
    assert chosen.url == "/applications/?q=1", "back at the page that was asked for"
    assert "焦作市太行货运有限公司" in client.get("/applications/").content.decode()


def test_nobody_acts_for_a_company_of_others(world, sign_in):
    stranger = company_of(SHUNDA)
    client = sign_in(applicant())

    assert client.post("/accounts/companies/act-for/", {"company": stranger.pk}).status_code == 404


def test_a_delegation_ends_with_its_last_day(world):
    taihang = company_of(TAIHANG)
    handler = applicant()
    today = timezone.localdate()
    Membership.objects.create(company=taihang, person=handler, kind=Membership.Kind.HANDLER, until=today)

    assert Company.objects.acted_for_by(handler).exists()
    assert not Company.objects.acted_for_by(handler, on=today + datetime.timedelta(days=1)).exists()


def test_operating_auditing_and_administering_are_kept_apart():
    assert incompatible({Role.DECIDER, Role.AUDITOR})
    assert incompatible({Role.ADMINISTRATOR, Role.COUNTER_CLERK})
    assert not incompatible({Role.COUNTER_CLERK, Role.DECIDER})


def owner_chooses(client, page, password=PASSWORD):
    """Follow the address a page hands over, as the new colleague does."""
    address = page.content.decode().split('id="set-up-address">')[1].split("<")[0]
    path = address.split("://", 1)[1].split("/", 1)[1]
    return client.post(f"/{path}", {"password1": password, "password2": password})


def enter(client, admin, username="colleague", *roles):
    return client.post(
        "/accounts/people/add/",
        {
            "name": "新同事",
            "phone": "13903910011",
            "authority": admin.authority_id,
            "username": username,
            "roles": roles or ("reviewer",),
        },
    )


def test_an_administrator_enters_a_colleague_who_chooses_the_password_and_signs_in(catalogue, sign_in, client):
    admin = staff("admin", "administrator")

    owner_chooses(client, enter(sign_in(admin), admin))

    assert log_in(client, "colleague").url == "/desk/"


def test_a_set_up_code_works_once_and_a_newer_one_ends_it(catalogue, sign_in, client):
    admin = staff("admin", "administrator")
    first = enter(sign_in(admin), admin)
    colleague = Person.objects.get(username="colleague")
    second = sign_in(admin).post(f"/accounts/people/{colleague.pk}/password/")

    assert owner_chooses(client, first).status_code == 410
    assert owner_chooses(client, second).status_code == 302
    assert owner_chooses(client, second, "another-Long-phrase-8").status_code == 410
    assert log_in(client, "colleague").url == "/desk/"


def test_a_set_up_code_ends_after_three_days(catalogue, sign_in, client):
    admin = staff("admin", "administrator")
    page = enter(sign_in(admin), admin)

    with time_machine.travel(timezone.now() + datetime.timedelta(hours=73)):
        assert owner_chooses(client, page).status_code == 410


@pytest.mark.parametrize("role", ["decider", "administrator", "auditor", "supervisor"])
def test_a_privileged_colleague_has_no_access_before_a_second_administrator_agrees(catalogue, sign_in, client, role):
    admin, second = staff("admin", "administrator"), staff("second", "administrator")

    page = enter(sign_in(admin), admin, "colleague", role)
    colleague = Person.objects.get(username="colleague")
    asked = CredentialRequest.objects.get(person=colleague)
    alone = sign_in(admin).post(f"/accounts/people/requests/{asked.pk}/", {"act": "approve"})

    assert page.status_code == 302
    assert "set-up-address" not in alone.content.decode()
    assert recorded_roles(colleague) == frozenset()
    owner_chooses(client, sign_in(second).post(f"/accounts/people/requests/{asked.pk}/", {"act": "approve"}))
    assert recorded_roles(colleague) == {Role(role)}
    assert log_in(client, "colleague").status_code == 302


@pytest.mark.parametrize("path", ["password", "second-factor"])
def test_a_decider_s_credentials_are_not_reset_by_one_administrator_alone(catalogue, sign_in, path):
    admin, decider = staff("admin", "administrator"), staff("decider", "decider")
    TOTP.activate(decider, generate_totp_secret())

    page = sign_in(admin).post(f"/accounts/people/{decider.pk}/{path}/", follow=True)

    assert "A second administrator has to agree first." in page.content.decode()
    assert Authenticator.objects.filter(user=decider).exists()
    assert not SetUpCode.objects.filter(person=decider).exists()


def test_who_was_entered_by_an_administrator_does_not_agree_for_them(catalogue, sign_in):
    admin, second = staff("admin", "administrator"), staff("second", "administrator")
    enter(sign_in(admin), admin, "third", "administrator")
    asked = CredentialRequest.objects.get()
    sign_in(second).post(f"/accounts/people/requests/{asked.pk}/", {"act": "approve"})
    third, decider = Person.objects.get(username="third"), staff("decider", "decider")
    sign_in(admin).post(f"/accounts/people/{decider.pk}/password/")
    reset = CredentialRequest.objects.get(person=decider)

    page = sign_in(third).post(f"/accounts/people/requests/{reset.pk}/", {"act": "approve"}, follow=True)

    assert "You cannot agree to this" in page.content.decode()
    assert not SetUpCode.objects.filter(person=decider).exists()


def test_rights_to_decide_are_given_by_two_and_taken_by_one(catalogue, sign_in):
    admin, clerk = staff("admin", "administrator"), staff("clerk", "counter-clerk")
    client = sign_in(admin)

    client.post(f"/accounts/people/{clerk.pk}/", {"roles": ["counter-clerk", "decider"]})
    assert recorded_roles(clerk) == {Role.COUNTER_CLERK}

    decider = staff("decider", "decider", "reviewer")
    client.post(f"/accounts/people/{decider.pk}/", {"roles": ["reviewer"]})
    assert recorded_roles(decider) == {Role.REVIEWER}


def test_the_first_administrators_come_from_the_command_line(catalogue, client, capsys):
    call_command("add_administrator", "zheng", name="郑伟", phone="13903910000", division="410800")
    path = capsys.readouterr().out.strip().split("://", 1)[1].split("/", 1)[1]

    client.post(f"/{path}", {"password1": PASSWORD, "password2": PASSWORD})

    assert log_in(client, "zheng").url == "/accounts/people/"


def test_a_deactivated_colleague_is_signed_out_and_stays_out(catalogue, sign_in, client):
    admin, clerk = staff("admin", "administrator"), staff("clerk", "counter-clerk")
    working = sign_in(clerk)
    working.get("/desk/")

    sign_in(admin).post(f"/accounts/people/{clerk.pk}/switch/", {"active": "no"})

    assert working.get("/desk/").status_code == 302
    assert log_in(client, "clerk").status_code == 302
    assert client.get("/desk/").status_code == 302


def test_sign_ins_and_failures_are_remembered_without_passwords(catalogue, client):
    applicant(username="wang")
    log_in(client, "wang", "secret-that-was-wrong")
    log_in(client, "wang")

    kinds = list(Event.objects.values_list("kind", flat=True))
    assert "person.sign_in_failed" in kinds
    assert "person.signed_in" in kinds
    assert not Event.objects.filter(values__icontains="secret-that-was-wrong").exists()


def test_id_numbers_are_unreadable_in_the_database(world):
    from django.db import connection

    company_of(TAIHANG)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number FROM accounts_person UNION SELECT legal_rep_id FROM accounts_company")
        stored = "".join(row[0] or "" for row in cursor.fetchall())

    assert "410802199001010010" not in stored


def test_a_company_is_meant_by_its_code_or_its_whole_name_and_nobody_by_a_name_that_two_have(taihang):
    other = Company.objects.create(uscc=SHUNDA, name="焦作顺达物流有限公司", division=taihang.division)

    called = Company.objects.called

    assert called(taihang.uscc.lower()).get() == called(f" {taihang.name} ").get() == taihang
    assert not called("").exists()
    assert not called(taihang.name[:4]).exists()
    Company.objects.filter(pk=other.pk).update(name=taihang.name)
    assert not called(taihang.name).exists()
