"""Steps are given out by rules that are data: to whom they name, never to who may not act, each once."""

import datetime
from collections import Counter

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.editions.actions import release, write
from accounts.editions.series import BadDocument
from accounts.staffing.absence import enter_absence
from accounts.teams.actions import NoColleague, NotTheirTeam, add_member, end_member, make_team
from accounts.teams.models import Member, Team
from desk import taking
from licensing.allocation.choosing import Office
from licensing.allocation.editions import rules_at
from licensing.allocation.giving import tick
from licensing.allocation.models import Allocation
from licensing.allocation.reading import GIVEN, read_rules
from licensing.flow.open_steps import open_task
from licensing.moving import cases as flow
from tests.factories import company_of, staff, submitted
from tests.registry_server import WORLD
from trail.models import Event

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
    assert f"assigned to {free.name} by the rule “普货受理” (edition 2)" in page


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


def as_sent(*rules, weights=None, **more):
    """What the form sends: a rule a row, in their order."""
    sent = {"note": "试", "in_force_from": timezone.localdate().isoformat()}
    sent |= {f"weight-{step}": str((weights or {}).get(step, 1)) for step in GIVEN}
    sent |= {"rules-TOTAL_FORMS": str(len(rules)), "rules-INITIAL_FORMS": "0"}
    for place, rule in enumerate(rules):
        row = {"way": "fewest", "ORDER": place + 1, **rule}
        sent |= {f"rules-{place}-{name}": value for name, value in row.items()}
    return {**sent, **more}


@pytest.fixture
def write_page():
    return reverse("allocation:write", args=[HERE])


def test_a_dry_run_shows_where_waiting_steps_would_go_and_gives_nothing(taihang, clerk, sign_in, write_page):
    case, writer = submitted(taihang), staff("writer", "supervisor")
    second = staff("second-supervisor", "supervisor")
    sent = as_sent({"name": "试分", "to": [clerk.username]})
    page = sign_in(writer).post(write_page, sent, follow=True).content.decode()

    assert case.receipt_number in page.split('id="tried"')[1]
    assert "试分" in page
    assert (holder_of(case), tick()) == (None, 0)

    edition = rules_at(HERE).rows().get()
    own = sign_in(writer).post(reverse("allocation:release", args=[edition.pk]), follow=True).content.decode()
    assert not rules_at(HERE).rows().released().exists(), own
    sign_in(second).post(reverse("allocation:release", args=[edition.pk]))
    assert tick() == 1


def test_a_rule_of_a_team_gives_to_who_belongs_to_it_today(taihang, clerk, in_force):
    today, other = timezone.localdate(), staff("other-clerk", "counter-clerk")
    head = staff("head", "supervisor")
    team = make_team(clerk.authority, "普货组", by=head)
    left = add_member(team, clerk, since=today - datetime.timedelta(days=9), by=head)
    end_member(left, until=today - datetime.timedelta(days=1), by=head)
    add_member(team, other, since=today, by=head)
    in_force({"name": "普货", "teams": ["普货组"]})
    case = submitted(taihang)

    assert tick() == 1
    assert holder_of(case) == other


def test_a_rule_weighs_open_steps_or_gives_in_turn(taihang, neighbour, clerk, in_force):
    """Two light steps are less than one heavy; in turn, what each has does not count."""
    office = Office(clerk.authority)
    light, heavy = staff("light", "counter-clerk"), staff("heavy", "counter-clerk")
    office.open = {light.pk: Counter(check=2), heavy.pk: Counter(review=1)}
    office.last = {light.pk: timezone.now()}
    weights = {"review": 5}

    def first(way):
        rules = read_rules({"rules": [{"name": "甲", "way": way}], "weights": weights})
        return office.in_order([light, heavy], next(iter(rules)), rules)[0]

    assert (first("fewest"), first("lightest"), first("turn")) == (heavy, light, heavy)


def test_the_next_edition_begins_with_the_rules_there_are_and_nothing_typed_is_lost(
    clerk, in_force, sign_in, write_page
):
    in_force({"name": "受理", "steps": ["check"], "to": [clerk.username], "way": "turn", "most": 7})
    writer = sign_in(staff("writer", "supervisor"))

    half = {"name": "半", "most": "no number", "to": ["gone"], "ORDER": 2}

    begun = writer.get(write_page).context["form"]
    more = writer.post(write_page, as_sent(half, {"name": "先", "ORDER": 1}, more="yes", note="改"))

    assert {name: begun.rows[0][name].value() for name in ("name", "steps", "to", "way", "most")} == {
        "name": "受理",
        "steps": ["check"],
        "to": [clerk.username],
        "way": "turn",
        "most": 7,
    }
    form = more.context["form"]
    assert [row["name"].value() for row in form.rows] == ["先", "半", None], "one more row, in the order typed"
    assert (form.rows[1]["most"].value(), form["note"].value()) == ("no number", "改")
    assert "gone – no longer exists" in more.content.decode()


def test_rules_are_kept_in_the_order_of_their_places_without_what_is_left_out(clerk, sign_in, write_page):
    one, two = {"name": "甲", "ORDER": 2}, {"name": "乙", "ORDER": 1, "steps": ["check"], "most": "3"}
    gone, empty = {"name": "丙", "ORDER": 3, "DELETE": "on"}, {"name": "", "ORDER": ""}

    sign_in(staff("writer", "supervisor")).post(write_page, as_sent(one, two, gone, empty, weights={"review": 3}))

    assert rules_at(HERE).rows().get().document == {
        "rules": [{"name": "乙", "way": "fewest", "steps": ["check"], "most": 3}, {"name": "甲", "way": "fewest"}],
        "weights": {"review": 3},
    }


