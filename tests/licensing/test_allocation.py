"""Steps are given out by rules that are data: to whom they name, never to who may not act, each once."""

import datetime
import json

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.editions.actions import release, write
from accounts.editions.series import BadDocument
from accounts.staffing.absence import enter_absence
from desk import taking
from licensing.allocation.editions import rules_at
from licensing.allocation.giving import tick
from licensing.allocation.models import Allocation
from licensing.allocation.reading import read_rules
from licensing.flow.open_steps import open_task
from licensing.moving import cases as flow
from tests.factories import company_of, staff, submitted
from tests.registry_server import WORLD

pytestmark = pytest.mark.django_db
HERE = "410802"
NEIGHBOUR = [
    row["fields"]["uscc"]
    for row in WORLD["records"]["business-licence"]
    if row["fields"]["division"] == HERE and row["fields"]["uscc"] in WORLD["fleets"]
][1]


@pytest.fixture
def neighbour(taihang):
    """Another company, whose open step is at the same authority."""
    return company_of(NEIGHBOUR)


@pytest.fixture
def in_force(db):
    """Rules in force at the office."""
    one, two = staff("supervisor-one", "supervisor"), staff("supervisor-two", "supervisor")

    def released(*rules):
        series, today = rules_at(HERE), timezone.localdate()
        release(series, write(series, {"rules": list(rules)}, note="试行", in_force_from=today, by=one), by=two)

    return released


def holder_of(case):
    task = open_task(case)
    task.refresh_from_db()
    return task.owner


def test_without_rules_every_step_waits_for_whoever_takes_it(taihang, clerk):
    case = submitted(taihang)

    assert tick() == 0
    assert holder_of(case) is None


def test_a_new_step_goes_to_whoever_of_the_team_has_least_and_the_history_says_by_which_rule(
    taihang, neighbour, clerk, in_force, sign_in
):
    first = submitted(neighbour)
    taking.take(open_task(first), by=clerk)
    free = staff("free-clerk", "counter-clerk")
    in_force({"name": "普货受理", "steps": ["check"], "items": ["freight-licence-establish"]})
    second = submitted(taihang)

    given = tick()

    assert (given, tick()) == (1, 0), "each once"
    assert holder_of(second) == free
    page = sign_in(clerk).get(reverse("desk:case", args=[second.key])).content.decode()
    assert f"given to {free.name} by the rule “普货受理” (edition 2)" in page


def test_what_was_put_back_stays_with_people(taihang, clerk, in_force):
    in_force({"name": "全部", "to": [clerk.username]})
    case = submitted(taihang)
    tick()
    taking.put_back(open_task(case), by=clerk)

    assert tick() == 0
    assert holder_of(case) is None


def test_nobody_is_given_their_own_company_nor_a_step_that_needs_other_eyes(taihang, clerk, in_force):
    own = staff("own-side", "counter-clerk")
    taihang.memberships.create(person=own, kind="handler", since="2020-01-01")
    in_force({"name": "指定", "to": [own.username]})
    case = submitted(taihang)

    assert tick() == 0
    assert holder_of(case) is None


def test_who_is_away_is_stood_in_for_by_the_deputy_and_the_history_says_so(taihang, clerk, in_force, sign_in):
    deputy, today = staff("deputy", "counter-clerk"), timezone.localdate()
    in_force({"name": "指定", "to": [clerk.username]})
    enter_absence(clerk, since=today, until=today, deputy=deputy, by=clerk)
    case = submitted(taihang)

    tick()

    assert holder_of(case) == deputy
    assert Allocation.objects.get().instead_of == clerk
    page = sign_in(deputy).get(reverse("desk:case", args=[case.key])).content.decode()
    assert f"deputy of {clerk.name}, who is away" in page


def test_nobody_gets_more_than_the_rule_allows_and_the_next_rule_is_asked(taihang, neighbour, clerk, in_force):
    busy, second = staff("busy", "counter-clerk"), staff("second", "counter-clerk")
    before = submitted(neighbour)
    taking.take(open_task(before), by=busy)
    in_force({"name": "先", "to": [busy.username], "most": 1}, {"name": "后", "to": [second.username]})
    case = submitted(taihang)

    tick()

    assert holder_of(case) == second
    assert Allocation.objects.get(task=open_task(case)).rule == "后"


