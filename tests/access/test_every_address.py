"""Every address × every role × owner or stranger: what opens, what is refused. An address not in the table fails."""

import uuid

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.companies import Membership
from accounts.delegations import delegate, end_delegation
from accounts.roles import Role
from licensing.certificates.models import Certificate
from tests.conftest import SHUNDA, TAIHANG
from tests.factories import applicant, company_of, draft, granted, principal_of, staff

OPEN, SIGN_IN, NO, HIDDEN = 200, 302, 403, 404

ANYBODY = {
    "home", "health", "statistics", "set_language", "services:list", "services:guide", "services:eligible",
    "verify:verify", "verify:publicity", "applications:track", "applications:picture", "account_login",
    "accounts:set_up",
    "account_signup", "account_inactive", "account_logout", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_authenticate",
}  # fmt: skip
OWN_ACCOUNT = {
    "applications:look_ups",
    "account_change_password", "account_reauthenticate", "usersessions_list", "accounts:sessions", "mfa_index",
    "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
}  # fmt: skip
APPLICANT = {
    "accounts:prove", "accounts:prove_code",
    "accounts:companies", "accounts:add_company", "accounts:as_myself", "accounts:act_for",
    "accounts:end_delegation", "accounts:company",
    "certificates:wallet", "applications:list", "applications:new", "applications:overview", "applications:section",
    "applications:section_save", "applications:section_import", "applications:import_check",
    "applications:materials", "applications:run_lookups",
    "applications:lookup_rows", "applications:attach", "applications:attachment", "applications:detach",
    "applications:choose_procedure", "applications:commitment", "applications:commitment_pdf", "applications:check",
    "applications:submit", "applications:submitted", "applications:progress", "applications:withdraw",
    "applications:discard", "applications:receipt", "applications:letter", "applications:correct",
    "applications:hearing", "applications:to_ordinary", "applications:rectify", "applications:defend",
    "applications:proof", "applications:external_done",
}  # fmt: skip
HANDLERS = {Role.COUNTER_CLERK, Role.REVIEWER, Role.DECIDER, Role.HEAD, Role.VERIFIER}
STAFF = {
    **dict.fromkeys(
        ("desk:queue", "desk:case", "desk:take", "desk:put_back", "desk:hand_over", "desk:letter", "desk:commitment",
         "desk:attachment", "desk:verifications", "desk:after_grant", "desk:proof", "desk:bundle", "desk:site_photo"),
        HANDLERS,
    ),
    "accounts:absences": set(Role) - {Role.APPLICANT},
    "accounts:end_absence": set(Role) - {Role.APPLICANT},
    "accounts:absences_of": {Role.SUPERVISOR, Role.ADMINISTRATOR},
    "desk:steps": {Role.SUPERVISOR},
    "desk:hand_over_step": {Role.SUPERVISOR},
    "desk:accept": {Role.COUNTER_CLERK},
    "accounts:counter_identity": {Role.COUNTER_CLERK},
    "desk:ask_correction": {Role.COUNTER_CLERK},
    "desk:act": {Role.COUNTER_CLERK},
    "desk:after_act": {Role.VERIFIER},
    "desk:look_up_again": {Role.VERIFIER},
    "desk:review": {Role.REVIEWER},
    "desk:decide": {Role.DECIDER},
    "desk:retry_issue": {Role.DECIDER},
    **dict.fromkeys(
        ("register:look_ups", "register:overdue", "register:list",
         "register:dossier", "register:letter", "register:commitment",
         "register:attachment", "register:proof"),
        frozenset({Role.AUDITOR, Role.SUPERVISOR}),
    ),
    **dict.fromkeys(
        ("accounts:people", "accounts:add_person", "accounts:person", "accounts:switch_person",
         "accounts:new_password", "accounts:settle_request",
         "accounts:reset_second_factor", "registries:list", "registries:import",
         "registries:import_check", "registries:template",
         "calendar:years", "calendar:year", "calendar:release", "texts:list", "texts:text",
         "texts:release",
         "catalogue:editions", "catalogue:export", "catalogue:export_draft", "catalogue:draft", "catalogue:draft_item",
         "catalogue:import_part", "catalogue:send", "catalogue:discard", "catalogue:release"),
        frozenset({Role.ADMINISTRATOR}),
    ),
}  # fmt: skip
BY_OWNERSHIP = {"certificates:download"}


def all_names(patterns=None, namespace=""):
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from all_names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}{pattern.name}", pattern.pattern.converters


def address(name, converters):
    sample = {
        "key": uuid.UUID(int=1), "pk": 999999, "code": "applicant", "membership": 1, "absence": 999999, "uscc": TAIHANG,
        "year": 2027, "node": "registration", "table": uuid.UUID(int=2),
        "copy": "original", "material": "practitioner-cert", "uidb36": "a",
    }  # fmt: skip
    if name.startswith("services:") or name == "applications:new":
        sample["code"] = "freight-licence-establish"
    if name == "texts:text":
        sample["name"] = "acceptance"
    if name == "desk:after_act":
        sample["name"] = "inspect"
    if name == "desk:act":
        sample["name"] = "refuse-acceptance"
    if name == "account_reset_password_from_key":
        return reverse(name, kwargs={"uidb36": "1", "key": "x"})
    return reverse(name, kwargs={argument: sample[argument] for argument in converters})


