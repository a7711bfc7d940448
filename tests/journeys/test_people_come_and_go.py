"""People come and go: no step waits for somebody who is not there, and no form is offered to whom it is refused."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.authorities import Authority
from accounts.demo.people import PEOPLE
from accounts.represented.companies import Membership
from accounts.roles import Role, give_roles
from accounts.staffing import staff as accounts_staff
from accounts.staffing.absence import Absence, NoSuchDeputy, enter_absence
from desk import taking
from licensing.applications.models.application import Application
from licensing.decisions import procedure
from licensing.decisions.models.checking import Review
from licensing.decisions.models.limits import Escalation
from licensing.flow.open_steps import open_task
from licensing.moving.holders import release_steps
from tests.conftest import SHUNDA
from tests.factories import PASSWORD, accepted, company_of, staff, submitted
from trail.models import Event

pytestmark = pytest.mark.django_db
GRANT = Review.Recommendation.GRANT


@pytest.fixture
def supervisor(catalogue):
    return staff("watcher", "supervisor")


@pytest.fixture
def admin(catalogue):
    return staff("boss", "administrator")


@pytest.fixture
def case(taihang, clerk):
    """A case whose check the clerk has taken."""
    case = submitted(taihang)
    taking.take(open_task(case, "check"), by=clerk)
    return case


def holder(case, node="check"):
    return open_task(Application.objects.get(pk=case.pk), node).owner


def switched_off(clerk, admin):
    accounts_staff.deactivate(clerk, by=admin)


def without_role(clerk, admin):
    accounts_staff.set_roles(clerk, {Role.VERIFIER}, by=admin)


def on_leave(clerk, admin):
    day = timezone.localdate()
    enter_absence(clerk, since=day, until=day, deputy=None, by=clerk)


@pytest.mark.parametrize("leave", [switched_off, without_role, on_leave])
def test_a_step_returns_to_the_queue_at_once_when_its_holder_cannot_go_on(
    case, clerk, admin, supervisor, sign_in, leave
):
    leave(clerk, admin)

    assert holder(case) is None
    assert Escalation.objects.filter(application=case, limit="holder").count() == 1
    assert Event.objects.filter(kind="task.released", subject=case.subject).count() == 1
    assert "step without its holder" in sign_in(supervisor).get(reverse("register:overdue")).content.decode()


def elsewhere(case, clerk):
    clerk.authority = Authority.objects.get(division_id="410821")
    clerk.save()


def on_the_other_side(case, clerk):
    Membership.objects.create(company=case.company, person=clerk, kind=Membership.Kind.HANDLER)


def renamed_roles(case, clerk):
    give_roles(clerk, {Role.REVIEWER})


@pytest.mark.parametrize("leave", [elsewhere, on_the_other_side, renamed_roles])
def test_whatever_way_it_came_about_the_timer_sees_it(case, clerk, leave):
    leave(case, clerk)

    assert [release_steps(), release_steps()] == [1, 0]
    assert holder(case) is None


def test_a_holder_who_is_there_keeps_the_step(case, clerk):
    assert release_steps() == 0
    assert holder(case) == clerk


def test_what_is_held_goes_to_the_deputy_who_may_do_it_and_to_nobody_else(case, clerk, sign_in):
    deputy, day = staff("deputy", "counter-clerk"), timezone.localdate()
    sign_in(clerk).post(
        reverse("accounts:absences"), {"since": day.isoformat(), "until": day.isoformat(), "deputy": deputy.pk}
    )

    assert holder(case) == deputy
    assert Absence.objects.get().deputy == deputy


def test_only_who_has_a_role_of_the_one_who_is_away_is_offered_as_a_deputy(clerk, sign_in):
    same, other = staff("same", "counter-clerk", "verifier"), staff("other", "verifier")

    page = sign_in(clerk).get(reverse("accounts:absences")).content.decode()

    assert f'value="{same.pk}"' in page
    assert f'value="{other.pk}"' not in page


def test_a_deputy_without_the_role_leaves_the_step_to_the_queue(case, clerk):
    deputy, day = staff("deputy", "verifier"), timezone.localdate()

    enter_absence(clerk, since=day, until=day, deputy=deputy, by=clerk)

    assert holder(case) is None


@pytest.mark.parametrize("leave", [switched_off, on_leave])
def test_a_deputy_who_leaves_too_leaves_the_step_to_the_queue(case, clerk, admin, leave):
    deputy, day = staff("deputy", "counter-clerk"), timezone.localdate()
    enter_absence(clerk, since=day, until=day, deputy=deputy, by=clerk)
    before = holder(case)

    leave(deputy, admin)

    assert before == deputy
    assert holder(case) is None
    assert [event.values["reason"] for event in Event.objects.filter(kind="task.released")][-1] in (
        "holder-inactive",
        "holder-away",
    )


def test_an_absence_to_come_moves_nothing_before_its_day_and_can_be_ended(case, clerk, sign_in):
    day = timezone.localdate() + datetime.timedelta(days=3)
    absence = enter_absence(clerk, since=day, until=day, deputy=None, by=clerk)

    release_steps()
    sign_in(clerk).post(reverse("accounts:end_absence", args=[absence.pk]))

    assert holder(case) == clerk
    assert not Absence.objects.to_come(day).exists()


def test_a_deputy_is_somebody_else_of_the_same_authority(clerk):
    day = timezone.localdate()
    for nobody in (clerk, staff("far", "counter-clerk", division="410821")):
        with pytest.raises(NoSuchDeputy):
            enter_absence(clerk, since=day, until=day, deputy=nobody, by=clerk)


def test_each_step_offers_who_may_take_it_and_more_steps_ask_no_more_of_the_database(case, clerk, supervisor, sign_in):
    """Never its holder, somebody away, of another authority, of another role, or on the applicant's side."""
    day = timezone.localdate()
    colleague, away = staff("colleague", "counter-clerk"), staff("away", "counter-clerk")
    enter_absence(away, since=day, until=day, deputy=None, by=away)
    staff("far", "counter-clerk", division="410821")
    driver, shunda = staff("driver", "counter-clerk"), company_of(SHUNDA)
    Membership.objects.create(company=shunda, person=driver, kind=Membership.Kind.HANDLER, until=day)

    def offered():
        page = sign_in(supervisor).get(reverse("desk:steps"))
        return {line.label: {key for key, _name in line.act.choices} for line in page.context["list"].lines}

    offered()
    with CaptureQueriesContext(connection) as one:
        before = offered()
    other = submitted(shunda)
    with CaptureQueriesContext(connection) as two:
        after = offered()

    assert before == {case.receipt_number: {colleague.pk, driver.pk}}
    assert after == {**before, other.receipt_number: {clerk.pk, colleague.pk}}
    assert len(two) == len(one)


