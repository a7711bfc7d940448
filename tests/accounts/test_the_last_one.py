"""Who leaves and has nobody beside them, and how two administrators get in again without a back door."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.urls import reverse

from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import HAND_OVER
from accounts.roles import on_duty_at_or_above, recorded_roles
from accounts.signing_in.credentials import CredentialRequest
from accounts.staffing import staff as accounts
from accounts.staffing.last_one import LastOfTheirRole, check_not_the_last, somebody_may_approve
from tests.factories import staff

pytestmark = pytest.mark.django_db
ASKED = "hold these roles"


@pytest.fixture
def administrator(catalogue):
    return staff("first", "administrator")


@pytest.fixture
def supervisor(catalogue):
    return staff("watcher", "supervisor")


@pytest.mark.parametrize(
    ("name", "posted"), [("accounts:switch_person", {"active": "no"}), ("accounts:person", {"roles": ["auditor"]})]
)
def test_the_last_of_a_role_is_asked_about_before_they_give_it_up(administrator, supervisor, sign_in, name, posted):
    client, address = sign_in(administrator), reverse(name, args=[supervisor.pk])
    asked = client.post(address, posted)
    before = Person.objects.get(pk=supervisor.pk)

    assert asked.status_code == 409
    assert ASKED in asked.content.decode()
    assert before.is_active
    assert {role.value for role in recorded_roles(before)} == {"supervisor"}

    done = client.post(address, {**posted, "last": "1"})

    assert done.status_code == 302


def test_one_of_two_goes_without_a_question(administrator, supervisor, sign_in):
    staff("second-watcher", "supervisor")
    done = sign_in(administrator).post(reverse("accounts:switch_person", args=[supervisor.pk]), {"active": "no"})

    assert done.status_code == 302
    assert not Person.objects.get(pk=supervisor.pk).is_active


def test_what_waits_for_a_role_nobody_has_any_more_is_told(administrator, sign_in):
    clerk = staff("only-clerk", "counter-clerk")
    page = sign_in(administrator).post(
        reverse("accounts:switch_person", args=[clerk.pk]), {"active": "no"}, follow=True
    )

    assert "too few people hold these roles now: Counter clerk." in page.content.decode()


def test_two_administrators_have_to_be_left(administrator):
    second, third = staff("second", "administrator"), staff("third", "administrator")
    check_not_the_last(third)
    accounts.deactivate(third, by=administrator)

    with pytest.raises(LastOfTheirRole):
        accounts.deactivate(second, by=administrator)


def test_supervision_of_a_county_without_a_supervisor_is_told_to_the_city(catalogue):
    above = staff("city-watcher", "supervisor", division="410800")
    county = Authority.objects.get(division="410802")

    assert list(on_duty_at_or_above(county, HAND_OVER)) == [above]

    there = staff("county-watcher", "supervisor")

    assert list(on_duty_at_or_above(county, HAND_OVER)) == [there]


def test_of_two_administrators_one_who_lost_the_telephone_gets_in_by_a_third_person_and_nobody_alone(
    administrator, sign_in
):
    lost = staff("lost", "administrator")
    Authenticator.objects.create(user=lost, type=Authenticator.Type.TOTP, data={})
    page = sign_in(administrator).post(reverse("accounts:reset_second_factor", args=[lost.pk]), follow=True)
    request = CredentialRequest.objects.get(person=lost)

    assert "nobody can do it alone" in page.content.decode()
    assert not somebody_may_approve(request)
    for one in (administrator, lost):
        with pytest.raises((accounts.NeedsAnother, accounts.NotTheirAdministrator)):
            accounts.approve(request, by=one)
    assert Authenticator.objects.filter(user=lost).exists()

    call_command("add_administrator", "third", name="郑三", phone="13903910000", division=_division(lost))
    third = Person.objects.get(username="third")

    assert somebody_may_approve(request)
    accounts.approve(request, by=third)
    assert not Authenticator.objects.filter(user=lost).exists()


def _division(person):
    return person.authority.division_id