def everybody():
    """One account of each role, and one that is nobody in particular."""
    roles = {role: staff(f"role-{role.value}", role.value) for role in Role if role is not Role.APPLICANT}
    return {**roles, Role.APPLICANT: applicant(username="stranger")}


def test_every_address_is_in_the_table():
    named = {name for name, _converters in all_names()}

    assert named <= ANYBODY | OWN_ACCOUNT | APPLICANT | STAFF.keys() | BY_OWNERSHIP


@pytest.mark.django_db
def test_strangers_are_led_to_the_sign_in_of_everything_that_is_not_public(world, client):
    for name, converters in all_names():
        if name in ANYBODY:
            continue
        for method in (client.get, client.post):
            response = method(address(name, converters))
            assert response.status_code in (302, 405), (name, response.status_code)
            if response.status_code == 302:
                assert response.url.startswith("/accounts/"), name


@pytest.mark.django_db
def test_pages_of_staff_open_for_their_roles_and_are_refused_to_all_others(world, sign_in):
    people = everybody()
    for name, converters in all_names():
        if name not in STAFF:
            continue
        for role, person in people.items():
            client = sign_in(person)
            codes = {method(address(name, converters)).status_code for method in (client.get, client.post)} - {405}
            if role in STAFF[name]:
                assert NO not in codes, (name, role)
            else:
                assert codes == {NO}, (name, role, codes)


@pytest.mark.django_db
def test_staff_never_enter_pages_of_applicants(world, sign_in):
    people = everybody()
    for name, converters in all_names():
        if name not in APPLICANT:
            continue
        for role, person in people.items():
            if role is Role.APPLICANT:
                continue
            client = sign_in(person)
            codes = {method(address(name, converters)).status_code for method in (client.get, client.post)} - {405}
            assert codes == {NO}, (name, role, codes)


@pytest.mark.django_db
def test_nobody_sees_the_case_of_another_company(world, sign_in, taihang):
    theirs = draft(taihang)
    stranger = company_of(SHUNDA)
    client = sign_in(principal_of(stranger))
    for name, converters in all_names():
        if name in APPLICANT and "key" in converters:
            arguments = {"key": theirs.key, "pk": 1, "code": "applicant", "material": "id-principal", "node": "licence"}
            arguments["table"] = uuid.UUID(int=2)
            url = reverse(name, kwargs={argument: arguments[argument] for argument in converters})
            codes = {method(url).status_code for method in (client.get, client.post)} - {405}
            assert codes == {HIDDEN}, (name, codes)


@pytest.mark.django_db
def test_nobody_sees_the_case_of_another_authority(world, sign_in, taihang, clerk):
    case = granted(taihang, clerk=clerk)
    elsewhere = [staff(f"xw-{role.value}", role.value, division="410821") for role in STAFF["desk:queue"]]
    elsewhere += [staff("xw-auditor", "auditor", division="410821")]
    for person in elsewhere:
        client = sign_in(person)
        for name, converters in all_names():
            if name in STAFF and "key" in converters:
                url = reverse(name, kwargs={a: {"key": case.key, "pk": 1, "name": "extend"}[a] for a in converters})
                codes = {method(url).status_code for method in (client.get, client.post)} - {405}
                assert codes <= {HIDDEN, NO}, (name, person.username, codes)


@pytest.mark.django_db
def test_a_certificate_file_is_given_to_its_holder_its_authority_and_the_city_only(world, sign_in, taihang, clerk):
    granted(taihang, clerk=clerk)
    licence = Certificate.objects.get(kind="licence")
    url = reverse("certificates:download", args=[licence.pk, "original"])
    handler = applicant(username="handler")
    Membership.objects.create(company=taihang, person=handler, kind=Membership.Kind.HANDLER)

    def status(person):
        response = sign_in(person).get(url)
        if response.status_code == OPEN:
            assert b"".join(response.streaming_content).startswith(b"%PDF")
        return response.status_code

    assert status(principal_of(taihang)) == OPEN
    assert status(handler) == OPEN
    assert status(clerk) == OPEN
    assert status(staff("city", "auditor", division="410800")) == OPEN
    assert status(staff("xw", "auditor", division="410821")) == HIDDEN
    assert status(applicant(username="nobody")) == HIDDEN


@pytest.mark.django_db
def test_an_ended_delegation_closes_the_company_at_once(world, sign_in, taihang):
    handler = applicant(username="handler")
    chen = principal_of(taihang)
    membership = delegate(taihang, to=handler, until=timezone.localdate(), by=chen)
    case = draft(taihang)
    client = sign_in(handler)
    url = reverse("applications:overview", args=[case.key])
    before = client.get(url).status_code

    end_delegation(membership, by=chen)

    assert before == OPEN
    assert client.get(url).status_code != OPEN