def test_a_supervisor_hands_over_any_step_of_the_authority_and_nobody_else_does(case, clerk, supervisor, sign_in):
    colleague = staff("colleague", "counter-clerk")
    far = staff("far-watcher", "supervisor", division="410821")
    address = reverse("desk:hand_over_step", args=[open_task(case, "check").pk])
    listed = sign_in(supervisor).get(reverse("desk:steps")).content.decode()

    refused = [
        sign_in(somebody).post(address, {"to": colleague.pk}).status_code
        for somebody in (far, staff("auditor", "auditor"), colleague)
    ]
    before = holder(case)
    sign_in(supervisor).post(address, {"to": colleague.pk})

    assert case.receipt_number in listed
    assert refused == [404, 403, 403]
    assert before == clerk
    assert holder(case) == colleague


def test_nothing_is_handed_to_somebody_who_is_away(case, clerk, supervisor, sign_in):
    away, day = staff("away", "counter-clerk"), timezone.localdate()
    enter_absence(away, since=day, until=day, deputy=None, by=supervisor)

    page = sign_in(clerk).get(reverse("desk:case", args=[case.key])).content.decode()
    sign_in(clerk).post(reverse("desk:hand_over", args=[case.key]), {"to": away.pk})

    assert f'<option value="{away.pk}">' not in page
    assert holder(case) == clerk


@pytest.fixture
def reviewed(taihang, clerk):
    """A case that waits for its decision, and somebody who decides but has given an opinion on it."""
    case, both = accepted(taihang, clerk=clerk), staff("both", "reviewer", "decider")
    procedure.give_opinion(case, step="review", recommendation=GRANT, opinion="同意。", by=both)
    return Application.objects.get(pk=case.pk), both


def test_a_step_that_needs_other_eyes_offers_no_form_to_who_gave_an_opinion(reviewed, clerk, sign_in):
    case, both = reviewed
    client = sign_in(both)

    page = client.get(reverse("desk:case", args=[case.key])).content.decode()
    taken = client.post(reverse("desk:take", args=[case.key]), follow=True).content.decode()

    assert "this step needs another person" in page
    assert reverse("desk:decide", args=[case.key]) not in page
    assert "this step needs another person" in taken
    assert open_task(case, "decide").owner is None
    assert (
        reverse("desk:decide", args=[case.key])
        in sign_in(clerk).get(reverse("desk:case", args=[case.key])).content.decode()
    )


def test_what_was_typed_is_kept_when_the_act_is_refused(reviewed, sign_in):
    case, both = reviewed
    words = "依据核查情况，拟作出决定的理由。"
    decision = {"outcome": "refused", "reasons": words, "articles": "第二十四条", "password": PASSWORD, "act": "decide"}

    page = sign_in(both).post(reverse("desk:decide", args=[case.key]), decision)

    assert page.status_code == 409
    assert words in page.content.decode()
    assert "Nothing was done. What you typed:" in page.content.decode()
    assert not hasattr(Application.objects.get(pk=case.pk), "decision")


def test_the_demo_has_two_of_everybody_whom_four_eyes_need():
    for role in (Role.REVIEWER, Role.ADMINISTRATOR, Role.DECIDER):
        there = [p for p in PEOPLE if p.division == "410802" and role in {p.role, *p.also}]
        assert len(there) >= 2, role


def test_an_absence_is_entered_for_who_holds_steps_each_named_once(clerk, supervisor, sign_in):
    both = staff("both-hats", "counter-clerk", "reviewer")
    walks = staff("walks", "grid-member")

    page = sign_in(supervisor).get(reverse("desk:steps")).content.decode()

    assert page.count(reverse("accounts:absences_of", args=[both.pk])) == 1
    assert reverse("accounts:absences_of", args=[walks.pk]) not in page