@pytest.mark.parametrize(
    ("rule", "field", "says"),
    [
        ({"to": ["nobody"]}, "to", "Does not work here, or no longer does: nobody"),
        ({"to": ["reviewer-only"], "steps": ["check"]}, "to", "Has no role for any of these steps"),
        ({"teams": ["无此组"]}, "teams", "No such team, or dissolved: 无此组"),
        ({"teams": ["空组"]}, "teams", "Nobody in it may do any of these steps: 空组"),
        ({"items": ["no-such"]}, "items", "No such service: no-such"),
        ({"districts": ["999999"]}, "districts", "No such district: 999999"),
        ({"most": "0"}, "most", "greater than or equal to 1"),
        ({"name": ""}, "name", "required"),
        ({"name": "好"}, "name", "needs its own name"),
        ({"way": "by-luck"}, "way", "not one of the available choices"),
        ({"steps": ["no-such"]}, "steps", "No such step: no-such"),
        ({"ORDER": "first"}, "ORDER", "whole number"),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_on_its_field_and_nothing_is_lost(
    taihang, clerk, sign_in, write_page, rule, field, says
):
    staff("reviewer-only", "reviewer")
    writer = staff("writer", "supervisor")
    make_team(clerk.authority, "空组", by=writer)

    sent = as_sent({"name": "好"}, {"name": "试分", "steps": ["review"], **rule})
    answer = sign_in(writer).post(write_page, sent)

    assert answer.status_code == 422
    row = answer.context["form"].rows[1]
    assert says in " ".join(row.errors[field])
    assert row["name"].value() == {"name": "试分", **rule}["name"]
    assert says in answer.content.decode().split("error-summary")[1].split("</ul>")[0]
    assert not rules_at(HERE).rows().exists()


def test_what_is_wrong_besides_the_rules_is_said_on_its_field_and_every_rule_stays(clerk, sign_in, write_page):
    writer = sign_in(staff("writer", "supervisor"))
    wrong = as_sent({"name": "甲"}, {"name": "乙", "most": "x", "DELETE": "on"}, in_force_from="soon", note="")

    told = writer.post(write_page, {**wrong, "weight-check": "99"})
    many = writer.post(write_page, as_sent(*({"name": f"第{place}条"} for place in range(51))))

    form = told.context["form"]
    assert [field.html_name for field, _rule, _says in form.wrong] == ["note", "in_force_from", "weight-check"]
    assert form["in_force_from"].value() == "soon"
    assert [row["name"].value() for row in form.rows] == ["甲", "乙"]
    assert "at most 50 rules" in many.content.decode()
    assert many.context["form"].rows[50]["name"].value() == "第50条"
    assert not rules_at(HERE).rows().exists()


def test_who_left_is_told_on_the_page_of_the_rules(clerk, in_force, sign_in):
    in_force({"name": "指定", "to": [clerk.username]})
    clerk.is_active = False
    clerk.save()

    page = sign_in(staff("watcher", "supervisor")).get(reverse("allocation:office", args=[HERE])).content.decode()

    assert f"Does not work here, or no longer does: {clerk.username}" in page


def test_a_team_is_kept_by_who_hands_over_steps_of_its_office(clerk, sign_in):
    writer = staff("writer", "supervisor")
    client, page = sign_in(writer), reverse("allocation:teams", args=[HERE])
    client.post(reverse("allocation:make_team", args=[HERE]), {"name": "普货组"})
    twice = client.post(reverse("allocation:make_team", args=[HERE]), {"name": "普货组"})
    team = Team.objects.get()
    joining = {"person": clerk.pk, "since": timezone.localdate().isoformat()}
    client.post(reverse("allocation:join_team", args=[team.pk]), joining)
    again = client.post(reverse("allocation:join_team", args=[team.pk]), joining)

    assert (twice.status_code, again.status_code) == (422, 422)
    assert "had, a team of this name" in twice.content.decode()
    assert "Already belongs to this team" in again.content.decode()
    assert clerk.name in client.get(page).content.decode()
    with pytest.raises(NoColleague):
        add_member(team, staff("far", "counter-clerk", division="410803"), since=timezone.localdate(), by=writer)
    elsewhere = staff("elsewhere", "supervisor", division="410803")
    with pytest.raises(NotTheirTeam):
        make_team(team.authority, "他组", by=elsewhere)

    member = Member.objects.get()
    client.post(reverse("allocation:leave_team", args=[member.pk]), {"until": timezone.localdate().isoformat()})
    client.post(reverse("allocation:dissolve_team", args=[team.pk]))
    assert (member.end.until, Team.objects.kept().exists()) == (timezone.localdate(), False)
    kinds = ["team.made", "team.joined", "team.left", "team.dissolved"]
    assert list(Event.objects.filter(kind__startswith="team.").order_by("pk").values_list("kind", flat=True)) == kinds


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
        [{"name": "a", "way": "by-luck"}],
        [{"name": "a", "teams": "甲组"}],
    ],
)
def test_what_is_no_rule_is_refused(rules):
    with pytest.raises(BadDocument):
        read_rules({"rules": rules})


@pytest.mark.parametrize("weights", [[], {"correct": 2}, {"check": 0}, {"check": True}])
def test_a_weight_that_is_none_is_refused(weights):
    with pytest.raises(BadDocument):
        read_rules({"rules": [], "weights": weights})


def test_the_database_keeps_one_allocation_of_a_step(taihang, clerk, in_force):
    in_force({"name": "全部", "to": [clerk.username]})
    case = submitted(taihang)
    tick()
    task = open_task(case)

    with pytest.raises(IntegrityError), transaction.atomic():
        Allocation.objects.create(task=task, person=clerk, edition=2, rule="全部", load=0)
    flow.accept(case, by=clerk)
    assert Allocation.objects.count() == 1