def test_a_district_or_an_item_of_another_rule_is_not_touched(taihang, clerk, in_force):
    in_force(
        {"name": "他区", "districts": ["410811"], "to": [clerk.username]},
        {"name": "他项", "items": ["bus-line"], "to": [clerk.username]},
    )
    case = submitted(taihang)

    assert tick() == 0
    assert holder_of(case) is None


def test_a_step_that_waited_an_hour_is_peoples(taihang, clerk, in_force):
    case = submitted(taihang)
    in_force({"name": "全部", "to": [clerk.username]})

    with time_machine.travel(timezone.now() + datetime.timedelta(hours=2), tick=False):
        assert tick() == 0
    assert holder_of(case) is None


def test_a_dry_run_shows_where_waiting_steps_would_go_and_gives_nothing(taihang, clerk, sign_in):
    case, writer = submitted(taihang), staff("writer", "supervisor")
    second = staff("second-supervisor", "supervisor")
    document = json.dumps({"rules": [{"name": "试分", "to": [clerk.username]}]})
    day = timezone.localdate().isoformat()
    sent = {"note": "试", "in_force_from": day, "document": document}
    page = sign_in(writer).post(reverse("allocation:write", args=[HERE]), sent, follow=True).content.decode()

    assert case.receipt_number in page.split('id="tried"')[1]
    assert "试分" in page
    assert (holder_of(case), tick()) == (None, 0)

    edition = rules_at(HERE).rows().get()
    own = sign_in(writer).post(reverse("allocation:release", args=[edition.pk]), follow=True).content.decode()
    assert not rules_at(HERE).rows().released().exists(), own
    sign_in(second).post(reverse("allocation:release", args=[edition.pk]))
    assert tick() == 1


@pytest.mark.parametrize(
    "rules",
    [
        "all",
        [{"name": ""}],
        [{"name": "a"}, {"name": "a"}],
        [{"name": "a", "steps": ["correct"]}],
        [{"name": "a", "most": True}],
        [{"name": "a", "who": ["x"]}],
        [{"name": "a", "to": "clerk"}],
        [{"name": "长" * 61}],
    ],
)
def test_what_is_no_rule_is_refused(rules):
    with pytest.raises(BadDocument):
        read_rules({"rules": rules})


@pytest.mark.parametrize(
    ("rule", "unknown"),
    [({"to": ["nobody"]}, "nobody"), ({"items": ["no-such"]}, "no-such"), ({"districts": ["999999"]}, "999999")],
)
def test_a_rule_names_people_services_and_districts_there_are(taihang, clerk, sign_in, rule, unknown):
    sent = {"note": "试", "in_force_from": timezone.localdate().isoformat()}
    sent["document"] = json.dumps({"rules": [{"name": "试分", **rule}]})

    answer = sign_in(staff("writer", "supervisor")).post(reverse("allocation:write", args=[HERE]), sent)

    assert answer.status_code == 422
    assert f"Rule “试分”: unknown: {unknown}" in answer.content.decode()
    assert not rules_at(HERE).rows().exists()


@pytest.mark.parametrize("document", ["[" * 100_000, '{"rules": NaN}', "{"])
def test_a_document_that_is_none_is_said_and_kept_on_the_page(taihang, sign_in, document):
    sent = {"note": "试", "in_force_from": timezone.localdate().isoformat(), "document": document}

    answer = sign_in(staff("writer", "supervisor")).post(reverse("allocation:write", args=[HERE]), sent)

    assert answer.status_code == 422
    assert "document" in answer.context["form"].errors


def test_what_no_database_keeps_is_left_out_of_a_document(taihang, clerk, sign_in):
    rule = {"name": "试\u0000分\ud800", "to": [clerk.username]}
    document = json.dumps({"rules": [rule]}).replace("\\\\", "\\")
    sent = {"note": "试", "in_force_from": timezone.localdate().isoformat(), "document": document}

    sign_in(staff("writer", "supervisor")).post(reverse("allocation:write", args=[HERE]), sent)

    assert rules_at(HERE).rows().get().document["rules"][0]["name"] == "试分"


def test_the_database_keeps_one_allocation_of_a_step(taihang, clerk, in_force):
    in_force({"name": "全部", "to": [clerk.username]})
    case = submitted(taihang)
    tick()
    task = open_task(case)

    with pytest.raises(IntegrityError), transaction.atomic():
        Allocation.objects.create(task=task, person=clerk, edition=2, rule="全部", load=0)
    flow.accept(case, by=clerk)
    assert Allocation.objects.count() == 1
